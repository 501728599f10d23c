import { sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { rowsOf } from './engine.js'
import type { Transaction } from './transaction.js'

/** Those of `ids` that are no rows of the table and project which the actor can see, in order. */
export async function missingRows(
  { db }: Transaction,
  table: PgTable & { readonly id: PgColumn; readonly projectId: PgColumn },
  projectId: number,
  ids: readonly number[],
): Promise<readonly number[]> {
  if (ids.length === 0) return []
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT wanted.id FROM unnest(${sql.param(ids)}::integer[]) AS wanted (id)
      WHERE NOT EXISTS (SELECT FROM ${table} WHERE ${table.id} = wanted.id AND ${table.projectId} = ${projectId})
      ORDER BY wanted.id`,
  )
  return rows.map((row) => row.id)
}
