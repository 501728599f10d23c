import {
  bigserial,
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core'

/*
 * Coverage as the database keeps it, so that asking costs the same in every project. Triggers and functions of
 * `0008_coverage.sql` write these tables, nobody else; reading them without folding the marks first tells what was
 * true some time ago.
 */

/** What was written and is not folded into the tables below yet: one row for each statement; without ids, everything. */
export const coverageMarks = pgTable(
  'coverage_marks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    projectId: integer('project_id').notNull(),
    runs: integer().array(),
    testCases: integer('test_cases').array(),
    tickets: integer().array(),
    /** From when on history differs by it; nothing is always. */
    since: timestamp(),
    /** The latest date among what was written. */
    until: timestamp(),
  },
  (table) => [index('idx_coverage_marks_project').on(table.projectId)],
)

/** The newest run of each test case and environment that came to a result, and the newest that did not. */
export const testCaseResults = pgTable(
  'test_case_results',
  {
    projectId: integer('project_id').notNull(),
    testCaseId: integer('test_case_id').notNull(),
    /** The empty string where there is none. */
    environment: varchar({ length: 50 }).notNull(),
    isFinal: boolean('is_final').notNull(),
    runId: integer('run_id').notNull(),
    status: varchar({ length: 30 }).notNull(),
    version: varchar({ length: 50 }),
    executedAt: timestamp('executed_at'),
  },
  (table) => [
    primaryKey({
      name: 'test_case_results_pkey',
      columns: [table.projectId, table.testCaseId, table.environment, table.isFinal],
    }),
  ],
)

/** Counted test cases by the project's policy. The code is 1 OK, 2 NOTRUN, 3 UNKNOWN, 4 NOK. */
export const testCaseCoverage = pgTable(
  'test_case_coverage',
  {
    projectId: integer('project_id').notNull(),
    testCaseId: integer('test_case_id').notNull(),
    code: smallint().notNull(),
    executed: boolean().notNull(),
    lastExecutedAt: timestamp('last_executed_at'),
  },
  (table) => [primaryKey({ name: 'test_case_coverage_pkey', columns: [table.projectId, table.testCaseId] })],
)

/** Tickets that were not tombstoned, by the project's policy. The code is 0 UNCOVERED, or one of a test case. */
export const ticketCoverage = pgTable(
  'ticket_coverage',
  {
    projectId: integer('project_id').notNull(),
    ticketId: integer('ticket_id').notNull(),
    code: smallint().notNull(),
    executed: boolean().notNull(),
    testCases: integer('test_cases').notNull(),
    lastExecutedAt: timestamp('last_executed_at'),
    /** The key, in an order that counts upwards. */
    sortKey: text('sort_key').notNull(),
  },
  (table) => [
    primaryKey({ name: 'ticket_coverage_pkey', columns: [table.projectId, table.ticketId] }),
    index('idx_ticket_coverage_key').on(table.projectId, table.code, table.sortKey, table.ticketId),
    index('idx_ticket_coverage_verdict').on(table.projectId, table.code, table.ticketId),
    index('idx_ticket_coverage_test_cases').on(table.projectId, table.code, table.testCases, table.ticketId),
    index('idx_ticket_coverage_executed').on(
      table.projectId,
      table.code,
      table.lastExecutedAt,
      table.ticketId,
    ),
  ],
)

/** How many tickets and test cases of a project have which verdict. */
export const coverageCounts = pgTable('coverage_counts', {
  projectId: integer('project_id').primaryKey(),
  /** Whether nobody has judged them yet: since an upgrade. */
  isStale: boolean('is_stale').notNull().default(false),
  uncovered: integer().notNull().default(0),
  ok: integer().notNull().default(0),
  notrun: integer().notNull().default(0),
  unknown: integer().notNull().default(0),
  nok: integer().notNull().default(0),
  executed: integer().notNull().default(0),
  testCasesOk: integer('test_cases_ok').notNull().default(0),
  testCasesNotrun: integer('test_cases_notrun').notNull().default(0),
  testCasesUnknown: integer('test_cases_unknown').notNull().default(0),
  testCasesNok: integer('test_cases_nok').notNull().default(0),
  /** The latest day that anything is dated on, or a later one. */
  newest: date(),
})

/** The numbers of a project at the end of days that somebody asked for. Functions of `0010_coverage_days.sql` write it. */
export const coverageDays = pgTable(
  'coverage_days',
  {
    projectId: integer('project_id').notNull(),
    day: date().notNull(),
    linked: integer().notNull(),
    executed: integer().notNull(),
    passing: integer().notNull(),
  },
  (table) => [primaryKey({ name: 'coverage_days_pkey', columns: [table.projectId, table.day] })],
)
