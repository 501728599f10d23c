/**
 * Testing maturity as pure functions over plain data: no database, no clock, no environment.
 *
 * @example
 * import { atmf, scoreMaturity } from '@atmosfera/core/maturity'
 */
export {
  confidence,
  gatedLevel,
  type SupportedLevel,
  type WeightedLevel,
  weightedAverage,
} from './aggregates.js'
export {
  type Assessment,
  type AssessorPolicy,
  decidingAssessment,
  type RatedAssessment,
  targetLevel,
} from './assessments.js'
export type { BasisPolicy } from './basis.js'
export {
  type Answer,
  type CriterionResult,
  type CriterionStatus,
  evaluateCriterion,
  type ManualAnswer,
  type ManualResult,
  type MeasuredResult,
} from './criteria.js'
export { type Derivation, deriveLevel, type LevelledResult, type Stop } from './derivation.js'
export { type Disagreement, findDisagreement } from './disagreements.js'
export { defaultEvidenceLifetimeDays, freshness } from './freshness.js'
export { type Gap, type GapCandidate, gapSize, rankGaps } from './gaps.js'
export type { MaturityInput, Measurements, ScoringOptions } from './input.js'
export { isLevelNumber, type LevelNumber, levelNames, levelNumbers } from './levels.js'
export { isMetricName, type MetricName, type MetricValues, metricNames } from './metric-names.js'
export { describeMetric, type MetricDefinition, type MetricUnit, metricCatalogue } from './metrics.js'
export {
  type Criterion,
  type Dimension,
  type Effort,
  isMeasured,
  type Level,
  type ManualCriterion,
  type MaturityModel,
  type MeasuredCriterion,
  type Operator,
} from './model/types.js'
export { atmf } from './model.js'
export type {
  AssessmentSummary,
  DerivationSummary,
  DimensionReport,
  MaturityReport,
} from './report.js'
export {
  type Change,
  planRoadmap,
  type RoadmapDimension,
  type RoadmapEntry,
  type RoadmapStep,
  stepCost,
} from './roadmap.js'
export { scoreMaturity } from './scoring.js'
export { assertModel, validateModel } from './validate-model.js'
