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

/** Those of `ids` that exist and may be changed, locked until the transaction ends. */
export async function lockTestCases({ db }: Transaction, ids: readonly number[]): Promise<readonly number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM test_cases WHERE id = ANY (${sql.param(ids)}::integer[]) ORDER BY id FOR UPDATE`,
  )
  return rows.map((row) => row.id)
}

/** Marks test cases as approved; who approved one first stays on record. */
export async function approveTestCases(
  { db }: Transaction,
  ids: readonly number[],
  by: number,
): Promise<void> {
  await db.execute(sql`
    UPDATE test_cases
    SET approved_by = coalesce(approved_by, ${by}), approved_at = coalesce(approved_at, CURRENT_TIMESTAMP)
    WHERE id = ANY (${sql.param(ids)}::integer[]) AND (approved_by IS NULL OR approved_at IS NULL)`)
}
