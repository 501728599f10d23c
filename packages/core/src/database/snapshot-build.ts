import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { migrate } from './migrate.js'
import type { Migration } from './migration.js'
import { pgliteEngine } from './pglite.js'
import { manifestFor } from './snapshot.js'

/** Makes the snapshot that the package ships, in the folder of its build. */
export async function buildSnapshot(
  folder: string,
  schema: string,
  migrations: readonly Migration[],
): Promise<void> {
  writeFileSync(join(folder, 'snapshot.tar.br'), compress(await makeDataDirectory(schema, migrations)))
  writeFileSync(
    join(folder, 'snapshot.json'),
    `${JSON.stringify(manifestFor(schema, migrations), null, 2)}\n`,
  )
}

/** The data directory of a migrated database that was closed, as a tar archive. */
async function makeDataDirectory(schema: string, migrations: readonly Migration[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-snapshot-'))
  try {
    // What is in the write-ahead log is no longer wanted once the database is closed. Of its files only the last
    // one has to be there: a new one, full of zeros, because none is used again and this begins another.
    const startParams = [...PGlite.defaultStartParams, '-c', 'wal_recycle=off']
    const database = await PGlite.create(folder, { startParams })
    const options = { engine: pgliteEngine(database, async () => {}), schema, migrations }
    await migrate(options)
    await database.exec('SELECT pg_switch_wal()')
    await database.close()
    // Files alone: a database that runs would be written down as one that crashed.
    const files = await PGlite.create(folder, { noInitDb: true })
    const archive = await files.dumpDataDir('none')
    await files.close()
    return Buffer.from(await archive.arrayBuffer())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The window is large enough to find that PostgreSQL's three databases are nearly the same. */
function compress(archive: Buffer): Buffer {
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  return brotliCompressSync(archive, {
    params: { [BROTLI_PARAM_QUALITY]: 9, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: archive.length },
  })
}
