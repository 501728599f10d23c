import { sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { LinkedTestCase, RunEvidence } from './explanation.js'
import {
  decisiveFirst,
  environmentName,
  isThere,
  newestFirst,
  type ResolvedQuery,
  runConditions,
  until,
} from './queries.js'

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
