import type { PGlite } from '@electric-sql/pglite'
import type { Pool } from 'pg'
import { ValidationError } from '../errors.js'
import type { AtmosferaOptions, Logger } from '../options.js'
import type { FindSnapshot } from './connect-embedded.js'
import type { Engine } from './engine.js'

const defaultFolder = './.atmosfera'

// Of the two drivers a program needs one, and each takes a while to load.
const embedded = () => import('./connect-embedded.js')
const server = () => import('./connect-server.js')

/**
 * Turns the option `database` into an engine. Connections to PostgreSQL are made when they are first needed.
 *
 * @param findSnapshot what a new embedded database begins with; empty where it is left out.
 * @throws ValidationError where the option is none of what it may be.
 * @throws AtmosferaError `database_locked`, `database_unreachable`.
 */
export async function connect(
  database: AtmosferaOptions['database'],
  logger?: Logger,
  findSnapshot: FindSnapshot = async () => undefined,
): Promise<Engine> {
  if (database === undefined) return await (await embedded()).openFolder(defaultFolder, findSnapshot)
  if (typeof database === 'string') return await openNamed(database, logger, findSnapshot)
  return await adopt(isObject(database) && '$client' in database ? database.$client : database)
}

async function openNamed(
  database: string,
  logger: Logger | undefined,
  findSnapshot: FindSnapshot,
): Promise<Engine> {
  if (database === 'memory:') return await (await embedded()).openMemory(findSnapshot)
  if (/^pglite:./.test(database)) {
    return await (await embedded()).openFolder(database.slice('pglite:'.length), findSnapshot)
  }
  const isUrl = /^postgres(ql)?:\/\//.test(database)
  const engine = isUrl ? (await server()).openServer(database, logger) : undefined
  if (engine === undefined) throw notADatabase(database)
  return engine
}

function notADatabase(database: string): ValidationError {
  const message = `${JSON.stringify(withoutPassword(database))} is not a database: give "memory:", "pglite:./folder" or a postgres:// URL`
  return new ValidationError([{ path: 'database', message }])
}

/** A caller's own pool or PGlite, which we use and never close. */
async function adopt(client: unknown): Promise<Engine> {
  if (isPGlite(client)) return (await import('./pglite.js')).pgliteEngine(client, async () => {})
  if (isPool(client)) return (await import('./postgres.js')).postgresEngine(client, false)
  throw new ValidationError([
    { path: 'database', message: 'is neither a URL, a pg.Pool, a PGlite nor Drizzle over one of them' },
  ])
}

// By what they can do rather than by class: a program may hold another copy of the driver.
function isPGlite(client: unknown): client is PGlite {
  return isObject(client) && typeof client.exec === 'function' && typeof client.transaction === 'function'
}

function isPool(client: unknown): client is Pool {
  return isObject(client) && typeof client.connect === 'function' && 'totalCount' in client
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Everything that may be a password: between the scheme and the host, and behind the question mark. */
function withoutPassword(text: string): string {
  return text.replace(/:\/\/.*@/s, '://…@').replace(/\?.*/s, '?…')
}
