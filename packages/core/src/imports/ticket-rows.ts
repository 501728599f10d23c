import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
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
  readonly contentHash: string
}

/** Those of the tickets that are in the project with the same content, by key. */
export async function readUnchangedKeys(
  { db }: Transaction,
  projectId: number,
  tickets: readonly Pick<TicketRowValues, 'jiraKey' | 'contentHash'>[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ key: string }>(
    db,
    sql`SELECT ticket.jira_key AS key
      FROM unnest(${sql.param(tickets.map((ticket) => ticket.jiraKey))}::text[],
        ${sql.param(tickets.map((ticket) => ticket.contentHash))}::text[]) AS given (key, hash)
      JOIN jira_tickets AS ticket ON ticket.project_id = ${projectId} AND ticket.jira_key = given.key
        AND ticket.content_hash = given.hash AND ticket.deleted_at IS NULL`,
  )
  return new Set(rows.map((row) => row.key))
}

/**
 * Writes tickets in one statement: new ones, changed ones, and ones that were tombstoned and are back. An issue
 * that Jira moved, so that a known id comes with another key, keeps its row.
 */
export async function upsertTickets(
  { db }: Transaction,
  projectId: number,
  tickets: readonly TicketRowValues[],
): Promise<{ readonly created: number; readonly updated: number }> {
  const values = JSON.stringify(tickets)
  await db.execute(sql`
    UPDATE jira_tickets AS ticket SET jira_key = given."jiraKey"
    FROM json_to_recordset(${JSON.stringify(tickets.map(({ jiraKey, jiraId }) => ({ jiraKey, jiraId })))}::json)
      AS given ("jiraKey" text, "jiraId" text)
    WHERE ticket.project_id = ${projectId} AND ticket.jira_id = given."jiraId" AND ticket.jira_key <> given."jiraKey"`)
  return await rowOf(
    db,
    sql`WITH written AS (
        INSERT INTO jira_tickets AS ticket (project_id, jira_key, jira_id, issue_type, summary, description, priority, status,
          resolution, assignee, reporter, labels, components, fix_versions, parent_key, created_date, updated_date,
          content_hash, last_synced)
        SELECT ${projectId}::integer, "jiraKey", "jiraId", "issueType", summary, description, priority, status, resolution,
          assignee, reporter, labels, components, "fixVersions", "parentKey", "createdDate", "updatedDate", "contentHash",
          CURRENT_TIMESTAMP
        FROM json_to_recordset(${values}::json) AS given ("jiraKey" text, "jiraId" text, "issueType" text, summary text,
          description text, priority text, status text, resolution text, assignee text, reporter text, labels jsonb,
          components jsonb, "fixVersions" jsonb, "parentKey" text, "createdDate" timestamp, "updatedDate" timestamp,
          "contentHash" text)
        ON CONFLICT (project_id, jira_key) DO UPDATE SET
          jira_id = coalesce(excluded.jira_id, ticket.jira_id), issue_type = excluded.issue_type, summary = excluded.summary,
          description = excluded.description, priority = excluded.priority, status = excluded.status,
          resolution = excluded.resolution, assignee = excluded.assignee, reporter = excluded.reporter,
          labels = excluded.labels, components = excluded.components, fix_versions = excluded.fix_versions,
          parent_key = excluded.parent_key, created_date = excluded.created_date, updated_date = excluded.updated_date,
          content_hash = excluded.content_hash, last_synced = excluded.last_synced, deleted_at = NULL
        RETURNING xmax = 0 AS created
      )
      SELECT (count(*) FILTER (WHERE created))::integer AS created, (count(*) FILTER (WHERE NOT created))::integer AS updated
      FROM written`,
  )
}
