import { confidence, gatedLevel, weightedAverage } from './aggregates.js'
import { type ScoringContext, scoreDimension } from './dimension-score.js'
import { defaultEvidenceLifetimeDays } from './freshness.js'
import { type GapCandidate, rankGaps } from './gaps.js'
import { checkInput, type MaturityInput } from './input.js'
import { isMeasured, type MaturityModel } from './model/types.js'
import { atmf } from './model.js'
import type { DimensionReport, MaturityReport } from './report.js'
import { planRoadmap } from './roadmap.js'
import { assertModel } from './validate-model.js'

/**
 * Scores the maturity of testing: what people assessed and what the criteria say, side by side, with the
 * average, the gated level, how far they can be relied on, the gaps and the way to close them.
 *
 * A pure function: the same input gives the same report, in whatever order assessments and answers come.
 * The formulas are those of docs/maturity.md.
 *
 * @throws ValidationError if the model, a level, a date, an answer or an option is not acceptable.
 *
 * @example
 * const report = scoreMaturity({
 *   asOf: new Date('2026-06-30'),
 *   assessments: [
 *     {
 *       dimension: 'Risk Management',
 *       assessor: 'ada',
 *       currentLevel: 2,
 *       targetLevel: 4,
 *       date: new Date('2026-06-01'),
 *     },
 *   ],
 * })
 * report.average // 2
 * report.gaps[0] // { dimension: 'Risk Management', weight: 1, current: 2, target: 4, gap: 8, rank: 1 }
 */
export function scoreMaturity(input: MaturityInput): MaturityReport {
  const model = input.model ?? atmf
  assertModel(model)
  checkInput(input)
  const context = contextOf(input)
  const scored = model.dimensions.map((dimension) => scoreDimension(dimension, context))
  const counted = scored.filter(({ report }) => report.applicable)
  const applicable = counted.map(({ report }) => report)
  const gaps = rankGaps(applicable.map(gapCandidate))
  return {
    projectId: input.projectId ?? null,
    model: { name: model.name, version: model.version },
    asOf: context.asOf,
    average: weightedAverage(applicable),
    gatedLevel: gatedLevel(applicable),
    confidence: confidence(counted.map(({ support }) => support)),
    belowFoundation: applicable.filter(({ belowFoundation }) => belowFoundation).map(({ name }) => name),
    dimensions: scored.map(({ report }) => report),
    gaps,
    roadmap: planRoadmap(gaps, applicable),
    disagreements: counted.flatMap(({ disagreement }) => disagreement ?? []),
    ignored: ignoredOf(model, context),
  }
}

/** The defaults filled in, and what is later than the moment of scoring left out. */
function contextOf(input: MaturityInput): ScoringContext {
  const { asOf, options = {} } = input
  return {
    asOf,
    assessments: (input.assessments ?? []).filter(({ date }) => date <= asOf),
    answers: (input.answers ?? []).filter(({ answeredAt }) => answeredAt <= asOf),
    measurements: input.measurements ?? { metrics: {}, newestEvidenceAt: null },
    notApplicable: input.notApplicable ?? [],
    assessors: options.assessors ?? 'latest',
    basis: options.basis ?? 'assessedFirst',
    evidenceLifetimeDays: options.evidenceLifetimeDays ?? defaultEvidenceLifetimeDays,
  }
}

function gapCandidate({ name, weight, level, belowFoundation, target }: DimensionReport): GapCandidate {
  return { dimension: name, weight, current: belowFoundation ? 0 : level, target }
}

function ignoredOf(model: MaturityModel, context: ScoringContext): MaturityReport['ignored'] {
  const dimensions = new Set(model.dimensions.map(({ name }) => name))
  const questions = new Set(
    model.dimensions
      .flatMap(({ levels }) => levels.flatMap(({ criteria }) => criteria))
      .filter((criterion) => !isMeasured(criterion))
      .map(({ id }) => id),
  )
  const named = [...context.assessments.map(({ dimension }) => dimension), ...context.notApplicable]
  return {
    dimensions: unknownNames(named, dimensions),
    criteria: unknownNames(
      context.answers.map(({ criterionId }) => criterionId),
      questions,
    ),
  }
}

function unknownNames(names: readonly string[], known: ReadonlySet<string>): readonly string[] {
  return [...new Set(names.filter((name) => !known.has(name)))].toSorted()
}
