import { sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'

/** Stores what Jira told, as it came; false where the same came before. */
export async function storeForgeEvent(
  { db }: Transaction,
  installation: number,
  identifier: string,
  event: string,
  payload: unknown,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`INSERT INTO forge_events (forge_installation_id, identifier, event, payload)
      VALUES (${installation}, ${identifier}, ${event}, ${JSON.stringify(payload)}::jsonb)
      ON CONFLICT (forge_installation_id, identifier) DO NOTHING RETURNING id`,
  )
  return rows.length > 0
}

/** An event that somebody has taken up. */
export interface ClaimedEvent {
  readonly id: number
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly receivedAt: Date
}

/** Takes up events in the order in which they came, for two minutes: after that others may. */
export async function claimForgeEvents(
  { db }: Transaction,
  installation: number,
  limit: number,
): Promise<readonly ClaimedEvent[]> {
  const rows = await rowsOf<Omit<ClaimedEvent, 'receivedAt'> & { receivedAt: string }>(
    db,
    sql`WITH due AS (
        SELECT id FROM forge_events
        WHERE forge_installation_id = ${installation} AND processed_at IS NULL AND due_at <= CURRENT_TIMESTAMP
        ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      UPDATE forge_events AS event
      SET due_at = CURRENT_TIMESTAMP + interval '2 minutes', attempts = attempts + 1
      FROM due WHERE event.id = due.id
      RETURNING event.id, event.event, event.payload, event.received_at AS "receivedAt"`,
  )
  return rows
    .map((row) => ({ ...row, receivedAt: toDate(row.receivedAt) }))
    .sort((one, other) => one.id - other.id)
}

export async function finishForgeEvent({ db }: Transaction, id: number, outcome: string): Promise<void> {
  await db.execute(sql`UPDATE forge_events SET processed_at = CURRENT_TIMESTAMP, outcome = ${outcome}
    WHERE id = ${id}`)
}

/** Forgets what was worked on long enough ago that nobody asks any more. */
export async function forgetForgeEvents({ db }: Transaction): Promise<void> {
  await db.execute(sql`DELETE FROM forge_events WHERE processed_at < CURRENT_TIMESTAMP - interval '14 days'`)
}

/** The connected projects that an issue is news for: its own, and those that have a ticket of it already. */
export async function projectsOfIssue(
  { db }: Transaction,
  installation: number,
  issueId: string,
  jiraProjectId: string | undefined,
): Promise<readonly number[]> {
  const rows = await rowsOf<{ projectId: number }>(
    db,
    sql`SELECT DISTINCT connected.project_id AS "projectId" FROM forge_projects AS connected
      WHERE forge_installation_id = ${installation} AND (
        jira_project_id = ${jiraProjectId ?? ''} OR EXISTS (
          SELECT FROM jira_tickets AS ticket
          WHERE ticket.project_id = connected.project_id AND ticket.jira_id = ${issueId}))
      ORDER BY 1`,
  )
  return rows.map(({ projectId }) => projectId)
}

/** Installations with something to work on, and their projects with news that are due. */
export async function findWork(
  { db }: Transaction,
  installation: number | undefined,
): Promise<readonly { readonly installation: number; readonly projectIds: readonly number[] }[]> {
  const one = installation === undefined ? sql`` : sql` AND installed.id = ${installation}`
  return await rowsOf(
    db,
    sql`SELECT installed.id AS installation, coalesce(json_agg(DISTINCT due.project_id)
        FILTER (WHERE due.project_id IS NOT NULL), '[]') AS "projectIds"
      FROM forge_installations AS installed
      LEFT JOIN LATERAL (
        SELECT connected.project_id FROM forge_projects AS connected
        WHERE connected.forge_installation_id = installed.id AND EXISTS (
          SELECT FROM jira_webhook_events AS news
          WHERE news.project_id = connected.project_id AND news.processed_at IS NULL
            AND news.due_at <= CURRENT_TIMESTAMP)
      ) AS due ON true
      WHERE installed.uninstalled_at IS NULL${one} AND (due.project_id IS NOT NULL OR EXISTS (
        SELECT FROM forge_events WHERE forge_installation_id = installed.id AND processed_at IS NULL
          AND due_at <= CURRENT_TIMESTAMP))
      GROUP BY installed.id ORDER BY installed.id`,
  )
}

/** Tickets below one that was found deleted: Jira deletes subtasks with their parent, and says nothing of it. */
export async function findOrphans({ db }: Transaction, projectId: number): Promise<readonly string[]> {
  const rows = await rowsOf<{ jiraId: string }>(
    db,
    sql`SELECT child.jira_id AS "jiraId" FROM jira_tickets AS child
      JOIN jira_tickets AS parent ON parent.project_id = child.project_id AND parent.jira_key = child.parent_key
      WHERE child.project_id = ${projectId} AND parent.deleted_at IS NOT NULL AND child.deleted_at IS NULL
        AND child.jira_id IS NOT NULL
      ORDER BY child.id LIMIT 1000`,
  )
  return rows.map(({ jiraId }) => jiraId)
}

/** How many events wait, how many were given up, and when the last one came. */
export async function countForgeEvents(
  { db }: Transaction,
  installation: number,
): Promise<{
  readonly pending: number
  readonly failed: number
  readonly lastReceivedAt: Date | null
}> {
  const row = await rowOf<{ pending: number; failed: number; lastReceivedAt: string | null }>(
    db,
    sql`SELECT
        (SELECT count(*) FROM forge_events
          WHERE forge_installation_id = ${installation} AND processed_at IS NULL)::integer
        + count(*) FILTER (WHERE news.processed_at IS NULL)::integer AS pending,
        count(*) FILTER (WHERE news.outcome = 'failed')::integer AS failed,
        (SELECT max(received_at) FROM forge_events WHERE forge_installation_id = ${installation}) AS "lastReceivedAt"
      FROM jira_webhook_events AS news
      WHERE news.project_id IN (SELECT project_id FROM forge_projects WHERE forge_installation_id = ${installation})`,
  )
  return { ...row, lastReceivedAt: row.lastReceivedAt === null ? null : toDate(row.lastReceivedAt) }
}
