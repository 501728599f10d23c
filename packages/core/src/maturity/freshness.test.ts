import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshness } from './freshness.js'

const asOf = new Date('2026-12-31T00:00:00Z')
const daysAgo = (days: number): Date => new Date(asOf.getTime() - days * 24 * 60 * 60 * 1000)

describe('freshness', () => {
  it.each([
    [0, 1],
    [180, 1],
    [225, 0.75],
    [270, 0.5],
    [360, 0],
    [4000, 0],
  ])('of evidence %d days old is %d', (age, expected) => {
    expect(freshness(daysAgo(age), asOf)).toBe(expected)
  })

  it('goes by the lifetime given', () => {
    expect(freshness(daysAgo(45), asOf, 30)).toBe(0.5)
  })

  it('is 0 without a date, and 1 for evidence from after the moment', () => {
    expect(freshness(null, asOf)).toBe(0)
    expect(freshness(daysAgo(-10), asOf)).toBe(1)
  })

  it('never grows with age', () => {
    fc.assert(
      fc.property(fc.nat(800), fc.nat(800), fc.integer({ min: 1, max: 400 }), (age, more, lifetime) => {
        const younger = freshness(daysAgo(age), asOf, lifetime)
        const older = freshness(daysAgo(age + more), asOf, lifetime)
        expect(older).toBeLessThanOrEqual(younger)
        expect(older).toBeGreaterThanOrEqual(0)
        expect(younger).toBeLessThanOrEqual(1)
      }),
    )
  })
})
