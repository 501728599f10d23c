import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
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
  readonly suite: string | null
  readonly automationStatus: string | null
  readonly automatable: boolean | null
  readonly tags: readonly string[] | null
  readonly sourceFile: string | null
  readonly createdAt: Date | null
}

export interface WrittenTestCase {
  readonly id: number
  readonly externalId: string
  readonly outcome: 'created' | 'updated' | 'unchanged'
}

/** Makes the suites that the project lacks. */
export async function ensureSuites(
  { db }: Transaction,
  projectId: number,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return
  await db.execute(sql`
    INSERT INTO test_suites (project_id, name)
    SELECT ${projectId}::integer, name FROM unnest(${sql.param(names)}::text[]) WITH ORDINALITY AS given (name, position)
    WHERE NOT EXISTS (SELECT FROM test_suites AS suite WHERE suite.project_id = ${projectId} AND suite.name = given.name)
    ORDER BY position`)
}

/** Writes test cases by external id: new ones, and those of which a given field differs. */
export async function upsertTestCases(
  { db }: Transaction,
  projectId: number,
  testCases: readonly TestCaseRowValues[],
  by: number | null,
): Promise<readonly WrittenTestCase[]> {
  return await rowsOf<WrittenTestCase>(
    db,
    sql`WITH given AS (
        SELECT given.*, (
          SELECT min(suite.id) FROM test_suites AS suite WHERE suite.project_id = ${projectId} AND suite.name = given.suite
        ) AS suite_id
        FROM json_to_recordset(${JSON.stringify(testCases)}::json) AS given ("externalId" text, title text, description text,
          preconditions text, steps jsonb, "expectedResults" text, priority text, severity text, status text, suite text,
          "automationStatus" text, automatable boolean, tags jsonb, "sourceFile" text, "createdAt" timestamp)
      ), known AS (
        SELECT test_case.id, given.* FROM given
        JOIN test_cases AS test_case ON test_case.project_id = ${projectId} AND test_case.external_id = given."externalId"
      ), created AS (
        INSERT INTO test_cases (project_id, external_id, title, description, preconditions, steps, expected_results, priority,
          severity, status, suite_id, automation_status, automatable, tags, source_file, user_id, created_at)
        SELECT ${projectId}::integer, "externalId", title, description, preconditions, coalesce(steps, '[]'), "expectedResults",
          coalesce(priority, 'medium'), coalesce(severity, 'normal'), coalesce(status, 'ready'), suite_id, "automationStatus",
          automatable, coalesce(tags, '[]'), "sourceFile", ${by}::integer, coalesce("createdAt", CURRENT_TIMESTAMP)
        FROM given WHERE NOT EXISTS (SELECT FROM known WHERE known."externalId" = given."externalId")
        RETURNING id, external_id
      ), updated AS (
        UPDATE test_cases AS test_case SET
          title = known.title, description = coalesce(known.description, test_case.description),
          preconditions = coalesce(known.preconditions, test_case.preconditions),
          steps = coalesce(known.steps, test_case.steps),
          expected_results = coalesce(known."expectedResults", test_case.expected_results),
          priority = coalesce(known.priority, test_case.priority), severity = coalesce(known.severity, test_case.severity),
          status = coalesce(known.status, test_case.status), suite_id = coalesce(known.suite_id, test_case.suite_id),
          automation_status = coalesce(known."automationStatus", test_case.automation_status),
          automatable = coalesce(known.automatable, test_case.automatable), tags = coalesce(known.tags, test_case.tags),
          source_file = coalesce(known."sourceFile", test_case.source_file)
        FROM known WHERE known.id = test_case.id AND (
          test_case.title IS DISTINCT FROM known.title
          OR known.description IS NOT NULL AND test_case.description IS DISTINCT FROM known.description
          OR known.preconditions IS NOT NULL AND test_case.preconditions IS DISTINCT FROM known.preconditions
          OR known.steps IS NOT NULL AND test_case.steps IS DISTINCT FROM known.steps
          OR known."expectedResults" IS NOT NULL AND test_case.expected_results IS DISTINCT FROM known."expectedResults"
          OR known.priority IS NOT NULL AND test_case.priority IS DISTINCT FROM known.priority
          OR known.severity IS NOT NULL AND test_case.severity IS DISTINCT FROM known.severity
          OR known.status IS NOT NULL AND test_case.status IS DISTINCT FROM known.status
          OR known.suite_id IS NOT NULL AND test_case.suite_id IS DISTINCT FROM known.suite_id
          OR known."automationStatus" IS NOT NULL AND test_case.automation_status IS DISTINCT FROM known."automationStatus"
          OR known.automatable IS NOT NULL AND test_case.automatable IS DISTINCT FROM known.automatable
          OR known.tags IS NOT NULL AND test_case.tags IS DISTINCT FROM known.tags
          OR known."sourceFile" IS NOT NULL AND test_case.source_file IS DISTINCT FROM known."sourceFile")
        RETURNING test_case.id
      )
      SELECT id, external_id AS "externalId", 'created' AS outcome FROM created
      UNION ALL
      SELECT known.id, known."externalId", CASE WHEN updated.id IS NULL THEN 'unchanged' ELSE 'updated' END
      FROM known LEFT JOIN updated ON updated.id = known.id`,
  )
}
