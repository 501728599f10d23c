import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** Drizzle over one session in a transaction, whichever driver is below. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** Rows of one statement, as the driver parsed them. */
export type Rows = readonly Readonly<Record<string, unknown>>[]

/** One session, for as long as its transaction lasts. */
export interface Session {
  /**
   * Drizzle in this transaction, its own nested ones as savepoints. Before each query it asks `check`, which
   * throws where none may run now.
   */
  drizzle(check: () => void): Db
  /** Runs one or several statements without parameters in one round trip: rows for each statement. */
  script(statements: string): Promise<readonly Rows[]>
}

/** The two databases that we run on, reduced to what differs. */
export interface Engine {
  readonly kind: 'postgres' | 'pglite'
  /** True for a database that was just laid out of the snapshot that the package brings. */
  readonly isSnapshot?: boolean
  /**
   * Runs `work` in a transaction that starts with `opening` (in the same round trip as BEGIN), and commits
   * it, or rolls it back where `work` throws. Errors are the driver's own.
   */
  transaction<T>(opening: string, work: (session: Session, opened: readonly Rows[]) => Promise<T>): Promise<T>
  /**
   * Runs one statement without parameters in a transaction of its own that starts with `opening`, all of it in one
   * round trip: rows for each statement. Moments are text, as Drizzle wants them.
   */
  single(opening: string, statement: string): Promise<readonly Rows[]>
  /** Closes what we opened; a caller's own pool or PGlite stays open. */
  close(): Promise<void>
}

/**
 * The rows of a query that Drizzle does not type, which the caller names. Counts and decimals arrive as
 * numbers only where the SQL casts them (`::int`, `::float8`): the drivers disagree about bigint and numeric.
 */
export async function rowsOf<Row>(db: Db, query: SQL): Promise<readonly Row[]> {
  // Both drivers answer `{ rows }`; Drizzle's common type says only that it is unknown.
  const result = (await db.execute(query)) as unknown as { readonly rows: readonly Row[] }
  return result.rows
}

/** The only row of a query that always has one. */
export async function rowOf<Row>(db: Db, query: SQL): Promise<Row> {
  const [row] = await rowsOf<Row>(db, query)
  if (row === undefined) throw new Error('a query that always has a row had none')
  return row
}

/** The types, by their numbers, whose values Drizzle takes as text and parses by itself: moments and days, and lists. */
export const typesAsText: readonly number[] = [1082, 1114, 1115, 1182, 1184, 1185, 1186, 1187, 1231]

/** A `TIMESTAMP` of a raw query, which both drivers hand over as text in UTC. */
export function toDate(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`)
}
