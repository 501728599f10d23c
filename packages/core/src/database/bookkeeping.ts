import { type CatalogEntry, protectionIsIntact } from './drift.js'
import type { Rows, Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import type { Migration } from './migration.js'

/** A migration that a database has. */
export interface Applied {
  readonly id: number
  readonly name: string
  readonly hash: string
  readonly breaking: boolean
}

/** What a database says of itself. */
export interface State {
  readonly applied: readonly Applied[]
  /** Whether row security is as the migrations made it. */
  readonly intact: boolean
}

const table = 'atmosfera_migrations'

/** Whether migrations of ours ever ran in a schema. */
export async function isMigrated(session: Session, schema: string): Promise<boolean> {
  const [rows = []] = await session.script(
    `SELECT FROM pg_class WHERE relname = '${table}'
      AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`,
  )
  return rows.length > 0
}

/** What every start asks, in one round trip. */
export async function readRecord(session: Session, schema: string): Promise<State> {
  const [applied = [], verdict = []] = await session.script(
    `${selectApplied(schema)}; ${protectionIsIntact(schema, newestCatalog(schema))}`,
  )
  return { applied: asApplied(applied), intact: verdict[0]?.intact === true }
}

export async function readApplied(session: Session, schema: string): Promise<readonly Applied[]> {
  const [rows = []] = await session.script(selectApplied(schema))
  return asApplied(rows)
}

/** What the schema was meant to be when it was last migrated, in this server's own words. */
export async function readExpected(session: Session, schema: string): Promise<readonly CatalogEntry[]> {
  const [rows = []] = await session.script(`SELECT ${newestCatalog(schema)} AS catalog`)
  return (rows[0]?.catalog ?? []) as readonly CatalogEntry[]
}

/** Makes the table in the current schema. */
export async function startRecord(session: Session): Promise<void> {
  await session.script(`
    CREATE TABLE ${table} (
      id integer PRIMARY KEY,
      name text NOT NULL,
      hash varchar(64) NOT NULL,
      breaking boolean NOT NULL,
      applied_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
      catalog jsonb
    )`)
}

export async function record(session: Session, migration: Migration): Promise<void> {
  await session.script(
    `INSERT INTO ${table} (id, name, hash, breaking)
      VALUES (${migration.id}, ${quoteLiteral(migration.name)}, '${migration.hash}', ${migration.breaking})`,
  )
}

/** Remembers what the schema is meant to be, to compare with later. */
export async function recordCatalog(session: Session, catalog: readonly CatalogEntry[]): Promise<void> {
  const text = quoteLiteral(JSON.stringify(catalog))
  await session.script(
    `UPDATE ${table} SET catalog = ${text}::jsonb WHERE id = (SELECT max(id) FROM ${table})`,
  )
}

function selectApplied(schema: string): string {
  return `SELECT id, name, hash, breaking FROM ${tableIn(schema)} ORDER BY id`
}

function newestCatalog(schema: string): string {
  return `(SELECT catalog FROM ${tableIn(schema)} WHERE catalog IS NOT NULL ORDER BY id DESC LIMIT 1)`
}

function tableIn(schema: string): string {
  return `${quoteIdentifier(schema)}.${table}`
}

// The columns of a table of our own.
function asApplied(rows: Rows): readonly Applied[] {
  return rows as unknown as readonly Applied[]
}
