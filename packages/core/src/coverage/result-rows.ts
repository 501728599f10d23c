import { type SQL, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { type DefectTicket, defectKey, defectTypes, joinDefects } from './defects.js'
import type { LastRun, TestCaseResult } from './matrix-types.js'
import { isThere, type ResolvedQuery, testCaseTables, testVerdictOf, until } from './queries.js'
import type { TestVerdict } from './verdict.js'

interface ResultRow {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  readonly code: number
  readonly last: string | null
  readonly environments: Readonly<Record<string, number>> | null
  readonly runIds: readonly number[] | null
  readonly lastRun: (Omit<LastRun, 'executedAt'> & { readonly executedAt: string | null }) | null
}

/** What is known of these test cases, by id; those that do not count are left out. */
export async function readResults(
  transaction: Transaction,
  query: ResolvedQuery,
  testCaseIds: readonly number[],
): Promise<ReadonlyMap<number, TestCaseResult>> {
  const deciding = query.policy.skipped === 'ignore' ? sql`WHERE status <> 'skipped'` : sql``
  const rows = await rowsOf<ResultRow>(
    transaction.db,
    sql`WITH ${testCaseTables(query, testCaseIds)}, last AS (
        SELECT DISTINCT ON (test_case_id) * FROM taken ${deciding}
        ORDER BY test_case_id, executed_at DESC NULLS LAST, run_id DESC
      )
      SELECT test_case.id, test_case.external_id AS "externalId", test_case.title, counted.code,
        counted.last_executed_at AS last, place.environments, place.run_ids AS "runIds",
        CASE WHEN last.run_id IS NOT NULL THEN json_build_object('id', last.run_id, 'status', last.status,
          'executedAt', last.executed_at::text, 'environment', last.environment, 'version', last.version) END AS "lastRun"
      FROM counted
      JOIN test_cases AS test_case ON test_case.project_id = ${query.projectId} AND test_case.id = counted.test_case_id
      LEFT JOIN last ON last.test_case_id = test_case.id
      LEFT JOIN (
        SELECT test_case_id, json_object_agg(coalesce(environment, ''), code) AS environments, json_agg(run_id) AS run_ids
        FROM taken GROUP BY test_case_id
      ) AS place ON place.test_case_id = test_case.id`,
  )
  const defects = await readDefects(transaction, query, rows)
  return new Map(
    rows.map(({ id, externalId, title, code, last, environments, lastRun }) => [
      id,
      {
        id,
        externalId,
        title,
        verdict: testVerdictOf(code),
        lastExecutedAt: last === null ? null : toDate(last),
        lastRun: lastRun === null ? null : { ...lastRun, executedAt: dateOf(lastRun.executedAt) },
        environments: Object.fromEntries(
          Object.entries(environments ?? {}).map(([environment, one]) => [environment, testVerdictOf(one)]),
        ),
        defects: defects(id),
      },
    ]),
  )
}

/** The verdicts of these test cases, by id; those that do not count are left out. */
export async function readTestVerdicts(
  { db }: Transaction,
  query: ResolvedQuery,
  testCaseIds: readonly number[],
): Promise<ReadonlyMap<number, TestVerdict>> {
  const rows = await rowsOf<{ id: number; code: number }>(
    db,
    sql`WITH ${testCaseTables(query, testCaseIds)} SELECT test_case_id AS id, code FROM counted`,
  )
  return new Map(rows.map(({ id, code }) => [id, testVerdictOf(code)]))
}

/** The defects of each of these test cases: what the runs that decide name, and the defects linked to it. */
async function readDefects(
  { db }: Transaction,
  query: ResolvedQuery,
  rows: readonly Pick<ResultRow, 'id' | 'runIds'>[],
): Promise<(testCaseId: number) => TestCaseResult['defects']> {
  const ids = sql`${sql.param(rows.map((row) => row.id))}::integer[]`
  const runIds = sql`${sql.param(rows.flatMap((row) => row.runIds ?? []))}::integer[]`
  const entries = await rowsOf<{ readonly testCaseId: number; readonly entry: unknown }>(
    db,
    sql`SELECT run.test_case_id AS "testCaseId", entry
      FROM test_runs AS run
      CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(run.defects) = 'array' THEN run.defects END) AS entry
      WHERE run.project_id = ${query.projectId} AND run.id = ANY (${runIds}) AND run.defects <> '[]'`,
  )
  const named = gather(
    entries.flatMap(({ testCaseId, entry }) => {
      const key = defectKey(entry)
      return key === undefined ? [] : [[testCaseId, key] as const]
    }),
  )
  const keys = [...new Set([...named.values()].flat())]
  const tickets = await rowsOf<DefectTicket>(
    db,
    sql`SELECT ${ticketFields} FROM jira_tickets AS issue
      WHERE ${isThere(query, sql`issue`)} AND issue.jira_key = ANY (${sql.param(keys)}::text[])`,
  )
  const links = await rowsOf<DefectTicket & { readonly testCaseId: number }>(
    db,
    sql`SELECT link.test_case_id AS "testCaseId", ${ticketFields}
      FROM test_case_jira_links AS link
      JOIN jira_tickets AS issue ON issue.project_id = link.project_id AND issue.id = link.jira_ticket_id
      WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)} AND link.test_case_id = ANY (${ids})
        AND ${isThere(query, sql`issue`)} AND lower(issue.issue_type) = ANY (${sql.param(defectTypes)}::text[])`,
  )
  const linked = gather(links.map(({ testCaseId, ...ticket }) => [testCaseId, ticket] as const))
  const byKey = new Map(tickets.map((ticket) => [ticket.key, ticket]))
  return (testCaseId) => joinDefects(named.get(testCaseId) ?? [], linked.get(testCaseId) ?? [], byKey)
}

const ticketFields: SQL = sql`issue.jira_key AS key, issue.summary, issue.status, issue.resolution IS NOT NULL AS resolved`

function dateOf(text: string | null): Date | null {
  return text === null ? null : toDate(text)
}

function gather<Value>(pairs: readonly (readonly [number, Value])[]): ReadonlyMap<number, readonly Value[]> {
  const gathered = new Map<number, Value[]>()
  for (const [key, value] of pairs) {
    const values = gathered.get(key)
    if (values === undefined) gathered.set(key, [value])
    else values.push(value)
  }
  return gathered
}
