import { describe, expect, it } from 'vitest'
import { confidence, gatedLevel, type WeightedLevel, weightedAverage } from './aggregates.js'
import type { LevelNumber } from './levels.js'

const of = (...pairs: readonly (readonly [weight: number, level: LevelNumber | null])[]): WeightedLevel[] =>
  pairs.map(([weight, level]) => ({ weight, level }))

describe('weightedAverage', () => {
  it('weighs the levels of the dimensions that have one, and rounds to two decimals', () => {
    expect(weightedAverage(of([1, 3], [1, 2], [2, 4], [1, 1], [1, null], [1, 2]))).toBe(2.67)
  })

  it('rounds half up, whatever the binary form of the quotient', () => {
    expect(weightedAverage(of([1.35, 2], [0.65, 3]))).toBe(2.33) // 2.325
    expect(weightedAverage(of([0.65, 2], [1.35, 3]))).toBe(2.68) // 2.675
    expect(weightedAverage(of([1.99, 1], [0.01, 2]))).toBe(1.01) // 1.005
    expect(weightedAverage(of([0.05, 2], [1.95, 3]))).toBe(2.98) // 2.975, which division makes 2.9749999999999996
  })

  it('is null where no dimension has a level', () => {
    expect(weightedAverage(of([1, null], [2, null]))).toBeNull()
    expect(weightedAverage([])).toBeNull()
  })
})

describe('gatedLevel', () => {
  it('is the lowest level there is', () => {
    expect(gatedLevel(of([1, 3], [1, null], [5, 2], [1, 4]))).toBe(2)
    expect(gatedLevel(of([1, null]))).toBeNull()
  })
})

describe('confidence', () => {
  it('is the share of the weight that has a level, times its freshness', () => {
    expect(
      confidence([
        { weight: 2, level: 3, freshness: 1 },
        { weight: 1, level: 2, freshness: 0.5 },
        { weight: 1, level: null, freshness: 1 },
      ]),
    ).toBe(0.625)
  })

  it('is less where criteria behind a derived level could not be decided', () => {
    expect(confidence([{ weight: 1, level: 3, freshness: 1, conclusiveShare: 0.75 }])).toBe(0.75)
  })

  it('is 0 where there is nothing to rely on', () => {
    expect(confidence([])).toBe(0)
    expect(confidence([{ weight: 1, level: null, freshness: 1 }])).toBe(0)
  })
})
