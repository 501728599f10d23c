import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { testRuns } from '../schema/test-management.js'
import type { TestRun } from './types.js'

export const testRunRepository = tableRepository<TestRun>(testRuns, {
  sorts: { executedAt: testRuns.executedAt },
  filters: {
    cycleItemId: testRuns.cycleItemId,
    testCaseId: testRuns.testCaseId,
    status: testRuns.status,
    environment: testRuns.environment,
    version: testRuns.version,
    executedBy: testRuns.executedBy,
  },
})

/** A cycle item, as a run needs it. */
export interface RunItem {
  readonly id: number
  readonly cycleId: number
  readonly testCaseId: number
}

/** Where a run belongs: a cycle item, or a cycle and a test case. */
export interface RunPlace {
  readonly cycleItemId: number | null
  readonly cycleId: number | null
  readonly testCaseId: number | null
}

/**
 * Puts test cases into their cycles where they are not in there yet. Where the project lacks one of the places,
 * nothing is changed and that place is returned.
 */
export async function ensureItems(
  { db }: Transaction,
  projectId: number,
  places: readonly RunPlace[],
): Promise<RunPlace | undefined> {
  const [unknown] = await rowsOf<RunPlace>(
    db,
    sql`WITH place AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(places)}::json)
          AS place ("cycleItemId" integer, "cycleId" integer, "testCaseId" integer)
      ), unknown AS (
        SELECT * FROM place WHERE CASE WHEN "cycleItemId" IS NOT NULL
          THEN NOT EXISTS (SELECT FROM test_cycle_items WHERE id = "cycleItemId" AND project_id = ${projectId})
          ELSE NOT EXISTS (SELECT FROM test_cycles WHERE id = "cycleId" AND project_id = ${projectId})
            OR NOT EXISTS (SELECT FROM test_cases WHERE id = "testCaseId" AND project_id = ${projectId})
        END
        LIMIT 1
      ), added AS (
        INSERT INTO test_cycle_items (project_id, cycle_id, test_case_id, suite_id)
        SELECT DISTINCT ON (place."cycleId", place."testCaseId") test_case.project_id, place."cycleId", test_case.id, test_case.suite_id
        FROM place JOIN test_cases AS test_case ON test_case.id = place."testCaseId"
        WHERE place."cycleItemId" IS NULL AND NOT EXISTS (SELECT FROM unknown)
        ORDER BY place."cycleId", place."testCaseId"
        ON CONFLICT (cycle_id, test_case_id) DO NOTHING
      )
      SELECT "cycleItemId", "cycleId", "testCaseId" FROM unknown`,
  )
  return unknown
}

/**
 * The items that runs are about to be recorded for, locked: of two runs of one item that are recorded at the
 * same moment, the second waits, so that the item ends up with the status of the newer.
 */
export async function lockItems(
  { db }: Transaction,
  projectId: number,
  wanted: readonly RunPlace[],
): Promise<readonly RunItem[]> {
  return await rowsOf<RunItem>(
    db,
    sql`SELECT item.id, item.cycle_id AS "cycleId", item.test_case_id AS "testCaseId"
      FROM test_cycle_items AS item
      WHERE item.project_id = ${projectId} AND item.id IN (
        SELECT pair."cycleItemId"
        FROM json_to_recordset(${JSON.stringify(wanted)}::json) AS pair ("cycleItemId" integer)
        WHERE pair."cycleItemId" IS NOT NULL
        UNION ALL
        SELECT found.id
        FROM json_to_recordset(${JSON.stringify(wanted)}::json) AS pair ("cycleId" integer, "testCaseId" integer)
        JOIN test_cycle_items AS found ON found.cycle_id = pair."cycleId" AND found.test_case_id = pair."testCaseId"
      )
      ORDER BY item.id FOR NO KEY UPDATE OF item`,
  )
}

/** The first of these ids that belongs to nobody whom the actor may know of. */
export async function findUnknownUser(
  { db }: Transaction,
  userIds: readonly number[],
): Promise<number | undefined> {
  const [unknown] = await rowsOf<{ id: number }>(
    db,
    sql`SELECT wanted.id FROM unnest(${sql.param(userIds)}::integer[]) AS wanted (id)
      WHERE NOT EXISTS (SELECT FROM users WHERE users.id = wanted.id) ORDER BY wanted.id LIMIT 1`,
  )
  return unknown?.id
}

/** Gives each item the status of its newest run, `not-run` where it has none. */
export async function updateItemStatuses({ db }: Transaction, itemIds: readonly number[]): Promise<void> {
  await db.execute(sql`SELECT refresh_cycle_items(${sql.param(itemIds)}::integer[])`)
}
