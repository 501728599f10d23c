import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'

interface NamedSuite {
  readonly name: string
  readonly id: number
}

/** The suites with these names; of several with one name the oldest. */
export async function findSuites(
  { db }: Transaction,
  projectId: number,
  names: readonly string[],
): Promise<readonly NamedSuite[]> {
  return await rowsOf(
    db,
    sql`SELECT name, min(id) AS id FROM test_suites
      WHERE project_id = ${projectId} AND name IN (SELECT unnest(${sql.param(names)}::text[])) GROUP BY name`,
  )
}

/** Makes suites, in the order given. */
export async function makeSuites(
  { db }: Transaction,
  projectId: number,
  names: readonly string[],
): Promise<readonly NamedSuite[]> {
  return await rowsOf(
    db,
    sql`INSERT INTO test_suites (project_id, name)
      SELECT ${projectId}::integer, name FROM unnest(${sql.param(names)}::text[]) WITH ORDINALITY AS given (name, position)
      ORDER BY position RETURNING name, id`,
  )
}
