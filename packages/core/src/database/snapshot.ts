import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import type { Migration } from './migration.js'
import { migrations as ours } from './migrations.generated.js'

/**
 * The data directory of a migrated PGlite, which the package's build makes. A new embedded database begins as a copy
 * of it, in a fraction of the time that making and migrating an empty one takes.
 */
export interface SnapshotFiles {
  /** A tar archive, compressed with Brotli. */
  readonly archive: URL
  readonly manifest: URL
}

/** A data directory of PGlite, as a tar archive. */
export type Snapshot = Buffer<ArrayBuffer>

/** What a snapshot was made for. It is of no use for anything else. */
export interface SnapshotManifest {
  /** The releases of PGlite that read each other's data. */
  readonly pglite: string
  /** The PostgreSQL schema. */
  readonly schema: string
  /** A digest of the migrations. */
  readonly migrations: string
}

/** Bundlers recognise these expressions and carry the files along. In the source there are none. */
const shipped: SnapshotFiles = {
  archive: new URL('./snapshot.tar.br', import.meta.url),
  manifest: new URL('./snapshot.json', import.meta.url),
}

/**
 * The snapshot for a PostgreSQL schema, as a tar archive; undefined where the package brings none for it and for
 * these migrations, which have to run then.
 */
export async function readSnapshot(
  schema: string,
  { files = shipped, migrations = ours }: { files?: SnapshotFiles; migrations?: readonly Migration[] } = {},
): Promise<Snapshot | undefined> {
  try {
    const manifest = JSON.parse(await readFile(files.manifest, 'utf8')) as Partial<SnapshotManifest>
    const wanted = manifestFor(schema, migrations)
    const fits = (['pglite', 'schema', 'migrations'] as const).every((key) => manifest[key] === wanted[key])
    // zlib shares no memory, which its types leave open.
    return fits ? ((await promisify(brotliDecompress)(await readFile(files.archive))) as Snapshot) : undefined
  } catch {
    // Absent, or damaged.
    return undefined
  }
}

export function manifestFor(schema: string, migrations: readonly Migration[]): SnapshotManifest {
  const digest = createHash('sha256')
  for (const { id, name, hash, breaking } of migrations) digest.update(`${id} ${name} ${hash} ${breaking}\n`)
  return { pglite: releaseLine(pgliteVersion()), schema, migrations: digest.digest('hex') }
}

/** PGlite does not say by itself, and does not let its package.json be asked for. */
function pgliteVersion(): string {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const text = readFileSync(join(dirname(main), '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

/** What every release that semantic versioning calls compatible begins with: 0.5.16 → 0.5, 1.2.3 → 1. */
function releaseLine(version: string): string {
  return /^(0\.)*\d+/.exec(version)?.[0] ?? version
}
