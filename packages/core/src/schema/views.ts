import { bigint, integer, numeric, pgView, timestamp, varchar } from 'drizzle-orm/pg-core'

/** View 8.1: how many tickets any test case is linked to. `coverage.summary` says what those tests say. */
export const testCoverageSummary = pgView('test_coverage_summary', {
  projectId: integer('project_id').notNull(),
  projectName: varchar('project_name', { length: 100 }).notNull(),
  totalJiraTickets: bigint('total_jira_tickets', { mode: 'number' }).notNull(),
  coveredTickets: bigint('covered_tickets', { mode: 'number' }).notNull(),
  totalTestCases: bigint('total_test_cases', { mode: 'number' }).notNull(),
  /** Null where there are no tickets. */
  coveragePercentage: numeric('coverage_percentage', { mode: 'number' }),
}).existing()

/** View 8.2: every assessment of every dimension; `latestRank` 1 is the newest. */
export const maturityProgress = pgView('maturity_progress', {
  projectId: integer('project_id').notNull(),
  projectName: varchar('project_name', { length: 100 }).notNull(),
  dimensionName: varchar('dimension_name', { length: 100 }).notNull(),
  currentLevel: integer('current_level'),
  targetLevel: integer('target_level'),
  assessmentDate: timestamp('assessment_date'),
  latestRank: bigint('latest_rank', { mode: 'number' }).notNull(),
}).existing()

/** View 8.3: the items of each cycle by status. */
export const testExecutionSummary = pgView('test_execution_summary', {
  cycleId: integer('cycle_id').notNull(),
  cycleName: varchar('cycle_name', { length: 100 }).notNull(),
  projectId: integer('project_id'),
  totalTests: bigint('total_tests', { mode: 'number' }).notNull(),
  passedTests: bigint('passed_tests', { mode: 'number' }).notNull(),
  failedTests: bigint('failed_tests', { mode: 'number' }).notNull(),
  blockedTests: bigint('blocked_tests', { mode: 'number' }).notNull(),
  notRunTests: bigint('not_run_tests', { mode: 'number' }).notNull(),
  /** Percent, two decimals; null for a cycle without items. */
  passRate: numeric('pass_rate', { mode: 'number' }),
}).existing()
