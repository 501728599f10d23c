import { type SQL, sql } from 'drizzle-orm'
import { type CoverageQuery, momentOf } from './scope.js'
import type { Basis } from './stored-rows.js'
import type { CoveragePolicy, TestVerdict, Verdict } from './verdict.js'

/**
 * The algebra of `verdict.ts` in SQL. Verdicts are numbers, so that the join is `max`: a test case or ticket
 * of several takes the largest, and nothing at all is 0.
 */
const codes: Readonly<Record<Verdict, number>> = { UNCOVERED: 0, OK: 1, NOTRUN: 2, UNKNOWN: 3, NOK: 4 }

const byCode: readonly Verdict[] = ['UNCOVERED', 'OK', 'NOTRUN', 'UNKNOWN', 'NOK']

/** @throws RangeError for what is no code. */
export function verdictOf(code: number): Verdict {
  const verdict = byCode[code]
  if (verdict === undefined) throw new RangeError(`${code} is no verdict`)
  return verdict
}

/** The verdict of a test case, which is never uncovered. */
export function testVerdictOf(code: number): TestVerdict {
  const verdict = verdictOf(code)
  return verdict === 'UNCOVERED' ? 'NOTRUN' : verdict
}

export function codeOf(verdict: Verdict): number {
  return codes[verdict]
}

/** A coverage query with the policy that applies, and what it can be answered from. */
export interface ResolvedQuery extends CoverageQuery {
  readonly policy: CoveragePolicy
  readonly basis: Basis
  /** Whether what is stored of tickets and test cases is of the moment that is asked about. */
  readonly isStored: boolean
}

/** A query narrowed to one environment, which stored verdicts do not answer. */
export function inEnvironment<Query extends ResolvedQuery>(query: Query, environment: string | null): Query {
  const basis = query.basis === 'verdicts' ? 'results' : query.basis
  return { ...query, basis, environments: [environment ?? ''] }
}

/**
 * The common table expressions of coverage, in order:
 *
 * - `taken`: the run that is taken for each test case and environment;
 * - `counted`: each counted test case with its verdict, whether it was executed, and when last;
 * - `covering`: which counted test case is linked to which ticket;
 * - `ticket`: every ticket of the project that is not tombstoned, with its verdict and whether it is selected.
 *
 * `counted` says which rows of `test_cases AS test_case` count, where that is not the policy's to say; the query's
 * basis is not `verdicts` then.
 */
export function coverageTables(query: ResolvedQuery, counted: SQL = isCounted): SQL {
  const tables =
    query.basis === 'verdicts'
      ? [takenTable(query), storedTestCases(query), coveringTable(query), storedTickets(query)]
      : [takenTable(query), countedTable(query, counted), coveringTable(query), ticketTable(query)]
  return sql.join(
    tables,
    sql`,
    `,
  )
}

/**
 * `taken` and `counted` of these test cases alone, for pages: what they cost depends on the page and not on the
 * project.
 */
export function testCaseTables(query: ResolvedQuery, testCaseIds: readonly number[]): SQL {
  const isWanted = (column: SQL) => sql`${column} = ANY (${sql.param(testCaseIds)}::integer[])`
  return sql`${takenTable(query, [...runConditions(query), isWanted(sql`run.test_case_id`)])},
    ${countedTable(query, sql`${isCounted} AND ${isWanted(sql`test_case.id`)}`)}`
}

/** `taken` alone. */
export function takenTable(query: ResolvedQuery, conditions = runConditions(query)): SQL {
  const finalFirst = query.policy.finalRunsFirst ?? true
  return sql`taken AS (
      SELECT DISTINCT ON (run.test_case_id, ${environmentName})
        run.id AS run_id, run.test_case_id, ${environmentName} AS environment, run.version, run.status, run.executed_at,
        ${statusCode(query.policy)} AS code,
        ${finalFirst ? sql`${isFinal}` : sql`bool_or(${isFinal}) OVER (PARTITION BY run.test_case_id, ${environmentName})`} AS executed
      FROM ${runsOf(query)}
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY run.test_case_id, ${environmentName}, ${decisiveFirst(query.policy)}
    )`
}

function countedTable({ projectId, policy }: ResolvedQuery, counts: SQL): SQL {
  const deciding = policy.skipped === 'ignore' ? sql`FILTER (WHERE taken.status <> 'skipped')` : sql``
  return sql`counted AS (
      SELECT test_case.id AS test_case_id, coalesce(max(taken.code) ${deciding}, ${codes.NOTRUN}::integer) AS code,
        coalesce(bool_or(taken.executed), false) AS executed, max(taken.executed_at) ${deciding} AS last_executed_at
      FROM test_cases AS test_case
      LEFT JOIN taken ON taken.test_case_id = test_case.id
      WHERE test_case.project_id = ${projectId} AND ${counts}
      GROUP BY test_case.id
    )`
}

/** `counted` as the database keeps it. */
function storedTestCases({ projectId }: ResolvedQuery): SQL {
  return sql`counted AS (
      SELECT test_case_id, code::integer, executed, last_executed_at FROM test_case_coverage WHERE project_id = ${projectId}
    )`
}

/** `ticket` as the database keeps it. */
function storedTickets(query: ResolvedQuery): SQL {
  return sql`ticket AS (
      SELECT issue.id, issue.jira_key, issue.parent_key, known.code::integer, known.executed, known.test_cases,
        known.last_executed_at, ${selectedCondition(query)} AS selected
      FROM ticket_coverage AS known
      JOIN jira_tickets AS issue ON issue.id = known.ticket_id
      WHERE known.project_id = ${query.projectId} AND ${isThere(query, sql`issue`)}
    )`
}

function coveringTable(query: ResolvedQuery): SQL {
  return sql`covering AS (
      SELECT link.jira_ticket_id, counted.*
      FROM test_case_jira_links AS link
      JOIN counted ON counted.test_case_id = link.test_case_id
      WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)}
    )`
}

function ticketTable(query: ResolvedQuery): SQL {
  return sql`ticket AS (
      SELECT issue.id, issue.jira_key, issue.parent_key, coalesce(coverage.code, 0) AS code,
        coalesce(coverage.executed, false) AS executed, coalesce(coverage.test_cases, 0) AS test_cases,
        coverage.last_executed_at, ${selectedCondition(query)} AS selected
      FROM jira_tickets AS issue
      LEFT JOIN (
        SELECT jira_ticket_id, max(code) AS code, bool_or(executed) AS executed, count(*)::integer AS test_cases,
          max(last_executed_at) AS last_executed_at
        FROM covering GROUP BY jira_ticket_id
      ) AS coverage ON coverage.jira_ticket_id = issue.id
      WHERE ${isThere(query, sql`issue`)}
    )`
}

/** Whether a row of `jira_tickets` is one of the project's and was not tombstoned at the moment asked about. */
export function isThere(query: CoverageQuery, ticket: SQL): SQL {
  const moment = momentOf(query.asOf)
  const later = moment === undefined ? sql`` : sql` OR ${ticket}.deleted_at >= ${after(moment)}`
  return sql`${ticket}.project_id = ${query.projectId} AND (${ticket}.deleted_at IS NULL${later})`
}

/** Whether a row of `test_cases AS test_case` counts. */
export const isCounted: SQL = sql`test_case.status IS DISTINCT FROM 'deprecated'
        AND (test_case.ai_generated IS NOT TRUE OR test_case.approved_at IS NOT NULL)`

/** Whether a row of `test_runs AS run` came to a result. */
export const isFinal: SQL = sql`run.status IN ('passed', 'failed')`

/** Where a row of `test_runs AS run` took place; null where that has no name. */
export const environmentName: SQL = sql`nullif(run.environment, '')`

/** The order of rows of `test_runs AS run`, newest first. */
export const newestFirst: SQL = sql`run.executed_at DESC NULLS LAST, run.id DESC`

/** The order of rows of `test_runs AS run` in which the one that is taken comes first. */
export function decisiveFirst({ finalRunsFirst = true }: CoveragePolicy): SQL {
  return finalRunsFirst ? sql`(${isFinal}) DESC, ${newestFirst}` : newestFirst
}

/** What the status of a row of `test_runs AS run` says, as a code. */
function statusCode({ statuses = {} }: CoveragePolicy): SQL {
  const own = Object.entries(statuses).map(
    ([status, verdict]) => sql`WHEN ${status} THEN ${codes[verdict]}::integer `,
  )
  return sql`CASE run.status WHEN 'passed' THEN 1 WHEN 'failed' THEN 4
          WHEN 'blocked' THEN 2 WHEN 'skipped' THEN 2 WHEN 'in-progress' THEN 2 WHEN 'not-run' THEN 2
          ${sql.join(own, sql``)}ELSE 3 END`
}

/** `test_runs AS run` with what decides about coverage, or those of its rows that may be taken. */
export function runsOf({ basis }: ResolvedQuery): SQL {
  if (basis === 'runs') return sql`test_runs AS run`
  return sql`(
        SELECT run_id AS id, project_id, test_case_id, environment, status, version, executed_at FROM test_case_results
      ) AS run`
}

/** What selects rows of `test_runs AS run`. */
export function runConditions(query: CoverageQuery): SQL[] {
  const conditions = [sql`run.project_id = ${query.projectId}`]
  const { environments = [], versions = [], cycleIds = [] } = query
  if (environments.length > 0) {
    const open = environments.includes('') ? sql` OR run.environment IS NULL` : sql``
    conditions.push(sql`(run.environment = ANY (${sql.param(environments)}::text[])${open})`)
  }
  if (versions.length > 0) conditions.push(sql`run.version = ANY (${sql.param(versions)}::text[])`)
  if (cycleIds.length > 0) {
    conditions.push(sql`run.cycle_item_id IN (
        SELECT id FROM test_cycle_items
        WHERE project_id = ${query.projectId} AND cycle_id = ANY (${sql.param(cycleIds)}::integer[]))`)
  }
  const moment = momentOf(query.asOf)
  if (moment !== undefined) conditions.push(wasBy(sql`run.executed_at`, moment))
  return conditions
}

/** `AND` that something dated so was there at the moment asked about, or nothing. */
export function until(query: CoverageQuery, column: SQL): SQL {
  const moment = momentOf(query.asOf)
  return moment === undefined ? sql`` : sql` AND ${wasBy(column, moment)}`
}

/** Whether something dated so was there at that moment; what has no date always was. */
export function wasBy(column: SQL, moment: Date): SQL {
  return sql`(${column} IS NULL OR ${column} < ${after(moment)})`
}

/** The end of a moment's millisecond: callers know dates no finer, and PostgreSQL keeps microseconds. */
function after(moment: Date): SQL {
  return sql`${moment.toISOString()}::timestamp + interval '1 millisecond'`
}

/** The order of rows of `ticket`. Keys count upwards: SHOP-9 comes before SHOP-10. */
export const naturalKey: SQL = sql`(regexp_replace(ticket.jira_key, '[0-9]+$', '') || lpad(coalesce(substring(ticket.jira_key from '[0-9]+$'), ''), 12, '0'))`

/** Whether the scope selects a row of `jira_tickets AS issue`. */
export function selectedCondition(query: CoverageQuery): SQL {
  const conditions = [
    anyOf(sql`issue.issue_type`, query.issueTypes),
    anyOf(sql`issue.priority`, query.priorities),
    anyOf(sql`issue.status`, query.statuses),
    anyOf(sql`issue.parent_key`, query.parents),
    overlap(sql`issue.components`, query.components),
    overlap(sql`issue.labels`, query.labels),
    overlap(sql`issue.fix_versions`, query.fixVersions),
    query.createdSince === undefined
      ? undefined
      : sql`issue.created_date >= ${new Date(query.createdSince).toISOString()}::timestamp`,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql`coalesce(${sql.join(conditions, sql` AND `)}, false)`
}

function anyOf(column: SQL, values: readonly string[] = []): SQL | undefined {
  return values.length === 0 ? undefined : sql`${column} = ANY (${sql.param(values)}::text[])`
}

function overlap(column: SQL, values: readonly string[] = []): SQL | undefined {
  return values.length === 0 ? undefined : sql`${column} ?| ${sql.param(values)}::text[]`
}
