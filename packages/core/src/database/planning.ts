import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from './engine.js'
import type { Transaction } from './transaction.js'

/*
 * What brings much in at once, an import or a synchronisation, fills tables faster than the database learns what is
 * in them. It believes that a project or a cycle which it has not seen before has one row, finds every index equally
 * good, and may then look at every row of the project for each new one: ten thousand rows would take minutes. So it is
 * told, and kept from guessing.
 */

/** An id to look rows up by, of which the planner does not know which one it is. */
export function unseen(id: number): SQL {
  return sql`(SELECT ${id}::integer)`
}

/**
 * Looks, each time that twice as many batches have been written, which of the tables that an import fills are twice as
 * large as the database knows, tells it so, and has it plan anew what it planned while they were smaller and keeps for
 * the session: above all how to check foreign keys.
 *
 * @param batch which batch is about to be written, from 0
 */
export async function replan(
  transaction: Transaction,
  batch: number,
  tables: readonly string[],
): Promise<void> {
  const hasDoubled = (batch & (batch - 1)) === 0
  if (!hasDoubled) return
  if (batch > 0) await analyzeGrown(transaction, tables)
  // A login that does not own the tables may not analyze them, but has fewer rows to guess than before.
  await transaction.db.execute(sql`DISCARD PLANS`)
}

/** Looks the same way right now, for what is written a little at a time. */
export async function analyzeGrown(transaction: Transaction, tables: readonly string[]): Promise<void> {
  const grown = await grownTables(transaction, tables)
  if (grown.length > 0) await transaction.analyze(grown)
}

/** Those of the tables that have at least doubled since they were last analyzed. */
async function grownTables({ db }: Transaction, tables: readonly string[]): Promise<readonly string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`SELECT relname AS name FROM pg_class
      WHERE oid IN (SELECT to_regclass(name) FROM unnest(${sql.param(tables)}::text[]) AS given (name))
        AND pg_relation_size(oid) >= 2 * greatest(relpages, 0) * current_setting('block_size')::bigint`,
  )
  return rows.map((row) => row.name)
}
