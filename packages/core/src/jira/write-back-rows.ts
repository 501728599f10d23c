import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'

/** What was last written to each issue, by key. */
export async function readWritten(
  { db }: Transaction,
  projectId: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ key: string; hash: string }>(
    db,
    sql`SELECT ticket.jira_key AS key, written.content_hash AS hash FROM jira_write_backs AS written
      JOIN jira_tickets AS ticket ON ticket.id = written.jira_ticket_id
      WHERE written.project_id = ${projectId} AND ticket.deleted_at IS NULL`,
  )
  return new Map(rows.map((row) => [row.key, row.hash]))
}

export async function recordWritten(
  { db }: Transaction,
  projectId: number,
  key: string,
  hash: string,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO jira_write_backs (project_id, jira_ticket_id, content_hash)
    SELECT project_id, id, ${hash} FROM jira_tickets WHERE project_id = ${projectId} AND jira_key = ${key}
    ON CONFLICT (project_id, jira_ticket_id) DO UPDATE
      SET content_hash = excluded.content_hash, written_at = CURRENT_TIMESTAMP`)
}
