import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assessment, decidingAssessment, targetLevel } from './assessments.js'
import { levelNumbers } from './levels.js'

const assessment = (given: Partial<Assessment>): Assessment => ({
  dimension: 'Risk Management',
  assessor: 'ada',
  currentLevel: 3,
  date: new Date('2026-01-01'),
  ...given,
})

const ada = assessment({ assessor: 'ada', currentLevel: 4, date: new Date('2026-03-01') })
const bob = assessment({ assessor: 'bob', currentLevel: 2, date: new Date('2026-02-01') })
const cleo = assessment({ assessor: 'cleo', currentLevel: 3, date: new Date('2026-01-01') })

describe('decidingAssessment', () => {
  it('is the latest unless told otherwise', () => {
    expect(decidingAssessment([cleo, ada, bob])).toBe(ada)
  })

  it('is the median or the lowest of what each assessor says', () => {
    expect(decidingAssessment([ada, bob, cleo], 'median')).toBe(cleo)
    expect(decidingAssessment([ada, bob, cleo], 'lowest')).toBe(bob)
  })

  it('takes the lower of the two in the middle of an even number', () => {
    expect(decidingAssessment([ada, bob], 'median')).toBe(bob)
    const dan = assessment({ assessor: 'dan', currentLevel: 5 })
    expect(decidingAssessment([ada, bob, cleo, dan], 'median')).toBe(cleo)
  })

  it('counts each assessor once, by the newest', () => {
    const bobEarlier = assessment({ assessor: 'bob', currentLevel: 1, date: new Date('2025-01-01') })
    expect(decidingAssessment([bobEarlier, ada, bob], 'lowest')).toBe(bob)
  })

  it('is the newest of several that state the level', () => {
    const eve = assessment({ assessor: 'eve', currentLevel: 2, date: new Date('2026-02-02') })
    expect(decidingAssessment([bob, eve, ada], 'lowest')).toBe(eve)
  })

  it('passes over those that state only a target', () => {
    const onlyTarget = assessment({ currentLevel: null, targetLevel: 5, date: new Date('2026-06-01') })
    expect(decidingAssessment([onlyTarget, ada])).toBe(ada)
    expect(decidingAssessment([onlyTarget])).toBeNull()
  })

  it('goes by the id, then by the lower level, where two are from the same moment', () => {
    const earlier = assessment({ id: 1, currentLevel: 2 })
    const later = assessment({ id: 2, currentLevel: 5 })
    expect(decidingAssessment([earlier, later])).toBe(later)
    const low = assessment({ assessor: 'x', currentLevel: 2 })
    const high = assessment({ assessor: 'y', currentLevel: 5 })
    expect(decidingAssessment([high, low])).toBe(low)
  })

  it('is null where nobody assessed', () => {
    expect(decidingAssessment([], 'median')).toBeNull()
  })
})

describe('targetLevel', () => {
  it('is the newest one stated, whoever stated it', () => {
    const planned = assessment({ assessor: 'bob', targetLevel: 4, date: new Date('2026-02-01') })
    const before = assessment({ assessor: 'ada', targetLevel: 5, date: new Date('2026-01-01') })
    expect(targetLevel([before, planned])).toBe(4)
  })

  it('is that of the higher id where two are from the same moment', () => {
    const before = assessment({ id: 1, targetLevel: 3 })
    const after = assessment({ id: 2, targetLevel: 5 })
    expect(targetLevel([before, after])).toBe(5)
    expect(targetLevel([after, assessment({ targetLevel: 2 })])).toBe(5)
  })

  it('outlives a later assessment that states none', () => {
    const planned = assessment({ targetLevel: 4 })
    expect(targetLevel([planned, ada])).toBe(4)
    expect(targetLevel([ada])).toBeNull()
  })
})

describe('the order in which assessments are passed', () => {
  const anyLevel = fc.option(fc.constantFrom(...levelNumbers))
  // Few values each, so that ties are common.
  const anyAssessment: fc.Arbitrary<Assessment> = fc.record({
    id: fc.constantFrom(1, 2, null),
    dimension: fc.constant('Risk Management'),
    assessor: fc.constantFrom('ada', 'bob', 7, null),
    currentLevel: anyLevel,
    targetLevel: anyLevel,
    date: fc.constantFrom(new Date('2026-01-01'), new Date('2026-02-01')),
    evidence: fc.constantFrom('dashboard', 'interview', null),
    notes: fc.constantFrom('on one platform', null),
    modelVersion: fc.constantFrom(1, 2, null),
  })

  it('never matters', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyAssessment, { minLength: 2, maxLength: 8 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.constantFrom('latest' as const, 'median' as const, 'lowest' as const),
        ([all, shuffled], policy) => {
          expect(decidingAssessment(shuffled, policy)).toEqual(decidingAssessment(all, policy))
          expect(targetLevel(shuffled)).toBe(targetLevel(all))
        },
      ),
      { numRuns: 1000 },
    )
  })
})
