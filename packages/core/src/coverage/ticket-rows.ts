import { type SQL, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { codeOf, coverageTables, isThere, naturalKey, type ResolvedQuery, verdictOf } from './queries.js'
import type { TicketPage, TicketRow, TicketSort } from './ticket-page.js'
import type { Rollup } from './verdict.js'

// Verdicts run from the worst.
const ticketSorts: Readonly<Record<TicketSort, { readonly by: SQL; readonly type: SQL }>> = {
  key: {
    by: naturalKey,
    type: sql`text`,
  },
  verdict: { by: sql`(CASE ticket.code WHEN 0 THEN 5 ELSE 5 - ticket.code END)`, type: sql`integer` },
  testCases: { by: sql`ticket.test_cases`, type: sql`integer` },
  lastExecutedAt: { by: sql`ticket.last_executed_at`, type: sql`timestamp` },
}

/** Selected tickets in order, one more than asked for where there are more. */
export async function readTickets(
  { db }: Transaction,
  query: ResolvedQuery,
  page: TicketPage,
): Promise<readonly TicketRow[]> {
  const { by } = ticketSorts[page.sort]
  const direction = sql.raw(page.descending ? 'DESC' : 'ASC')
  const rows = await rowsOf<
    Omit<TicketRow, 'verdict' | 'lastExecutedAt'> & { code: number; last: string | null }
  >(
    db,
    sql`WITH ${coverageTables(query)}, ${chosenTable(page)}
      SELECT ticket.id, issue.jira_key AS key, issue.summary, issue.issue_type AS "issueType", issue.priority, issue.status,
        ticket.code, ticket.test_cases AS "testCases", ticket.last_executed_at AS last, ticket.position
      FROM chosen AS ticket JOIN jira_tickets AS issue ON issue.project_id = ${query.projectId} AND issue.id = ticket.id
      ORDER BY ${by} ${direction} NULLS LAST, ticket.id ${direction}`,
  )
  return rows.map(({ code, last, ...row }) => ({
    ...row,
    verdict: verdictOf(code),
    lastExecutedAt: last === null ? null : toDate(last),
  }))
}

/** `chosen` out of all of `ticket`. */
function chosenTable({ sort, descending, verdicts: wanted, after, limit }: TicketPage): SQL {
  const { by, type } = ticketSorts[sort]
  const direction = sql.raw(descending ? 'DESC' : 'ASC')
  const beyond = sql.raw(descending ? '<' : '>')
  const verdicts =
    wanted.length === 0 ? sql`` : sql` AND ticket.code = ANY (${sql.param(wanted.map(codeOf))}::integer[])`
  const at = sql`${after?.value ?? null}::${type}`
  const from =
    after === undefined
      ? sql``
      : after.value === null
        ? sql` AND ${by} IS NULL AND ticket.id ${beyond} ${after.id}`
        : sql` AND (${by} ${beyond} ${at} OR ${by} = ${at} AND ticket.id ${beyond} ${after.id} OR ${by} IS NULL)`
  return sql`chosen AS (
        SELECT ticket.*, ${by}::text AS position FROM ticket WHERE selected${verdicts}${from}
        ORDER BY ${by} ${direction} NULLS LAST, ticket.id ${direction} LIMIT ${limit + 1}
      )`
}

/** What is below each of these tickets, at any depth; tickets without children are left out. */
export async function readRollups(
  { db }: Transaction,
  query: ResolvedQuery,
  ticketIds: readonly number[],
): Promise<ReadonlyMap<number, Rollup>> {
  const rows = await rowsOf<{ root: number; code: number; children: number; covered: number }>(
    db,
    sql`WITH RECURSIVE ${coverageTables(query)}, below AS (
        SELECT issue.id AS root, issue.id, issue.jira_key AS key FROM jira_tickets AS issue
        WHERE ${isThere(query, sql`issue`)} AND issue.id = ANY (${sql.param(ticketIds)}::integer[])
        UNION
        SELECT below.root, child.id, child.jira_key FROM below JOIN jira_tickets AS child ON child.parent_key = below.key
        WHERE ${isThere(query, sql`child`)}
      )
      SELECT root, max(code)::integer AS code, count(*) FILTER (WHERE id <> root)::integer AS children,
        count(*) FILTER (WHERE id <> root AND code > 0)::integer AS covered
      FROM (SELECT below.root, below.id, ticket.code FROM below JOIN ticket ON ticket.id = below.id) AS judged
      GROUP BY root HAVING count(*) FILTER (WHERE id <> root) > 0`,
  )
  return new Map(
    rows.map(({ root, code, children, covered }) => [
      root,
      { verdict: verdictOf(code), children, childrenCovered: covered },
    ]),
  )
}
