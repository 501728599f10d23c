import pg from 'pg'
import type { TestDatabase } from './engines.js'

/** Runs SQL as the login that owns the database, rather than as the superuser; for PGlite the two are one. */
export async function asOwner(
  { database, query }: TestDatabase,
  work: (run: (sql: string) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  if (typeof database !== 'string') {
    await work(query)
    return
  }
  const client = new pg.Client(database)
  await client.connect()
  try {
    await work((sql) => client.query(sql))
  } finally {
    await client.end()
  }
}
