import { sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { NotFoundError } from '../errors.js'
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

/**
 * Asked before a foreign key is, where that looks at ids alone: it would find another project's row, and wait for
 * whoever is changing it.
 *
 * @param ids those that are referred to; what is no number refers to nothing
 * @throws NotFoundError for the first that is no row of the project.
 */
export async function requireRows(
  transaction: Transaction,
  label: string,
  table: PgTable & { readonly id: PgColumn; readonly projectId: PgColumn },
  projectId: number,
  ids: readonly unknown[],
): Promise<void> {
  const given = new Set(ids.filter((id) => typeof id === 'number'))
  const [missing] = await missingRows(transaction, table, projectId, [...given])
  if (missing !== undefined) throw new NotFoundError(label, missing)
}
