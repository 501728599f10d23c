import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { AtmosferaError } from '../errors.js'

/**
 * Keeps two processes out of one embedded database, which would destroy it: PGlite itself takes no lock.
 * The lock is a file beside the folder that names its holder; one whose process is gone is taken over.
 *
 * @returns what releases the lock.
 * @throws AtmosferaError `database_locked`, naming the holder and the file.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() })
  for (let attempt = 0; attempt < 10; attempt++) {
    if (createExclusively(file, mine)) return () => release(file, mine)
    const theirs = read(file)
    if (theirs === undefined) continue
    if (isHeld(theirs)) throw locked(folder, file, theirs)
    removeStale(file, theirs)
  }
  throw locked(folder, file, read(file) ?? '')
}

/** Creates the file with its content at once, so that nobody ever reads half of it. */
function createExclusively(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, content)
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function isHeld(content: string): boolean {
  const holder = parse(content)
  if (holder === undefined) return false
  // Another machine's processes cannot be asked; somebody has to look.
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function parse(content: string): { pid: number; host: string } | undefined {
  try {
    return JSON.parse(content) as { pid: number; host: string }
  } catch {
    return undefined
  }
}

/** Moves a stale lock away, unless somebody else has replaced it meanwhile. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside) !== stale) {
    try {
      linkSync(aside, file)
    } catch {
      // A third process holds it by now, which is as good.
    }
  }
  rmSync(aside, { force: true })
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true })
}

function locked(folder: string, file: string, content: string): AtmosferaError {
  const holder = parse(content)
  const who = holder === undefined ? 'Another process' : `Process ${holder.pid} on ${holder.host}`
  return new AtmosferaError(
    'database_locked',
    `${folder}: ${who} has this embedded database open. Close it there, or delete ${file} if that process is gone.`,
  )
}
