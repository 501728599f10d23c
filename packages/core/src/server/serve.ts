import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { z } from 'zod'
import { AtmosferaError } from '../errors.js'
import { parse } from '../validation.js'
import { createServerHandler } from './app.js'
import type { ServerHost } from './host.js'
import type { ServerOptions } from './options.js'

/** Where a server listens. */
export interface ServeOptions extends ServerOptions {
  /** @default 3000; 0 for any that is free */
  readonly port?: number | undefined
  /** @default 'localhost' */
  readonly hostname?: string | undefined
  /** How long requests that are under way may take once the server ends, in milliseconds. @default 30_000 */
  readonly shutdownTimeoutMs?: number | undefined
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string
  /** Takes no more requests, and waits for those that are under way. */
  close(): Promise<void>
}

const portNumber = z.int().min(0).max(65_535)

/** How often stored news of Jira are looked for. */
const workIntervalMs = 30_000

/** How long an upload may take, in milliseconds. */
const longestRequest = 60 * 60 * 1000

/**
 * Serves the handler on a port.
 *
 * @throws AtmosferaError where the port is taken or may not be used.
 */
export async function serve(host: ServerHost, options: ServeOptions = {}): Promise<RunningServer> {
  const {
    port: wanted = 3000,
    hostname = 'localhost',
    shutdownTimeoutMs = 30_000,
    ...serverOptions
  } = options
  const port = parse(portNumber, wanted, 'port')
  const handler = createServerHandler(host, serverOptions)
  const server = createAdaptorServer({ fetch: handler.fetch }) as Server
  server.requestTimeout = longestRequest
  await listen(server, port, hostname)
  const worker = serverOptions.forge === undefined ? undefined : startWorker(host)
  const address = server.address() as AddressInfo
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${hostname === 'localhost' ? hostname : shown}:${address.port}${serverOptions.basePath ?? ''}`,
    close: async () => {
      handler.drain()
      clearInterval(worker)
      await end(server, shutdownTimeoutMs)
    },
  }
}

/**
 * Works on what Jira told, also where nobody calls: a process that was killed may have left some of it. What goes wrong
 * is in the log, and tried again.
 */
function startWorker({ system: { forge } }: ServerHost): NodeJS.Timeout {
  const work = (): void => {
    forge.work().catch(() => undefined)
  }
  work()
  return setInterval(work, workIntervalMs).unref()
}

async function listen(server: Server, port: number, hostname: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'it is in use; choose another with --port'
          : error.code === 'EACCES'
            ? 'this user may not; choose one above 1023'
            : error.message
      reject(
        new AtmosferaError(
          'address_unavailable',
          `Port ${port} of ${hostname} cannot be listened on: ${reason}.`,
        ),
      )
    })
    server.listen(port, hostname, resolve)
  })
}

async function end(server: Server, timeoutMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), timeoutMs)
  await closed
  clearTimeout(late)
}
