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

/** Puts test cases into their cycles where they are not in there yet. Both must be the project's own. */
export async function ensureItems(
  { db }: Transaction,
  projectId: number,
  pairs: readonly { readonly cycleId: number; readonly testCaseId: number }[],
): Promise<void> {
  await db.execute(sql`
    INSERT INTO test_cycle_items (project_id, cycle_id, test_case_id, suite_id)
    SELECT DISTINCT ON (pair."cycleId", pair."testCaseId") cycle.project_id, cycle.id, test_case.id, test_case.suite_id
    FROM json_to_recordset(${JSON.stringify(pairs)}::json) AS pair ("cycleId" integer, "testCaseId" integer)
    JOIN test_cycles AS cycle ON cycle.id = pair."cycleId" AND cycle.project_id = ${projectId}
    JOIN test_cases AS test_case ON test_case.id = pair."testCaseId" AND test_case.project_id = ${projectId}
    ORDER BY pair."cycleId", pair."testCaseId"
    ON CONFLICT (cycle_id, test_case_id) DO NOTHING`)
}

/**
 * The items that runs are about to be recorded for, locked: of two runs of one item that are recorded at the
 * same moment, the second waits, so that the item ends up with the status of the newer.
 */
export async function lockItems(
  { db }: Transaction,
  projectId: number,
  wanted: readonly {
    readonly cycleItemId: number | null
    readonly cycleId: number | null
    readonly testCaseId: number | null
  }[],
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

/** Gives each item the status of its newest run, `not-run` where it has none. */
export async function updateItemStatuses({ db }: Transaction, itemIds: readonly number[]): Promise<void> {
  await db.execute(sql`SELECT refresh_cycle_items(${sql.param(itemIds)}::integer[])`)
}
