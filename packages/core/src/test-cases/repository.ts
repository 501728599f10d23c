import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { testCases } from '../schema/test-management.js'
import type { TestCase } from './types.js'

export const testCaseRepository = tableRepository<TestCase>(testCases, {
  sorts: { title: testCases.title, updatedAt: testCases.updatedAt },
  filters: {
    status: testCases.status,
    priority: testCases.priority,
    severity: testCases.severity,
    suiteId: testCases.suiteId,
    automationStatus: testCases.automationStatus,
    externalId: testCases.externalId,
    aiGenerated: testCases.aiGenerated,
  },
})

/** Titles that contain the text, in any case. */
export function titleContains(text: string): SQL {
  return sql`strpos(lower(${testCases.title}), lower(${text})) > 0`
}

/** Marks those of `ids` that a model wrote as approved; the ids that exist and may be changed. */
export async function approveTestCases(
  { db }: Transaction,
  ids: readonly number[],
  by: number,
): Promise<readonly number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`UPDATE test_cases
      SET approved_by = coalesce(approved_by, ${by}), approved_at = coalesce(approved_at, CURRENT_TIMESTAMP)
      WHERE id = ANY (${sql.param(ids)}::integer[]) RETURNING id`,
  )
  return rows.map((row) => row.id)
}
