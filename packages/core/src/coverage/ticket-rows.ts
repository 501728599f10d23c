import { type SQL, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { codeOf, coverageTables, isThere, naturalKey, type ResolvedQuery, verdictOf } from './queries.js'
import type { Rollup, Verdict } from './verdict.js'

/** A ticket of a list. */
export interface TicketRow {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly verdict: Verdict
  readonly testCases: number
  readonly lastExecutedAt: Date | null
  /** The value that the list is sorted by, as text. */
  readonly position: string | null
}

export interface TicketPage {
  readonly verdicts: readonly Verdict[]
  readonly sort: TicketSort
  readonly descending: boolean
  readonly limit: number
  readonly after: { readonly value: string | null; readonly id: number } | undefined
}

type TicketSort = 'key' | 'verdict' | 'testCases' | 'lastExecutedAt'

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
  const { by, type } = ticketSorts[page.sort]
  const order = page.descending ? sql`DESC NULLS LAST` : sql`ASC NULLS LAST`
  const beyond = sql.raw(page.descending ? '<' : '>')
  const verdicts =
    page.verdicts.length === 0
      ? sql``
      : sql` AND ticket.code = ANY (${sql.param(page.verdicts.map(codeOf))}::integer[])`
  const { after } = page
  const at = sql`${after?.value ?? null}::${type}`
  const from =
    after === undefined
      ? sql``
      : after.value === null
        ? sql` AND ${by} IS NULL AND ticket.id ${beyond} ${after.id}`
        : sql` AND (${by} ${beyond} ${at} OR ${by} = ${at} AND ticket.id ${beyond} ${after.id} OR ${by} IS NULL)`
  const rows = await rowsOf<
    Omit<TicketRow, 'verdict' | 'lastExecutedAt'> & { code: number; last: string | null }
  >(
    db,
    sql`WITH ${coverageTables(query)}, chosen AS (
        SELECT ticket.*, ${by}::text AS position FROM ticket WHERE selected${verdicts}${from}
        ORDER BY ${by} ${order}, ticket.id ${page.descending ? sql`DESC` : sql`ASC`} LIMIT ${page.limit + 1}
      )
      SELECT ticket.id, ticket.jira_key AS key, issue.summary, issue.issue_type AS "issueType", issue.priority, issue.status,
        ticket.code, ticket.test_cases AS "testCases", ticket.last_executed_at AS last, ticket.position
      FROM chosen AS ticket JOIN jira_tickets AS issue ON issue.project_id = ${query.projectId} AND issue.id = ticket.id
      ORDER BY ${by} ${order}, ticket.id ${page.descending ? sql`DESC` : sql`ASC`}`,
  )
  return rows.map(({ code, last, ...row }) => ({
    ...row,
    verdict: verdictOf(code),
    lastExecutedAt: last === null ? null : toDate(last),
  }))
}

/** What is below each of these tickets, at any depth; tickets without children are left out. */
export async function readRollups(
  { db }: Transaction,
  query: ResolvedQuery,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Rollup>> {
  const rows = await rowsOf<{ root: string; code: number; children: number; covered: number }>(
    db,
    sql`WITH RECURSIVE ${coverageTables(query)}, below AS (
        SELECT key AS root, key FROM unnest(${sql.param(keys)}::text[]) AS key
        UNION
        SELECT below.root, child.jira_key FROM below JOIN jira_tickets AS child ON child.parent_key = below.key
        WHERE ${isThere(query, sql`child`)}
      )
      SELECT below.root, max(ticket.code) AS code, count(*) FILTER (WHERE below.key <> below.root)::integer AS children,
        count(*) FILTER (WHERE below.key <> below.root AND ticket.code > 0)::integer AS covered
      FROM below JOIN ticket ON ticket.jira_key = below.key
      GROUP BY below.root HAVING count(*) FILTER (WHERE below.key <> below.root) > 0`,
  )
  return new Map(
    rows.map(({ root, code, children, covered }) => [
      root,
      { verdict: verdictOf(code), children, childrenCovered: covered },
    ]),
  )
}
