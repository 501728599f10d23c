import { sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import { unseen } from '../database/planning.js'
import type { Transaction } from '../database/transaction.js'

/** What is known of an issue before it is written. */
export interface KnownTicket {
  readonly jiraId: string
  readonly jiraKey: string
  readonly updatedDate: Date | null
  readonly isDeleted: boolean
  /** Whether Jira has moved it out of the connected projects. */
  readonly isMovedOut: boolean
}

/** The tickets with these Jira ids, locked until the transaction ends, so that no older news overtakes newer. */
export async function lockKnownTickets(
  { db }: Transaction,
  projectId: number,
  jiraIds: readonly string[],
): Promise<ReadonlyMap<string, KnownTicket>> {
  const rows = await rowsOf<Omit<KnownTicket, 'updatedDate'> & { updatedDate: string | null }>(
    db,
    sql`SELECT jira_id AS "jiraId", jira_key AS "jiraKey", updated_date AS "updatedDate",
        deleted_at IS NOT NULL AS "isDeleted", moved_out_at IS NOT NULL AS "isMovedOut"
      FROM jira_tickets WHERE id = ANY (ARRAY(
        SELECT (
          SELECT ticket.id FROM jira_tickets AS ticket
          WHERE ticket.project_id = ${unseen(projectId)} AND ticket.jira_id = given.id
        ) FROM unnest(${sql.param(jiraIds)}::text[]) AS given (id)
      )) ORDER BY id FOR NO KEY UPDATE`,
  )
  return new Map(
    rows.map((row) => [
      row.jiraId,
      { ...row, updatedDate: row.updatedDate === null ? null : toDate(row.updatedDate) },
    ]),
  )
}

/** Remembers which issues a full synchronisation has met. */
export async function markSeen(
  { db }: Transaction,
  projectId: number,
  syncId: number,
  jiraIds: readonly string[],
  isGone = false,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO jira_sync_seen (project_id, sync_id, jira_id, is_gone)
    SELECT ${projectId}::integer, ${syncId}::integer, id, ${isGone}::boolean
    FROM unnest(${sql.param(jiraIds)}::text[]) AS given (id)
    ON CONFLICT (project_id, sync_id, jira_id) DO UPDATE SET is_gone = excluded.is_gone`)
}

export async function forgetSeen({ db }: Transaction, projectId: number, syncId: number): Promise<void> {
  await db.execute(sql`DELETE FROM jira_sync_seen WHERE project_id = ${projectId} AND sync_id = ${syncId}`)
}

/** A ticket that a complete pass did not meet. */
export interface MissedTicket {
  readonly id: number
  readonly jiraId: string | null
  readonly jiraKey: string
}

/**
 * Tickets that should have been met and were not, by id: those with a key of the connected projects, and those that
 * Jira has moved out of them.
 */
export async function readMissed(
  { db }: Transaction,
  projectId: number,
  syncId: number,
  projectKeys: readonly string[],
  after: number,
  limit: number,
): Promise<readonly MissedTicket[]> {
  return await rowsOf<MissedTicket>(
    db,
    sql`SELECT id, jira_id AS "jiraId", jira_key AS "jiraKey" FROM jira_tickets AS ticket
      WHERE project_id = ${projectId} AND id > ${after} AND deleted_at IS NULL
        AND (regexp_replace(jira_key, '-[0-9]+$', '') = ANY (${sql.param(projectKeys)}::text[]) OR moved_out_at IS NOT NULL)
        AND NOT EXISTS (
          SELECT FROM jira_sync_seen AS seen WHERE seen.project_id = ticket.project_id AND seen.sync_id = ${syncId}
            AND seen.jira_id = coalesce(ticket.jira_id, ticket.jira_key))
      ORDER BY id LIMIT ${limit}`,
  )
}

/** How many tickets are gone by a direct look, and how many there are. */
export async function countGone(
  { db }: Transaction,
  projectId: number,
  syncId: number,
): Promise<{ readonly gone: number; readonly all: number }> {
  return await rowOf(
    db,
    sql`SELECT (SELECT count(*)::integer FROM jira_sync_seen
        WHERE project_id = ${projectId} AND sync_id = ${syncId} AND is_gone) AS gone,
      (SELECT count(*)::integer FROM jira_tickets WHERE project_id = ${projectId} AND deleted_at IS NULL) AS all`,
  )
}

/** Tombstones the tickets that are gone. */
export async function tombstoneGone({ db }: Transaction, projectId: number, syncId: number): Promise<number> {
  const rows = await rowsOf(
    db,
    sql`UPDATE jira_tickets AS ticket SET deleted_at = CURRENT_TIMESTAMP FROM jira_sync_seen AS seen
      WHERE seen.project_id = ${projectId} AND seen.sync_id = ${syncId} AND seen.is_gone
        AND ticket.project_id = ${projectId} AND coalesce(ticket.jira_id, ticket.jira_key) = seen.jira_id
        AND ticket.deleted_at IS NULL
      RETURNING ticket.id`,
  )
  return rows.length
}

/** Tombstones one ticket by its Jira id. */
export async function tombstoneTicket(
  { db }: Transaction,
  projectId: number,
  jiraId: string,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`UPDATE jira_tickets SET deleted_at = CURRENT_TIMESTAMP
      WHERE project_id = ${projectId} AND jira_id = ${jiraId} AND deleted_at IS NULL RETURNING id`,
  )
  return rows.length > 0
}

/** Gives a ticket that came without its Jira id the one that Jira knows it by, so that it keeps its row from now on. */
export async function adoptJiraId(
  { db }: Transaction,
  projectId: number,
  ticketId: number,
  jiraId: string,
): Promise<void> {
  await db.execute(sql`
    UPDATE jira_tickets SET jira_id = ${jiraId} WHERE project_id = ${projectId} AND id = ${ticketId} AND jira_id IS NULL
      AND NOT EXISTS (SELECT FROM jira_tickets WHERE project_id = ${projectId} AND jira_id = ${jiraId})`)
}

/** Remembers of tickets whether Jira has them in a project that ours is not connected to. */
export async function markMovedOut(
  { db }: Transaction,
  projectId: number,
  jiraIds: readonly string[],
  isOut: boolean,
): Promise<void> {
  await db.execute(sql`
    UPDATE jira_tickets SET moved_out_at = ${isOut ? sql`CURRENT_TIMESTAMP` : sql`NULL`}
    WHERE project_id = ${projectId} AND jira_id = ANY (${sql.param(jiraIds)}::text[])`)
}
