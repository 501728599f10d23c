import { createHash } from 'node:crypto'
import type { Runner, Transaction } from '../database/transaction.js'
import { isObject } from '../imports/formats/reading/fields.js'
import { storeEvent } from '../jira/webhook-rows.js'
import {
  type ClaimedEvent,
  claimForgeEvents,
  findOrphans,
  finishForgeEvent,
  projectsOfIssue,
} from './event-rows.js'

/** What Jira's webhooks call what the app's events call otherwise. */
const issueEvents: Readonly<Record<string, string>> = {
  'avi:jira:created:issue': 'jira:issue_created',
  'avi:jira:updated:issue': 'jira:issue_updated',
  'avi:jira:deleted:issue': 'jira:issue_deleted',
}

const eventsAtOnce = 100

const hourMs = 3_600_000

/**
 * What an event is known by: the same one comes again within minutes where our answer was lost. Later, the same words
 * may be news again.
 */
export function identifierOf(payload: unknown, now: Date): string {
  const digest = createHash('sha256').update(JSON.stringify(payload)).digest('hex')
  return `${digest}.${Math.floor(now.getTime() / hourMs)}`
}

/** What an event's payload is called; undefined where it is no event. */
export function eventTypeOf(payload: Readonly<Record<string, unknown>>): string | undefined {
  const { eventType } = payload
  return typeof eventType === 'string' && eventType.length > 0 && eventType.length <= 100
    ? eventType
    : undefined
}

/**
 * Hands stored events to the projects that they are news for, each in a transaction that also says so: nothing is
 * lost, or done twice, wherever it stops. What they claim is not believed; the issue is looked up later.
 */
export async function routeEvents(runner: Runner, installation: number): Promise<number> {
  let routed = 0
  for (;;) {
    const events = await runner.run((transaction) =>
      claimForgeEvents(transaction, installation, eventsAtOnce),
    )
    for (const event of events) {
      await runner.run(async (transaction) => {
        const outcome = await route(transaction, installation, event)
        await finishForgeEvent(transaction, event.id, outcome)
      })
      routed++
    }
    if (events.length < eventsAtOnce) return routed
  }
}

async function route(
  transaction: Transaction,
  installation: number,
  { id, event, payload, receivedAt }: ClaimedEvent,
): Promise<string> {
  const type = issueEvents[event]
  const issue = isObject(payload.issue) ? payload.issue : {}
  const jiraId = String(issue.id ?? '')
  if (type === undefined || !/^\d{1,50}$/.test(jiraId)) return 'no issue'
  const fields = isObject(issue.fields) ? issue.fields : {}
  const project = isObject(fields.project) ? String(fields.project.id ?? '') : undefined
  const projectIds = await projectsOfIssue(transaction, installation, jiraId, project)
  for (const projectId of projectIds) {
    await storeEvent(transaction, projectId, {
      identifier: `forge:${id}`,
      event: type,
      jiraId,
      occurredAt: receivedAt,
    })
  }
  return projectIds.length === 0 ? 'not ours' : 'routed'
}

/**
 * Has the tickets below deleted ones looked up. Jira deletes subtasks with their parent and sends no event for them;
 * those of an epic only lose it, which the look finds out as well.
 */
export async function lookForOrphans(runner: Runner, projectId: number, now: Date): Promise<number> {
  return await runner.run(async (transaction) => {
    const orphans = await findOrphans(transaction, projectId)
    for (const jiraId of orphans) {
      await storeEvent(transaction, projectId, {
        identifier: `orphan:${jiraId}:${Math.floor(now.getTime() / hourMs)}`,
        event: 'jira:issue_deleted',
        jiraId,
        occurredAt: now,
      })
    }
    return orphans.length
  })
}
