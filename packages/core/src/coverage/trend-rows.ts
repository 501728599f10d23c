import { type SQL, sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import {
  decisiveFirst,
  environmentName,
  isCounted,
  isFinal,
  isThere,
  type ResolvedQuery,
  runConditions,
  selectedCondition,
  until,
} from './queries.js'
import type { TrendHistory } from './trend.js'

/** What a trend is replayed from. `boundaries` are the ends of its days, exclusive. */
export async function readHistory(
  { db }: Transaction,
  query: ResolvedQuery,
  boundaries: readonly Date[],
): Promise<TrendHistory> {
  const ends = sql`${sql.param(boundaries.map((boundary) => boundary.toISOString().replace('Z', '')))}::timestamp[]`
  const day = (column: SQL) => sql`coalesce(width_bucket(${column}, ${ends}), 0)`
  const last = boundaries.length - 1
  // Tickets that were there on the first day, and when they were found deleted: later than asked about is never.
  const tickets = sql`ticket AS (
      SELECT issue.id, CASE WHEN ${isThere(query, sql`issue`)} THEN NULL ELSE ${day(sql`issue.deleted_at`)} END AS removed_on
      FROM jira_tickets AS issue WHERE issue.project_id = ${query.projectId} AND ${selectedCondition(query)}
    )`
  const there = sql`coalesce(ticket.removed_on > 0, true)`
  const counts = await rowOf<Pick<TrendHistory, 'tickets' | 'removed'>>(
    db,
    sql`WITH ${tickets}
      SELECT count(*)::integer AS tickets, coalesce(json_agg(json_build_object('day', removed_on, 'ticketId', id))
        FILTER (WHERE removed_on <= ${last}), '[]') AS removed
      FROM ticket WHERE ${there}`,
  )
  const links = await rowsOf<TrendHistory['links'][number]>(
    db,
    sql`WITH ${tickets}
      SELECT ${day(sql`link.created_at`)} AS day, link.test_case_id AS "testCaseId", link.jira_ticket_id AS "ticketId"
      FROM test_case_jira_links AS link
      JOIN test_cases AS test_case ON test_case.project_id = link.project_id AND test_case.id = link.test_case_id
      JOIN ticket ON ticket.id = link.jira_ticket_id
      WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)} AND ${isCounted} AND ${there}
        AND ${day(sql`link.created_at`)} <= ${last}`,
  )
  // One row for each day on which something changed, because there are fewer of those than of runs.
  const place = sql`run.test_case_id, ${environmentName}`
  const wasFinal =
    query.policy.finalRunsFirst === false
      ? sql`bool_or(${isFinal}) OVER (PARTITION BY ${place}, run.day)`
      : isFinal
  const runs = await rowsOf<TrendHistory['runs'][number]>(
    db,
    sql`WITH dated AS (
        SELECT ${day(sql`run.executed_at`)} AS day, run.id, run.test_case_id, run.environment, run.status, run.executed_at
        FROM test_runs AS run
        WHERE ${sql.join(runConditions(query), sql` AND `)}
          AND run.test_case_id IN (SELECT test_case_id FROM test_case_jira_links WHERE project_id = ${query.projectId})
      ), taken AS (
        SELECT DISTINCT ON (${place}, run.day) run.day, run.test_case_id, ${environmentName} AS environment, run.status,
          ${wasFinal} AS final
        FROM dated AS run WHERE run.day <= ${last}
        ORDER BY ${place}, run.day, ${decisiveFirst(query.policy)}
      ), compared AS (
        SELECT *, lag(status) OVER before AS status_before, lag(final) OVER before AS final_before
        FROM taken WINDOW before AS (PARTITION BY test_case_id, environment ORDER BY day)
      )
      SELECT day, test_case_id AS "testCaseId", environment, status, final FROM compared
      WHERE (status, final) IS DISTINCT FROM (status_before, final_before)`,
  )
  return { ...counts, links, runs }
}
