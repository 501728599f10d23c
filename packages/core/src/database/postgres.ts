import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres/session'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Pool, PoolClient, QueryResult } from 'pg'
import type { Db, Engine, Rows, Session } from './engine.js'
import { aborted, Statements } from './statements.js'

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
      const statements = new Statements()
      try {
        const session = sessionOf(client, statements)
        // Locks here protect what is read after them, which takes a snapshot for each statement.
        const opened = await session.script(`BEGIN ISOLATION LEVEL READ COMMITTED;${opening}`)
        const result = await work(session, opened.slice(1))
        await statements.end()
        await commit(client)
        client.off('error', ignore)
        client.release()
        return result
      } catch (error) {
        await statements.end()
        await abandon(client)
        throw statements.explain(error)
      }
    },
    close: async () => {
      if (owned) await pool.end()
    },
  }
}

function ignore(): void {}

/** A transaction in which a statement has failed is rolled back instead, and the server calls that no error. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT')
    throw Object.assign(new Error('the transaction was rolled back'), { code: aborted })
}

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

const dialect = new PgDialect()

function sessionOf(client: PoolClient, statements: Statements): Session {
  return {
    drizzle: (check) => {
      const query = async (...parameters: Parameters<PoolClient['query']>) => {
        check()
        return await statements.run(async () => await client.query(...parameters))
      }
      // Of a client Drizzle's session uses this method alone. A transaction of Drizzle's rather than its
      // database, because that nests with savepoints where the other would commit ours.
      const session = new NodePgSession({ query } as unknown as PoolClient, dialect, undefined)
      return new NodePgTransaction(dialect, session, undefined) as unknown as Db
    },
    script: async (script) => {
      // One statement answers one result, several an array of them; the types know only the former.
      const results = (await statements.run(async () => await client.query(script))) as unknown as
        | QueryResult
        | QueryResult[]
      return (Array.isArray(results) ? results : [results]).map((result) => result.rows as Rows)
    },
  }
}
