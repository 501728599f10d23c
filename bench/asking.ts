/** SQL asked through the drivers alone, as ours is compared with. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import pg from 'pg'

/** Asks one question of SQL. */
export type Ask = (
  sql: string,
  parameters?: readonly unknown[],
) => Promise<readonly Record<string, unknown>[]>

export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

/** Several statements at once where there are no parameters; the rows are those of the last. */
export function askServer(client: pg.ClientBase): Ask {
  return async (sql, parameters) => {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(sql, parameters && [...parameters])
    return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? []
  }
}

/** As {@link askServer}. */
export function askPGlite(client: PGlite): Ask {
  return async (sql, parameters) =>
    parameters === undefined
      ? ((await client.exec(sql)).at(-1)?.rows ?? [])
      : (await client.query<Record<string, unknown>>(sql, [...parameters])).rows
}

/** One statement at a time, in a transaction. */
export function askWithin(transaction: Transaction): Ask {
  return async (sql, parameters) =>
    (await transaction.query<Record<string, unknown>>(sql, parameters && [...parameters])).rows
}

/** A project and whoever asks for it. */
export interface About {
  /** Where it is known before. */
  readonly id: number | undefined
  readonly member: number
}

/** What a transaction of ours sets, see packages/core/src/database/transaction.ts. */
export function openingOf({ id, member }: About, settings: Readonly<Record<string, string>>): string {
  const all = {
    role: 'authenticated_users',
    search_path: 'atmosfera, pg_temp',
    TimeZone: 'UTC',
    'atmosfera.actor': 'user',
    'atmosfera.user_id': String(member),
    'atmosfera.project_id': String(id ?? ''),
    ...settings,
  }
  return `SELECT ${Object.entries(all)
    .map(([name, value]) => `set_config('${name}', '${value}', true)`)
    .join(', ')}`
}
