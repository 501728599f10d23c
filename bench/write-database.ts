/** Where writing is measured: a server, or the embedded database. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { AtmosferaOptions } from '../packages/core/src/options.js'
import { startPostgres } from '../test/support/postgres-server.js'
import { type Ask, askPGlite, askServer, askWithin, connectTo } from './asking.js'

/** Rows that COPY reads. */
export interface Copied {
  /** What stands after FROM. */
  readonly from: string
  /** What the embedded database reads there. */
  readonly blob?: Blob | undefined
}

export interface WriteDatabase {
  readonly engine: string
  readonly kind: 'postgres' | 'pglite'
  readonly settings: Readonly<Record<string, string>>
  /** For the SDK. */
  readonly database: NonNullable<AtmosferaOptions['database']>
  /** As the superuser, who alone may COPY into tables under row security. */
  readonly admin: Ask
  /** A folder that the database reads as well, where it is a server. */
  readonly folder: string
  /** A transaction through the driver alone: three round trips and one for each further query. */
  transact(opening: string, work: (ask: Ask) => Promise<unknown>): Promise<void>
  /** The rows of a query, for COPY. */
  copyOut(query: string): Promise<Copied>
  /** Lines of text, for COPY. */
  copied(lines: readonly string[]): Promise<Copied>
  /** Runs statements that read what was copied. */
  script(statements: string, source: Copied): Promise<void>
  /** How many queries the SDK sends for something, each a round trip. */
  roundTrips(work: () => Promise<unknown>): Promise<string | undefined>
  close(): Promise<void>
}

export async function openWritePostgres(
  engine: string,
  settings: Readonly<Record<string, string>>,
): Promise<WriteDatabase> {
  const server = await startPostgres(15, { settings })
  const url = server.url()
  const admin = await connectTo(url)
  await admin.query("SET TimeZone TO 'UTC'")
  const pool = new pg.Pool({ connectionString: url })
  let sent = 0
  const own = new pg.Pool({ connectionString: url })
  own.on('connect', (client) => {
    const send = client.query.bind(client) as (...parameters: unknown[]) => unknown
    client.query = ((...parameters: unknown[]) => {
      sent++
      return send(...parameters)
    }) as typeof client.query
  })
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-bench-'))
  await chmod(folder, 0o777)
  const file = join(folder, 'rows')
  return {
    engine,
    kind: 'postgres',
    settings,
    database: own,
    folder,
    admin: askServer(admin),
    transact: async (opening, work) => {
      const client = await pool.connect()
      try {
        await client.query(`BEGIN;${opening}`)
        await work(askServer(client))
        await client.query('COMMIT')
        client.release()
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    copyOut: async (query) => {
      // The server makes it, and would not write to one that somebody else made.
      await rm(file, { force: true })
      await admin.query(`COPY (${query}) TO '${file}'`)
      return { from: `'${file}'` }
    },
    copied: async (lines) => {
      await rm(file, { force: true })
      await writeFile(file, `${lines.join('\n')}\n`)
      return { from: `'${file}'` }
    },
    script: async (statements) => {
      await admin.query(statements)
    },
    roundTrips: async (work) => {
      sent = 0
      await work()
      return sent === 1 ? '1 round trip' : `${sent} round trips`
    },
    close: async () => {
      await own.end()
      await pool.end()
      await admin.end()
      await rm(folder, { recursive: true, force: true })
      await server.stop()
    },
  }
}

/** In a new folder. It has one connection, which all share, and no round trips. */
export async function openWritePGlite(): Promise<WriteDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-bench-'))
  const client = await PGlite.create(join(folder, 'data'))
  await client.exec("SET TimeZone TO 'UTC'")
  return {
    engine: 'PGlite',
    kind: 'pglite',
    settings: {},
    database: client,
    folder,
    admin: askPGlite(client),
    transact: async (opening, work) => {
      await client.transaction(async (transaction) => {
        await transaction.exec(opening)
        await work(askWithin(transaction))
      })
    },
    copyOut: async (query) => ({
      from: "'/dev/blob'",
      blob: (await client.query(`COPY (${query}) TO '/dev/blob'`)).blob,
    }),
    copied: async (lines) => ({ from: "'/dev/blob'", blob: new Blob([`${lines.join('\n')}\n`]) }),
    script: async (statements, { blob }) => {
      await client.exec(statements, blob === undefined ? {} : { blob })
    },
    roundTrips: async () => undefined,
    close: async () => {
      await client.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
