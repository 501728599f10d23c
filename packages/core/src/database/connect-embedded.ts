import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { AtmosferaError } from '../errors.js'
import type { Engine } from './engine.js'
import { lockFolder } from './folder-lock.js'
import { pgliteEngine } from './pglite.js'
import type { Snapshot } from './snapshot.js'
import { holdsDatabase, isFree, layOut, takeAway } from './snapshot-folder.js'

/** Finds the data directory that a new embedded database begins with, as a tar archive, where there is one. */
export type FindSnapshot = () => Promise<Snapshot | undefined>

/** A database in memory. */
export async function openMemory(findSnapshot: FindSnapshot): Promise<Engine> {
  const copy = await copyInMemory(await findSnapshot())
  const client = copy ?? (await PGlite.create())
  return { ...pgliteEngine(client, () => client.close()), isSnapshot: copy !== undefined }
}

/** Undefined where there is no snapshot, or PGlite does not take it. */
async function copyInMemory(snapshot: Snapshot | undefined): Promise<PGlite | undefined> {
  if (snapshot === undefined) return undefined
  return await PGlite.create({ loadDataDir: new Blob([snapshot]) }).catch(() => undefined)
}

/**
 * A database in a folder, which is this process's alone as long as it is open.
 *
 * @throws AtmosferaError `database_locked`, `database_unreachable`.
 */
export async function openFolder(path: string, findSnapshot: FindSnapshot): Promise<Engine> {
  const folder = resolve(path)
  const unlock = lockOf(folder)
  try {
    const copy = holdsDatabase(folder) ? undefined : await copyInto(folder, await findSnapshot())
    const client = copy ?? (await PGlite.create(folder))
    const engine = pgliteEngine(client, async () => {
      try {
        await client.close()
      } finally {
        unlock()
      }
    })
    return { ...engine, isSnapshot: copy !== undefined }
  } catch (error) {
    unlock()
    throw cannotOpen(folder, error)
  }
}

/** Undefined where there is no snapshot, no room for it, or PGlite does not take it. The folder is as before then. */
async function copyInto(folder: string, snapshot: Snapshot | undefined): Promise<PGlite | undefined> {
  if (snapshot === undefined || !isFree(folder, snapshot)) return undefined
  try {
    layOut(folder, snapshot)
    return await PGlite.create(folder)
  } catch {
    takeAway(folder, snapshot)
    return undefined
  }
}

function lockOf(folder: string): () => void {
  try {
    mkdirSync(dirname(folder), { recursive: true })
    return lockFolder(folder)
  } catch (error) {
    throw error instanceof AtmosferaError ? error : cannotOpen(folder, error)
  }
}

function cannotOpen(folder: string, error: unknown): AtmosferaError {
  const reason = error instanceof Error ? error.message : String(error)
  return new AtmosferaError(
    'database_unreachable',
    `${folder}: the embedded database cannot be opened (${reason.split('\n')[0]}). Check the folder, or name another.`,
    { cause: error },
  )
}
