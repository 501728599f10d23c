import { dimensionConfidence, type SupportedLevel } from './aggregates.js'
import { type Assessment, type AssessorPolicy, decidingAssessment, targetLevel } from './assessments.js'
import { type BasisPolicy, settleLevel, standingOf } from './basis.js'
import type { ManualAnswer } from './criteria.js'
import { type Derivation, deriveLevel, isConclusive, type LevelledResult } from './derivation.js'
import { type Disagreement, findDisagreement } from './disagreements.js'
import { freshness } from './freshness.js'
import { gapSize } from './gaps.js'
import type { Measurements } from './input.js'
import type { Dimension } from './model/types.js'
import type { AssessmentSummary, DimensionReport } from './report.js'

/** What the dimensions of one report have in common. Nothing in it is later than `asOf`. */
export interface ScoringContext {
  readonly asOf: Date
  readonly assessments: readonly Assessment[]
  readonly answers: readonly ManualAnswer[]
  readonly measurements: Measurements
  readonly notApplicable: readonly string[]
  readonly assessors: AssessorPolicy
  readonly basis: BasisPolicy
  readonly evidenceLifetimeDays: number
}

/** One dimension of a report, with what only the report as a whole needs of it. */
interface ScoredDimension {
  readonly report: DimensionReport
  readonly support: SupportedLevel
  readonly disagreement: Disagreement | null
}

/** Scores one dimension. One that does not apply shows its evidence, but has neither level nor gap. */
export function scoreDimension(dimension: Dimension, context: ScoringContext): ScoredDimension {
  const { name, weight } = dimension
  const applicable = !context.notApplicable.includes(name)
  const assessments = context.assessments.filter((assessment) => assessment.dimension === name)
  const assessment = decidingAssessment(assessments, context.assessors)
  const assessed = assessment?.currentLevel ?? null
  const derivation = deriveLevel(dimension, context.measurements.metrics, context.answers)
  const { standing, basis } = applicable
    ? settleLevel(assessed, standingOf(derivation), context.basis)
    : { standing: null, basis: null }
  const level = standing === 0 ? null : standing
  const target = targetLevel(assessments)
  const evidence = basis === 'assessed' ? [assessment?.date ?? null] : evidenceDates(derivation, context)
  const evidenceFreshness = basis === null ? null : meanFreshness(evidence, context)
  const support: SupportedLevel = {
    weight,
    level,
    freshness: evidenceFreshness ?? 0,
    conclusiveShare: basis === 'derived' ? derivation.conclusiveShare : 1,
  }
  return {
    report: {
      name,
      weight,
      applicable,
      assessed,
      derived: derivation.level,
      level,
      basis,
      belowFoundation: standing === 0,
      target,
      gap: gapSize({ weight, current: standing, target }),
      freshness: evidenceFreshness,
      stale: evidenceFreshness !== null && evidenceFreshness < 1,
      confidence: dimensionConfidence(support),
      assessment: assessment === null ? null : summarize(assessment),
      derivation: {
        stop: derivation.stop,
        deciding: derivation.deciding.map(({ id }) => id),
        conclusiveShare: derivation.conclusiveShare,
      },
      criteria: derivation.criteria,
    },
    support,
    disagreement: findDisagreement(name, assessed, derivation),
  }
}

/** When each criterion that had a say in the derived level was measured or answered. */
function evidenceDates({ criteria, stop }: Derivation, context: ScoringContext): readonly (Date | null)[] {
  const highest = stop?.level ?? 5
  return criteria
    .filter((criterion) => criterion.level <= highest && isConclusive(criterion))
    .map((criterion) => evidenceDate(criterion, context))
}

function evidenceDate(criterion: LevelledResult, { measurements }: ScoringContext): Date | null {
  return criterion.kind === 'measured' ? measurements.newestEvidenceAt : criterion.answeredAt
}

function meanFreshness(dates: readonly (Date | null)[], context: ScoringContext): number {
  const sum = dates
    .map((date) => freshness(date, context.asOf, context.evidenceLifetimeDays))
    .reduce((total, each) => total + each, 0)
  return sum / dates.length
}

function summarize(assessment: Assessment): AssessmentSummary {
  return {
    assessor: assessment.assessor,
    date: assessment.date,
    evidence: assessment.evidence ?? null,
    notes: assessment.notes ?? null,
    modelVersion: assessment.modelVersion ?? null,
  }
}
