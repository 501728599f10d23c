import { type SQL, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import {
  ageWeights,
  type CoverageGap,
  defaultPriorityWeight,
  defaultTypeWeight,
  nearbyWeights,
  oldestWeight,
  priorityWeights,
  quietWeight,
  resolvedWeight,
  typeWeights,
  unknownAgeWeight,
  verdictWeights,
} from './gaps.js'
import { codeOf, coverageTables, isThere, naturalKey, type ResolvedQuery, verdictOf } from './queries.js'
import { groupTable } from './repository.js'
import type { Verdict } from './verdict.js'

/** A gap before its risk is told. */
export type GapRow = Omit<CoverageGap, 'risk' | 'reasons'> & { readonly resolved: boolean }

/**
 * Selected tickets that fail or that nothing covers, riskiest first, and how many there are of each, whichever of
 * the two are listed.
 */
export async function readGaps(
  { db }: Transaction,
  query: ResolvedQuery,
  {
    limit,
    now,
    verdicts,
  }: { readonly limit: number; readonly now: Date; readonly verdicts: readonly Verdict[] },
): Promise<{ readonly failing: number; readonly uncovered: number; readonly items: readonly GapRow[] }> {
  type Found = Omit<GapRow, 'verdict' | 'lastExecutedAt'> & { code: number; last: string | null }
  const wanted = sql.param(verdicts.map(codeOf))
  const rows = await rowsOf<
    (Found | { readonly key: null }) & { failing: number; uncovered: number; rank: unknown }
  >(
    db,
    sql`WITH ${coverageTables(query)}, ${nearbyTable(query)}, gap AS (
        SELECT ticket.*, issue.summary, issue.issue_type, issue.priority, issue.status, issue.resolution IS NOT NULL AS resolved,
          ${ageDays(now)} AS age_days, nearby.failing AS nearby_failing, nearby.kind, nearby.value
        FROM ticket JOIN jira_tickets AS issue ON issue.project_id = ${query.projectId} AND issue.id = ticket.id
        LEFT JOIN nearby ON nearby.ticket_id = ticket.id
        WHERE selected AND (ticket.code = ${codeOf('NOK')} OR ticket.code = ${codeOf('UNCOVERED')} AND NOT EXISTS (
          SELECT FROM jira_tickets AS child
          WHERE ${isThere(query, sql`child`)} AND child.parent_key = ticket.jira_key AND child.id <> ticket.id))
      )
      SELECT riskiest.*, counted.failing, counted.uncovered FROM (
        SELECT (count(*) FILTER (WHERE code = ${codeOf('NOK')}))::integer AS failing,
          (count(*) FILTER (WHERE code = ${codeOf('UNCOVERED')}))::integer AS uncovered FROM gap
      ) AS counted LEFT JOIN (
        SELECT jira_key AS key, summary, issue_type AS "issueType", priority, status, resolved, code,
          last_executed_at AS last, age_days AS "ageDays",
          CASE WHEN kind IS NOT NULL THEN json_build_object('kind', kind, 'value', value, 'failing', nearby_failing) END AS nearby,
          row_number() OVER (ORDER BY ${riskOrder} DESC, ${naturalKey}, id) AS rank
        FROM gap AS ticket WHERE code = ANY (${wanted}::integer[]) ORDER BY rank LIMIT ${limit}
      ) AS riskiest ON true ORDER BY riskiest.rank`,
  )
  return {
    failing: rows[0]?.failing ?? 0,
    uncovered: rows[0]?.uncovered ?? 0,
    items: rows.flatMap((row) => {
      if (row.key === null) return []
      const { code, last, failing: _, uncovered: __, rank: ___, ...found } = row
      return [{ ...found, verdict: verdictOf(code), lastExecutedAt: last === null ? null : toDate(last) }]
    }),
  }
}

/**
 * `nearby`: for each ticket the one of its places where most others fail. Counted for each place and not for
 * each pair of tickets, so that a component with thousands of failures costs no more than its tickets.
 */
function nearbyTable(query: ResolvedQuery): SQL {
  // Each grouping in a scope of its own, because both call their table `grouped`.
  const group = (kind: 'component' | 'epic') =>
    sql`SELECT ${kind}::text AS kind, value, ticket_id FROM (
          WITH RECURSIVE ${groupTable(query, kind)} SELECT value, ticket_id FROM grouped WHERE value IS NOT NULL) AS ${sql.raw(kind)}`
  return sql`place AS (
        ${group('component')}
        UNION ALL ${group('epic')}
        UNION ALL
        (SELECT 'parent', child.parent_key, child.id FROM ticket AS child WHERE child.parent_key IS NOT NULL
        UNION
        SELECT 'parent', parent.jira_key, parent.id FROM ticket AS parent
        WHERE parent.jira_key IN (SELECT child.parent_key FROM ticket AS child))
      ), nearby AS (
        SELECT DISTINCT ON (ticket_id) * FROM (
          SELECT place.*, (count(*) FILTER (WHERE ticket.code = ${codeOf('NOK')}) OVER (PARTITION BY kind, value)
            - CASE WHEN ticket.code = ${codeOf('NOK')} THEN 1 ELSE 0 END)::integer AS failing
          FROM place JOIN ticket ON ticket.id = place.ticket_id
        ) AS counted_place
        WHERE failing > 0 ORDER BY ticket_id, failing DESC, kind, value COLLATE "C"
      )`
}

/** Whole days between the creation of a row of `jira_tickets AS issue` and now, as a Date would count them. */
function ageDays(now: Date): SQL {
  const seconds = sql`extract(epoch FROM ${now.toISOString()}::timestamp - date_trunc('milliseconds', issue.created_date))`
  return sql`CASE WHEN issue.created_date IS NOT NULL THEN greatest(0, floor(${seconds} / 86400))::integer END`
}

/** `riskOf` in SQL, for the order; in exact decimals, rounded alike, so that equal risks are equal. */
const riskOrder: SQL = sql`round(100 * (${weightOf(sql`code::text`, verdictWeightsByCode(), 0)}
  * ${weightOf(sql`lower(priority)`, priorityWeights, defaultPriorityWeight)}
  * ${weightOf(sql`lower(issue_type)`, typeWeights, defaultTypeWeight)}
  * CASE WHEN resolved THEN ${resolvedWeight}::numeric ELSE 1 END
  * CASE WHEN age_days IS NULL THEN ${unknownAgeWeight}::numeric ${steps(
    ageWeights.map(({ days, weight }) => [sql`age_days <= ${days}`, weight]),
  )}ELSE ${oldestWeight}::numeric END
  * CASE ${steps(
    nearbyWeights.map(({ failing, weight }) => [sql`nearby_failing >= ${failing}`, weight]),
  )}ELSE ${quietWeight}::numeric END), 2)`

function steps(cases: readonly (readonly [SQL, number])[]): SQL {
  return sql.join(
    cases.map(([condition, weight]) => sql`WHEN ${condition} THEN ${weight}::numeric `),
    sql``,
  )
}

function weightOf(column: SQL, weights: Readonly<Record<string, number>>, otherwise: number): SQL {
  const cases = Object.entries(weights).map(([value, weight]) => [sql`${value}`, weight] as const)
  return sql`(CASE ${column} ${steps(cases)}ELSE ${otherwise}::numeric END)`
}

function verdictWeightsByCode(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(verdictWeights).map(([verdict, weight]) => [String(codeOf(verdict as Verdict)), weight]),
  )
}
