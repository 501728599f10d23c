import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'
import { freePort, serverUser } from './postgres-server.js'

/** A PgBouncer of its own in front of a server, pooling by transaction. */
export interface PgBouncer {
  /** The same database as `url`, through PgBouncer. */
  through(url: string): string
  stop(): Promise<void>
}

/** Where it is installed, or undefined. Debian puts it where only root looks for programs. */
export function findPgBouncer(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path))
}

/**
 * @param url of any database on the server
 * @param poolSize how many connections to the server each database and login has
 */
export async function startPgBouncer(program: string, url: string, poolSize: number): Promise<PgBouncer> {
  const server = new URL(url)
  const user = serverUser()
  const port = await freePort()
  const home = mkdtempSync(join(tmpdir(), 'atmosfera-pgbouncer-'))
  const logins = join(home, 'logins.txt')
  const settings = join(home, 'pgbouncer.ini')
  writeFileSync(logins, `"${server.username}" ""\n`)
  writeFileSync(
    settings,
    `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${logins}
pool_mode = transaction
default_pool_size = ${poolSize}
`,
  )
  if (user !== undefined) for (const path of [home, logins, settings]) chownSync(path, user.uid, user.gid)
  const child = spawn(program, [settings], { ...user, stdio: ['ignore', 'ignore', 'pipe'], cwd: home })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000)
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const through = (database: string): string => Object.assign(new URL(database), { port }).href
  await waitUntilReady(through(url), child, () => log)
  return {
    through,
    stop: async () => {
      child.kill('SIGINT')
      await exited
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function waitUntilReady(
  url: string,
  child: { readonly exitCode: number | null },
  log: () => string,
): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended at once:\n${log()}`)
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error(`PgBouncer did not start:\n${log()}`)
}
