import { type SQL, sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
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
import { codeOf, coverageTables, type ResolvedQuery, runConditions, verdictOf } from './queries.js'
import { narrowsTickets } from './scope.js'
import { type CoverageSummary, summarize } from './summary.js'
import type { TrendHistory } from './trend.js'
import type { CoveragePolicy, Verdict } from './verdict.js'

/** The project's own policy. */
export async function readPolicy({ db }: Transaction, projectId: number): Promise<CoveragePolicy> {
  const { policy } = await rowOf<{ policy: CoveragePolicy }>(
    db,
    sql`SELECT coverage_policy AS policy FROM projects WHERE id = ${projectId}`,
  )
  return policy
}

const byVerdict = sql.raw(`
  count(*) FILTER (WHERE code = 0)::integer AS uncovered, count(*) FILTER (WHERE code = 1)::integer AS ok,
  count(*) FILTER (WHERE code = 2)::integer AS notrun, count(*) FILTER (WHERE code = 3)::integer AS unknown,
  count(*) FILTER (WHERE code = 4)::integer AS nok`)

const wereExecuted = sql.raw('count(*) FILTER (WHERE executed)::integer AS executed')

interface Counts {
  readonly uncovered: number
  readonly ok: number
  readonly notrun: number
  readonly unknown: number
  readonly nok: number
  readonly executed: number
}

/** The summary of everything that the query selects. */
export async function readSummary({ db }: Transaction, query: ResolvedQuery): Promise<CoverageSummary> {
  const considered = narrowsTickets(query)
    ? sql`(SELECT code, executed FROM counted WHERE test_case_id IN (
        SELECT covering.test_case_id FROM covering JOIN ticket ON ticket.id = covering.jira_ticket_id WHERE selected
      )) AS considered`
    : sql`counted`
  const { tickets, testCases } = await rowOf<{ tickets: Counts; testCases: Counts }>(
    db,
    sql`WITH ${coverageTables(query)}
      SELECT row_to_json(by_ticket) AS tickets, row_to_json(by_test_case) AS "testCases"
      FROM (SELECT ${byVerdict}, ${wereExecuted} FROM ticket WHERE selected) AS by_ticket,
        (SELECT ${byVerdict} FROM ${considered}) AS by_test_case`,
  )
  return toSummary(query, tickets, testCases)
}

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
      ) AS by_test_case ON by_test_case.value IS NOT DISTINCT FROM by_ticket.value
      ORDER BY by_ticket.value NULLS LAST`,
  )
  return rows.map(({ value, tickets, testCases }) => ({
    value,
    summary: toSummary(query, tickets, testCases),
  }))
}

/** `grouped`: which ticket has which value. An epic's tickets are those below it at any depth, and itself. */
function groupTable(query: ResolvedQuery, by: TicketGrouping): SQL {
  const own = sql`FROM jira_tickets AS issue WHERE issue.project_id = ${query.projectId} AND issue.deleted_at IS NULL`
  if (by === 'priority') return sql`grouped AS (SELECT issue.priority AS value, issue.id AS ticket_id ${own})`
  if (by === 'issueType')
    return sql`grouped AS (SELECT issue.issue_type AS value, issue.id AS ticket_id ${own})`
  if (by === 'epic') {
    return sql`below AS (
        SELECT issue.jira_key AS value, issue.id AS ticket_id, issue.jira_key AS key ${own} AND lower(issue.issue_type) = 'epic'
        UNION
        SELECT below.value, child.id, child.jira_key FROM below JOIN jira_tickets AS child ON child.parent_key = below.key
        WHERE child.project_id = ${query.projectId} AND child.deleted_at IS NULL
      ), grouped AS (
        SELECT value, ticket_id FROM below
        UNION ALL
        SELECT NULL, issue.id ${own} AND issue.id NOT IN (SELECT ticket_id FROM below)
      )`
  }
  const column = sql.raw({ fixVersion: 'fix_versions', component: 'components', label: 'labels' }[by])
  return sql`grouped AS (
      SELECT DISTINCT value, issue.id AS ticket_id
      FROM jira_tickets AS issue LEFT JOIN LATERAL jsonb_array_elements_text(issue.${column}) AS value ON true
      WHERE issue.project_id = ${query.projectId} AND issue.deleted_at IS NULL
    )`
}

/** The environments that runs in scope name, in order; null where there are runs without one. */
export async function readEnvironments(
  { db }: Transaction,
  query: ResolvedQuery,
): Promise<readonly (string | null)[]> {
  const rows = await rowsOf<{ environment: string | null }>(
    db,
    sql`SELECT DISTINCT environment FROM test_runs AS run
      WHERE ${sql.join(runConditions(query), sql` AND `)} ORDER BY environment NULLS LAST`,
  )
  return rows.map((row) => row.environment)
}

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

export type TicketSort = 'key' | 'verdict' | 'testCases' | 'lastExecutedAt'

// Keys count upwards: SHOP-9 comes before SHOP-10.
const naturalKey = sql`(regexp_replace(ticket.jira_key, '[0-9]+$', '') || lpad(coalesce(substring(ticket.jira_key from '[0-9]+$'), ''), 12, '0'))`

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
      FROM chosen AS ticket JOIN jira_tickets AS issue ON issue.id = ticket.id
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
): Promise<
  ReadonlyMap<
    string,
    { readonly verdict: Verdict; readonly children: number; readonly childrenCovered: number }
  >
> {
  const rows = await rowsOf<{ root: string; code: number; children: number; covered: number }>(
    db,
    sql`WITH RECURSIVE ${coverageTables(query)}, below AS (
        SELECT key AS root, key FROM unnest(${sql.param(keys)}::text[]) AS key
        UNION
        SELECT below.root, child.jira_key FROM below JOIN jira_tickets AS child ON child.parent_key = below.key
        WHERE child.project_id = ${query.projectId} AND child.deleted_at IS NULL
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

function toSummary(
  query: ResolvedQuery,
  tickets: Counts,
  testCases: Partial<Counts> | null,
): CoverageSummary {
  const { projectId, policy: _, ...scope } = query
  return summarize(projectId, scope, {
    verdicts: {
      OK: tickets.ok,
      NOK: tickets.nok,
      NOTRUN: tickets.notrun,
      UNKNOWN: tickets.unknown,
      UNCOVERED: tickets.uncovered,
    },
    executed: tickets.executed,
    testCaseVerdicts: {
      OK: testCases?.ok ?? 0,
      NOK: testCases?.nok ?? 0,
      NOTRUN: testCases?.notrun ?? 0,
      UNKNOWN: testCases?.unknown ?? 0,
    },
  })
}

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
        FROM ticket JOIN jira_tickets AS issue ON issue.id = ticket.id
        WHERE selected AND (ticket.code = ${codeOf('NOK')} OR ticket.code = ${codeOf('UNCOVERED')} AND NOT EXISTS (
          SELECT FROM jira_tickets AS child
          WHERE child.project_id = ${query.projectId} AND child.parent_key = ticket.jira_key AND child.deleted_at IS NULL))
      )
      SELECT jira_key AS key, summary, issue_type AS "issueType", priority, status, resolved, code, last_executed_at AS last,
        (count(*) FILTER (WHERE code = ${codeOf('NOK')}) OVER ())::integer AS failing,
        (count(*) FILTER (WHERE code = ${codeOf('UNCOVERED')}) OVER ())::integer AS uncovered
      FROM gap ORDER BY ${riskOrder} DESC, jira_key LIMIT ${limit}`,
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

/** `riskOf` in SQL, for the order. */
const riskOrder: SQL = sql`(${weightOf(sql`code::text`, verdictWeightsByCode(), 0)}
  * ${weightOf(sql`lower(priority)`, priorityWeights, defaultPriorityWeight)}
  * ${weightOf(sql`lower(issue_type)`, typeWeights, defaultTypeWeight)}
  * CASE WHEN resolved THEN ${resolvedWeight}::float8 ELSE 1 END)`

function weightOf(column: SQL, weights: Readonly<Record<string, number>>, otherwise: number): SQL {
  const cases = Object.entries(weights).map(([value, weight]) => sql`WHEN ${value} THEN ${weight}::float8 `)
  return sql`(CASE ${column} ${sql.join(cases, sql``)}ELSE ${otherwise}::float8 END)`
}

function verdictWeightsByCode(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(verdictWeights).map(([verdict, weight]) => [String(codeOf(verdict as Verdict)), weight]),
  )
}

/** Tickets whose verdict is not the same in two scopes. */
export async function readChanges(
  { db }: Transaction,
  before: ResolvedQuery,
  after: ResolvedQuery,
): Promise<
  readonly {
    readonly id: number
    readonly key: string
    readonly summary: string
    readonly from: Verdict | null
    readonly to: Verdict | null
  }[]
> {
  const rows = await rowsOf<{
    id: number
    key: string
    summary: string
    from: number | null
    to: number | null
  }>(
    db,
    sql`SELECT id, issue.jira_key AS key, issue.summary, was.code AS "from", became.code AS "to"
      FROM (WITH ${coverageTables(before)} SELECT id, code FROM ticket WHERE selected) AS was
      FULL JOIN (WITH ${coverageTables(after)} SELECT id, code FROM ticket WHERE selected) AS became USING (id)
      JOIN jira_tickets AS issue USING (id)
      WHERE was.code IS DISTINCT FROM became.code
      ORDER BY ${sql.raw('id')}`,
  )
  return rows.map((row) => ({
    ...row,
    from: row.from === null ? null : verdictOf(row.from),
    to: row.to === null ? null : verdictOf(row.to),
  }))
}

/** What a trend is replayed from. `boundaries` are the ends of its days, exclusive. */
export async function readHistory(
  { db }: Transaction,
  query: ResolvedQuery,
  boundaries: readonly Date[],
): Promise<TrendHistory> {
  const ends = sql`${sql.param(boundaries.map((boundary) => boundary.toISOString().replace('Z', '')))}::timestamp[]`
  const finalFirst = query.policy.finalRunsFirst ?? true
  const final = sql`run.status IN ('passed', 'failed')`
  const { tickets } = await rowOf<{ tickets: number }>(
    db,
    sql`WITH ${coverageTables(query)} SELECT count(*)::integer AS tickets FROM ticket WHERE selected`,
  )
  const links = await rowsOf<TrendHistory['links'][number]>(
    db,
    sql`WITH ${coverageTables(query)}, dated AS (
        SELECT coalesce(width_bucket(link.created_at, ${ends}), 0) AS day, link.test_case_id, link.jira_ticket_id
        FROM test_case_jira_links AS link WHERE link.project_id = ${query.projectId}
      )
      SELECT dated.day, dated.test_case_id AS "testCaseId", dated.jira_ticket_id AS "ticketId"
      FROM dated JOIN counted ON counted.test_case_id = dated.test_case_id JOIN ticket ON ticket.id = dated.jira_ticket_id
      WHERE selected AND day < ${boundaries.length}`,
  )
  const runs = await rowsOf<TrendHistory['runs'][number]>(
    db,
    sql`WITH dated AS (
        SELECT coalesce(width_bucket(run.executed_at, ${ends}), 0) AS day, run.*
        FROM test_runs AS run
        WHERE ${sql.join(runConditions(query), sql` AND `)}
          AND run.test_case_id IN (SELECT test_case_id FROM test_case_jira_links WHERE project_id = ${query.projectId})
      )
      SELECT DISTINCT ON (run.day, run.test_case_id, run.environment)
        run.day, run.test_case_id AS "testCaseId", run.environment, run.status,
        ${finalFirst ? final : sql`bool_or(${final}) OVER (PARTITION BY run.day, run.test_case_id, run.environment)`} AS final
      FROM dated AS run WHERE run.day < ${boundaries.length}
      ORDER BY run.day, run.test_case_id, run.environment, ${finalFirst ? sql`(${final}) DESC,` : sql``} run.executed_at DESC NULLS LAST, run.id DESC`,
  )
  return { tickets, links, runs }
}
