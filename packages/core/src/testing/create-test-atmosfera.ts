import { PGlite } from '@electric-sql/pglite'
import { type Atmosfera, createAtmosfera } from '../atmosfera.js'
import type { AtmosferaOptions } from '../options.js'
import { evidenceInMemory } from '../test-runs/evidence.js'

/** The data directory of a migrated database, made once in a process. */
let snapshot: Promise<Blob> | undefined

/**
 * An empty, migrated database in memory that nobody else sees. The first of a process takes some seconds, each
 * further one half of one. Close it when the test is done.
 *
 * @example
 * ```ts
 * const atmosfera = await createTestAtmosfera()
 * const project = await atmosfera.system.projects.create({ name: 'Checkout' })
 * ```
 */
export async function createTestAtmosfera(
  options: Omit<AtmosferaOptions, 'database'> = {},
): Promise<Atmosfera> {
  snapshot ??= makeSnapshot()
  const database = await PGlite.create({ loadDataDir: await snapshot })
  const atmosfera = await createAtmosfera({ evidence: evidenceInMemory(), ...options, database })
  return {
    ...atmosfera,
    close: async () => {
      await atmosfera.close()
      await database.close()
    },
  }
}

async function makeSnapshot(): Promise<Blob> {
  const database = await PGlite.create()
  const atmosfera = await createAtmosfera({ database })
  await atmosfera.close()
  const blob = await database.dumpDataDir('none')
  await database.close()
  return blob
}
