/**
 * Every metric that a criterion may use. Ratios run from 0 to 1; `metricCatalogue` says how each one is
 * computed and from which stored facts.
 */
export const metricNames = [
  'coverage.linked',
  'coverage.executed',
  'coverage.passing',
  'coverage.newLinked',
  'automation.ratio',
  'automation.exercisedRatio',
  'execution.passRate',
  'execution.flakyRate',
  'execution.freshnessDays',
  'execution.medianDurationSeconds',
  'execution.blockedRate',
  'execution.traceableRatio',
  'defects.linkedFailureRatio',
  'defects.regressionRatio',
  'risk.criticalCoverage',
  'risk.criticalPassing',
  'risk.openCriticalDefectAgeDays',
  'process.cycleCompletion',
  'process.leadTimeDays',
  'collaboration.assignedRatio',
  'collaboration.reviewers',
  'collaboration.reviewedRatio',
  'collaboration.contributors',
  'improvement.coverageTrend',
  'improvement.recommendationsClosed',
  'improvement.assessmentAgeDays',
] as const

/** The name of a metric in the catalogue. */
export type MetricName = (typeof metricNames)[number]

/**
 * Metric values by name, in the catalogue's units. `null` and missing both mean *cannot be measured yet*.
 *
 * @example { 'automation.ratio': 0.42, 'execution.flakyRate': null }
 */
export type MetricValues = Readonly<Partial<Record<MetricName, number | null>>>

/** Whether `name` is the name of a metric. */
export function isMetricName(name: unknown): name is MetricName {
  return metricNames.some((known) => known === name)
}
