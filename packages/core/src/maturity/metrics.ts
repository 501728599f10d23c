import { type MetricName, metricNames } from './metric-names.js'
import { recentDays, recommendationGraceDays } from './metric-vocabulary.js'

/** What a metric's number counts. A `ratio` is 0 to 1; `percentagePoints` may be negative. */
export type MetricUnit = 'ratio' | 'days' | 'seconds' | 'count' | 'percentagePoints'

/** How a metric is computed, from what, and how to read it. */
export interface MetricDefinition {
  readonly name: MetricName
  readonly title: string
  /** In the words that docs/maturity.md defines; `÷` separates numerator and denominator. */
  readonly formula: string
  readonly unit: MetricUnit
  /** When the metric has no value: `null`, which makes a criterion inconclusive and never true or false. */
  readonly nullWhen: string
  /** The stored facts it is computed from. */
  readonly source: string
  readonly better: 'higher' | 'lower'
}

const noTickets = 'there are no tickets'
const noRecentFinalRun = 'there is no recent final run'

const definitions: Readonly<Record<MetricName, Omit<MetricDefinition, 'name'>>> = {
  'coverage.linked': {
    title: 'Linked tickets',
    formula: 'tickets with at least one counted test case ÷ tickets',
    unit: 'ratio',
    nullWhen: noTickets,
    source: 'tickets, links, test cases',
    better: 'higher',
  },
  'coverage.executed': {
    title: 'Executed tickets',
    formula: 'tickets with at least one final run of a counted test case ÷ tickets',
    unit: 'ratio',
    nullWhen: noTickets,
    source: 'tickets, links, test cases, runs',
    better: 'higher',
  },
  'coverage.passing': {
    title: 'Passing tickets',
    formula: 'tickets whose coverage verdict is OK ÷ tickets',
    unit: 'ratio',
    nullWhen: noTickets,
    source: 'tickets, links, test cases, runs',
    better: 'higher',
  },
  'coverage.newLinked': {
    title: 'New tickets that are linked',
    formula: 'recently created tickets with at least one counted test case ÷ recently created tickets',
    unit: 'ratio',
    nullWhen: 'no ticket was created recently',
    source: 'tickets (created), links, test cases',
    better: 'higher',
  },
  'automation.ratio': {
    title: 'Automated test cases',
    formula:
      'active test cases that are automated ÷ active test cases that are automated or not marked as impossible to automate',
    unit: 'ratio',
    nullWhen: 'the denominator is 0',
    source: 'test cases (automation status, automatable)',
    better: 'higher',
  },
  'automation.exercisedRatio': {
    title: 'Automated test cases that run',
    formula: 'automated active test cases with a recent final run ÷ automated active test cases',
    unit: 'ratio',
    nullWhen: 'no active test case is automated',
    source: 'test cases (automation status), runs',
    better: 'higher',
  },
  'execution.passRate': {
    title: 'Pass rate',
    formula: 'tested pairs whose newest final run passed ÷ tested pairs',
    unit: 'ratio',
    nullWhen: noRecentFinalRun,
    source: 'runs (status, environment, time)',
    better: 'higher',
  },
  'execution.flakyRate': {
    title: 'Flaky rate',
    formula: 'rerun groups in which a passed run follows a failed one ÷ rerun groups',
    unit: 'ratio',
    nullWhen: noRecentFinalRun,
    source: 'runs (status, environment, version, attempt, time)',
    better: 'lower',
  },
  'execution.freshnessDays': {
    title: 'Days since the newest result',
    formula: 'days, with fractions, from the newest final run to the moment of scoring',
    unit: 'days',
    nullWhen: 'there is no final run',
    source: 'runs (time)',
    better: 'lower',
  },
  'execution.medianDurationSeconds': {
    title: 'Median duration of an automated test',
    formula: 'median duration of the recent final runs of automated active test cases that record a duration',
    unit: 'seconds',
    nullWhen: 'there is no such run',
    source: 'runs (duration), test cases (automation status)',
    better: 'lower',
  },
  'execution.blockedRate': {
    title: 'Blocked rate',
    formula: 'recent runs with status blocked ÷ recent runs with status passed, failed or blocked',
    unit: 'ratio',
    nullWhen: 'the denominator is 0',
    source: 'runs (status, time)',
    better: 'lower',
  },
  'execution.traceableRatio': {
    title: 'Traceable results',
    formula: 'recent final runs that name both environment and version ÷ recent final runs',
    unit: 'ratio',
    nullWhen: noRecentFinalRun,
    source: 'runs (environment, version)',
    better: 'higher',
  },
  'defects.linkedFailureRatio': {
    title: 'Failures with a defect',
    formula: 'standing failures of which a recent failed run names a defect ÷ standing failures',
    unit: 'ratio',
    nullWhen: 'there is no standing failure',
    source: 'runs (status, defects, environment, time)',
    better: 'higher',
  },
  'defects.regressionRatio': {
    title: 'Fixed bugs with a test',
    formula: 'recently delivered bugs with at least one counted test case ÷ recently delivered bugs',
    unit: 'ratio',
    nullWhen: 'no bug was delivered recently',
    source: 'tickets (type, resolution, updated), links, test cases',
    better: 'higher',
  },
  'risk.criticalCoverage': {
    title: 'Critical tickets that were tested',
    formula: 'critical tickets with at least one final run of a counted test case ÷ critical tickets',
    unit: 'ratio',
    nullWhen: 'there is no critical ticket',
    source: 'tickets (priority), links, test cases, runs',
    better: 'higher',
  },
  'risk.criticalPassing': {
    title: 'Critical tickets that pass',
    formula: 'critical tickets whose coverage verdict is OK ÷ critical tickets',
    unit: 'ratio',
    nullWhen: 'there is no critical ticket',
    source: 'tickets (priority), links, test cases, runs',
    better: 'higher',
  },
  'risk.openCriticalDefectAgeDays': {
    title: 'Age of open critical bugs',
    formula:
      'median of the days from creation to the moment of scoring over critical bugs without a resolution; 0 where there are bugs but none like that',
    unit: 'days',
    nullWhen: 'there is no bug at all',
    source: 'tickets (type, priority, resolution, created)',
    better: 'lower',
  },
  'process.cycleCompletion': {
    title: 'Completion of test cycles',
    formula:
      'items with status passed or failed ÷ items with any status but skipped, both of recently ended test cycles',
    unit: 'ratio',
    nullWhen: 'the denominator is 0',
    source: 'test cycles (status, dates), cycle items (status)',
    better: 'higher',
  },
  'process.leadTimeDays': {
    title: 'Days from done to tested',
    formula:
      'median over recently delivered tickets with a final run of a counted test case of the days from the ticket’s last update to its first such run, 0 where the run came first',
    unit: 'days',
    nullWhen: 'there is no such ticket',
    source: 'tickets (resolution, updated), links, test cases, runs (time)',
    better: 'lower',
  },
  'collaboration.assignedRatio': {
    title: 'Assigned work',
    formula:
      'items with an assigned person ÷ items, both of test cycles that are not automated and are open or recently ended',
    unit: 'ratio',
    nullWhen: 'the denominator is 0',
    source: 'test cycles (status, dates, testing mode), cycle items (assignee)',
    better: 'higher',
  },
  'collaboration.reviewers': {
    title: 'Reviewers',
    formula: 'distinct people who recently approved an active test case of which they are not the author',
    unit: 'count',
    nullWhen: 'there is no active test case',
    source: 'test cases (author, approved by, approved at)',
    better: 'higher',
  },
  'collaboration.reviewedRatio': {
    title: 'Reviewed test cases',
    formula:
      'active test cases that are not automated and that somebody other than the author approved ÷ active test cases that are not automated',
    unit: 'ratio',
    nullWhen: 'the denominator is 0',
    source: 'test cases (author, approved by, automation status)',
    better: 'higher',
  },
  'collaboration.contributors': {
    title: 'People who take part in testing',
    formula: 'distinct people who recently wrote or approved an active test case, or executed a run',
    unit: 'count',
    nullWhen: 'there is no active test case',
    source: 'test cases (author, created, approved by, approved at), runs (executed by, time)',
    better: 'higher',
  },
  'improvement.coverageTrend': {
    title: 'Trend of linked tickets',
    formula: `100 × (coverage.linked at the moment of scoring − coverage.linked ${recentDays} days before)`,
    unit: 'percentagePoints',
    nullWhen: 'either value is null, or no link existed at the earlier moment',
    source: 'tickets (created, deleted), links (created), test cases',
    better: 'higher',
  },
  'improvement.recommendationsClosed': {
    title: 'Recommendations decided',
    formula: `recommendations older than ${recommendationGraceDays} days that are closed ÷ recommendations older than ${recommendationGraceDays} days`,
    unit: 'ratio',
    nullWhen: 'there is no recommendation that old',
    source: 'recommendations (status, created)',
    better: 'higher',
  },
  'improvement.assessmentAgeDays': {
    title: 'Days since the newest assessment',
    formula: 'days, with fractions, from the newest assessment of any dimension to the moment of scoring',
    unit: 'days',
    nullWhen: 'there is no assessment',
    source: 'assessments (date)',
    better: 'lower',
  },
}

/** The published catalogue: every metric that a criterion may use, in a fixed order. */
export const metricCatalogue: readonly MetricDefinition[] = metricNames.map((name) => ({
  name,
  ...definitions[name],
}))

/** The catalogue's entry of one metric. */
export function describeMetric(name: MetricName): MetricDefinition {
  return { name, ...definitions[name] }
}
