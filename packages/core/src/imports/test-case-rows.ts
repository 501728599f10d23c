import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import { unseen } from '../database/planning.js'
import type { Transaction } from '../database/transaction.js'

/** A test case as an import writes it. Null leaves what is there, and takes the default for a new one. */
export interface TestCaseRowValues {
  readonly externalId: string
  readonly title: string
  readonly description: string | null
  readonly preconditions: string | null
  readonly steps: readonly unknown[] | null
  readonly expectedResults: string | null
  readonly priority: string | null
  readonly severity: string | null
  readonly status: string | null
  /** By name. */
  readonly suite: string | null
  readonly automationStatus: string | null
  readonly automatable: boolean | null
  readonly tags: readonly string[] | null
  readonly sourceFile: string | null
  readonly createdAt: Date | null
}

/** A test case that was made, or how the one that is there compares to what is given. */
export interface ComparedTestCase {
  readonly id: number
  readonly externalId: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** Makes the test cases that the project lacks, by external id, and compares the others. */
export async function addTestCases(
  { db }: Transaction,
  projectId: number,
  testCases: readonly TestCaseRowValues[],
  suites: ReadonlyMap<string, number>,
  by: number | null,
): Promise<readonly ComparedTestCase[]> {
  return await rowsOf<ComparedTestCase>(
    db,
    sql`WITH ${givenTestCases(projectId, testCases, suites)}, created AS (
        INSERT INTO test_cases (project_id, external_id, title, description, preconditions, steps, expected_results, priority,
          severity, status, suite_id, automation_status, automatable, tags, source_file, user_id, created_at)
        SELECT ${projectId}::integer, "externalId", title, description, preconditions, coalesce(steps, '[]'), "expectedResults",
          coalesce(priority, 'medium'), coalesce(severity, 'normal'), coalesce(status, 'ready'), suite_id, "automationStatus",
          automatable, coalesce(tags, '[]'), "sourceFile", ${by}::integer, coalesce("createdAt", CURRENT_TIMESTAMP)
        FROM given WHERE known_id IS NULL ORDER BY ordinality
        RETURNING id, external_id
      )
      SELECT id, external_id AS "externalId", 'created' AS outcome FROM created
      UNION ALL
      SELECT test_case.id, given."externalId", CASE WHEN ${differs} THEN 'changed' ELSE 'unchanged' END
      FROM given JOIN test_cases AS test_case ON test_case.id = given.known_id`,
  )
}

/** Writes what is given of test cases that are there and differ from it. */
export async function updateTestCases(
  { db }: Transaction,
  projectId: number,
  testCases: readonly TestCaseRowValues[],
  suites: ReadonlyMap<string, number>,
): Promise<readonly number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`WITH ${givenTestCases(projectId, testCases, suites)}
      UPDATE test_cases AS test_case SET
        title = given.title, description = coalesce(given.description, test_case.description),
        preconditions = coalesce(given.preconditions, test_case.preconditions),
        steps = coalesce(given.steps, test_case.steps),
        expected_results = coalesce(given."expectedResults", test_case.expected_results),
        priority = coalesce(given.priority, test_case.priority), severity = coalesce(given.severity, test_case.severity),
        status = coalesce(given.status, test_case.status), suite_id = coalesce(given.suite_id, test_case.suite_id),
        automation_status = coalesce(given."automationStatus", test_case.automation_status),
        automatable = coalesce(given.automatable, test_case.automatable), tags = coalesce(given.tags, test_case.tags),
        source_file = coalesce(given."sourceFile", test_case.source_file)
      FROM given
      WHERE test_case.id = given.known_id AND (${differs})
      RETURNING test_case.id`,
  )
  return rows.map((row) => row.id)
}

/** The test cases of a file as the table expression `given`, with the ids of those that are there. */
function givenTestCases(
  projectId: number,
  testCases: readonly TestCaseRowValues[],
  suites: ReadonlyMap<string, number>,
): SQL {
  const rows = testCases.map(({ suite, ...values }) => ({
    ...values,
    suite_id: suite === null ? null : suites.get(suite),
  }))
  return sql`given AS (
    SELECT given.*, (
      SELECT known.id FROM test_cases AS known
      WHERE known.project_id = ${unseen(projectId)} AND known.external_id = given."externalId"
    ) AS known_id
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(rows)}::json) AS ("externalId" text, title text,
      description text, preconditions text, steps jsonb, "expectedResults" text, priority text, severity text, status text,
      suite_id integer, "automationStatus" text, automatable boolean, tags jsonb, "sourceFile" text, "createdAt" timestamp))
      WITH ORDINALITY AS given)`
}

/** Whether a field that is given differs from that of the test case. */
const differs = sql`test_case.title IS DISTINCT FROM given.title
  OR given.description IS NOT NULL AND test_case.description IS DISTINCT FROM given.description
  OR given.preconditions IS NOT NULL AND test_case.preconditions IS DISTINCT FROM given.preconditions
  OR given.steps IS NOT NULL AND test_case.steps IS DISTINCT FROM given.steps
  OR given."expectedResults" IS NOT NULL AND test_case.expected_results IS DISTINCT FROM given."expectedResults"
  OR given.priority IS NOT NULL AND test_case.priority IS DISTINCT FROM given.priority
  OR given.severity IS NOT NULL AND test_case.severity IS DISTINCT FROM given.severity
  OR given.status IS NOT NULL AND test_case.status IS DISTINCT FROM given.status
  OR given.suite_id IS NOT NULL AND test_case.suite_id IS DISTINCT FROM given.suite_id
  OR given."automationStatus" IS NOT NULL AND test_case.automation_status IS DISTINCT FROM given."automationStatus"
  OR given.automatable IS NOT NULL AND test_case.automatable IS DISTINCT FROM given.automatable
  OR given.tags IS NOT NULL AND test_case.tags IS DISTINCT FROM given.tags
  OR given."sourceFile" IS NOT NULL AND test_case.source_file IS DISTINCT FROM given."sourceFile"`
