import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  timestamp,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { oneOf, testCaseStatuses, testCycleStatuses, testingModes } from './allowed-values.js'
import { now } from './columns.js'
import { projects, users } from './core.js'
import { imports } from './imports.js'

/** Chapter 4.1: groups of test cases. */
export const testSuites = pgTable(
  'test_suites',
  {
    id: serial().primaryKey(),
    name: varchar({ length: 100 }).notNull(),
    description: text(),
    projectArea: varchar('project_area', { length: 50 }),
    priority: varchar({ length: 20 }).default('medium'),
    status: varchar({ length: 30 }).default('active'),
    coverageRequirements: jsonb('coverage_requirements').$type<unknown[]>().default([]),
    aiGenerated: boolean('ai_generated').default(false),
    tags: jsonb().$type<string[]>().default([]),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
    projectId: integer('project_id'),
  },
  (table) => [
    foreignKey({
      name: 'test_suites_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    index('idx_test_suites_project').on(table.projectId),
    index('idx_test_suites_status').on(table.status),
    index('idx_test_suites_priority').on(table.priority),
    index('idx_test_suites_area').on(table.projectArea),
    unique('test_suites_project_id_id_key').on(table.projectId, table.id),
  ],
)

/** One step of a test case. */
export interface TestStep {
  readonly action: string
  readonly expected?: string | undefined
  readonly data?: string | undefined
}

/** Test data by name: a value and what it is for. Values may be secret and never reach the audit log. */
export type TestData = Readonly<
  Record<string, { readonly value: string; readonly description?: string | undefined }>
>

/** Chapter 4.2: what to test and how. */
export const testCases = pgTable(
  'test_cases',
  {
    id: serial().primaryKey(),
    title: varchar({ length: 200 }).notNull(),
    description: text(),
    preconditions: text(),
    steps: jsonb().$type<readonly TestStep[]>().default([]),
    expectedResults: text('expected_results'),
    actualResults: text('actual_results'),
    priority: varchar({ length: 20 }).default('medium'),
    severity: varchar({ length: 20 }).default('normal'),
    status: varchar({ length: 30 }).default('draft'),
    suiteId: integer('suite_id'),
    userId: integer('user_id'),
    aiGenerated: boolean('ai_generated').default(false),
    automatable: boolean(),
    automationStatus: varchar('automation_status', { length: 30 }),
    testData: jsonb('test_data').$type<TestData>().default({}),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
    projectId: integer('project_id'),
    /** What tools call this test, such as `suite > name`; unique in its project. */
    externalId: varchar('external_id', { length: 500 }),
    tags: jsonb().$type<readonly string[]>().notNull().default([]),
    /** Where the test is written: a path in a repository. */
    sourceFile: text('source_file'),
    /** A test case that a model wrote counts only once a person approved it. */
    approvedBy: integer('approved_by'),
    approvedAt: timestamp('approved_at'),
  },
  (table) => [
    foreignKey({
      name: 'test_cases_suite_id_fkey',
      columns: [table.suiteId],
      foreignColumns: [testSuites.id],
    }).onDelete('set null'),
    foreignKey({ name: 'test_cases_user_id_fkey', columns: [table.userId], foreignColumns: [users.id] }),
    foreignKey({
      name: 'test_cases_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    index('idx_test_cases_project').on(table.projectId),
    index('idx_test_cases_suite').on(table.suiteId),
    index('idx_test_cases_status').on(table.status),
    index('idx_test_cases_priority').on(table.priority),
    index('idx_test_cases_ai_generated').on(table.aiGenerated),
    index('idx_test_cases_project_status').on(table.projectId, table.status),
    index('idx_test_cases_ready').on(table.id).where(sql`${table.status} = 'ready'`),
    index('idx_test_cases_steps_gin').using('gin', table.steps),
    unique('test_cases_project_id_id_key').on(table.projectId, table.id),
    foreignKey({
      name: 'test_cases_suite_same_project_fkey',
      columns: [table.projectId, table.suiteId],
      foreignColumns: [testSuites.projectId, testSuites.id],
    }),
    foreignKey({
      name: 'test_cases_approved_by_fkey',
      columns: [table.approvedBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    uniqueIndex('idx_test_cases_external_id').on(table.projectId, table.externalId),
    check('test_cases_status_check', oneOf(table.status, testCaseStatuses)),
    check('test_cases_suite_needs_project', sql`${table.suiteId} IS NULL OR ${table.projectId} IS NOT NULL`),
  ],
)

/** Chapter 4.3: periods of execution. */
export const testCycles = pgTable(
  'test_cycles',
  {
    id: serial().primaryKey(),
    name: varchar({ length: 100 }).notNull(),
    description: text(),
    status: varchar({ length: 30 }).default('created'),
    startDate: timestamp('start_date'),
    endDate: timestamp('end_date'),
    userId: integer('user_id'),
    testingMode: varchar('testing_mode', { length: 30 }).default('manual'),
    testDeploymentUrl: text('test_deployment_url'),
    testData: jsonb('test_data').$type<TestData>().default({}),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
    projectId: integer('project_id'),
  },
  (table) => [
    foreignKey({ name: 'test_cycles_user_id_fkey', columns: [table.userId], foreignColumns: [users.id] }),
    foreignKey({
      name: 'test_cycles_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    index('idx_test_cycles_project').on(table.projectId),
    index('idx_test_cycles_status').on(table.status),
    index('idx_test_cycles_dates').on(table.startDate, table.endDate),
    index('idx_test_cycles_testing_mode').on(table.testingMode),
    unique('test_cycles_project_id_id_key').on(table.projectId, table.id),
    check('test_cycles_status_check', oneOf(table.status, testCycleStatuses)),
    check('test_cycles_testing_mode_check', oneOf(table.testingMode, testingModes)),
  ],
)

/** Chapter 4.4: a test case in a cycle, with the status of its newest run there. */
export const testCycleItems = pgTable(
  'test_cycle_items',
  {
    id: serial().primaryKey(),
    cycleId: integer('cycle_id').notNull(),
    testCaseId: integer('test_case_id').notNull(),
    suiteId: integer('suite_id'),
    assignedUserId: integer('assigned_user_id'),
    status: varchar({ length: 30 }).default('not-run'),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
    projectId: integer('project_id').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'test_cycle_items_cycle_id_fkey',
      columns: [table.cycleId],
      foreignColumns: [testCycles.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_cycle_items_test_case_id_fkey',
      columns: [table.testCaseId],
      foreignColumns: [testCases.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_cycle_items_suite_id_fkey',
      columns: [table.suiteId],
      foreignColumns: [testSuites.id],
    }).onDelete('set null'),
    foreignKey({
      name: 'test_cycle_items_assigned_user_id_fkey',
      columns: [table.assignedUserId],
      foreignColumns: [users.id],
    }),
    index('idx_test_cycle_items_cycle').on(table.cycleId),
    index('idx_test_cycle_items_test_case').on(table.testCaseId),
    index('idx_test_cycle_items_status').on(table.status),
    uniqueIndex('idx_test_cycle_items_unique').on(table.cycleId, table.testCaseId),
    index('idx_test_cycle_items_cycle_status').on(table.cycleId, table.status),
    unique('test_cycle_items_project_id_id_test_case_id_key').on(table.projectId, table.id, table.testCaseId),
    index('idx_test_cycle_items_suite').on(table.suiteId).where(sql`${table.suiteId} IS NOT NULL`),
    foreignKey({
      name: 'test_cycle_items_cycle_same_project_fkey',
      columns: [table.projectId, table.cycleId],
      foreignColumns: [testCycles.projectId, testCycles.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_cycle_items_test_case_same_project_fkey',
      columns: [table.projectId, table.testCaseId],
      foreignColumns: [testCases.projectId, testCases.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_cycle_items_suite_same_project_fkey',
      columns: [table.projectId, table.suiteId],
      foreignColumns: [testSuites.projectId, testSuites.id],
    }),
  ],
)

/** Chapter 4.5: every execution, kept for good. */
export const testRuns = pgTable(
  'test_runs',
  {
    id: serial().primaryKey(),
    cycleItemId: integer('cycle_item_id').notNull(),
    executedBy: integer('executed_by'),
    executedAt: timestamp('executed_at').default(sql`CURRENT_TIMESTAMP`),
    /** Whole seconds. */
    duration: integer(),
    status: varchar({ length: 30 }).notNull(),
    notes: text(),
    evidence: jsonb().$type<readonly unknown[]>().default([]),
    environment: varchar({ length: 50 }),
    version: varchar({ length: 50 }),
    stepResults: jsonb('step_results').$type<readonly unknown[]>().default([]),
    defects: jsonb().$type<readonly unknown[]>().default([]),
    tags: jsonb().$type<readonly string[]>().default([]),
    projectId: integer('project_id').notNull(),
    /** The item's test case, repeated here so that coverage never needs the item. */
    testCaseId: integer('test_case_id').notNull(),
    durationMs: integer('duration_ms'),
    /** 1 for the first try; retries are runs of their own, so that a flaky test shows. */
    attempt: integer().notNull().default(1),
    /** The import that brought it, if one did. */
    importId: integer('import_id'),
    /** When it was written down, which for an imported or back-dated run is later than `executedAt`. */
    recordedAt: now('recorded_at'),
  },
  (table) => [
    foreignKey({
      name: 'test_runs_cycle_item_id_fkey',
      columns: [table.cycleItemId],
      foreignColumns: [testCycleItems.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_runs_executed_by_fkey',
      columns: [table.executedBy],
      foreignColumns: [users.id],
    }),
    index('idx_test_runs_cycle_item').on(table.cycleItemId),
    index('idx_test_runs_executed_by').on(table.executedBy),
    index('idx_test_runs_status').on(table.status),
    index('idx_test_runs_executed_at').on(table.executedAt),
    foreignKey({
      name: 'test_runs_item_same_project_fkey',
      columns: [table.projectId, table.cycleItemId, table.testCaseId],
      foreignColumns: [testCycleItems.projectId, testCycleItems.id, testCycleItems.testCaseId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_runs_import_fkey',
      columns: [table.projectId, table.importId],
      foreignColumns: [imports.projectId, imports.id],
    }).onDelete('cascade'),
    index('idx_test_runs_latest').on(table.projectId, table.testCaseId, table.environment, table.executedAt),
    index('idx_test_runs_import').on(table.projectId, table.importId),
    index('idx_test_runs_newest').on(
      table.cycleItemId,
      table.executedAt.desc().nullsLast(),
      table.id.desc().nullsFirst(),
    ),
    check('test_runs_attempt_check', sql`${table.attempt} >= 1`),
  ],
)
