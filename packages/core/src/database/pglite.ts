import type { PGlite, Transaction } from '@electric-sql/pglite'
import { PgDialect } from 'drizzle-orm/pg-core'
import { PgliteSession, PgliteTransaction } from 'drizzle-orm/pglite/session'
import { type Db, type Engine, type Rows, type Session, typesAsText } from './engine.js'
import { Statements } from './statements.js'

/** The embedded database. Its transactions run one after the other. */
export function pgliteEngine(client: PGlite, onClose: () => Promise<void>): Engine {
  return {
    kind: 'pglite',
    transaction: async (opening, work) => {
      const statements = new Statements()
      try {
        return await transact(client, async (transaction) => {
          try {
            const session = sessionOf(transaction, statements)
            const opened = await session.script(opening)
            return await work(session, opened)
          } finally {
            await statements.end()
          }
        })
      } catch (error) {
        throw statements.explain(error)
      }
    },
    single: async (opening, statement) =>
      await transact(client, async (transaction) => {
        const results = await transaction.exec(`${opening}${statement}`, { parsers })
        return results.map((result) => result.rows as Rows)
      }),
    close: onClose,
  }
}

async function transact<T>(client: PGlite, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  let failure: unknown
  try {
    return await client.transaction(async (transaction) => {
      try {
        return await work(transaction)
      } catch (error) {
        failure = error
        throw error
      }
    })
  } catch (error) {
    // Where the disk is full not even rolling back works, and that is not why.
    throw failure ?? error
  }
}

const dialect = new PgDialect()
const parsers = Object.fromEntries(typesAsText.map((type) => [type, String]))

function sessionOf(transaction: Transaction, statements: Statements): Session {
  return {
    drizzle: (check) => {
      const query = async (...parameters: Parameters<Transaction['query']>) => {
        check()
        return await statements.run(() => transaction.query(...parameters))
      }
      // Of a client Drizzle's session uses this method alone, and in a transaction of its own savepoints.
      const session = new PgliteSession({ query } as unknown as Transaction, dialect, undefined)
      return new PgliteTransaction(dialect, session, undefined) as unknown as Db
    },
    script: async (script) => {
      const results = await statements.run(() => transaction.exec(script))
      return results.map((result) => result.rows as Rows)
    },
  }
}
