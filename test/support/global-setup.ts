import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { findBinaries, type PostgresServer, serverVersions, startPostgres } from './postgres-server.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The data directory of a migrated PGlite, as a file. */
    pgliteSnapshot: string
    /** The same without anything of ours: loading it takes a fraction of what making one does. */
    emptyPgliteSnapshot: string
    /** A folder in which whoever needs the built command line first builds it, for all. */
    builtFolder: string
    /** One server for each version that runs here, with a migrated database `template`. */
    servers: { version: number; port: number }[]
  }
}

/** Starts every engine once for the whole suite. ATMOSFERA_TEST_ENGINES, such as `pglite,15`, narrows them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-test-'))
  const snapshot = join(folder, 'pglite.tar')
  const emptySnapshot = join(folder, 'empty-pglite.tar')
  const wanted = process.env.ATMOSFERA_TEST_ENGINES?.split(',')
  const versions = serverVersions.filter((version) => wanted?.includes(String(version)) ?? true)
  const servers: PostgresServer[] = []
  for (const version of versions) {
    if (findBinaries(version) === undefined) {
      console.warn(`PostgreSQL ${version}: skipped, its binaries are not installed for this platform.`)
    } else {
      servers.push(await startPostgres(version))
    }
  }
  await Promise.all([writeSnapshots(emptySnapshot, snapshot), ...servers.map(makeTemplate)])
  project.provide('pgliteSnapshot', snapshot)
  project.provide('emptyPgliteSnapshot', emptySnapshot)
  project.provide('builtFolder', join(folder, 'built'))
  project.provide(
    'servers',
    servers.map(({ version, port }) => ({ version, port })),
  )
  return async () => {
    await Promise.all(servers.map((server) => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeSnapshots(empty: string, migrated: string): Promise<void> {
  const database = await PGlite.create()
  await writeSnapshot(database, empty)
  const atmosfera = await createAtmosfera({ database })
  await atmosfera.close()
  await writeSnapshot(database, migrated)
  await database.close()
}

async function writeSnapshot(database: PGlite, file: string): Promise<void> {
  const blob = await database.dumpDataDir('none')
  writeFileSync(file, Buffer.from(await blob.arrayBuffer()))
}

/** Migrated by a login as hosts give it: it owns its database and may make roles, and is no superuser. */
async function makeTemplate(server: PostgresServer): Promise<void> {
  const client = new pg.Client(server.url())
  await client.connect()
  await client.query('CREATE ROLE owner LOGIN CREATEROLE CREATEDB')
  await client.query('CREATE DATABASE template OWNER owner')
  await client.end()
  const database = server.url('template').replace('postgres@', 'owner@')
  const atmosfera = await createAtmosfera({ database })
  await atmosfera.close()
}
