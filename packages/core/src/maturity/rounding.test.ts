import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundHalfUp } from './rounding.js'

describe('roundHalfUp', () => {
  it.each([
    [2.675, 2.68],
    [1.005, 1.01],
    [8.345, 8.35],
    [2.674999, 2.67],
    [2.5, 2.5],
    [0, 0],
  ])('rounds %d to %d', (value, rounded) => {
    expect(roundHalfUp(value, 2)).toBe(rounded)
  })

  it('absorbs the error of the arithmetic before it', () => {
    const average = (0.05 * 2 + 1.95 * 3) / (0.05 + 1.95)
    expect(average).toBe(2.9749999999999996)
    expect(roundHalfUp(average, 2)).toBe(2.98)
  })

  it('rounds every half of a cent up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (cents) => {
        expect(roundHalfUp(Number(`${cents}.5`) / 100, 2)).toBe((cents + 1) / 100)
      }),
    )
  })
})
