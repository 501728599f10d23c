import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import { unseen } from '../database/planning.js'
import type { Transaction } from '../database/transaction.js'

/** A ticket as it goes to the table. */
export interface TicketRowValues {
  readonly jiraKey: string
  readonly jiraId: string | null
  readonly issueType: string | null
  readonly summary: string
  readonly description: string | null
  readonly priority: string | null
  readonly status: string
  readonly resolution: string | null
  readonly assignee: string | null
  readonly reporter: string | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly fixVersions: readonly string[]
  readonly parentKey: string | null
  readonly createdDate: Date | null
  readonly updatedDate: Date | null
  readonly team: string | null
  readonly risk: string | null
  readonly contentHash: string
}

/**
 * Which of the tickets have to be written, by key: those that the project has not, and those that it has with other
 * content, be it under another key with the same Jira id. Nothing is said of those that are there as given.
 */
export async function compareTickets(
  { db }: Transaction,
  projectId: number,
  tickets: readonly Pick<TicketRowValues, 'jiraKey' | 'jiraId' | 'contentHash'>[],
): Promise<ReadonlyMap<string, 'new' | 'changed'>> {
  const project = unseen(projectId)
  // Looked up one by one: nobody can tell the planner how few they are beside those that the project has.
  const rows = await rowsOf<{ key: string; outcome: 'new' | 'changed' }>(
    db,
    sql`SELECT given.key, CASE
        WHEN by_key.id IS NOT NULL OR (
          SELECT true FROM jira_tickets AS ticket WHERE ticket.project_id = ${project} AND ticket.jira_id = given.jira_id
        ) THEN 'changed' ELSE 'new' END AS outcome
      FROM unnest(${sql.param(tickets.map((ticket) => ticket.jiraKey))}::text[],
        ${sql.param(tickets.map((ticket) => ticket.jiraId))}::text[],
        ${sql.param(tickets.map((ticket) => ticket.contentHash))}::text[]) AS given (key, jira_id, hash)
      LEFT JOIN LATERAL (
        SELECT ticket.id, ticket.content_hash, ticket.deleted_at FROM jira_tickets AS ticket
        WHERE ticket.project_id = ${project} AND ticket.jira_key = given.key OFFSET 0
      ) AS by_key ON true
      WHERE (by_key.content_hash = given.hash AND by_key.deleted_at IS NULL) IS NOT TRUE`,
  )
  return new Map(rows.map((row) => [row.key, row.outcome]))
}

/** Writes tickets, each key at most once: new ones, changed ones, and ones that were tombstoned and are back. */
export async function upsertTickets(
  { db }: Transaction,
  projectId: number,
  tickets: readonly TicketRowValues[],
): Promise<readonly { readonly id: number; readonly created: boolean }[]> {
  return await rowsOf(
    db,
    sql`INSERT INTO jira_tickets AS ticket (project_id, jira_key, jira_id, issue_type, summary, description, priority, status,
        resolution, assignee, reporter, labels, components, fix_versions, parent_key, created_date, updated_date,
        team, risk, content_hash, last_synced)
      SELECT ${projectId}::integer, "jiraKey", "jiraId", "issueType", summary, description, priority, status, resolution,
        assignee, reporter, labels, components, "fixVersions", "parentKey", "createdDate", "updatedDate", team, risk,
        "contentHash", CURRENT_TIMESTAMP
      FROM json_to_recordset(${JSON.stringify(tickets)}::json) AS given ("jiraKey" text, "jiraId" text, "issueType" text,
        summary text, description text, priority text, status text, resolution text, assignee text, reporter text,
        labels jsonb, components jsonb, "fixVersions" jsonb, "parentKey" text, "createdDate" timestamp,
        "updatedDate" timestamp, team text, risk text, "contentHash" text)
      ON CONFLICT (project_id, jira_key) DO UPDATE SET
        jira_id = coalesce(excluded.jira_id, ticket.jira_id), issue_type = excluded.issue_type, summary = excluded.summary,
        description = excluded.description, priority = excluded.priority, status = excluded.status,
        resolution = excluded.resolution, assignee = excluded.assignee, reporter = excluded.reporter,
        labels = excluded.labels, components = excluded.components, fix_versions = excluded.fix_versions,
        parent_key = excluded.parent_key, created_date = excluded.created_date, updated_date = excluded.updated_date,
        team = excluded.team, risk = excluded.risk,
        content_hash = excluded.content_hash, last_synced = excluded.last_synced, deleted_at = NULL
      RETURNING id, xmax = 0 AS created`,
  )
}

/**
 * Makes ready for tickets whose Jira ids others have, each key and each id at most once. An issue that Jira moved
 * keeps its row: that takes the new key. Where another ticket has that key already, because it came without its id
 * or from a Jira that counts anew, the key decides and the id is freed for it.
 */
export async function takeOverIds(
  { db }: Transaction,
  projectId: number,
  tickets: readonly TicketRowValues[],
): Promise<void> {
  const ids = tickets.filter((ticket) => ticket.jiraId !== null)
  if (ids.length === 0) return
  const project = unseen(projectId)
  const moved = await rowsOf<{ id: number; key: string; isTaken: boolean }>(
    db,
    sql`SELECT ticket.id, given.key, coalesce((
        SELECT true FROM jira_tickets AS taken WHERE taken.project_id = ${project} AND taken.jira_key = given.key
      ), false) AS "isTaken"
      FROM unnest(${sql.param(ids.map((ticket) => ticket.jiraKey))}::text[],
        ${sql.param(ids.map((ticket) => ticket.jiraId))}::text[]) AS given (key, jira_id)
      CROSS JOIN LATERAL (
        SELECT known.id, known.jira_key FROM jira_tickets AS known
        WHERE known.project_id = ${project} AND known.jira_id = given.jira_id OFFSET 0
      ) AS ticket
      WHERE ticket.jira_key <> given.key`,
  )
  const freed = moved.filter((ticket) => ticket.isTaken).map((ticket) => ticket.id)
  if (freed.length > 0) {
    await db.execute(sql`UPDATE jira_tickets SET jira_id = NULL, content_hash = NULL
      WHERE project_id = ${projectId} AND id = ANY (${sql.param(freed)}::integer[])`)
  }
  const renamed = moved.filter((ticket) => !ticket.isTaken)
  if (renamed.length > 0) {
    const renamedIds = sql.param(renamed.map((ticket) => ticket.id))
    await db.execute(sql`UPDATE jira_tickets AS ticket SET jira_key = given.key
      FROM unnest(${renamedIds}::integer[], ${sql.param(renamed.map((ticket) => ticket.key))}::text[]) AS given (id, key)
      WHERE ticket.project_id = ${projectId} AND ticket.id = ANY (${renamedIds}::integer[]) AND ticket.id = given.id`)
  }
}
