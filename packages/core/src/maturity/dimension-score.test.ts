import { describe, expect, it } from 'vitest'
import type { Assessment } from './assessments.js'
import type { Answer, ManualAnswer } from './criteria.js'
import { type ScoringContext, scoreDimension } from './dimension-score.js'
import { type LevelNumber, levelNumbers } from './levels.js'
import type { Criterion, Dimension } from './model/types.js'
import type { DimensionReport } from './report.js'

const asOf = new Date('2026-06-30T12:00:00Z')
const daysAgo = (days: number): Date => new Date(asOf.getTime() - days * 24 * 60 * 60 * 1000)

function dimensionOf(criterionAt: (level: LevelNumber) => Criterion): Dimension {
  const levels = levelNumbers.map((level) => ({
    level,
    name: `Level ${level}`,
    description: `What level ${level} means.`,
    criteria: [criterionAt(level)],
  }))
  return { name: 'Automation', description: 'How much runs by itself.', weight: 1, levels }
}

/** Level n asks for an automation ratio of at least n × 0.2. */
const measured = dimensionOf((level) => ({
  id: `M-${level}`,
  text: `At least ${level * 20} % are automated.`,
  metric: 'automation.ratio',
  op: '>=',
  value: level / 5,
}))

/** Each level asks a question. */
const asked = dimensionOf((level) => ({ id: `Q-${level}`, text: 'It holds.', question: 'Does it hold?' }))

const automated = (ratio: number | null, newestEvidenceAt: Date | null = asOf) => ({
  metrics: { 'automation.ratio': ratio },
  newestEvidenceAt,
})

const assess = (currentLevel: LevelNumber, given: Partial<Assessment> = {}): Assessment => ({
  dimension: 'Automation',
  assessor: 'ada',
  currentLevel,
  date: daysAgo(10),
  ...given,
})

const answer = (criterionId: string, given: Answer, answeredAt: Date): ManualAnswer => ({
  criterionId,
  answer: given,
  answeredAt,
})

function score(dimension: Dimension, given: Partial<ScoringContext>): DimensionReport {
  return scoreDimension(dimension, {
    asOf,
    assessments: [],
    answers: [],
    measurements: automated(null),
    notApplicable: [],
    assessors: 'latest',
    basis: 'assessedFirst',
    evidenceLifetimeDays: 180,
    ...given,
  }).report
}

describe('the level of a dimension', () => {
  it('is the assessed one where there is one, with the derived one beside it', () => {
    const report = score(measured, { assessments: [assess(2)], measurements: automated(0.85) })
    expect(report).toMatchObject({ assessed: 2, derived: 4, level: 2, basis: 'assessed' })
  })

  it('is the derived one where nobody assessed', () => {
    const report = score(measured, { measurements: automated(0.85) })
    expect(report).toMatchObject({ assessed: null, derived: 4, level: 4, basis: 'derived' })
  })

  it.each([
    ['assessedFirst', 0.85, 2, 'assessed'],
    ['derivedFirst', 0.85, 4, 'derived'],
    ['lower', 0.85, 2, 'assessed'],
    ['lower', 0.25, 1, 'derived'],
    ['derivedFirst', null, 2, 'assessed'],
    ['lower', null, 2, 'assessed'],
  ] as const)('with basis %s and a ratio of %s is %d, the %s one', (basis, ratio, level, chosen) => {
    const report = score(measured, { assessments: [assess(2)], measurements: automated(ratio), basis })
    expect(report).toMatchObject({ level, basis: chosen })
  })

  it('comes from the assessor that the policy picks, and shows who and why', () => {
    const assessments = [
      assess(5, { assessor: 'ada', date: daysAgo(1), evidence: 'dashboard', modelVersion: 2 }),
      assess(3, { assessor: 'bob', date: daysAgo(2) }),
      assess(2, { assessor: 'cleo', date: daysAgo(3), notes: 'only on one platform' }),
    ]
    expect(score(measured, { assessments })).toMatchObject({
      level: 5,
      assessment: {
        assessor: 'ada',
        date: daysAgo(1),
        evidence: 'dashboard',
        notes: null,
        modelVersion: 2,
      },
    })
    expect(score(measured, { assessments, assessors: 'median' })).toMatchObject({ level: 3 })
    expect(score(measured, { assessments, assessors: 'lowest' })).toMatchObject({
      level: 2,
      assessment: { assessor: 'cleo', evidence: null, notes: 'only on one platform', modelVersion: null },
    })
  })

  it('is the business of its own assessments only', () => {
    expect(score(measured, { assessments: [assess(4, { dimension: 'Care' })] })).toMatchObject({
      assessed: null,
      level: null,
      basis: null,
      freshness: null,
      stale: false,
      assessment: null,
    })
  })
})

describe('the confidence in a dimension', () => {
  it('falls with the age of the assessment that counts, while the level stays', () => {
    const aged = (days: number) => score(measured, { assessments: [assess(3, { date: daysAgo(days) })] })
    expect(aged(180)).toMatchObject({ freshness: 1, stale: false, confidence: 1 })
    expect(aged(270)).toMatchObject({ freshness: 0.5, stale: true, confidence: 0.5 })
    expect(aged(400)).toMatchObject({ freshness: 0, stale: true, confidence: 0, level: 3 })
  })

  it('goes by the lifetime that the caller sets', () => {
    const assessments = [assess(3, { date: daysAgo(45) })]
    expect(score(measured, { assessments, evidenceLifetimeDays: 30 })).toMatchObject({ freshness: 0.5 })
  })

  it('of a derived level goes by the age of the facts behind the metrics', () => {
    const report = score(measured, { measurements: automated(0.5, daysAgo(270)) })
    expect(report).toMatchObject({ level: 2, freshness: 0.5, stale: true, confidence: 0.5 })
    const undated = score(measured, { measurements: automated(0.5, null) })
    expect(undated).toMatchObject({ level: 2, freshness: 0, confidence: 0 })
  })

  it('of a derived level goes by the age of the answers that had a say', () => {
    const answers = [
      answer('Q-1', 'yes', daysAgo(0)),
      answer('Q-2', 'no', daysAgo(315)),
      answer('Q-3', 'yes', daysAgo(360)), // beyond the level that Q-2 stops
    ]
    expect(score(asked, { answers })).toMatchObject({ level: 1, freshness: 0.625, stale: true })
  })

  it('of a derived level falls with every criterion that could not be decided', () => {
    expect(score(asked, { answers: [answer('Q-1', 'yes', asOf)] })).toMatchObject({
      level: 1,
      freshness: 1,
      confidence: 0.5,
      derivation: { stop: { level: 2, by: 'silence' }, deciding: ['Q-2'], conclusiveShare: 0.5 },
    })
  })

  it('of an assessed level does not depend on the criteria', () => {
    const report = score(asked, { assessments: [assess(3)], answers: [answer('Q-1', 'yes', daysAgo(300))] })
    expect(report).toMatchObject({ level: 3, freshness: 1, confidence: 1 })
  })
})
