import type { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Db, Engine, Rows, Session } from './engine.js'

/** The embedded database. Its transactions run one after the other. */
export function pgliteEngine(client: PGlite, onClose: () => Promise<void>): Engine {
  return {
    kind: 'pglite',
    transaction: (opening, work) =>
      client.transaction(async (transaction) => {
        const session: Session = {
          // Drizzle's types want the client; its session takes either, and the outer one would deadlock here.
          db: drizzle({ client: transaction as unknown as PGlite }) as unknown as Db,
          script: async (statements) =>
            (await transaction.exec(statements)).map((result) => result.rows as Rows),
        }
        const opened = await session.script(opening)
        return await work(session, opened)
      }),
    close: onClose,
  }
}
