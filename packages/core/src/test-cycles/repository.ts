import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { testCycleItems, testCycles } from '../schema/test-management.js'
import type { TestCycle, TestCycleItem } from './types.js'

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

/** Whether a user may be given work in a project. */
export async function hasAccess({ db }: Transaction, userId: number, projectId: number): Promise<boolean> {
  const { access } = await rowOf<{ access: boolean | null }>(
    db,
    sql`SELECT has_access(${userId}::integer, ${projectId}::integer) AS access`,
  )
  return access === true
}
