import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Holder, StoredSync } from './sync-rows.js'

const registry = Symbol.for('atmosfera.jira.running')
const shared = globalThis as { [registry]?: Set<string> }
/** The synchronisations that this process runs, whichever copy of the package does it. */
shared[registry] ??= new Set()
const mine: Set<string> = shared[registry]

/** Becomes somebody who can run a synchronisation. Whoever does calls `release` in the end. */
export function newHolder(): { readonly holder: Holder; release(): void } {
  const holder = { host: hostname(), pid: process.pid, token: randomUUID() }
  mine.add(holder.token)
  return { holder, release: () => mine.delete(holder.token) }
}

/**
 * Whether whoever runs a synchronisation is still there: heard of lately, and, where that was on this machine, not a
 * process that has ended since.
 */
export function isAlive({ holder, isSilent }: Pick<StoredSync, 'holder' | 'isSilent'>): boolean {
  if (holder === null || isSilent) return false
  if (holder.host !== hostname()) return true
  return holder.pid === process.pid ? mine.has(holder.token) : processExists(holder.pid)
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // One of somebody else's may not be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
