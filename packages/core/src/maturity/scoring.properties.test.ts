import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from './assessments.js'
import { answers, type ManualAnswer } from './criteria.js'
import { deriveLevel } from './derivation.js'
import type { MaturityInput } from './input.js'
import { levelNumbers } from './levels.js'
import type { MetricValues } from './metric-names.js'
import { metricCatalogue } from './metrics.js'
import { isMeasured } from './model/types.js'
import { atmf } from './model.js'
import type { MaturityReport } from './report.js'
import { scoreMaturity } from './scoring.js'

const asOf = new Date('2026-06-30T00:00:00Z')
const dayInMilliseconds = 24 * 60 * 60 * 1000
const anyDate = fc
  .integer({ min: -30, max: 500 })
  .map((days) => new Date(asOf.getTime() - days * dayInMilliseconds))
const anyLevel = fc.constantFrom(...levelNumbers)

const anyAssessment: fc.Arbitrary<Assessment> = fc.record({
  dimension: fc.constantFrom(...atmf.dimensions.map(({ name }) => name)),
  assessor: fc.constantFrom('ada', 'bob', 7, null),
  currentLevel: fc.option(anyLevel),
  targetLevel: fc.option(anyLevel),
  date: anyDate,
  evidence: fc.constantFrom('dashboard', 'interview', null),
})

const questionIds = atmf.dimensions
  .flatMap(({ levels }) => levels.flatMap(({ criteria }) => criteria))
  .flatMap((criterion) => (isMeasured(criterion) ? [] : [criterion.id]))

const anyAnswer: fc.Arbitrary<ManualAnswer> = fc.record({
  criterionId: fc.constantFrom(...questionIds),
  // Mostly yes, so that levels above Foundation are reached at all.
  answer: fc.oneof({ weight: 4, arbitrary: fc.constant('yes' as const) }, fc.constantFrom(...answers)),
  evidence: fc.constantFrom('wiki', null),
  answeredBy: fc.constantFrom('ada', 7, null),
  answeredAt: anyDate,
})

/** A value of each metric, from hopeless (0) to flawless (1), in the metric's own unit. */
const anyMetrics: fc.Arbitrary<MetricValues> = fc
  .tuple(...metricCatalogue.map(() => fc.option(fc.double({ min: 0, max: 1, noNaN: true }))))
  .map((goodness) =>
    Object.fromEntries(
      metricCatalogue.map(({ name, unit, better }, index) => {
        const good = goodness[index] ?? null
        if (good === null) return [name, null]
        const scale = unit === 'ratio' ? 1 : 100
        return [name, scale * (better === 'higher' ? good : 1 - good)]
      }),
    ),
  )

const anyInput: fc.Arbitrary<MaturityInput> = fc.record({
  asOf: fc.constant(asOf),
  assessments: fc.array(anyAssessment, { maxLength: 12 }),
  answers: fc.array(anyAnswer, { maxLength: 40 }),
  measurements: fc.record({ metrics: anyMetrics, newestEvidenceAt: fc.option(anyDate) }),
  notApplicable: fc.subarray(
    atmf.dimensions.map(({ name }) => name),
    { maxLength: 2 },
  ),
  options: fc.record({
    assessors: fc.constantFrom('latest' as const, 'median' as const, 'lowest' as const),
    basis: fc.constantFrom('assessedFirst' as const, 'derivedFirst' as const, 'lower' as const),
    evidenceLifetimeDays: fc.integer({ min: 1, max: 400 }),
  }),
})

function levelsOf(report: MaturityReport): readonly number[] {
  return report.dimensions.flatMap(({ level }) => level ?? [])
}

describe('scoreMaturity, whatever it is given', () => {
  it('keeps the average between the lowest and the highest level, and the gated level at the lowest', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const report = scoreMaturity(input)
        const levels = levelsOf(report)
        if (levels.length === 0) {
          expect([report.average, report.gatedLevel, report.confidence]).toEqual([null, null, 0])
        } else {
          expect(report.average).toBeGreaterThanOrEqual(Math.min(...levels))
          expect(report.average).toBeLessThanOrEqual(Math.max(...levels))
          expect(report.gatedLevel).toBe(Math.min(...levels))
        }
      }),
    )
  })

  it('keeps every confidence between 0 and 1', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const report = scoreMaturity(input)
        for (const confidence of [report.confidence, ...report.dimensions.map((each) => each.confidence)]) {
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('is never more confident because its evidence is older', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(300), (input, days) => {
        const aged = (date: Date): Date => new Date(date.getTime() - days * dayInMilliseconds)
        const seen = <Fact>(facts: readonly Fact[] = [], dateOf: (fact: Fact) => Date): readonly Fact[] =>
          facts.filter((fact) => dateOf(fact) <= asOf)
        const fresh: MaturityInput = {
          ...input,
          assessments: seen(input.assessments, ({ date }) => date),
          answers: seen(input.answers, ({ answeredAt }) => answeredAt),
        }
        const older: MaturityInput = {
          ...fresh,
          assessments: fresh.assessments?.map((each) => ({ ...each, date: aged(each.date) })),
          answers: fresh.answers?.map((each) => ({ ...each, answeredAt: aged(each.answeredAt) })),
          measurements: input.measurements && {
            ...input.measurements,
            newestEvidenceAt:
              input.measurements.newestEvidenceAt && aged(input.measurements.newestEvidenceAt),
          },
        }
        expect(scoreMaturity(older).confidence).toBeLessThanOrEqual(scoreMaturity(fresh).confidence)
      }),
    )
  })

  it('does not depend on the order of assessments and answers', () => {
    fc.assert(
      fc.property(
        anyInput.chain((input) =>
          fc.tuple(
            fc.constant(input),
            fc.shuffledSubarray([...(input.assessments ?? [])], {
              minLength: input.assessments?.length ?? 0,
            }),
            fc.shuffledSubarray([...(input.answers ?? [])], { minLength: input.answers?.length ?? 0 }),
          ),
        ),
        ([input, assessments, shuffledAnswers]) => {
          expect(scoreMaturity({ ...input, assessments, answers: shuffledAnswers })).toEqual(
            scoreMaturity(input),
          )
        },
      ),
    )
  })

  it('changes nothing of what it is given, and gives the same again', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const before = structuredClone(input)
        const first = scoreMaturity(input)
        expect(input).toEqual(before)
        expect(scoreMaturity(input)).toEqual(first)
      }),
    )
  })

  it('gives every gap of a dimension that applies a place in ranking and roadmap', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const report = scoreMaturity(input)
        const open = report.dimensions.filter(({ gap }) => gap !== null && gap > 0).map(({ name }) => name)
        expect(report.gaps.map(({ dimension }) => dimension).toSorted()).toEqual(open.toSorted())
        expect(report.roadmap.map(({ dimension }) => dimension)).toEqual(
          report.gaps.map(({ dimension }) => dimension),
        )
        for (const { steps } of report.roadmap) {
          const costs = steps.map(({ cost }) => cost)
          expect(costs).toEqual(costs.toSorted((one, other) => one - other))
        }
      }),
    )
  })
})

describe('a derived level of ATMF', () => {
  it('never falls when a metric gets better', () => {
    fc.assert(
      fc.property(
        anyMetrics,
        fc.constantFrom(...metricCatalogue),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(anyAnswer, { maxLength: 40 }),
        (metrics, { name, better }, step, given) => {
          const value = metrics[name]
          fc.pre(typeof value === 'number')
          const improved = { ...metrics, [name]: better === 'higher' ? value + step : value - step }
          for (const dimension of atmf.dimensions) {
            const before = deriveLevel(dimension, metrics, given).level ?? 0
            const after = deriveLevel(dimension, improved, given).level ?? 0
            expect(after).toBeGreaterThanOrEqual(before)
          }
        },
      ),
    )
  })

  it('is always borne out: a criterion of that level is met, and none up to it speaks against it', () => {
    fc.assert(
      fc.property(anyMetrics, fc.array(anyAnswer, { maxLength: 40 }), (metrics, given) => {
        for (const dimension of atmf.dimensions) {
          const { level, criteria } = deriveLevel(dimension, metrics, given)
          if (level === null) continue
          const within = criteria.filter((criterion) => criterion.level <= level)
          expect(within.some((criterion) => criterion.level === level && criterion.status === 'met')).toBe(
            true,
          )
          expect(within.filter(({ status }) => status === 'unmet' || status === 'partly')).toEqual([])
        }
      }),
    )
  })
})
