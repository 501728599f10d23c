import { describe, expect, it } from 'vitest'
import { ValidationError } from '../errors.js'
import type { Assessment } from './assessments.js'
import type { ManualAnswer } from './criteria.js'
import { checkInput, type MaturityInput } from './input.js'
import type { LevelNumber } from './levels.js'

const asOf = new Date('2026-06-30')
const noDate = new Date('not a date')

const assessment = (given: Partial<Assessment>): Assessment => ({
  dimension: 'Risk Management',
  assessor: 'ada',
  currentLevel: 2,
  date: asOf,
  ...given,
})

const answer = (given: Partial<ManualAnswer>): ManualAnswer => ({
  criterionId: 'RM-1.3',
  answer: 'yes',
  answeredAt: asOf,
  ...given,
})

describe('checkInput', () => {
  it('accepts the least and the most that can be given', () => {
    expect(() => checkInput({ asOf })).not.toThrow()
    expect(() =>
      checkInput({
        asOf,
        assessments: [assessment({ targetLevel: 5 }), assessment({ currentLevel: null, targetLevel: null })],
        answers: [answer({ answer: 'not-applicable' })],
        measurements: { metrics: { 'automation.ratio': null }, newestEvidenceAt: null },
        options: { assessors: 'median', basis: 'lower', evidenceLifetimeDays: 0.5 },
      }),
    ).not.toThrow()
  })

  it.each<[string, Partial<MaturityInput>]>([
    ['asOf: is Invalid Date; wants a valid Date', { asOf: noDate }],
    [
      'assessments[0].currentLevel: is 6; wants a whole number from 1 to 5',
      { assessments: [assessment({ currentLevel: 6 as LevelNumber })] },
    ],
    [
      'assessments[1].targetLevel: is 2.5; wants a whole number from 1 to 5',
      { assessments: [assessment({}), assessment({ targetLevel: 2.5 as LevelNumber })] },
    ],
    [
      'assessments[0].date: is Invalid Date; wants a valid Date',
      { assessments: [assessment({ date: noDate })] },
    ],
    [
      'answers[0].answer: is maybe; wants one of no, partly, not-applicable, yes',
      { answers: [answer({ answer: 'maybe' as 'yes' })] },
    ],
    [
      'answers[0].answeredAt: is Invalid Date; wants a valid Date',
      { answers: [answer({ answeredAt: noDate })] },
    ],
    [
      'measurements.newestEvidenceAt: is Invalid Date; wants a valid Date',
      { measurements: { metrics: {}, newestEvidenceAt: noDate } },
    ],
    [
      'options.evidenceLifetimeDays: is 0; wants a number of days greater than 0',
      { options: { evidenceLifetimeDays: 0 } },
    ],
    [
      'options.assessors: is mean; wants one of latest, median, lowest',
      { options: { assessors: 'mean' as 'median' } },
    ],
    [
      'options.basis: is higher; wants one of assessedFirst, derivedFirst, lower',
      { options: { basis: 'higher' as 'lower' } },
    ],
  ])('refuses: %s', (message, input) => {
    const refuse = (): void => checkInput({ asOf, ...input })
    expect(refuse).toThrow(ValidationError)
    expect(refuse).toThrow(message)
  })

  it('names everything that is wrong at once', () => {
    const assessments = [
      assessment({ currentLevel: 9 as LevelNumber, date: noDate }),
      assessment({ currentLevel: 0 as LevelNumber }),
    ]
    expect(() => checkInput({ asOf, assessments })).toThrow('(and 2 more)')
  })
})
