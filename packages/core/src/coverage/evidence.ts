import { sql } from 'drizzle-orm'
import { type Rows, rowsOf, toDate } from '../database/engine.js'
import { quoteLiteral } from '../database/identifiers.js'
import type { Transaction } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
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
import { type BelowRow, storedRollup } from './stored-ticket-rows.js'
import { readRollups } from './ticket-rows.js'
import type { CoveragePolicy, Rollup } from './verdict.js'

/** How many of the runs that were passed over an explanation shows, for each environment. */
const shownPerEnvironment = 10

interface ExplainedTicket {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
}

/** A ticket with its evidence and what is below it. */
export interface Evidence {
  readonly ticket: ExplainedTicket
  readonly linked: readonly LinkedTestCase[]
  readonly rollup: Rollup | null
}

/**
 * A ticket with its evidence and what is below it, in any scope.
 *
 * @throws NotFoundError where there is no such ticket.
 */
export async function readEvidence(
  transaction: Transaction,
  query: ResolvedQuery,
  key: string,
): Promise<Evidence> {
  if (query.basis === 'verdicts') {
    const { finalRunsFirst = true } = query.policy
    const call = evidenceCall(key, `${query.projectId}`, `${finalRunsFirst}`)
    return storedEvidence(await rowsOf(transaction.db, sql.raw(`SELECT * FROM ${call}`)), key)
  }
  const ticket = await findTicket(transaction, query, key)
  if (ticket === undefined) throw new NotFoundError('ticket', key)
  const linked = await readLinkedTestCases(transaction, query, ticket.id)
  const rollups = await readRollups(transaction, query, [ticket.id])
  return { ticket, linked, rollup: rollups.get(ticket.id) ?? null }
}

/** What a ticket is called, or undefined where there is none or it is tombstoned. */
async function findTicket(
  { db }: Transaction,
  query: ResolvedQuery,
  key: string,
): Promise<ExplainedTicket | undefined> {
  const [ticket] = await rowsOf<ExplainedTicket>(
    db,
    sql`SELECT id, jira_key AS key, summary, issue_type AS "issueType" FROM jira_tickets AS issue
      WHERE ${isThere(query, sql`issue`)} AND jira_key = ${key}`,
  )
  return ticket
}

/** A linked test case as it comes out of the database. */
interface EvidenceRow extends Omit<LinkedTestCase, 'linkedAt' | 'environments'> {
  readonly linkedAt: string | null
  /** Environment by environment, each with the run that is taken first; null where there is none in scope. */
  readonly runs: readonly RunRow[] | null
}

interface RunRow extends Omit<RunEvidence, 'executedAt'> {
  readonly executedAt: string | null
  /** How many runs there are of that test case and environment. */
  readonly total: number
}

/** The test cases linked to a ticket, each with the runs in scope that decide and the newest of the others. */
async function readLinkedTestCases(
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
        linked.approved, linked.origin AS "linkOrigin", linked.created_at AS "linkedAt", (
          SELECT json_agg(shown) FROM (
            SELECT ranked.id, ranked.status, ranked.environment, ranked.version, ranked.executed_at AS "executedAt",
              ranked.attempt, ranked.total, item.cycle_id AS "cycleId"
            FROM (
              SELECT run.id, run.status, ${environmentName} AS environment, run.version, run.executed_at, run.attempt, run.cycle_item_id,
                (count(*) OVER place)::integer AS total,
                row_number() OVER (place ORDER BY ${decisiveFirst(query.policy)}) AS rank,
                row_number() OVER (place ORDER BY ${newestFirst}) AS age_rank
              FROM test_runs AS run
              WHERE run.test_case_id = linked.id AND ${sql.join(runConditions(query), sql` AND `)}
              WINDOW place AS (PARTITION BY ${environmentName})
            ) AS ranked
            JOIN test_cycle_items AS item ON item.project_id = ${query.projectId} AND item.id = ranked.cycle_item_id
            WHERE ranked.rank = 1 OR ranked.age_rank <= ${shownPerEnvironment + 1}
            ORDER BY ranked.environment NULLS LAST, ranked.rank > 1, ranked.age_rank
          ) AS shown
        ) AS runs
      FROM linked ORDER BY linked.id`,
  )
  return rows.map(toLinked)
}

/** The call of `coverage_evidence`: SQL without parameters, of the key and two expressions. */
function evidenceCall(key: string, project: string, finalRunsFirst: string): string {
  return `coverage_evidence(${project}, ${finalRunsFirst}, ${quoteLiteral(key)}, ${shownPerEnvironment})`
}

/** What `storedStatementWith` takes, to read the evidence of a ticket and the policy that it is judged by. */
export function evidenceAtAGlance(key: string): (project: string) => string {
  const finalRunsFirst = `coalesce((stored.policy ->> 'finalRunsFirst')::boolean, true)`
  return (project) =>
    `(SELECT stored.policy, found.* FROM ${evidenceCall(key, project, finalRunsFirst)} AS found)`
}

/**
 * What came of that.
 *
 * @throws NotFoundError where there is no such ticket.
 */
export function glancedEvidence(rows: Rows, key: string): readonly [Evidence, CoveragePolicy] {
  return [storedEvidence(rows, key), rows[0]?.policy as CoveragePolicy]
}

/**
 * The row of `coverage_evidence`.
 *
 * @throws NotFoundError where there is no such ticket.
 */
function storedEvidence([found]: Rows, key: string): Evidence {
  // What the function answers is known here alone.
  const row = found as unknown as StoredEvidenceRow | undefined
  if (row === undefined || row.id === null) throw new NotFoundError('ticket', key)
  const { id, summary, issue_type: issueType } = row
  return {
    ticket: { id, key: row.key, summary, issueType },
    linked: (row.test_cases ?? []).map(toLinked),
    rollup: storedRollup(row),
  }
}

interface StoredEvidenceRow extends BelowRow {
  readonly id: number | null
  readonly key: string
  readonly summary: string
  readonly issue_type: string | null
  readonly test_cases: readonly EvidenceRow[] | null
}

function toLinked({ linkedAt, runs, ...testCase }: EvidenceRow): LinkedTestCase {
  const environments: Found[] = []
  for (const { total, executedAt, ...run } of runs ?? []) {
    const evidence: RunEvidence = { ...run, executedAt: executedAt === null ? null : toDate(executedAt) }
    const last = environments.at(-1)
    if (last === undefined || last.environment !== run.environment) {
      environments.push({ environment: run.environment, taken: evidence, passedOver: [], total })
    } else if (last.passedOver.length < shownPerEnvironment) {
      last.passedOver.push(evidence)
    }
  }
  return { ...testCase, linkedAt: linkedAt === null ? null : toDate(linkedAt), environments }
}

/** An environment whose runs are still coming in. */
type Found = LinkedTestCase['environments'][number] & { readonly passedOver: RunEvidence[] }
