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
  /** Null where the test case has no run in scope, like everything below. */
  readonly runId: number | null
  readonly runStatus: string
  readonly environment: string | null
  readonly version: string | null
  readonly executedAt: string | null
  readonly attempt: number
  readonly cycleId: number
  /** How many runs there are of that test case and environment. */
  readonly total: number
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
    sql`WITH linked AS MATERIALIZED (
        SELECT test_case.id, test_case.external_id, test_case.title, test_case.status,
          coalesce(test_case.ai_generated, false) AS ai_generated, test_case.approved_at IS NOT NULL AS approved,
          link.origin, link.created_at
        FROM test_case_jira_links AS link
        JOIN test_cases AS test_case ON test_case.project_id = link.project_id AND test_case.id = link.test_case_id
        WHERE link.project_id = ${query.projectId} AND link.jira_ticket_id = ${ticketId}${until(query, sql`link.created_at`)}
      )
      SELECT linked.id, linked.external_id AS "externalId", linked.title, linked.status, linked.ai_generated AS "aiGenerated",
        linked.approved, linked.origin AS "linkOrigin", linked.created_at AS "linkedAt", ranked.id AS "runId",
        ranked.status AS "runStatus", ranked.environment, ranked.version, ranked.executed_at AS "executedAt", ranked.attempt,
        ranked.total, item.cycle_id AS "cycleId"
      FROM linked
      LEFT JOIN LATERAL (
        SELECT * FROM (
          SELECT run.id, run.status, ${environmentName} AS environment, run.version, run.executed_at, run.attempt, run.cycle_item_id,
            (count(*) OVER place)::integer AS total,
            row_number() OVER (place ORDER BY ${decisiveFirst(query.policy)}) AS rank,
            row_number() OVER (place ORDER BY ${newestFirst}) AS age_rank
          FROM test_runs AS run
          WHERE run.test_case_id = linked.id AND ${sql.join(runConditions(query), sql` AND `)}
          WINDOW place AS (PARTITION BY ${environmentName})
        ) AS run WHERE run.rank = 1 OR run.age_rank <= ${shownPerEnvironment + 1}
      ) AS ranked ON true
      LEFT JOIN test_cycle_items AS item ON item.project_id = ${query.projectId} AND item.id = ranked.cycle_item_id
      ORDER BY linked.id, ranked.environment NULLS LAST, ranked.rank > 1, ranked.age_rank`,
  )
  return group(rows)
}

/** Rows by test case and environment, of which each begins with the run that is taken. */
function group(rows: readonly EvidenceRow[]): readonly LinkedTestCase[] {
  const found = new Map<number, Found>()
  for (const row of rows) {
    const { id, externalId, title, status, aiGenerated, approved, linkOrigin, linkedAt } = row
    const entry = found.get(id) ?? {
      ...{ id, externalId, title, status, aiGenerated, approved, linkOrigin },
      linkedAt: linkedAt === null ? null : toDate(linkedAt),
      environments: [],
    }
    found.set(id, entry)
    if (row.runId === null) continue
    const { environment, total } = row
    const evidence: RunEvidence = {
      id: row.runId,
      status: row.runStatus,
      environment,
      version: row.version,
      executedAt: row.executedAt === null ? null : toDate(row.executedAt),
      cycleId: row.cycleId,
      attempt: row.attempt,
    }
    const last = entry.environments.at(-1)
    if (last === undefined || last.environment !== environment) {
      entry.environments.push({ environment, taken: evidence, passedOver: [], total })
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
