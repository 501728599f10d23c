import type { TestDatabase } from './engines.js'

/** Rows by table, column by column. Dates are written as their moment in UTC. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/**
 * Writes rows of several tables in one statement, as the superuser: what a service would refuse is welcome, and
 * a whole project costs one round trip. The first row of a table says which columns it fills.
 */
export async function insertRows(database: TestDatabase, rows: Rows): Promise<void> {
  const inserts = Object.entries(rows)
    .filter(([, given]) => given.length > 0)
    .map(([table, given]) => {
      const columns = Object.keys(given[0] ?? {}).join(', ')
      return `${table}_rows AS (
        INSERT INTO atmosfera.${table} (${columns})
        SELECT ${columns} FROM json_populate_recordset(NULL::atmosfera.${table}, $1::json -> '${table}') RETURNING id)`
    })
  await database.query(`WITH ${inserts.join(', ')} SELECT`, [JSON.stringify(rows)])
}

/** The first of so many ids that no sequence has reached and nobody else was given. */
export function reserveIds(count = 1_000): number {
  const first = nextId
  nextId += count
  return first
}

let nextId = 1_000_000
