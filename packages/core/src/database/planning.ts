import { type SQL, sql } from 'drizzle-orm'
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
 * Tells the database, each time that they have doubled, what tables hold that an import fills, and has it plan
 * anew what it planned while they were smaller and keeps for the session: above all how to check foreign keys.
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
  if (batch > 0) await transaction.analyze(tables)
  // A login that does not own the tables may not analyze them, but has fewer rows to guess than before.
  await transaction.db.execute(sql`DISCARD PLANS`)
}
