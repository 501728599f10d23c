import { type Glance, readGlance, recordIntact } from './bookkeeping.js'
import { checkMigrations, compare, migrate, reading, transact } from './migrate.js'
import type { MigrateOptions, MigrationResult } from './migration.js'
import { findRole, roleOf } from './role.js'
import { claimSnapshot } from './snapshot-claim.js'
import { translateError } from './sqlstate.js'

/** A database that actors can work with. */
interface Prepared {
  readonly migration: MigrationResult | undefined
  /** The role that they run as, if there is one. */
  readonly role: string | null
}

/**
 * Makes sure that the database is what this package works with, as the option `migrate` wants it. Where that is so
 * already, which is nearly always, it takes one round trip.
 *
 * @throws MigrationError
 */
export async function prepare(mode: 'auto' | 'check' | 'off', options: MigrateOptions): Promise<Prepared> {
  const { engine, schema } = options
  if (mode === 'auto') return await bringUpToDate(options)
  const migration = mode === 'check' ? await checkMigrations(options) : undefined
  return { migration, role: await findRole(engine, schema) }
}

async function bringUpToDate(options: MigrateOptions): Promise<Prepared> {
  const { engine, schema } = options
  const glance = await glanceAt(options)
  if (glance !== undefined && isUpToDate(glance, options)) {
    const before = glance.applied.length
    const migration =
      engine.isSnapshot === true ? await claimSnapshot(options) : { schema, applied: [], before }
    return { migration, role: roleOf(glance.roleIsUsable) }
  }
  const migration = await migrate(options)
  if (glance !== undefined && migration.applied.length === 0) await remember(glance, options)
  return { migration, role: await findRole(engine, schema) }
}

/** Undefined where what it asks for is not there. */
async function glanceAt({ engine, schema }: MigrateOptions): Promise<Glance | undefined> {
  try {
    return await readGlance(engine, reading(schema), schema)
  } catch (error) {
    if (lacksWhatItAsksFor(error)) return undefined
    throw translateError(error)
  }
}

/** A table that is not there, or one of an earlier release without a column. */
function lacksWhatItAsksFor(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703')
}

function isUpToDate(glance: Glance, options: MigrateOptions): boolean {
  return glance.fingerprint === glance.intactFingerprint && compare(glance.applied, options).length === 0
}

/**
 * Saves the next start the long look that found all intact. Whatever was altered since the glance has made the
 * fingerprint another one.
 */
async function remember({ fingerprint }: Glance, { engine, schema }: MigrateOptions): Promise<void> {
  try {
    await transact(engine, reading(schema), (session) => recordIntact(session, schema, fingerprint))
  } catch {
    // A login that may only read, or a replica: the next start takes the long look again.
  }
}
