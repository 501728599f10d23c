import type { Transaction } from '../database/transaction.js'
import { projectOfKey } from '../imports/formats/test-cases/issue-keys.js'
import { writeTickets } from '../imports/tickets.js'
import type { ReadIssues } from './issues.js'
import { lockKnownTickets, markMovedOut } from './ticket-state-rows.js'

/** What became of issues that were read. */
export interface StoredIssues {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

/** Whether a key is one of a project that ours is not connected to. */
export function isOutOf(projectKeys: readonly string[], key: string): boolean {
  return !projectKeys.includes(projectOfKey(key))
}

/** Whose issues are stored. */
export interface StoreTarget {
  readonly projectId: number
  readonly projectKeys: readonly string[]
  /** Whether issues of other projects are none of its business, though the credentials see them. */
  readonly isRestricted: boolean
}

/** Issues whose tickets are tombstoned: somebody has to look whether Jira really has them again. */
export interface Doubtful {
  readonly doubtful: readonly string[]
}

/**
 * Writes issues, in a transaction that holds the lock of imports. What is older than what is there already is left
 * out: it was read before and came later. A tombstoned ticket only comes back where a direct look has found its
 * issue, since Jira's index goes on listing deleted ones for a while; without that nothing at all is written.
 *
 * @param confirmed ids of issues that a direct look has found
 */
export async function storeIssues(
  transaction: Transaction,
  { projectId, projectKeys, isRestricted }: StoreTarget,
  { tickets }: ReadIssues,
  confirmed: ReadonlySet<string>,
): Promise<StoredIssues | Doubtful> {
  const ids = tickets.map((ticket) => ticket.jiraId)
  const known = await lockKnownTickets(transaction, projectId, ids)
  const doubtful = ids.filter((id) => known.get(id)?.isDeleted === true && !confirmed.has(id))
  if (doubtful.length > 0) return { doubtful }
  const current = tickets.filter(({ jiraId, updatedDate }) => {
    const stored = known.get(jiraId)?.updatedDate
    return stored == null || updatedDate === undefined || updatedDate >= stored
  })
  const ours = isRestricted ? current.filter(({ key }) => !isOutOf(projectKeys, key)) : current
  const { created, updated } = await writeTickets(transaction, projectId, ours)
  for (const isOut of [true, false]) {
    const changed = current.filter(({ jiraId, key }) => {
      const before = known.get(jiraId)
      return before !== undefined && before.isMovedOut !== isOut && isOutOf(projectKeys, key) === isOut
    })
    const changedIds = changed.map(({ jiraId }) => jiraId)
    if (changedIds.length > 0) await markMovedOut(transaction, projectId, changedIds, isOut)
  }
  return { created, updated, unchanged: tickets.length - created - updated }
}
