import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import { quoteLiteral } from '../database/identifiers.js'
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

/** Where a run belongs: a cycle item, or a cycle and a test case. */
export interface RunPlace {
  readonly cycleItemId: number | null
  readonly cycleId: number | null
  readonly testCaseId: number | null
}

/** A run as it is written: where it belongs, and what happened, by the names of the columns. */
export interface NewRun {
  readonly place: RunPlace
  readonly values: Readonly<Record<string, unknown>> & { readonly executed_by: number | null }
}

/**
 * Records runs in the order given, and brings their items up to date. Where the project lacks one of the places, or
 * the actor may not write there, nothing is changed and nothing comes back.
 */
export async function recordRuns(
  { db }: Transaction,
  projectId: number,
  runs: readonly NewRun[],
): Promise<readonly TestRun[]> {
  const column = (key: keyof RunPlace) => sql.param(runs.map(({ place }) => place[key]))
  const values = JSON.stringify(runs.map((run) => run.values))
  const rows = await rowsOf<Record<string, unknown>>(
    db,
    sql`SELECT * FROM record_runs(${projectId}::integer, ${column('cycleItemId')}::integer[], ${column('cycleId')}::integer[],
      ${column('testCaseId')}::integer[], ${values}::json)`,
  )
  return rows.map(testRunRepository.read)
}

/** The statement that records one run as `recordRuns` does: without parameters, for it goes by itself. */
export function recordStatement(projectId: number, { place, values }: NewRun): string {
  const { cycleItemId, cycleId, testCaseId } = place
  const ids = [cycleItemId, cycleId, testCaseId].map((id) => quoteLiteral(`{${id ?? 'NULL'}}`))
  return `SELECT * FROM record_runs(${quoteLiteral(String(projectId))}, ${ids.join(', ')}, ${quoteLiteral(JSON.stringify([values]))})`
}

/** The first of the places that the project lacks. */
export async function findUnknownPlace(
  { db }: Transaction,
  projectId: number,
  places: readonly RunPlace[],
): Promise<RunPlace | undefined> {
  const [unknown] = await rowsOf<RunPlace>(
    db,
    sql`SELECT "cycleItemId", "cycleId", "testCaseId"
      FROM ROWS FROM (json_to_recordset(${JSON.stringify(places)}::json)
        AS ("cycleItemId" integer, "cycleId" integer, "testCaseId" integer)) WITH ORDINALITY AS place
      WHERE CASE WHEN "cycleItemId" IS NOT NULL
        THEN NOT EXISTS (SELECT FROM test_cycle_items WHERE id = "cycleItemId" AND project_id = ${projectId})
        ELSE NOT EXISTS (SELECT FROM test_cycles WHERE id = "cycleId" AND project_id = ${projectId})
          OR NOT EXISTS (SELECT FROM test_cases WHERE id = "testCaseId" AND project_id = ${projectId})
      END
      ORDER BY ordinality LIMIT 1`,
  )
  return unknown
}

/**
 * Locks the item of a run that is about to go: of two that write its runs at the same moment the second waits, so that
 * the item ends up with the status of the newest.
 */
export async function lockItem({ db }: Transaction, itemId: number): Promise<void> {
  await db.execute(sql`SELECT id FROM test_cycle_items WHERE id = ${itemId} FOR NO KEY UPDATE`)
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
