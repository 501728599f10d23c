import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient, QueryResult } from 'pg'
import type { Db, Engine, Rows, Session } from './engine.js'

/** PostgreSQL through a `pg` pool. Everything is transaction-bound, so PgBouncer may stand in between. */
export function postgresEngine(pool: Pool, owned: boolean): Engine {
  return {
    kind: 'postgres',
    async transaction(opening, work) {
      // Drizzle's own transaction() leaks the client when BEGIN fails, so the client is checked out here.
      const client = await pool.connect()
      // A connection that breaks between two statements says so by an event, which would end the process
      // if nobody listened; the next statement fails with the same error.
      client.on('error', ignore)
      try {
        const session = sessionOf(client)
        const opened = await session.script(`BEGIN;${opening}`)
        const result = await work(session, opened.slice(1))
        await client.query('COMMIT')
        client.off('error', ignore)
        client.release()
        return result
      } catch (error) {
        await abandon(client)
        throw error
      }
    },
    close: async () => {
      if (owned) await pool.end()
    },
  }
}

function ignore(): void {}

/** Rolls back and returns the client, or drops it where not even that works. */
async function abandon(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.off('error', ignore)
    client.release()
  } catch (error) {
    client.release(error instanceof Error ? error : true)
  }
}

function sessionOf(client: PoolClient): Session {
  return {
    db: drizzle({ client }) as unknown as Db,
    script: async (statements) => {
      // One statement answers one result, several an array of them; the types know only the former.
      const results = (await client.query(statements)) as unknown as QueryResult | QueryResult[]
      return (Array.isArray(results) ? results : [results]).map((result) => result.rows as Rows)
    },
  }
}
