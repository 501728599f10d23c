import type { Runner } from '../database/transaction.js'
import { lockTicketWrites } from '../imports/tickets.js'
import { type JiraApi, type RawIssue, readIssue } from './api.js'
import { toTickets, wantedFields } from './issues.js'
import { isOutOf, type StoreTarget, storeIssues } from './store.js'
import { takenOver } from './sync.js'
import { endSync, type Holder, recordStep, type StoredSync } from './sync-rows.js'
import type { JiraFieldMapping } from './types.js'

/** Reads single issues by their keys and stores them: of any Jira project, where the credentials are for all they see. */
export async function syncIssues(
  work: StoreTarget & {
    readonly runner: Runner
    readonly api: JiraApi
    readonly mapping: JiraFieldMapping
    readonly holder: Holder
    readonly signal: AbortSignal | undefined
  },
  sync: StoredSync,
  keys: readonly string[],
): Promise<StoredSync> {
  const { runner, api, projectId, projectKeys, isRestricted, mapping, holder } = work
  const issues: RawIssue[] = []
  const missing: { key: string; reason: string }[] = []
  for (const key of new Set(keys)) {
    work.signal?.throwIfAborted()
    const issue = await readIssue(api, key, wantedFields(mapping))
    const isHidden = typeof issue === 'object' && isRestricted && isOutOf(projectKeys, issue.key)
    if (typeof issue === 'object' && !isHidden) issues.push(issue)
    else missing.push({ key, reason: 'Jira shows no such issue to this account' })
  }
  const read = toTickets(issues, mapping)
  return await runner.run(
    async (transaction) => {
      await lockTicketWrites(transaction, projectId)
      const found = new Set(issues.map((issue) => issue.id))
      const stored = await storeIssues(transaction, work, read, found)
      const counts = 'doubtful' in stored ? {} : stored
      const rejected = [...missing, ...read.rejected]
      const step = { ...counts, processed: issues.length, rejected }
      if ((await recordStep(transaction, projectId, sync.id, holder, step)) === undefined) takenOver()
      return (await endSync(transaction, projectId, sync.id, holder, { watermark: null })) ?? takenOver()
    },
    { need: { projectId, level: 'write' } },
  )
}
