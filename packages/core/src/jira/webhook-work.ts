import type { Runner } from '../database/transaction.js'
import { lockTicketWrites } from '../imports/tickets.js'
import { type JiraApi, readIssue } from './api.js'
import { toTickets, wantedFields } from './issues.js'
import { currentKeys } from './session.js'
import { isOutOf, type StoreTarget, storeIssues } from './store.js'
import { lockKnownTickets, tombstoneTicket } from './ticket-state-rows.js'
import type { JiraFieldMapping } from './types.js'
import { type ClaimedIssue, finishEvents } from './webhook-rows.js'

export interface WebhookTarget extends StoreTarget {
  readonly runner: Runner
  readonly api: JiraApi
  readonly mapping: JiraFieldMapping
}

/**
 * Reads an issue that webhooks told of and stores what it is now. The order in which they came does not matter then,
 * nor what they said, with one exception: an issue is taken for deleted only where one said so and Jira confirms it.
 */
export async function processIssue(
  target: WebhookTarget,
  { jiraId, eventIds, saidDeleted }: ClaimedIssue,
): Promise<void> {
  const { runner, api, projectId, projectKeys, mapping } = target
  const issue = await readIssue(api, jiraId, wantedFields(mapping))
  // "Not found" also answers an account that has lost its rights.
  if (issue === undefined) await currentKeys(api, projectKeys)
  const read = toTickets(typeof issue === 'object' ? [issue] : [], mapping)
  await runner.run(
    async (transaction) => {
      await lockTicketWrites(transaction, projectId)
      const finish = (outcome: string) => finishEvents(transaction, projectId, eventIds, outcome)
      if (issue === 'hidden') return await finish('hidden')
      if (issue === undefined) {
        if (!saidDeleted) return await finish('not found')
        return await finish((await tombstoneTicket(transaction, projectId, jiraId)) ? 'deleted' : 'unknown')
      }
      const [rejected] = read.rejected
      if (rejected !== undefined) return await finish('rejected')
      // An issue of another project is no news here, unless it was moved there from one of ours.
      if (isOutOf(projectKeys, issue.key)) {
        const known = await lockKnownTickets(transaction, projectId, [jiraId])
        if (!known.has(jiraId)) return await finish('not ours')
      }
      await storeIssues(transaction, target, read, new Set([jiraId]))
      await finish('stored')
    },
    { need: { projectId, level: 'write' } },
  )
}
