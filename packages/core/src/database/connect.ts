import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { AtmosferaError, ValidationError } from '../errors.js'
import type { AtmosferaOptions, Logger } from '../options.js'
import type { Engine } from './engine.js'
import { lockFolder } from './folder-lock.js'
import { pgliteEngine } from './pglite.js'
import { postgresEngine } from './postgres.js'

const defaultFolder = './.atmosfera'

/**
 * Turns the option `database` into an engine. Connections to PostgreSQL are made when they are first needed.
 *
 * @throws ValidationError where the option is none of what it may be.
 * @throws AtmosferaError `database_locked`, `database_unreachable`.
 */
export async function connect(database: AtmosferaOptions['database'], logger?: Logger): Promise<Engine> {
  if (database === undefined) return openFolder(defaultFolder)
  if (typeof database === 'string') return openNamed(database, logger)
  return adopt(isObject(database) && '$client' in database ? database.$client : database)
}

function openNamed(database: string, logger: Logger | undefined): Promise<Engine> | Engine {
  if (database === 'memory:') return openMemory()
  if (/^pglite:./.test(database)) return openFolder(database.slice('pglite:'.length))
  if (/^postgres(ql)?:\/\//.test(database)) return openServer(database, logger)
  throw notADatabase(database)
}

function notADatabase(database: string): ValidationError {
  const message = `${JSON.stringify(withoutPassword(database))} is not a database: give "memory:", "pglite:./folder" or a postgres:// URL`
  return new ValidationError([{ path: 'database', message }])
}

function openServer(url: string, logger: Logger | undefined): Engine {
  // The driver would find out at the first query, and put the URL with its password into the error.
  if (!isReadable(url)) throw notADatabase(url)
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'atmosfera',
    Client: clientWithTimeout(secondsToConnect(url)),
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => logger?.warn(`An idle database connection broke: ${error.message}`))
  return postgresEngine(pool, true)
}

/**
 * Clients that give up on a server that does not answer; the driver would wait for ever. The pool has an option
 * of that name too, but counts the time in which all its connections are busy, which is no fault.
 */
function clientWithTimeout(seconds: number): new () => pg.Client {
  return class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis: seconds * 1000 })
    }
  }
}

/** libpq's `connect_timeout` of the URL, where 0 is for ever; else 30. */
function secondsToConnect(url: string): number {
  const given = new URLSearchParams(url.split('?')[1]).get('connect_timeout')
  return given !== null && /^\d+$/.test(given) ? Number(given) : 30
}

function isReadable(url: string): boolean {
  try {
    new pg.Client(url)
    return true
  } catch {
    return false
  }
}

async function openMemory(): Promise<Engine> {
  const client = await PGlite.create()
  return pgliteEngine(client, () => client.close())
}

async function openFolder(path: string): Promise<Engine> {
  const folder = resolve(path)
  const unlock = lockOf(folder)
  try {
    const client = await PGlite.create(folder)
    return pgliteEngine(client, async () => {
      try {
        await client.close()
      } finally {
        unlock()
      }
    })
  } catch (error) {
    unlock()
    throw cannotOpen(folder, error)
  }
}

function lockOf(folder: string): () => void {
  try {
    mkdirSync(dirname(folder), { recursive: true })
    return lockFolder(folder)
  } catch (error) {
    throw error instanceof AtmosferaError ? error : cannotOpen(folder, error)
  }
}

function cannotOpen(folder: string, error: unknown): AtmosferaError {
  const reason = error instanceof Error ? error.message : String(error)
  return new AtmosferaError(
    'database_unreachable',
    `${folder}: the embedded database cannot be opened (${reason.split('\n')[0]}). Check the folder, or name another.`,
    { cause: error },
  )
}

/** A caller's own pool or PGlite, which we use and never close. */
function adopt(client: unknown): Engine {
  if (isPGlite(client)) return pgliteEngine(client, async () => {})
  if (isPool(client)) return postgresEngine(client, false)
  throw new ValidationError([
    { path: 'database', message: 'is neither a URL, a pg.Pool, a PGlite nor Drizzle over one of them' },
  ])
}

// By what they can do rather than by class: a program may hold another copy of the driver.
function isPGlite(client: unknown): client is PGlite {
  return isObject(client) && typeof client.exec === 'function' && typeof client.transaction === 'function'
}

function isPool(client: unknown): client is pg.Pool {
  return isObject(client) && typeof client.connect === 'function' && 'totalCount' in client
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Everything that may be a password: between the scheme and the host, and behind the question mark. */
function withoutPassword(text: string): string {
  return text.replace(/:\/\/.*@/s, '://…@').replace(/\?.*/s, '?…')
}
