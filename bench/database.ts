import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { type Atmosfera, createAtmosfera } from '../packages/core/src/atmosfera.js'
import { startPostgres } from '../test/support/postgres-server.js'
import { type About, type Ask, askPGlite, askServer, askWithin, connectTo, openingOf } from './asking.js'

/** A migrated database, with ours open on it and a way to ask by hand. */
export interface BenchDatabase {
  readonly engine: string
  readonly kind: 'postgres' | 'pglite'
  /** Where a server is, for other processes. */
  readonly url?: string
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
    url,
    settings: durableSettings,
    atmosfera,
    remarks,
    admin: askServer(admin),
    byHand: async (about, work, settings = {}) => {
      await hand.query(`BEGIN ISOLATION LEVEL READ COMMITTED;${openingOf(about, settings)}`)
      try {
        const result = await work(askServer(hand))
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
    admin: askPGlite(client),
    byHand: async (about, work, settings = {}) =>
      await client.transaction(async (transaction) => {
        await transaction.exec(openingOf(about, settings))
        return await work(askWithin(transaction))
      }),
    close: async () => {
      await atmosfera.close()
      await client.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
