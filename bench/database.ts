import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { type Atmosfera, createAtmosfera } from '../packages/core/src/atmosfera.js'
import { startPostgres } from '../test/support/postgres-server.js'

/** Asks one question of SQL. */
export type Ask = (
  sql: string,
  parameters?: readonly unknown[],
) => Promise<readonly Record<string, unknown>[]>

/** A project and whoever asks for it. */
interface About {
  readonly id: number
  readonly member: number
}

/** A migrated database, with ours open on it and a way to ask by hand. */
export interface BenchDatabase {
  readonly engine: string
  readonly kind: 'postgres' | 'pglite'
  /** Of the server, where they are not its defaults. */
  readonly settings: Readonly<Record<string, string>>
  readonly atmosfera: Atmosfera
  /** As the superuser, outside of any transaction. Several statements at once where there are no parameters. */
  readonly admin: Ask
  /**
   * What somebody would write who knows the database as well as we do: one transaction under the same role and row
   * security as ours, opened in one round trip, through the driver alone.
   *
   * @param settings further settings of that transaction, in the same round trip
   */
  byHand<T>(
    about: About,
    work: (ask: Ask) => Promise<T>,
    settings?: Readonly<Record<string, string>>,
  ): Promise<T>
  /** What the server remarks on the statements of both. Emptied by whoever reads it. */
  readonly remarks: string[]
  close(): Promise<void>
}

/**
 * As a server is run in earnest: what is committed is on the disk. Of its 128 MB of shared memory by default every
 * operator makes more, and many rows written at once should not wait for checkpoints. All else is as it comes,
 * above all work_mem and JIT, because a library cannot choose them.
 */
export const durableSettings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  // Does nothing until a session asks for it, see plans.ts.
  session_preload_libraries: 'auto_explain',
} as const

/** A server of its own, migrated by a login as hosts give it: it owns its database and is no superuser. */
export async function openPostgres(): Promise<BenchDatabase> {
  const server = await startPostgres(15, { settings: durableSettings })
  const setup = await connectTo(server.url())
  await setup.query('CREATE ROLE owner LOGIN CREATEROLE')
  await setup.query('CREATE DATABASE bench OWNER owner')
  await setup.end()
  const url = server.url('bench').replace('postgres@', 'owner@')
  const remarks: string[] = []
  const listen = (client: pg.ClientBase) => client.on('notice', ({ message }) => remarks.push(message ?? ''))
  const pool = new pg.Pool({ connectionString: url })
  pool.on('connect', listen)
  const atmosfera = await createAtmosfera({ database: pool })
  const admin = await connectTo(server.url('bench'))
  const hand = await connectTo(url)
  listen(hand)
  return {
    engine: 'PostgreSQL 15',
    kind: 'postgres',
    settings: durableSettings,
    atmosfera,
    remarks,
    admin: async (sql, parameters) => lastRows(await admin.query(sql, parameters && [...parameters])),
    byHand: async (about, work, settings = {}) => {
      await hand.query(`BEGIN ISOLATION LEVEL READ COMMITTED;${openingOf(about, settings)}`)
      try {
        const result = await work(
          async (sql, parameters) => (await hand.query(sql, parameters && [...parameters])).rows,
        )
        await hand.query('COMMIT')
        return result
      } catch (error) {
        await hand.query('ROLLBACK')
        throw error
      }
    },
    close: async () => {
      await atmosfera.close()
      await pool.end()
      await admin.end()
      await hand.end()
      await server.stop()
    },
  }
}

/** The embedded database in a new folder. It has one connection, which we and the reference share. */
export async function openPGlite(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-bench-'))
  const client = await PGlite.create(join(folder, 'data'))
  const atmosfera = await createAtmosfera({ database: client })
  return {
    engine: 'PGlite',
    kind: 'pglite',
    settings: {},
    atmosfera,
    remarks: [],
    admin: async (sql, parameters) =>
      parameters === undefined
        ? ((await client.exec(sql)).at(-1)?.rows ?? [])
        : (await client.query<Record<string, unknown>>(sql, [...parameters])).rows,
    byHand: async (about, work, settings = {}) =>
      await client.transaction(async (transaction) => {
        await transaction.exec(openingOf(about, settings))
        return await work(
          async (sql, parameters) =>
            (await transaction.query<Record<string, unknown>>(sql, parameters && [...parameters])).rows,
        )
      }),
    close: async () => {
      await atmosfera.close()
      await client.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

function lastRows(result: pg.QueryResult | pg.QueryResult[]): readonly Record<string, unknown>[] {
  return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? []
}

/** What a transaction of ours sets, see packages/core/src/database/transaction.ts. */
function openingOf({ id, member }: About, settings: Readonly<Record<string, string>>): string {
  const all = {
    role: 'authenticated_users',
    search_path: 'atmosfera, pg_temp',
    TimeZone: 'UTC',
    'atmosfera.actor': 'user',
    'atmosfera.user_id': String(member),
    'atmosfera.project_id': String(id),
    ...settings,
  }
  return `SELECT ${Object.entries(all)
    .map(([name, value]) => `set_config('${name}', '${value}', true)`)
    .join(', ')}`
}
