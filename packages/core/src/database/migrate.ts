import { MigrationError } from '../errors.js'
import { adoptSpecification } from './adopt.js'
import {
  type Applied,
  completeRecord,
  isMigrated,
  readApplied,
  readExpected,
  readFingerprint,
  readRecord,
  record,
  recordCatalog,
  recordIntact,
  type State,
  startRecord,
} from './bookkeeping.js'
import {
  type CatalogEntry,
  describeDrift,
  expectAfter,
  isShared,
  protectionOf,
  readCatalog,
} from './drift.js'
import type { Engine, Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import type { MigrateOptions, Migration, MigrationResult } from './migration.js'
import { translateError } from './sqlstate.js'

/**
 * Brings the schema up to date, in one transaction that other processes wait for: all of it happens or
 * nothing. Does nothing where nothing is pending, but for a look at what decides who sees what.
 *
 * @throws MigrationError `migration_failed`, `database_newer`, `schema_drift`, `adoption_refused`.
 */
export async function migrate(options: MigrateOptions): Promise<MigrationResult> {
  const { engine, schema } = options
  const state = await readState(options)
  if (state !== null && compare(state.applied, options).length === 0) {
    if (!state.intact) await transact(engine, reading(schema), (session) => explainExposure(session, schema))
    return { schema, applied: [], before: state.applied.length }
  }
  return await transact(engine, opening(schema), (session) => apply(session, options))
}

/**
 * Verifies that the schema is what this package's migrations make of it, without changing anything.
 *
 * @throws MigrationError `migration_needed`, `database_newer`, `schema_drift` with each difference.
 */
export async function checkMigrations(options: MigrateOptions): Promise<MigrationResult> {
  const { engine, schema } = options
  const state = await readState(options)
  const pending = compare(state?.applied ?? [], options)
  if (pending.length > 0) {
    throw new MigrationError(
      'migration_needed',
      `Schema "${schema}" lacks ${pending.length} of ${options.migrations.length} migrations. Run "atmosfera migrate" with a login that owns it.`,
      { problems: pending.map((migration) => migration.name) },
    )
  }
  await transact(engine, reading(schema), async (session) => {
    const expected = await readExpected(session, schema)
    refuseDrift(
      schema,
      describeDrift(expected, await readCatalog(session, schema), isShared(schema, expected)),
    )
  })
  return { schema, applied: [], before: options.migrations.length }
}

async function apply(session: Session, options: MigrateOptions): Promise<MigrationResult> {
  const { schema, logger } = options
  // Whoever comes second waits here, and then finds nothing left to do.
  await session.script(
    `SELECT pg_advisory_xact_lock(hashtext('atmosfera.migrate'), hashtext(${quoteLiteral(schema)}))`,
  )
  await ensureSchema(session, schema)
  await session.script(`SET LOCAL search_path TO ${quoteIdentifier(schema)}, pg_temp`)
  const known = await isMigrated(session, schema)
  const adopted = known ? undefined : await adoptSpecification(session, options)
  const found = await readCatalog(session, schema)
  const expected = known ? await readExpected(session, schema) : found.map(adopted?.expect ?? asForeign)
  if (known) refuseExposure(schema, expected, found)
  else await startRecord(session)
  if (adopted !== undefined) {
    logger?.info(`Adopted ${adopted.rows} rows of an existing database from schema "${adopted.from}".`)
    await record(session, adopted.migration)
  }
  const before = await readApplied(session, schema)
  const pending = compare(before, options)
  if (known && pending.length > 0) await completeRecord(session)
  for (const migration of pending) {
    await runMigration(session, migration)
    await record(session, migration)
    logger?.info(`Applied migration ${migration.name}.`)
  }
  if (pending.length > 0) {
    // The fingerprint first: what somebody alters meanwhile makes it another one.
    const fingerprint = await readFingerprint(session, schema)
    await recordCatalog(session, expectAfter(expected, found, await readCatalog(session, schema)))
    await recordIntact(session, schema, fingerprint)
  }
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
export function compare(state: readonly Applied[], options: MigrateOptions): readonly Migration[] {
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

/** @throws MigrationError `schema_drift` with each difference. */
function refuseDrift(schema: string, problems: readonly string[]): void {
  if (problems.length === 0) return
  throw new MigrationError(
    'schema_drift',
    `Schema "${schema}" differs from what the migrations made in ${problems.length} places, first: ${problems[0]}. Undo that, or restore a backup.`,
    { problems },
  )
}

/** Refuses a database whose row security was altered, whatever else may be different. */
function refuseExposure(
  schema: string,
  expected: readonly CatalogEntry[],
  found: readonly CatalogEntry[],
): void {
  refuseDrift(schema, describeDrift(protectionOf(expected), protectionOf(found), true))
}

async function explainExposure(session: Session, schema: string): Promise<void> {
  refuseExposure(schema, await readExpected(session, schema), await readCatalog(session, schema))
}

/** What was in the schema before us is the host's. */
function asForeign(entry: CatalogEntry): CatalogEntry {
  return { ...entry, foreign: true }
}

/** What the database says of itself, or null where there is nothing of ours yet. */
async function readState({ engine, schema }: MigrateOptions): Promise<State | null> {
  return await transact(engine, reading(schema), async (session) =>
    (await isMigrated(session, schema)) ? await readRecord(session, schema) : null,
  )
}

async function ensureSchema(session: Session, schema: string): Promise<void> {
  const [rows = []] = await session.script(`SELECT FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}`)
  if (rows.length === 0) await session.script(`CREATE SCHEMA ${quoteIdentifier(schema)}`)
}

/** A migration runs as the login; its own functions and seeds are not bound by the policies that it makes. */
function opening(schema: string): string {
  return `SELECT set_config('TimeZone', 'UTC', true), set_config('atmosfera.actor', 'system', true),
    set_config('search_path', ${quoteLiteral(`${quoteIdentifier(schema)}, pg_temp`)}, true);`
}

/** Reading works as the application's role too, for a login that owns nothing. */
export function reading(schema: string): string {
  return `${opening(schema)} SELECT set_config('role', 'authenticated_users', true)
    WHERE to_regrole('authenticated_users') IS NOT NULL AND NOT has_schema_privilege(${schemaOid(schema)}, 'USAGE');`
}

function schemaOid(schema: string): string {
  return `(SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`
}

export async function transact<T>(
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
