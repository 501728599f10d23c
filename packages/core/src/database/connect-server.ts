import pg from 'pg'
import type { Logger } from '../options.js'
import type { Engine } from './engine.js'
import { postgresEngine } from './postgres.js'

/**
 * A pool of connections to a server, made when they are first needed.
 *
 * @returns undefined where the driver cannot read the URL.
 */
export function openServer(url: string, logger: Logger | undefined): Engine | undefined {
  // The driver would find out at the first query, and put the URL with its password into the error.
  if (!isReadable(url)) return undefined
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
