import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres/session'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg, { type Pool, type PoolClient, type QueryResult } from 'pg'
import { type Db, type Engine, type Rows, type Session, typesAsText } from './engine.js'
import { aborted, Statements } from './statements.js'

/** PostgreSQL through a `pg` pool. Everything is transaction-bound, so PgBouncer may stand in between. */
export function postgresEngine(pool: Pool, owned: boolean): Engine {
  return {
    kind: 'postgres',
    async transaction(opening, work) {
      // Drizzle's own transaction() leaks the client when BEGIN fails, so the client is checked out here.
      const client = await connect(pool)
      const statements = new Statements()
      try {
        const session = sessionOf(client, statements)
        const opened = await session.script(`${begin}${opening}`)
        const result = await work(session, opened.slice(1))
        await statements.end()
        await commit(client)
        release(client)
        return result
      } catch (error) {
        await statements.end()
        await abandon(client)
        throw statements.explain(error)
      }
    },
    async single(opening, statement) {
      const client = await connect(pool)
      try {
        const text = `${begin}${opening}${statement};COMMIT`
        const results = (await client.query({ text, types })) as unknown as QueryResult[]
        release(client)
        return results.slice(1, -1).map((result) => result.rows as Rows)
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

/** Locks here protect what is read after them, which takes a snapshot for each statement. */
const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED;'

const types: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format: 'text') =>
    typesAsText.includes(type)
      ? String
      : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser,
}

function ignore(): void {}

async function connect(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect()
  // A connection that breaks between two statements says so by an event, which would end the process
  // if nobody listened; the next statement fails with the same error.
  client.on('error', ignore)
  return client
}

function release(client: PoolClient): void {
  client.off('error', ignore)
  client.release()
}

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
    release(client)
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
