/**
 * The coverage algebra alone: from runs to verdicts and summaries, pure, without a database.
 *
 * @module @atmosfera/core/coverage
 */
export {
  type CoverageScope,
  type RunScope,
  type ScopedRun,
  type ScopedTicket,
  selectsRun,
  selectsTicket,
  type TicketScope,
} from './scope.js'
export {
  type CoverageData,
  type CoverageSummary,
  coverTickets,
  isCounted,
  summarizeCoverage,
  type TicketCoverage,
} from './summary.js'
export {
  type Durations,
  type Flakiness,
  flakinessOf,
  type HealthRun,
  type Slowness,
  slownessOf,
} from './test-health.js'
export { replayTrend, type TrendHistory, type TrendPoint } from './trend.js'
export {
  type CoveragePolicy,
  type CoverageRun,
  compareRuns,
  type EnvironmentVerdict,
  isFinal,
  join,
  joinAll,
  percentage,
  type Rollup,
  type RollupTicket,
  rollup,
  statusVerdict,
  type TestCaseVerdict,
  type TestVerdict,
  testCaseVerdict,
  ticketVerdict,
  type Verdict,
  verdicts,
} from './verdict.js'
