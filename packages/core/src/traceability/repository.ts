import { sql } from 'drizzle-orm'
import { rowOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { pendingLinks, testCaseJiraLinks } from '../schema/integration.js'
import type { Link, LinkResult, NewLink, PendingLink } from './types.js'

export const linkRepository = tableRepository<Link>(testCaseJiraLinks, {
  filters: {
    testCaseId: testCaseJiraLinks.testCaseId,
    jiraTicketId: testCaseJiraLinks.jiraTicketId,
    origin: testCaseJiraLinks.origin,
  },
})

export const pendingLinkRepository = tableRepository<PendingLink>(pendingLinks, {
  filters: { testCaseId: pendingLinks.testCaseId, jiraKey: pendingLinks.jiraKey },
})

/**
 * Links test cases of one project to keys, in one statement. Keys without a ticket wait; should the ticket
 * arrive at the same moment, the database resolves them.
 */
export async function linkByKey(
  { db }: Transaction,
  projectId: number,
  links: readonly NewLink[],
  createdBy: number | null,
): Promise<Omit<LinkResult, 'unchanged'>> {
  return await rowOf(
    db,
    sql`WITH given AS (
        SELECT DISTINCT ON ("testCaseId", key) "testCaseId" AS test_case_id, key, "linkType" AS link_type, origin,
          coalesce("createdAt", CURRENT_TIMESTAMP)::timestamp AS created_at
        FROM json_to_recordset(${JSON.stringify(links)}::json)
          AS link ("testCaseId" integer, key text, "linkType" text, origin text, "createdAt" timestamp)
        ORDER BY "testCaseId", key, "createdAt"
      ), resolved AS (
        SELECT given.*, ticket.id AS ticket_id FROM given
        LEFT JOIN jira_tickets AS ticket ON ticket.project_id = ${projectId} AND ticket.jira_key = given.key
      ), linked AS (
        INSERT INTO test_case_jira_links (project_id, test_case_id, jira_ticket_id, link_type, origin, created_by, created_at)
        SELECT ${projectId}::integer, test_case_id, ticket_id, link_type, origin, ${createdBy}::integer, created_at
        FROM resolved WHERE ticket_id IS NOT NULL ORDER BY test_case_id, ticket_id
        ON CONFLICT (test_case_id, jira_ticket_id) DO NOTHING RETURNING id
      ), pending AS (
        INSERT INTO pending_links (project_id, test_case_id, jira_key, link_type, origin, created_by, created_at)
        SELECT ${projectId}::integer, test_case_id, key, link_type, origin, ${createdBy}::integer, created_at
        FROM resolved WHERE ticket_id IS NULL ORDER BY key, test_case_id
        ON CONFLICT (project_id, jira_key, test_case_id) DO NOTHING RETURNING id
      )
      SELECT (SELECT count(*)::integer FROM linked) AS linked, (SELECT count(*)::integer FROM pending) AS pending`,
  )
}

/** Removes a link or one that is pending; whether there was one that the actor may remove. */
export async function unlinkByKey(
  { db }: Transaction,
  projectId: number,
  testCaseId: number,
  key: string,
): Promise<boolean> {
  const { removed } = await rowOf<{ removed: number }>(
    db,
    sql`WITH linked AS (
        DELETE FROM test_case_jira_links AS link USING jira_tickets AS ticket
        WHERE ticket.id = link.jira_ticket_id AND ticket.jira_key = ${key}
          AND link.project_id = ${projectId} AND link.test_case_id = ${testCaseId}
        RETURNING link.id
      ), pending AS (
        DELETE FROM pending_links
        WHERE project_id = ${projectId} AND test_case_id = ${testCaseId} AND jira_key = ${key} RETURNING id
      )
      SELECT (SELECT count(*)::integer FROM linked) + (SELECT count(*)::integer FROM pending) AS removed`,
  )
  return removed > 0
}
