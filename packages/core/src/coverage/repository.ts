import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import {
  coverageTables,
  environmentName,
  isThere,
  type ResolvedQuery,
  runConditions,
  runsOf,
} from './queries.js'
import type { CoverageSummary } from './summary.js'
import { type Counts, toSummary } from './summary-rows.js'

const byVerdict = sql.raw(`
  count(*) FILTER (WHERE code = 0)::integer AS uncovered, count(*) FILTER (WHERE code = 1)::integer AS ok,
  count(*) FILTER (WHERE code = 2)::integer AS notrun, count(*) FILTER (WHERE code = 3)::integer AS unknown,
  count(*) FILTER (WHERE code = 4)::integer AS nok`)

const wereExecuted = sql.raw('count(*) FILTER (WHERE executed)::integer AS executed')

/** What a breakdown can group by; `environment` groups runs, the others tickets. */
export type TicketGrouping = 'fixVersion' | 'component' | 'label' | 'epic' | 'priority' | 'issueType'

/** The summary of each value that selected tickets have. A ticket with two values is in both; null means none. */
export async function readBreakdown(
  { db }: Transaction,
  query: ResolvedQuery,
  by: TicketGrouping,
): Promise<readonly { readonly value: string | null; readonly summary: CoverageSummary }[]> {
  const rows = await rowsOf<{ value: string | null; tickets: Counts; testCases: Counts }>(
    db,
    sql`WITH RECURSIVE ${coverageTables(query)}, ${groupTable(query, by)}
      SELECT by_ticket.value, row_to_json(by_ticket) AS tickets, row_to_json(by_test_case) AS "testCases"
      FROM (
        SELECT value, ${byVerdict}, ${wereExecuted}
        FROM grouped JOIN ticket ON ticket.id = grouped.ticket_id WHERE selected GROUP BY value
      ) AS by_ticket
      LEFT JOIN (
        SELECT value, ${byVerdict} FROM (
          SELECT DISTINCT grouped.value, covering.test_case_id, covering.code
          FROM grouped JOIN ticket ON ticket.id = grouped.ticket_id JOIN covering ON covering.jira_ticket_id = ticket.id
          WHERE selected
        ) AS distinct_cases GROUP BY value
      ) AS by_test_case ON coalesce(by_test_case.value, '') = coalesce(by_ticket.value, '')
        AND (by_test_case.value IS NULL) = (by_ticket.value IS NULL)
      ORDER BY by_ticket.value NULLS LAST`,
  )
  return rows.map(({ value, tickets, testCases }) => ({
    value,
    summary: toSummary(query, tickets, testCases),
  }))
}

/** `grouped`: which ticket has which value. An epic's tickets are those below it at any depth, and itself. */
export function groupTable(query: ResolvedQuery, by: TicketGrouping): SQL {
  const own = sql`FROM jira_tickets AS issue WHERE ${isThere(query, sql`issue`)}`
  if (by === 'priority') return sql`grouped AS (SELECT issue.priority AS value, issue.id AS ticket_id ${own})`
  if (by === 'issueType')
    return sql`grouped AS (SELECT issue.issue_type AS value, issue.id AS ticket_id ${own})`
  if (by === 'epic') {
    return sql`below AS (
        SELECT issue.jira_key AS value, issue.id AS ticket_id, issue.jira_key AS key ${own} AND lower(issue.issue_type) = 'epic'
        UNION
        SELECT below.value, child.id, child.jira_key FROM below JOIN jira_tickets AS child ON child.parent_key = below.key
        WHERE ${isThere(query, sql`child`)}
      ), grouped AS (
        SELECT value, ticket_id FROM below
        UNION ALL
        SELECT NULL, issue.id ${own} AND issue.id NOT IN (SELECT ticket_id FROM below)
      )`
  }
  const column = sql`issue.${sql.raw({ fixVersion: 'fix_versions', component: 'components', label: 'labels' }[by])}`
  // The specification's columns hold any JSON; what is no list has no values.
  const values = sql`CASE WHEN jsonb_typeof(${column}) = 'array' THEN ${column} END`
  return sql`grouped AS (
      SELECT DISTINCT value, issue.id AS ticket_id
      FROM jira_tickets AS issue LEFT JOIN LATERAL jsonb_array_elements_text(${values}) AS value ON true
      WHERE ${isThere(query, sql`issue`)}
    )`
}

/** The environments that runs in scope name, in order; null where there are runs without one. */
export async function readEnvironments(
  { db }: Transaction,
  query: ResolvedQuery,
): Promise<readonly (string | null)[]> {
  const rows = await rowsOf<{ environment: string | null }>(
    db,
    sql`SELECT DISTINCT ${environmentName} AS environment FROM ${runsOf(query)}
      WHERE ${sql.join(runConditions(query), sql` AND `)} ORDER BY environment NULLS LAST`,
  )
  return rows.map((row) => row.environment)
}
