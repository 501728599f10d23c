import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { inject } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import type { AtmosferaOptions } from '../../packages/core/src/options.js'
import { evidenceInMemory } from '../../packages/core/src/test-runs/evidence.js'

/** An engine that the suite runs on. */
export interface TestEngine {
  readonly name: string
  readonly kind: 'pglite' | 'postgres'
  /** PostgreSQL's major version. */
  readonly version: number
  /** A migrated database of its own, and what opens it. */
  createDatabase(): Promise<TestDatabase>
  /** A database without anything of ours. */
  createEmptyDatabase(): Promise<TestDatabase>
}

export interface TestDatabase {
  /** For `createAtmosfera`. */
  readonly database: NonNullable<AtmosferaOptions['database']>
  /** As the superuser: sees everything, bound by nothing. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

const owner = 'owner'

const pglite: TestEngine = {
  name: 'PGlite',
  kind: 'pglite',
  version: 18,
  createDatabase: async () => pgliteDatabase(await loadPGlite(inject('pgliteSnapshot'))),
  createEmptyDatabase: async () => pgliteDatabase(await loadPGlite(inject('emptyPgliteSnapshot'))),
}

async function loadPGlite(snapshot: string): Promise<PGlite> {
  return await PGlite.create({ loadDataDir: new Blob([readFileSync(snapshot)]) })
}

function pgliteDatabase(client: PGlite): TestDatabase {
  return {
    database: client,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      parameters.length > 0
        ? (await client.query<Row>(sql, [...parameters])).rows
        : ((await client.exec(sql)).at(-1)?.rows as Row[]),
    drop: () => client.close(),
  }
}

function postgres({ version, port }: { version: number; port: number }): TestEngine {
  const create = async (statement: (name: string) => string): Promise<TestDatabase> => {
    const name = `test_${randomBytes(8).toString('hex')}`
    await asSuperuser(port, 'postgres', (client) => client.query(statement(name)))
    const admin = new pg.Pool({ connectionString: urlOf(port, 'postgres', name), max: 2 })
    // Dropping the database can overtake a connection that is being closed.
    admin.on('error', () => {})
    return {
      database: urlOf(port, owner, name),
      query: async <Row>(sql: string, parameters: readonly unknown[] = []) => {
        const result = await admin.query(sql, parameters.length > 0 ? [...parameters] : undefined)
        return (Array.isArray(result) ? result.at(-1) : result).rows as Row[]
      },
      drop: async () => {
        await admin.end()
        await asSuperuser(port, 'postgres', (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
      },
    }
  }
  return {
    name: `PostgreSQL ${version}`,
    kind: 'postgres',
    version,
    createDatabase: () => create((name) => `CREATE DATABASE ${name} TEMPLATE template OWNER ${owner}`),
    createEmptyDatabase: () => create((name) => `CREATE DATABASE ${name} OWNER ${owner}`),
  }
}

/** Every engine that runs here: PGlite always, and the servers whose binaries are installed. */
export const engines: readonly TestEngine[] = [
  ...(isWanted('pglite') ? [pglite] : []),
  ...inject('servers').map(postgres),
]

/** The servers alone, for what PGlite has not: logins, pools, several processes. */
export const postgresEngines: readonly TestEngine[] = engines.filter((engine) => engine.kind === 'postgres')

/**
 * One of each kind, for what stands on the services: all of those run on every engine themselves, and nothing above them
 * knows which version the server has.
 */
export const engineKinds: readonly TestEngine[] = engines.filter(
  ({ kind }, index) => engines.findIndex((other) => other.kind === kind) === index,
)

/** Opens a database of its own on an engine, and closes both afterwards. */
export async function openAtmosfera(
  engine: TestEngine,
  options: Omit<AtmosferaOptions, 'database'> = {},
): Promise<{ readonly atmosfera: Atmosfera; readonly database: TestDatabase; close(): Promise<void> }> {
  const database = await engine.createDatabase()
  const evidence = evidenceInMemory()
  const atmosfera = await createAtmosfera({ evidence, ...options, database: database.database })
  return {
    atmosfera,
    database,
    close: async () => {
      await atmosfera.close()
      await database.drop()
    },
  }
}

function isWanted(name: string): boolean {
  return process.env.ATMOSFERA_TEST_ENGINES?.split(',').includes(name) ?? true
}

function urlOf(port: number, user: string, database: string): string {
  return `postgres://${user}@127.0.0.1:${port}/${database}`
}

async function asSuperuser<T>(
  port: number,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(urlOf(port, 'postgres', database))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
