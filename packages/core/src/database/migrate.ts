import { MigrationError } from '../errors.js'
import type { Logger } from '../options.js'
import { type Adoption, adoptSpecification } from './adopt.js'
import { type CatalogEntry, describeDrift, readCatalog } from './drift.js'
import type { Engine, Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import { translateError } from './sqlstate.js'

/** One step of the schema, compiled into the package. */
export interface Migration {
  readonly id: number
  readonly name: string
  /** True where packages that do not know it cannot run against its result. */
  readonly breaking: boolean
  /** SHA-256 of `sql`. */
  readonly hash: string
  readonly sql: string
}

/** What a migration did, or what `check` found. */
export interface MigrationResult {
  /** The PostgreSQL schema that holds the tables. */
  readonly schema: string
  /** Names of the migrations that ran now, in order. */
  readonly applied: readonly string[]
  /** How many the database had before. */
  readonly before: number
  /** Where an existing database was taken over: from which schema, and how many rows it held. */
  readonly adopted?: Adoption
}

export interface MigrateOptions {
  readonly engine: Engine
  readonly schema: string
  readonly migrations: readonly Migration[]
  readonly logger?: Logger | undefined
}

interface Applied {
  readonly id: number
  readonly name: string
  readonly hash: string
  readonly breaking: boolean
}

const table = 'atmosfera_migrations'

/**
 * Brings the schema up to date, in one transaction that other processes wait for: all of it happens or
 * nothing. Does nothing where nothing is pending.
 *
 * @throws MigrationError `migration_failed`, `database_newer`, `schema_drift`, `adoption_refused`.
 */
export async function migrate(options: MigrateOptions): Promise<MigrationResult> {
  const state = await readState(options)
  if (state !== null) {
    const pending = compare(state, options)
    if (pending.length === 0) return { schema: options.schema, applied: [], before: state.length }
  }
  return await transact(options.engine, opening(options.schema), (session) => apply(session, options))
}

/**
 * Verifies that the schema is what this package's migrations make of it, without changing anything.
 *
 * @throws MigrationError `migration_needed`, `database_newer`, `schema_drift` with each difference.
 */
export async function checkMigrations(options: MigrateOptions): Promise<MigrationResult> {
  const state = await readState(options)
  const pending = compare(state ?? [], options)
  if (pending.length > 0) {
    throw new MigrationError(
      'migration_needed',
      `Schema "${options.schema}" lacks ${pending.length} of ${options.migrations.length} migrations. Run "atmosfera migrate" with a login that owns it.`,
      { problems: pending.map((migration) => migration.name) },
    )
  }
  const problems = await transact(options.engine, reading(options.schema), async (session) => {
    const [rows] = await session.script(
      `SELECT catalog FROM ${tableIn(options.schema)} WHERE catalog IS NOT NULL ORDER BY id DESC LIMIT 1`,
    )
    const expected = (rows?.[0]?.catalog ?? []) as readonly CatalogEntry[]
    return describeDrift(expected, await readCatalog(session, options.schema))
  })
  if (problems.length > 0) {
    throw new MigrationError(
      'schema_drift',
      `Schema "${options.schema}" differs from what the migrations made in ${problems.length} places, first: ${problems[0]}. Undo that, or restore a backup.`,
      { problems },
    )
  }
  return { schema: options.schema, applied: [], before: options.migrations.length }
}

async function apply(session: Session, options: MigrateOptions): Promise<MigrationResult> {
  const { schema, migrations, logger } = options
  // Whoever comes second waits here, and then finds nothing left to do.
  await session.script(
    `SELECT pg_advisory_xact_lock(hashtext('atmosfera.migrate'), hashtext(${quoteLiteral(schema)}))`,
  )
  await ensureSchema(session, schema)
  await session.script(`SET LOCAL search_path TO ${quoteIdentifier(schema)}, pg_temp`)
  const known = await hasTable(session, schema)
  await session.script(bookkeeping)
  const adopted = known ? undefined : await adoptSpecification(session, options)
  if (adopted !== undefined) {
    logger?.info(`Adopted ${adopted.rows} rows of an existing database from schema "${adopted.from}".`)
    await record(session, adopted.migration)
  }
  const before = await readApplied(session, schema)
  const pending = compare(before, options)
  for (const migration of pending) {
    await runMigration(session, migration)
    await record(session, migration)
    logger?.info(`Applied migration ${migration.name}.`)
  }
  if (pending.length > 0) await recordCatalog(session, schema, migrations)
  return {
    schema,
    applied: pending.map((migration) => migration.name),
    before: before.length,
    ...(adopted === undefined ? {} : { adopted: { from: adopted.from, rows: adopted.rows } }),
  }
}

async function runMigration(session: Session, migration: Migration): Promise<void> {
  try {
    await session.script(migration.sql)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new MigrationError(
      'migration_failed',
      `Migration ${migration.name} failed and everything was rolled back: ${reason}.`,
      { cause: error },
    )
  }
}

/**
 * The migrations that the database lacks.
 *
 * @throws MigrationError where it has others than this package knows, or the same with other contents.
 */
function compare(state: readonly Applied[], options: MigrateOptions): readonly Migration[] {
  const { schema, migrations, logger } = options
  const applied = new Map(state.map((row) => [row.id, row]))
  const newer = state.filter((row) => !migrations.some((migration) => migration.id === row.id))
  const breaking = newer.find((row) => row.breaking)
  if (breaking !== undefined) {
    throw new MigrationError(
      'database_newer',
      `Schema "${schema}" was migrated by a newer package (${breaking.name}) that this one cannot work with. Update @atmosfera/core.`,
      { problems: newer.map((row) => row.name) },
    )
  }
  if (newer.length > 0) {
    logger?.warn(
      `Schema "${schema}" is ${newer.length} migrations newer than this package, which still works with it.`,
    )
  }
  for (const migration of migrations) {
    const row = applied.get(migration.id)
    if (row !== undefined && row.hash !== migration.hash) {
      throw new MigrationError(
        'schema_drift',
        `Schema "${schema}" was made by another edition of migration ${migration.name}. Use the package that made it, or restore a backup.`,
        { problems: [`${migration.name}: ${row.hash} was applied, ${migration.hash} is known`] },
      )
    }
  }
  return migrations.filter((migration) => !applied.has(migration.id))
}

/** The migrations that ran, or null where there is nothing of ours yet. */
async function readState({ engine, schema }: MigrateOptions): Promise<readonly Applied[] | null> {
  return await transact(engine, reading(schema), async (session) =>
    (await hasTable(session, schema)) ? await readApplied(session, schema) : null,
  )
}

async function readApplied(session: Session, schema: string): Promise<readonly Applied[]> {
  const [rows = []] = await session.script(
    `SELECT id, name, hash, breaking FROM ${tableIn(schema)} ORDER BY id`,
  )
  return rows as unknown as readonly Applied[]
}

async function hasTable(session: Session, schema: string): Promise<boolean> {
  const [rows = []] = await session.script(
    `SELECT FROM pg_class WHERE relname = '${table}'
      AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`,
  )
  return rows.length > 0
}

async function ensureSchema(session: Session, schema: string): Promise<void> {
  const [rows = []] = await session.script(`SELECT FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}`)
  if (rows.length === 0) await session.script(`CREATE SCHEMA ${quoteIdentifier(schema)}`)
}

async function record(session: Session, migration: Migration): Promise<void> {
  await session.script(
    `INSERT INTO ${table} (id, name, hash, breaking)
      VALUES (${migration.id}, ${quoteLiteral(migration.name)}, '${migration.hash}', ${migration.breaking})`,
  )
}

/** Remembers what this server says the schema is, in its own words, to compare with later. */
async function recordCatalog(
  session: Session,
  schema: string,
  migrations: readonly Migration[],
): Promise<void> {
  const catalog = quoteLiteral(JSON.stringify(await readCatalog(session, schema)))
  await session.script(`UPDATE ${table} SET catalog = ${catalog}::jsonb WHERE id = ${migrations.length - 1}`)
}

const bookkeeping = `
  CREATE TABLE IF NOT EXISTS ${table} (
    id integer PRIMARY KEY,
    name text NOT NULL,
    hash varchar(64) NOT NULL,
    breaking boolean NOT NULL,
    applied_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    catalog jsonb
  )`

/** A migration runs as the login; its own functions and seeds are not bound by the policies that it makes. */
function opening(schema: string): string {
  return `SELECT set_config('TimeZone', 'UTC', true), set_config('atmosfera.actor', 'system', true),
    set_config('search_path', ${quoteLiteral(`${quoteIdentifier(schema)}, pg_temp`)}, true);`
}

/** Reading works as the application's role too, for a login that owns nothing. */
function reading(schema: string): string {
  return `${opening(schema)} SELECT set_config('role', rolname, true) FROM pg_roles
    WHERE rolname = 'authenticated_users' AND NOT has_schema_privilege(${schemaOid(schema)}, 'USAGE');`
}

function schemaOid(schema: string): string {
  return `(SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`
}

function tableIn(schema: string): string {
  return `${quoteIdentifier(schema)}.${table}`
}

async function transact<T>(
  engine: Engine,
  statements: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    return await engine.transaction(statements, work)
  } catch (error) {
    throw translateError(error)
  }
}
