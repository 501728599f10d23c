import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GapCandidate, gapSize, rankGaps } from './gaps.js'
import { levelNumbers } from './levels.js'

const candidate = (given: Partial<GapCandidate>): GapCandidate => ({
  dimension: 'Risk Management',
  weight: 1,
  current: 2,
  target: 4,
  ...given,
})

const anyLevel = fc.constantFrom(...levelNumbers)
const anyCandidate: fc.Arbitrary<GapCandidate> = fc.record({
  dimension: fc.string(),
  weight: fc.integer({ min: 1, max: 999 }).map((hundredths) => hundredths / 100),
  current: fc.option(fc.oneof(anyLevel, fc.constant(0 as const))),
  target: fc.option(anyLevel),
})

describe('gapSize', () => {
  it.each([
    [1, 3, 4, 3],
    [1, 2, 4, 8],
    [1, 1, 3, 8],
    [1, 1, 5, 24],
    [2, 4, 4, 0],
    [0.5, 3, 4, 1.5],
    [1, 4, 3, 0],
    [1, 0, 2, 8],
  ] as const)('with weight %d from level %d to %d is %d', (weight, current, target, gap) => {
    expect(gapSize({ weight, current, target })).toBe(gap)
  })

  it('is unknown without a level or a target', () => {
    expect(gapSize(candidate({ current: null }))).toBeNull()
    expect(gapSize(candidate({ target: null }))).toBeNull()
  })
})

describe('rankGaps', () => {
  it('puts the widest gap first and leaves out what has none', () => {
    const ranked = rankGaps([
      candidate({ dimension: 'A', current: 3 }),
      candidate({ dimension: 'B', current: 4 }),
      candidate({ dimension: 'C', current: null }),
      candidate({ dimension: 'D', current: 1, weight: 2 }),
    ])
    expect(ranked).toEqual([
      { dimension: 'D', weight: 2, current: 1, target: 4, gap: 30, rank: 1 },
      { dimension: 'A', weight: 1, current: 3, target: 4, gap: 3, rank: 2 },
    ])
  })

  it('keeps the order of the model among equal gaps, also where floating point would tell them apart', () => {
    expect(0.8 * 3).not.toBe(0.3 * 8)
    const two = candidate({ dimension: 'two levels short', weight: 0.3 })
    const one = candidate({ dimension: 'one level short', weight: 0.8, current: 3 })
    expect(rankGaps([two, one]).map(({ dimension }) => dimension)).toEqual([two.dimension, one.dimension])
    expect(rankGaps([one, two]).map(({ dimension }) => dimension)).toEqual([one.dimension, two.dimension])
  })

  it('lists exactly the dimensions that are short of their target, sorted, ranked from 1', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate), (candidates) => {
        const ranked = rankGaps(candidates)
        const short = candidates.filter(
          ({ current, target }) => current !== null && target !== null && target > current,
        )
        expect(ranked.map(({ dimension }) => dimension).toSorted()).toEqual(
          short.map(({ dimension }) => dimension).toSorted(),
        )
        expect(ranked.map(({ gap }) => gap)).toEqual(
          ranked.map(({ gap }) => gap).toSorted((one, other) => other - one),
        )
        expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, index) => index + 1))
      }),
    )
  })
})
