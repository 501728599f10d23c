import { sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { LinkedTestCase, RunEvidence } from './explanation.js'
import {
  coverageTables,
  decisiveFirst,
  environmentName,
  isThere,
  newestFirst,
  type ResolvedQuery,
  runConditions,
  testVerdictOf,
  until,
  verdictOf,
} from './queries.js'
import type { TestVerdict, Verdict } from './verdict.js'

/** How many of the runs that were passed over an explanation shows, for each environment. */
const shownPerEnvironment = 10

/** What a ticket is called, or undefined where there is none or it is tombstoned. */
export async function findTicket(
  { db }: Transaction,
  query: ResolvedQuery,
  key: string,
): Promise<
  | { readonly id: number; readonly key: string; readonly summary: string; readonly issueType: string | null }
  | undefined
> {
  const [ticket] = await rowsOf<{ id: number; key: string; summary: string; issueType: string | null }>(
    db,
    sql`SELECT id, jira_key AS key, summary, issue_type AS "issueType" FROM jira_tickets AS issue
      WHERE ${isThere(query, sql`issue`)} AND jira_key = ${key}`,
  )
  return ticket
}

interface EvidenceRow {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  readonly status: string
  readonly aiGenerated: boolean
  readonly approved: boolean
  readonly linkOrigin: string
  readonly linkedAt: string | null
  readonly run: (Omit<RunEvidence, 'executedAt'> & { executedAt: string | null; total: number }) | null
}

/** The test cases linked to a ticket, each with the runs in scope that decide and the newest of the others. */
export async function readLinkedTestCases(
  { db }: Transaction,
  query: ResolvedQuery,
  ticketId: number,
): Promise<readonly LinkedTestCase[]> {
  // Ranked here and not by whoever reads the rows: a Date has lost the microseconds that decide.
  const rows = await rowsOf<EvidenceRow>(
    db,
    sql`WITH linked AS (
        SELECT test_case.id, test_case.external_id, test_case.title, test_case.status,
          coalesce(test_case.ai_generated, false) AS ai_generated, test_case.approved_at IS NOT NULL AS approved,
          link.origin, link.created_at
        FROM test_case_jira_links AS link
        JOIN test_cases AS test_case ON test_case.project_id = link.project_id AND test_case.id = link.test_case_id
        WHERE link.project_id = ${query.projectId} AND link.jira_ticket_id = ${ticketId}${until(query, sql`link.created_at`)}
      ), ranked AS (
        SELECT run.id, run.test_case_id, run.status, ${environmentName} AS environment, run.version, run.executed_at,
          run.attempt, run.cycle_item_id, (count(*) OVER place)::integer AS total,
          row_number() OVER (place ORDER BY ${decisiveFirst(query.policy)}) AS rank,
          row_number() OVER (place ORDER BY ${newestFirst}) AS age_rank
        FROM test_runs AS run
        WHERE run.test_case_id IN (SELECT id FROM linked) AND ${sql.join(runConditions(query), sql` AND `)}
        WINDOW place AS (PARTITION BY run.test_case_id, ${environmentName})
      )
      SELECT linked.id, linked.external_id AS "externalId", linked.title, linked.status, linked.ai_generated AS "aiGenerated",
        linked.approved, linked.origin AS "linkOrigin", linked.created_at AS "linkedAt",
        CASE WHEN ranked.id IS NOT NULL THEN json_build_object('id', ranked.id, 'status', ranked.status,
          'environment', ranked.environment, 'version', ranked.version, 'executedAt', ranked.executed_at::text,
          'cycleId', item.cycle_id, 'attempt', ranked.attempt, 'total', ranked.total) END AS run
      FROM linked
      LEFT JOIN ranked ON ranked.test_case_id = linked.id AND (ranked.rank = 1 OR ranked.age_rank <= ${shownPerEnvironment + 1})
      LEFT JOIN test_cycle_items AS item ON item.project_id = ${query.projectId} AND item.id = ranked.cycle_item_id
      ORDER BY linked.id, ranked.environment NULLS LAST, ranked.rank > 1, ranked.age_rank`,
  )
  return group(rows)
}

/** Rows by test case and environment, of which each begins with the run that is taken. */
function group(rows: readonly EvidenceRow[]): readonly LinkedTestCase[] {
  const found = new Map<number, Found>()
  for (const { run, linkedAt, ...testCase } of rows) {
    const entry = found.get(testCase.id) ?? {
      ...testCase,
      linkedAt: linkedAt === null ? null : toDate(linkedAt),
      environments: [],
    }
    found.set(testCase.id, entry)
    if (run === null) continue
    const { total, executedAt, ...shown } = run
    const evidence = { ...shown, executedAt: executedAt === null ? null : toDate(executedAt) }
    const last = entry.environments.at(-1)
    if (last === undefined || last.environment !== run.environment) {
      entry.environments.push({ environment: run.environment, taken: evidence, passedOver: [], total })
    } else if (last.passedOver.length < shownPerEnvironment) {
      last.passedOver.push(evidence)
    }
  }
  return [...found.values()]
}

/** A linked test case whose rows are still coming in. */
interface Found extends Omit<LinkedTestCase, 'environments'> {
  readonly environments: (LinkedTestCase['environments'][number] & { readonly passedOver: RunEvidence[] })[]
}

/** One test case of one ticket in a matrix. */
export interface MatrixCell {
  readonly ticketId: number
  readonly testCaseId: number
  readonly externalId: string | null
  readonly title: string
  readonly verdict: TestVerdict
  readonly lastExecutedAt: Date | null
  /** The verdict in each environment that has runs; the key of runs without one is the empty string. */
  readonly environments: Readonly<Record<string, TestVerdict>>
}

/** The counted test cases of these tickets. */
export async function readMatrixCells(
  { db }: Transaction,
  query: ResolvedQuery,
  ticketIds: readonly number[],
): Promise<readonly MatrixCell[]> {
  const rows = await rowsOf<{
    ticketId: number
    testCaseId: number
    externalId: string | null
    title: string
    code: number
    last: string | null
    environments: Readonly<Record<string, number>> | null
  }>(
    db,
    sql`WITH ${coverageTables(query)}
      SELECT covering.jira_ticket_id AS "ticketId", covering.test_case_id AS "testCaseId",
        test_case.external_id AS "externalId", test_case.title, covering.code, covering.last_executed_at AS last,
        place.environments
      FROM covering
      JOIN test_cases AS test_case ON test_case.project_id = ${query.projectId} AND test_case.id = covering.test_case_id
      LEFT JOIN (
        SELECT test_case_id, json_object_agg(coalesce(environment, ''), code) AS environments FROM taken GROUP BY test_case_id
      ) AS place ON place.test_case_id = covering.test_case_id
      WHERE covering.jira_ticket_id = ANY (${sql.param(ticketIds)}::integer[])
      ORDER BY covering.jira_ticket_id, covering.test_case_id`,
  )
  return rows.map(({ code, last, environments, ...row }) => ({
    ...row,
    verdict: testVerdictOf(code),
    lastExecutedAt: last === null ? null : toDate(last),
    environments: Object.fromEntries(
      Object.entries(environments ?? {}).map(([environment, one]) => [environment, testVerdictOf(one)]),
    ),
  }))
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
      WHERE issue.project_id = ${before.projectId} AND was.code IS DISTINCT FROM became.code
      ORDER BY ${sql.raw('id')}`,
  )
  return rows.map((row) => ({
    ...row,
    from: row.from === null ? null : verdictOf(row.from),
    to: row.to === null ? null : verdictOf(row.to),
  }))
}
