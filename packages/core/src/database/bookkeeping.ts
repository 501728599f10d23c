import { type CatalogEntry, protectionIsIntact } from './drift.js'
import { fingerprintOf } from './drift-fingerprint.js'
import type { Engine, Rows, Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import type { Migration } from './migration.js'
import { roleIsUsable } from './role.js'

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

/** What a glance at a database tells. */
export interface Glance {
  readonly applied: readonly Applied[]
  /** Of what decides who sees what, as it is now. */
  readonly fingerprint: string
  /** The one that it had when all of that was last found to be as the migrations made it, if ever. */
  readonly intactFingerprint: string | null
  /** Whether actors may run as their role. */
  readonly roleIsUsable: boolean
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

/**
 * What every start asks, in one round trip. Fails where nothing of ours is there yet, or less than this package knows
 * of: those are for a longer look.
 */
export async function readGlance(engine: Engine, opening: string, schema: string): Promise<Glance> {
  const results = await engine.single(
    opening,
    `SELECT id, name, hash, breaking, fingerprint AS "intactFingerprint", ${fingerprintOf(schema)} AS fingerprint,
      ${roleIsUsable(schema)} AS "roleIsUsable"
    FROM ${tableIn(schema)} ORDER BY id`,
  )
  const rows = (results.at(-1) ?? []) as unknown as readonly (Applied & Omit<Glance, 'applied'>)[]
  const newest = rows.at(-1)
  return {
    applied: rows,
    fingerprint: newest?.fingerprint ?? '',
    intactFingerprint: newest?.intactFingerprint ?? null,
    roleIsUsable: newest?.roleIsUsable === true,
  }
}

/** How what decides who sees what looks now. */
export async function readFingerprint(session: Session, schema: string): Promise<string> {
  const [rows = []] = await session.script(`SELECT ${fingerprintOf(schema)} AS fingerprint`)
  return String(rows[0]?.fingerprint)
}

/** Remembers how what decides who sees what looked at a moment after which it was found intact. */
export async function recordIntact(session: Session, schema: string, fingerprint: string): Promise<void> {
  await session.script(
    `UPDATE ${tableIn(schema)} SET fingerprint = ${quoteLiteral(fingerprint)} WHERE id = (SELECT max(id) FROM ${tableIn(schema)})`,
  )
}

/** What a longer look tells. */
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
      catalog jsonb,
      fingerprint text
    )`)
}

/** Brings a table of an earlier release, in the current schema, to what this one makes. */
export async function completeRecord(session: Session): Promise<void> {
  await session.script(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS fingerprint text`)
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
