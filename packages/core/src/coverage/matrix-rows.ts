import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { MatrixGrouping } from './matrix-types.js'
import {
  coverageTables,
  isCounted,
  isThere,
  naturalKey,
  type ResolvedQuery,
  selectedCondition,
  until,
  verdictOf,
} from './queries.js'
import { groupTable } from './repository.js'
import type { CoverageQuery } from './scope.js'
import type { Verdict } from './verdict.js'

/** Which rows of a matrix a page has. */
export interface MatrixPage {
  readonly groupBy: MatrixGrouping | undefined
  /** Whether rows without cells are shown. */
  readonly bare: boolean
  readonly limit: number
  readonly after: MatrixPosition | undefined
}

/** Where a page of a matrix ended. */
export interface MatrixPosition {
  readonly group: string | null
  /** The ticket's key as it is sorted; null for a test case, which is sorted by id. */
  readonly key: string | null
  readonly id: number
}

/** A row of a matrix before its cells are known, with how many it has. */
export interface MatrixRow {
  readonly id: number
  readonly group: string | null
  readonly cells: number
}

/** A ticket of a matrix, and the key that it is sorted by. */
export interface TicketMatrixRow extends MatrixRow {
  readonly key: string
  readonly summary: string
  readonly position: string
}

/** Selected tickets in order, one more than asked for where there are more. */
export async function chooseTickets(
  { db }: Transaction,
  query: ResolvedQuery,
  { groupBy, bare, limit, after }: MatrixPage,
): Promise<readonly TicketMatrixRow[]> {
  const groups = groupsOf(query, groupBy)
  return await rowsOf<TicketMatrixRow>(
    db,
    sql`WITH RECURSIVE ${groups.table}linked AS (
        SELECT link.jira_ticket_id, count(*)::integer AS cells FROM ${countedLinks} WHERE ${linkCondition(query)}
        GROUP BY link.jira_ticket_id
      ), ticket AS (
        SELECT issue.id, issue.jira_key, issue.summary FROM jira_tickets AS issue
        WHERE ${isThere(query, sql`issue`)} AND ${selectedCondition(query)}
      ), item AS (
        SELECT ticket.id, ticket.jira_key AS key, ticket.summary, ${groups.value} AS value,
          ${naturalKey} AS position, coalesce(linked.cells, 0) AS cells
        FROM ticket LEFT JOIN linked ON linked.jira_ticket_id = ticket.id ${groups.join(sql`ticket.id`)}
        WHERE ${bare ? sql`true` : sql`linked.cells > 0`}
      )
      SELECT id, key, summary, value AS "group", position, cells FROM item
      WHERE ${isBeyond(after, sql`(position, id) > (${after?.key ?? null}::text, ${after?.id ?? null}::integer)`)}
      ORDER BY ${inGroup} NULLS LAST, position, id LIMIT ${limit + 1}`,
  )
}

/** Test cases of selected tickets in order, one more than asked for where there are more. */
export async function chooseTestCases(
  { db }: Transaction,
  query: ResolvedQuery,
  { groupBy, bare, limit, after }: MatrixPage,
): Promise<readonly MatrixRow[]> {
  const groups = groupsOf(query, groupBy)
  const further = sql`id > ${after?.id ?? null}::integer`
  const orphans = bare
    ? sql`UNION ALL SELECT test_case.id, NULL, 0 FROM test_cases AS test_case WHERE ${isOrphaned(query)}`
    : sql``
  return await rowsOf<MatrixRow>(
    db,
    sql`WITH RECURSIVE ${groups.table}pair AS (
        SELECT link.test_case_id AS id, ${groups.value} AS value
        FROM ${countedLinks} ${groups.join(sql`link.jira_ticket_id`)}
        WHERE ${linkCondition(query)} AND link.jira_ticket_id IN (
          SELECT issue.id FROM jira_tickets AS issue WHERE ${isThere(query, sql`issue`)} AND ${selectedCondition(query)})
      ), item AS (
        SELECT id, value, count(*)::integer AS cells FROM pair WHERE ${isBeyond(after, further)} GROUP BY id, value
        ${orphans}
      )
      SELECT id, value AS "group", cells FROM item WHERE ${isBeyond(after, further)}
      ORDER BY ${inGroup} NULLS LAST, id LIMIT ${limit + 1}`,
  )
}

/** Which counted test cases are linked to these tickets. */
export async function readCoveringTestCases(
  { db }: Transaction,
  query: ResolvedQuery,
  ticketIds: readonly number[],
): Promise<readonly { readonly ticketId: number; readonly testCaseId: number; readonly title: string }[]> {
  return await rowsOf(
    db,
    sql`SELECT link.jira_ticket_id AS "ticketId", link.test_case_id AS "testCaseId", test_case.title
      FROM ${countedLinks}
      WHERE ${linkCondition(query)} AND link.jira_ticket_id = ANY (${sql.param(ticketIds)}::integer[])
      ORDER BY link.jira_ticket_id, link.test_case_id`,
  )
}

/** A ticket that a test case covers. */
export interface CoveredTicket {
  readonly testCaseId: number
  readonly group: string | null
  readonly ticketId: number
  readonly key: string
  readonly summary: string
}

/** The selected tickets of these rows, in order. */
export async function readCoveredTickets(
  { db }: Transaction,
  query: ResolvedQuery,
  groupBy: MatrixGrouping | undefined,
  rows: readonly MatrixRow[],
): Promise<readonly CoveredTicket[]> {
  const groups = groupsOf(query, groupBy)
  const ids = sql`${sql.param(rows.map((row) => row.id))}::integer[]`
  const values = sql`${sql.param(rows.map((row) => row.group))}::text[]`
  return await rowsOf<CoveredTicket>(
    db,
    sql`WITH RECURSIVE ${groups.table}wanted AS (
        SELECT test_case_id, value FROM unnest(${ids}, ${values}) AS wanted (test_case_id, value)
      ), pair AS (
        SELECT link.test_case_id, link.jira_ticket_id, ${groups.value} AS value
        FROM test_case_jira_links AS link ${groups.join(sql`link.jira_ticket_id`)}
        WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)} AND link.test_case_id = ANY (${ids})
      )
      SELECT pair.test_case_id AS "testCaseId", pair.value AS "group", ticket.id AS "ticketId", ticket.jira_key AS key, ticket.summary
      FROM pair
      JOIN wanted ON wanted.test_case_id = pair.test_case_id AND wanted.value IS NOT DISTINCT FROM pair.value
      JOIN jira_tickets AS ticket ON ticket.project_id = ${query.projectId} AND ticket.id = pair.jira_ticket_id
      WHERE ticket.id IN (
        SELECT issue.id FROM jira_tickets AS issue WHERE ${isThere(query, sql`issue`)} AND ${selectedCondition(query)})
      ORDER BY pair.test_case_id, ${naturalKey}, ticket.id`,
  )
}

/** The verdicts of these tickets, by id. */
export async function readTicketVerdicts(
  { db }: Transaction,
  query: ResolvedQuery,
  ticketIds: readonly number[],
): Promise<ReadonlyMap<number, Verdict>> {
  const rows = await rowsOf<{ id: number; code: number }>(
    db,
    sql`WITH ${coverageTables(query)} SELECT id, code FROM ticket WHERE id = ANY (${sql.param(ticketIds)}::integer[])`,
  )
  return new Map(rows.map(({ id, code }) => [id, verdictOf(code)]))
}

/** Whether a row of `test_cases AS test_case` counts and is linked to no ticket that is there. */
export function isOrphaned(query: CoverageQuery): SQL {
  return sql`test_case.project_id = ${query.projectId} AND ${isCounted} AND test_case.id NOT IN (
          SELECT link.test_case_id FROM test_case_jira_links AS link
          JOIN jira_tickets AS issue ON issue.project_id = link.project_id AND issue.id = link.jira_ticket_id
          WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)} AND ${isThere(query, sql`issue`)})`
}

const countedLinks = sql`test_case_jira_links AS link
        JOIN test_cases AS test_case ON test_case.project_id = link.project_id AND test_case.id = link.test_case_id`

function linkCondition(query: ResolvedQuery): SQL {
  return sql`link.project_id = ${query.projectId}${until(query, sql`link.created_at`)} AND ${isCounted}`
}

/** Groups are ordered by their characters, whatever the database's collation. */
const inGroup = sql`value COLLATE "C"`

/** Whether a row comes after a position: in a later group, or in the same and `further`. */
function isBeyond(after: MatrixPosition | undefined, further: SQL): SQL {
  if (after === undefined) return sql`true`
  if (after.group === null) return sql`value IS NULL AND ${further}`
  const group = sql`${after.group}::text`
  return sql`(${inGroup} > ${group} COLLATE "C" OR value IS NULL OR value = ${group} AND ${further})`
}

/** Common table expressions for groups, what joins them to a ticket, and the group that this gives it. */
function groupsOf(query: ResolvedQuery, groupBy: MatrixGrouping | undefined) {
  if (groupBy === undefined) return { table: sql``, value: sql`NULL::text`, join: () => sql`` }
  return {
    table: sql`${groupTable(query, groupBy)}, `,
    value: sql`grouped.value`,
    join: (ticketId: SQL) => sql`JOIN grouped ON grouped.ticket_id = ${ticketId}`,
  }
}
