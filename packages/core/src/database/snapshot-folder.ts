import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTar, type TarEntry } from './snapshot-tar.js'

/** What makes a folder a database, for PostgreSQL and for PGlite. */
const mark = 'PG_VERSION'

export function holdsDatabase(folder: string): boolean {
  return existsSync(join(folder, mark))
}

/** Whether a folder is absent, empty, or holds but parts of a data directory that was not laid out completely. */
export function isFree(folder: string, archive: Buffer): boolean {
  if (!existsSync(folder)) return true
  const ours = namesAtTop([...readTar(archive)])
  return !holdsDatabase(folder) && readdirSync(folder).every((name) => ours.has(name))
}

/**
 * Lays a data directory out in a folder that is free. Its mark comes last, and at once: a process that is killed
 * before leaves a folder that is still free.
 */
export function layOut(folder: string, archive: Buffer): void {
  const entries = [...readTar(archive)]
  clear(folder, entries)
  mkdirSync(folder, { recursive: true })
  for (const { name, content } of entries) {
    if (content === undefined) mkdirSync(join(folder, name), { mode: 0o700, recursive: true })
    else if (name !== mark) writeFileSync(join(folder, name), content, { mode: 0o600 })
  }
  const draft = join(folder, draftOfMark)
  writeFileSync(draft, entries.find(({ name }) => name === mark)?.content ?? '', { mode: 0o600 })
  renameSync(draft, join(folder, mark))
}

/** Takes away again what was laid out. */
export function takeAway(folder: string, archive: Buffer): void {
  rmSync(join(folder, mark), { force: true })
  clear(folder, [...readTar(archive)])
}

const draftOfMark = `${mark}.new`

function clear(folder: string, entries: readonly TarEntry[]): void {
  for (const name of namesAtTop(entries)) rmSync(join(folder, name), { force: true, recursive: true })
}

function namesAtTop(entries: readonly TarEntry[]): ReadonlySet<string> {
  return new Set([...entries.map(({ name }) => name.split('/')[0] ?? ''), draftOfMark])
}
