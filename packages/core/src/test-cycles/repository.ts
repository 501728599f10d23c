import { sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { testCycleItems, testCycles } from '../schema/test-management.js'
import type { CycleExecution, TestCycle, TestCycleItem } from './types.js'

export const testCycleRepository = tableRepository<TestCycle>(testCycles, {
  sorts: { name: testCycles.name, startDate: testCycles.startDate },
  filters: { name: testCycles.name, status: testCycles.status, testingMode: testCycles.testingMode },
})

export const testCycleItemRepository = tableRepository<TestCycleItem>(testCycleItems, {
  sorts: { updatedAt: testCycleItems.updatedAt },
  filters: {
    cycleId: testCycleItems.cycleId,
    testCaseId: testCycleItems.testCaseId,
    status: testCycleItems.status,
    assignedUserId: testCycleItems.assignedUserId,
  },
})

/** Adds test cases that are not in the cycle yet; how many were added. */
export async function addItems(
  { db }: Transaction,
  cycle: Pick<TestCycle, 'id' | 'projectId'>,
  given: {
    readonly testCaseIds: readonly number[]
    readonly suiteIds: readonly number[]
    readonly assignedUserId: number | null
  },
): Promise<number> {
  const rows = await rowsOf(
    db,
    sql`INSERT INTO test_cycle_items (project_id, cycle_id, test_case_id, suite_id, assigned_user_id)
      SELECT project_id, ${cycle.id}, id, suite_id, ${given.assignedUserId}::integer FROM test_cases
      WHERE project_id = ${cycle.projectId} AND (id = ANY (${sql.param(given.testCaseIds)}::integer[])
        OR suite_id = ANY (${sql.param(given.suiteIds)}::integer[]) AND status IS DISTINCT FROM 'deprecated')
      ORDER BY id
      ON CONFLICT (cycle_id, test_case_id) DO NOTHING
      RETURNING id`,
  )
  return rows.length
}

/** A cycle with its test cases counted, before the share of those that passed is told. */
export type ExecutionRow = Omit<CycleExecution, 'passRate'>

/** Cycles with their test cases counted by status, the newest first. */
export async function readExecutions(
  { db }: Transaction,
  { projectId, cycleIds, limit }: { projectId: number; cycleIds: readonly number[]; limit: number },
): Promise<{ readonly total: number; readonly items: readonly ExecutionRow[] }> {
  const wanted = cycleIds.length === 0 ? sql`true` : sql`cycle.id = ANY (${sql.param(cycleIds)}::integer[])`
  const rows = await rowsOf<
    Omit<ExecutionRow, 'startDate' | 'endDate' | 'lastExecutedAt'> &
      Record<'start' | 'end' | 'last', string | null> & { readonly cycles: number }
  >(
    db,
    sql`SELECT cycle.*, coalesce(item.total, 0)::integer AS total, coalesce(item.statuses, '[]') AS statuses, (
        SELECT max(run.executed_at) FROM test_cycle_items AS place
        JOIN test_runs AS run ON run.project_id = place.project_id AND run.cycle_item_id = place.id
        WHERE place.project_id = ${projectId} AND place.cycle_id = cycle.id
      ) AS last
      FROM (
        SELECT id, name, status, start_date AS start, end_date AS "end", (count(*) OVER ())::integer AS cycles
        FROM test_cycles AS cycle WHERE project_id = ${projectId} AND ${wanted} ORDER BY id DESC LIMIT ${limit}
      ) AS cycle
      LEFT JOIN LATERAL (
        SELECT sum(count) AS total,
          json_agg(json_build_object('status', status, 'count', count) ORDER BY count DESC, status) AS statuses
        FROM (
          SELECT coalesce(status, 'not-run') AS status, count(*)::integer AS count FROM test_cycle_items
          WHERE project_id = ${projectId} AND cycle_id = cycle.id GROUP BY 1
        ) AS counted
      ) AS item ON true
      ORDER BY cycle.id DESC`,
  )
  const dateOf = (value: string | null): Date | null => (value === null ? null : toDate(value))
  return {
    total: rows[0]?.cycles ?? 0,
    items: rows.map(({ start, end, last, cycles: _, ...row }) => ({
      ...row,
      startDate: dateOf(start),
      endDate: dateOf(end),
      lastExecutedAt: dateOf(last),
    })),
  }
}

/** Whether a user may be given work in a project. */
export async function hasAccess({ db }: Transaction, userId: number, projectId: number): Promise<boolean> {
  const { access } = await rowOf<{ access: boolean | null }>(
    db,
    sql`SELECT has_access(${userId}::integer, ${projectId}::integer) AS access`,
  )
  return access === true
}
