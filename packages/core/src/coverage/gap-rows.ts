import { type SQL, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import {
  type CoverageGap,
  defaultPriorityWeight,
  defaultTypeWeight,
  priorityWeights,
  resolvedWeight,
  typeWeights,
  verdictWeights,
} from './gaps.js'
import { codeOf, coverageTables, isThere, naturalKey, type ResolvedQuery, verdictOf } from './queries.js'
import type { Verdict } from './verdict.js'

/** Selected tickets that fail or that nothing covers, riskiest first, and how many there are of each. */
export async function readGaps(
  { db }: Transaction,
  query: ResolvedQuery,
  limit: number,
): Promise<{ readonly failing: number; readonly uncovered: number; readonly items: readonly GapRow[] }> {
  const rows = await rowsOf<
    Omit<GapRow, 'verdict' | 'lastExecutedAt'> & {
      code: number
      last: string | null
      failing: number
      uncovered: number
    }
  >(
    db,
    sql`WITH ${coverageTables(query)}, gap AS (
        SELECT ticket.*, issue.summary, issue.issue_type, issue.priority, issue.status, issue.resolution IS NOT NULL AS resolved
        FROM ticket JOIN jira_tickets AS issue ON issue.project_id = ${query.projectId} AND issue.id = ticket.id
        WHERE selected AND (ticket.code = ${codeOf('NOK')} OR ticket.code = ${codeOf('UNCOVERED')} AND NOT EXISTS (
          SELECT FROM jira_tickets AS child
          WHERE ${isThere(query, sql`child`)} AND child.parent_key = ticket.jira_key AND child.id <> ticket.id))
      )
      SELECT jira_key AS key, summary, issue_type AS "issueType", priority, status, resolved, code, last_executed_at AS last,
        (count(*) FILTER (WHERE code = ${codeOf('NOK')}) OVER ())::integer AS failing,
        (count(*) FILTER (WHERE code = ${codeOf('UNCOVERED')}) OVER ())::integer AS uncovered
      FROM gap AS ticket ORDER BY ${riskOrder} DESC, ${naturalKey}, id LIMIT ${limit}`,
  )
  return {
    failing: rows[0]?.failing ?? 0,
    uncovered: rows[0]?.uncovered ?? 0,
    items: rows.map(({ code, last, failing: _, uncovered: __, ...row }) => ({
      ...row,
      verdict: verdictOf(code),
      lastExecutedAt: last === null ? null : toDate(last),
    })),
  }
}

/** A gap before its risk is told. */
export type GapRow = Omit<CoverageGap, 'risk' | 'reasons'> & { readonly resolved: boolean }

/** `riskOf` in SQL, for the order; in exact decimals, so that equal risks are equal. */
const riskOrder: SQL = sql`(${weightOf(sql`code::text`, verdictWeightsByCode(), 0)}
  * ${weightOf(sql`lower(priority)`, priorityWeights, defaultPriorityWeight)}
  * ${weightOf(sql`lower(issue_type)`, typeWeights, defaultTypeWeight)}
  * CASE WHEN resolved THEN ${resolvedWeight}::numeric ELSE 1 END)`

function weightOf(column: SQL, weights: Readonly<Record<string, number>>, otherwise: number): SQL {
  const cases = Object.entries(weights).map(([value, weight]) => sql`WHEN ${value} THEN ${weight}::numeric `)
  return sql`(CASE ${column} ${sql.join(cases, sql``)}ELSE ${otherwise}::numeric END)`
}

function verdictWeightsByCode(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(verdictWeights).map(([verdict, weight]) => [String(codeOf(verdict as Verdict)), weight]),
  )
}
