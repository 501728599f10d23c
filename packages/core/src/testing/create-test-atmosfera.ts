import { PGlite } from '@electric-sql/pglite'
import { type Atmosfera, createAtmosfera } from '../atmosfera.js'
import { readSnapshot } from '../database/snapshot.js'
import type { AtmosferaOptions } from '../options.js'
import { evidenceInMemory } from '../test-runs/evidence.js'

/** The data directory of a migrated database, read or made once in a process. */
let snapshot: Promise<Blob> | undefined

/**
 * An empty, migrated database in memory that nobody else sees, within about half a second. Close it when the test is
 * done.
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
  snapshot ??= findSnapshot()
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

/** The package's own; where it is not at hand, as in a bundle without it, the migrations run once. */
async function findSnapshot(): Promise<Blob> {
  const shipped = await readSnapshot('atmosfera')
  return shipped === undefined ? await makeSnapshot() : new Blob([shipped])
}

async function makeSnapshot(): Promise<Blob> {
  const database = await PGlite.create()
  const atmosfera = await createAtmosfera({ database })
  await atmosfera.close()
  const blob = await database.dumpDataDir('none')
  await database.close()
  return blob
}
