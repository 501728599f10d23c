import { sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { JiraStatus } from './types.js'

/** What a webhook tells: that something happened to an issue. What it is like now, Jira has to say. */
export interface WebhookEvent {
  readonly identifier: string
  readonly event: string
  readonly jiraId: string
  readonly occurredAt: Date | null
}

/** How often a stored event is tried before it is given up; a full synchronisation finds the issue all the same. */
const attemptLimit = 10

/** Stores an event; false where the same delivery is there already. */
export async function storeEvent(
  { db }: Transaction,
  projectId: number,
  { identifier, event, jiraId, occurredAt }: WebhookEvent,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`INSERT INTO jira_webhook_events (project_id, identifier, event, jira_id, occurred_at)
      VALUES (${projectId}, ${identifier}, ${event}, ${jiraId}, ${occurredAt?.toISOString() ?? null}::timestamp)
      ON CONFLICT (project_id, identifier) DO NOTHING RETURNING id`,
  )
  return rows.length > 0
}

/** An issue with stored events: whatever they told, it is read once. */
export interface ClaimedIssue {
  readonly jiraId: string
  readonly eventIds: readonly number[]
  /** Whether one of them said that the issue was deleted. */
  readonly saidDeleted: boolean
}

/** Takes up the events of up to `limit` issues, for two minutes: after that others may. */
export async function claimIssues(
  { db }: Transaction,
  projectId: number,
  limit: number,
): Promise<readonly ClaimedIssue[]> {
  return await rowsOf<ClaimedIssue>(
    db,
    sql`WITH due AS (
        SELECT id, jira_id FROM jira_webhook_events
        WHERE project_id = ${projectId} AND processed_at IS NULL AND due_at <= CURRENT_TIMESTAMP
        ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), claimed AS (
        UPDATE jira_webhook_events AS event
        SET due_at = CURRENT_TIMESTAMP + interval '2 minutes', attempts = attempts + 1
        FROM due WHERE event.id = due.id
        RETURNING event.id, event.jira_id, event.event
      )
      SELECT jira_id AS "jiraId", json_agg(id ORDER BY id) AS "eventIds",
        bool_or(event = 'jira:issue_deleted') AS "saidDeleted"
      FROM claimed GROUP BY jira_id`,
  )
}

export async function finishEvents(
  { db }: Transaction,
  projectId: number,
  eventIds: readonly number[],
  outcome: string,
): Promise<void> {
  await db.execute(sql`
    UPDATE jira_webhook_events SET processed_at = CURRENT_TIMESTAMP, outcome = ${outcome}, error_message = NULL
    WHERE project_id = ${projectId} AND id = ANY (${sql.param(eventIds)}::bigint[])`)
}

/** Leaves events for later, later each time, or gives them up. */
export async function postponeEvents(
  { db }: Transaction,
  projectId: number,
  eventIds: readonly number[],
  error: string,
): Promise<void> {
  await db.execute(sql`
    UPDATE jira_webhook_events SET error_message = ${error},
      due_at = CURRENT_TIMESTAMP + interval '1 second' * least(3600, 2 ^ attempts),
      processed_at = CASE WHEN attempts >= ${attemptLimit} THEN CURRENT_TIMESTAMP END,
      outcome = CASE WHEN attempts >= ${attemptLimit} THEN 'failed' END
    WHERE project_id = ${projectId} AND id = ANY (${sql.param(eventIds)}::bigint[])`)
}

/** Forgets deliveries of which no duplicate can come any more. */
export async function forgetOldEvents({ db }: Transaction, projectId: number): Promise<void> {
  await db.execute(sql`
    DELETE FROM jira_webhook_events
    WHERE project_id = ${projectId} AND processed_at < CURRENT_TIMESTAMP - interval '14 days'`)
}

export async function countEvents({ db }: Transaction, projectId: number): Promise<JiraStatus['webhooks']> {
  const { lastReceivedAt, ...counts } = await rowOf<{
    pending: number
    failed: number
    lastReceivedAt: string | null
  }>(
    db,
    sql`SELECT (count(*) FILTER (WHERE processed_at IS NULL))::integer AS pending,
        (count(*) FILTER (WHERE outcome = 'failed'))::integer AS failed, max(received_at) AS "lastReceivedAt"
      FROM jira_webhook_events WHERE project_id = ${projectId}`,
  )
  return { ...counts, lastReceivedAt: lastReceivedAt === null ? null : toDate(lastReceivedAt) }
}
