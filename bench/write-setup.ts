/** Where writing is measured: ours and the reference in a schema each, with the same rows under the same ids. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createAtmosfera, type Services } from '../packages/core/src/atmosfera.js'
import { secondsOf } from './turns.js'

/** The schema of ours, and one of the same kind in which nothing keeps coverage up to date. */
export const [ours, theirs] = ['writes', 'writes_reference'] as const
const testCases = 2_000

export interface WriteBench {
  readonly system: Services
  /** As the superuser, who alone may COPY into tables under row security. */
  readonly admin: pg.Client
  /** For whoever does it by hand. */
  readonly pool: pg.Pool
  readonly url: string
  readonly rounds: number
  readonly me: Services
  readonly userId: number
  readonly projectId: number
  readonly cycleId: number
  readonly items: readonly Item[]
  /** A folder that the server reads and writes too. */
  readonly folder: string
  /** How many queries ours sends for something, each a round trip. */
  roundTrips(work: () => Promise<unknown>): Promise<string>
  close(): Promise<void>
}

export interface Item {
  readonly id: number
  readonly testCaseId: number
}

/** @param url a server on this machine, as its superuser */
export async function prepareWrites(url: string, rounds: number): Promise<WriteBench> {
  const admin = new pg.Client(url)
  await admin.connect()
  await admin.query("SET TimeZone TO 'UTC'")
  await dropSchemas(admin)
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
  const opened = await createAtmosfera({ database: own, schema: ours })
  const user = await admin.query(
    `INSERT INTO ${ours}.users (username, password_hash, full_name, email)
      VALUES ('bench', 'none', 'Bench', 'bench@example.org') RETURNING id`,
  )
  const userId: number = user.rows[0].id
  const { id: projectId } = await opened.system.projects.create({ name: 'Bench' })
  await opened.system.projects.grantAccess({ projectId, userId, accessLevel: 'write' })
  const me = opened.as({ userId })
  const { id: cycleId } = await me.testCycles.create({ projectId, name: 'Bench' })
  const made = await me.testCases.createMany(
    numbers(testCases).map((n) => ({ projectId, title: `test ${n}` })),
  )
  await me.testRuns.recordMany(
    made.map(({ id }) => ({ projectId, cycleId, testCaseId: id, status: 'passed' })),
  )
  const found = await admin.query(
    `SELECT id, test_case_id AS "testCaseId" FROM ${ours}.test_cycle_items ORDER BY id`,
  )
  await (await createAtmosfera({ database: url, schema: theirs })).close()
  await dropCoverage(admin)
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-bench-'))
  await chmod(folder, 0o777)
  const bench: WriteBench = {
    system: opened.system,
    admin,
    pool,
    url,
    rounds,
    me,
    userId,
    projectId,
    cycleId,
    items: found.rows as Item[],
    folder,
    roundTrips: async (work) => {
      sent = 0
      await work()
      return sent === 1 ? '1 round trip' : `${sent} round trips`
    },
    close: async () => {
      await opened.close()
      await own.end()
      await pool.end()
      await dropSchemas(admin)
      await admin.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
  for (const table of [
    'users',
    'projects',
    'user_project_access',
    'test_cycles',
    'test_cases',
    'test_cycle_items',
    'test_runs',
  ])
    await copy(bench, table, 'true')
  await admin.query(`SELECT setval('${theirs}.test_runs_id_seq', max(id)) FROM ${theirs}.test_runs`)
  await admin.query('VACUUM ANALYZE')
  return bench
}

/** COPY of those rows of ours into the same table of the reference, in seconds. */
export async function copy(
  { admin, folder }: Pick<WriteBench, 'admin' | 'folder'>,
  table: string,
  where: string,
): Promise<number> {
  const file = join(folder, 'rows')
  // The server makes it, and would not write to one that somebody else made.
  await rm(file, { force: true })
  await admin.query(`COPY (SELECT * FROM ${ours}.${table} WHERE ${where} ORDER BY id) TO '${file}'`)
  return await secondsOf(() => admin.query(`COPY ${theirs}.${table} FROM '${file}'`))
}

/** A transaction through the driver alone: three round trips and one for each further query. */
export async function transact(
  pool: pg.Pool,
  opening: string,
  work: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(opening)
    await work(client)
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** What a transaction of ours sets, see packages/core/src/database/transaction.ts. */
export function openingOf(schema: string, userId: number, role = 'authenticated_users'): string {
  const settings = {
    role,
    search_path: `${schema}, pg_temp`,
    TimeZone: 'UTC',
    'atmosfera.actor': 'user',
    'atmosfera.user_id': String(userId),
  }
  const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`)
  return `BEGIN;SELECT ${calls.join(', ')}`
}

export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

export function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index]
  if (value === undefined) throw new Error(`there is no value ${index}`)
  return value
}

/** Everything that leaves marks for coverage, or counts it. */
async function dropCoverage(admin: pg.Client): Promise<void> {
  const triggers = await admin.query(
    `SELECT tgname AS name, relname AS "table" FROM pg_trigger
      JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
      WHERE relnamespace = '${theirs}'::regnamespace AND NOT tgisinternal AND prosrc LIKE '%coverage_marks%'`,
  )
  for (const { name, table } of triggers.rows) await admin.query(`DROP TRIGGER ${name} ON ${theirs}.${table}`)
}

async function dropSchemas(admin: pg.Client): Promise<void> {
  for (const schema of [ours, theirs]) await admin.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
}
