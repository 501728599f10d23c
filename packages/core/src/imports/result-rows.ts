import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import { unseen } from '../database/planning.js'
import type { Transaction } from '../database/transaction.js'

/** A run as an import writes it. */
export interface ResultRowValues {
  readonly cycleItemId: number
  readonly testCaseId: number
  readonly status: string
  readonly executedAt: Date
  readonly durationMs: number | null
  readonly notes: string | null
  readonly environment: string | null
  readonly version: string | null
  readonly evidence: readonly unknown[]
  readonly stepResults: readonly unknown[]
  readonly tags: readonly string[]
  readonly attempt: number
}

/** What a test is known by. */
export interface TestIdentity {
  readonly identity: string
  readonly name: string
  /** Ids of test cases that the report names: external ones, and ids of ours as `#12`; likeliest first. */
  readonly ids: readonly string[]
}

/** How a test was matched to its test case. */
export type MatchedBy = 'id' | 'externalId' | 'name'

/**
 * The test case of each test, by the position of the test: by an id that the report names, else by external id, and
 * else by title where exactly one test case without an external id has it. Tests that match nothing are left out.
 */
export async function matchTestCases(
  { db }: Transaction,
  projectId: number,
  tests: readonly TestIdentity[],
): Promise<ReadonlyMap<number, { readonly id: number; readonly by: MatchedBy }>> {
  const given = tests.map((test, position) => ({ position, ...test }))
  const rows = await rowsOf<{ position: number; id: number; by: MatchedBy }>(
    db,
    sql`WITH given AS (
        SELECT position, identity, name, ids
        FROM json_to_recordset(${JSON.stringify(given)}::json) AS test (position integer, identity text, name text, ids json)
      ), known AS (
        SELECT given.position, given.name, (
          SELECT coalesce(external.id, own.id) FROM json_array_elements_text(given.ids) WITH ORDINALITY AS wanted (id, rank)
          LEFT JOIN test_cases AS external ON external.project_id = ${unseen(projectId)} AND external.external_id = wanted.id
          LEFT JOIN test_cases AS own ON own.project_id = ${unseen(projectId)}
            AND own.id = CASE WHEN wanted.id ~ '^#[0-9]{1,9}$' THEN substr(wanted.id, 2)::integer END
          WHERE coalesce(external.id, own.id) IS NOT NULL ORDER BY rank LIMIT 1
        ) AS named, (
          SELECT test_case.id FROM test_cases AS test_case
          WHERE test_case.project_id = ${unseen(projectId)} AND test_case.external_id = given.identity
        ) AS identified
        FROM given
      ), titled AS (
        SELECT test_case.title, min(test_case.id) AS id FROM test_cases AS test_case
        WHERE test_case.project_id = ${unseen(projectId)} AND test_case.external_id IS NULL
          AND test_case.title IN (SELECT name FROM known WHERE named IS NULL AND identified IS NULL)
        GROUP BY test_case.title HAVING count(*) = 1
      )
      SELECT position, coalesce(named, identified, titled.id) AS id,
        CASE WHEN named IS NOT NULL THEN 'id' WHEN identified IS NOT NULL THEN 'externalId' ELSE 'name' END AS by
      FROM known LEFT JOIN titled ON named IS NULL AND identified IS NULL AND titled.title = known.name
      WHERE coalesce(named, identified, titled.id) IS NOT NULL`,
  )
  return new Map(rows.map(({ position, ...match }) => [position, match]))
}

/** The keys of the Jira projects that tickets of a project are in. */
export async function readTicketProjects(
  { db }: Transaction,
  projectId: number,
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ key: string }>(
    db,
    sql`SELECT DISTINCT regexp_replace(jira_key, '-[0-9]+$', '') AS key FROM jira_tickets WHERE project_id = ${projectId}`,
  )
  return new Set(rows.map((row) => row.key))
}

/** A test case of which runs are about to be written, with the status of the newest of them. */
export interface RunTestCase {
  readonly testCaseId: number
  readonly status: string
}

/**
 * The items of test cases in a cycle, made where they are missing. A new one has the status at once that its runs are
 * about to give it: changing it afterwards would write every item twice.
 */
export async function ensureCycleItems(
  { db }: Transaction,
  projectId: number,
  cycleId: number,
  testCases: readonly RunTestCase[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await rowsOf<{ id: number; testCaseId: number }>(
    db,
    sql`WITH wanted AS (
        SELECT given.id, given.status, (
          SELECT item.id FROM test_cycle_items AS item WHERE item.cycle_id = ${unseen(cycleId)} AND item.test_case_id = given.id
        ) AS item_id
        FROM unnest(${sql.param(testCases.map((one) => one.testCaseId))}::integer[],
          ${sql.param(testCases.map((one) => one.status))}::text[]) AS given (id, status)
      ), added AS (
        INSERT INTO test_cycle_items (project_id, cycle_id, test_case_id, suite_id, status)
        SELECT ${projectId}::integer, ${cycleId}::integer, test_case.id, test_case.suite_id, wanted.status
        FROM wanted JOIN test_cases AS test_case ON test_case.id = wanted.id
        WHERE wanted.item_id IS NULL ORDER BY test_case.id
        ON CONFLICT (cycle_id, test_case_id) DO NOTHING
        RETURNING id, test_case_id
      )
      SELECT id, test_case_id AS "testCaseId" FROM added
      UNION ALL
      SELECT item_id, id FROM wanted WHERE item_id IS NOT NULL`,
  )
  return new Map(rows.map((row) => [row.testCaseId, row.id]))
}

/** Writes runs in one statement, in the order given. */
export async function insertRuns(
  { db }: Transaction,
  projectId: number,
  importId: number,
  by: number | null,
  runs: readonly ResultRowValues[],
): Promise<void> {
  await db.execute(sql`
    INSERT INTO test_runs (project_id, cycle_item_id, test_case_id, executed_by, executed_at, duration, duration_ms, status,
      notes, evidence, environment, version, step_results, tags, attempt, import_id)
    SELECT ${projectId}::integer, "cycleItemId", "testCaseId", ${by}::integer, "executedAt",
      round("durationMs" / 1000.0)::integer, "durationMs", status, notes, evidence, environment, version, "stepResults",
      tags, attempt, ${importId}::integer
    FROM json_to_recordset(${JSON.stringify(runs)}::json) AS given ("cycleItemId" integer, "testCaseId" integer,
      "executedAt" timestamp, "durationMs" integer, status text, notes text, evidence jsonb, environment text, version text,
      "stepResults" jsonb, tags jsonb, attempt integer)`)
}

/** The last run that an import has recorded so far, 0 where it has none. */
export async function readLastRunId(
  { db }: Transaction,
  projectId: number,
  importId: number,
): Promise<number> {
  const { id } = await rowOf<{ id: number }>(
    db,
    sql`SELECT coalesce(max(id), 0) AS id FROM test_runs WHERE project_id = ${projectId} AND import_id = ${importId}`,
  )
  return id
}

/** Those of the test cases of which an import has recorded runs, up to a certain one. */
export async function readImportedTestCases(
  { db }: Transaction,
  projectId: number,
  importId: number,
  lastRunId: number,
  testCaseIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT DISTINCT test_case_id AS id FROM test_runs
      WHERE project_id = ${unseen(projectId)} AND import_id = ${unseen(importId)} AND id <= ${lastRunId}
        AND test_case_id = ANY (${sql.param(testCaseIds)}::integer[])`,
  )
  return new Set(rows.map((row) => row.id))
}

/**
 * Gives the items of which imports have recorded runs the statuses of their newest runs, with the items locked
 * against other writers.
 */
export async function refreshImportedItems(
  { db }: Transaction,
  projectId: number,
  importIds: readonly number[],
): Promise<void> {
  await db.execute(sql`
    SELECT refresh_cycle_items(array_agg(id)) FROM (
      SELECT id FROM test_cycle_items WHERE id IN (
        SELECT cycle_item_id FROM test_runs
        WHERE project_id = ${unseen(projectId)} AND import_id = ANY (${sql.param(importIds)}::integer[])
      ) ORDER BY id FOR NO KEY UPDATE
    ) AS locked`)
}
