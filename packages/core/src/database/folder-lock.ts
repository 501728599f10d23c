import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { AtmosferaError } from '../errors.js'

/** Who holds a lock, as its file says. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, where the system tells: another one may have its number by now. */
  readonly birth?: string | undefined
}

/**
 * Keeps two processes out of one embedded database, which would destroy it: PGlite itself takes no lock.
 * The lock is a file beside the folder that names its holder; one whose process is gone is taken over.
 *
 * @returns what releases the lock.
 * @throws AtmosferaError `database_locked`, naming the holder and the file.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`
  const mine = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    birth: birthOf(process.pid),
    id: randomUUID(),
  })
  const holder = acquire(file, mine)
  if (holder !== undefined) throw locked(folder, file, holder)
  return () => release(file, mine)
}

/** Undefined where the file is ours now, and else what it says. */
function acquire(file: string, mine: string): string | undefined {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (createExclusively(file, mine)) return undefined
    const theirs = read(file)
    // Released at this moment.
    if (theirs === undefined) continue
    if (isHeld(theirs)) return theirs
    // Of several who find it stale one may replace it. The right to do so is a lock like any other: whoever
    // dies with it leaves that one stale.
    const right = `${file}.takeover`
    if (acquire(right, mine) !== undefined) {
      pause(10)
      continue
    }
    try {
      if (read(file) !== theirs) continue
      replace(file, mine)
      return undefined
    } finally {
      release(right, mine)
    }
  }
  return read(file) ?? ''
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

function replace(file: string, content: string): void {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, content)
  renameSync(draft, file)
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true })
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
  if (!isRunning(holder.pid)) return false
  const birth = birthOf(holder.pid)
  return birth === undefined || holder.birth === undefined || birth === holder.birth
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * What tells a process from a later one of the same number; undefined where the system keeps it to itself. In a
 * container the program is often number 1, before a crash and after it.
 */
function birthOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The name in parentheses, which may hold anything, then fields of which the 20th is the time of the start.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[19] === undefined ? undefined : `${boot}/${fields[19]}`
  } catch {
    return undefined
  }
}

function parse(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content) as Partial<Holder> | null
    return Number.isInteger(holder?.pid) && typeof holder?.host === 'string' ? (holder as Holder) : undefined
  } catch {
    return undefined
  }
}

/** Waits without giving way to anything else: opening a database is not to be half done. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function locked(folder: string, file: string, content: string): AtmosferaError {
  const holder = parse(content)
  const who = holder === undefined ? 'Another process' : `Process ${holder.pid} on ${holder.host}`
  return new AtmosferaError(
    'database_locked',
    `${folder}: ${who} has this embedded database open. Close it there, or delete ${file} if that process is gone.`,
  )
}
