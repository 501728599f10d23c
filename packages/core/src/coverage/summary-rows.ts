import { type SQL, sql } from 'drizzle-orm'
import { rowOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { isCounted, isThere, type ResolvedQuery, selectedCondition, takenTable, until } from './queries.js'
import { type CoverageQuery, narrowsTickets } from './scope.js'
import type { StoredCounts } from './stored-rows.js'
import { type CoverageSummary, summarize } from './summary.js'

/** How many tickets or test cases have which verdict. */
export interface Counts {
  readonly uncovered: number
  readonly ok: number
  readonly notrun: number
  readonly unknown: number
  readonly nok: number
  /** Of tickets: with a final run. */
  readonly executed: number
}

/** The summary of a whole project, out of what is counted already. */
export function storedSummary(query: CoverageQuery, counts: StoredCounts): CoverageSummary {
  return toSummary(query, counts, {
    ok: counts.testCasesOk,
    notrun: counts.testCasesNotrun,
    unknown: counts.testCasesUnknown,
    nok: counts.testCasesNok,
  })
}

/**
 * The summary of everything that the query selects.
 *
 * Verdicts are bits here: `1 << code`, and 32 for what was executed. One aggregate then joins everything of a test
 * case or a ticket, the highest bit is the verdict, and tickets that nothing covers need not be looked at.
 */
export async function readSummary(
  { db }: Transaction,
  query: ResolvedQuery,
  stored: StoredCounts,
): Promise<CoverageSummary> {
  const isNarrow = narrowsTickets(query)
  const isCountedAlready = query.isStored && !isNarrow
  const selected = isCountedAlready
    ? sql`SELECT ticket_id AS id FROM ticket_coverage WHERE project_id = ${query.projectId}`
    : sql`SELECT issue.id FROM jira_tickets AS issue WHERE ${isThere(query, sql`issue`)} AND ${selectedCondition(query)}`
  const links = sql`test_case_jira_links AS link WHERE link.project_id = ${query.projectId}${until(query, sql`link.created_at`)}`
  const considered = isNarrow
    ? sql`WHERE test_case_id IN (SELECT link.test_case_id FROM ${links} AND link.jira_ticket_id IN (SELECT id FROM selected))`
    : sql``
  const { selectedTickets, tickets, testCases } = await rowOf<{
    selectedTickets: number | null
    tickets: Omit<Counts, 'uncovered'>
    testCases: Omit<Counts, 'uncovered'>
  }>(
    db,
    sql`WITH ${judgedTables(query)}, selected AS (${selected}), covered AS (
        SELECT link.jira_ticket_id AS id, bit_or(judged.bits) AS bits
        FROM (SELECT * FROM ${links}) AS link JOIN judged ON judged.test_case_id = link.test_case_id
        GROUP BY link.jira_ticket_id
      )
      SELECT row_to_json(by_ticket) AS tickets, row_to_json(by_test_case) AS "testCases",
        ${isCountedAlready ? sql`NULL::integer` : sql`(SELECT count(*)::integer FROM selected)`} AS "selectedTickets"
      FROM (SELECT ${byBits} FROM covered WHERE id IN (SELECT id FROM selected)) AS by_ticket,
        (SELECT ${byBits} FROM judged ${considered}) AS by_test_case`,
  )
  const all = selectedTickets ?? ticketsIn(stored)
  const covered = tickets.ok + tickets.notrun + tickets.unknown + tickets.nok
  return toSummary(query, { ...tickets, uncovered: all - covered }, testCases)
}

const byBits: SQL = sql.raw(`
        count(*) FILTER (WHERE bits & 30 = 2)::integer AS ok, count(*) FILTER (WHERE bits & 28 = 4)::integer AS notrun,
        count(*) FILTER (WHERE bits & 24 = 8)::integer AS unknown, count(*) FILTER (WHERE bits & 16 > 0)::integer AS nok,
        count(*) FILTER (WHERE bits & 32 > 0)::integer AS executed`)

/** `judged`: each counted test case with its bits, and what it takes to find them. */
function judgedTables(query: ResolvedQuery): SQL {
  const { projectId, policy } = query
  if (query.basis === 'verdicts') {
    return sql`judged AS (
        SELECT test_case_id, (1 << code) | CASE WHEN executed THEN 32 ELSE 0 END AS bits
        FROM test_case_coverage WHERE project_id = ${projectId}
      )`
  }
  const counted = query.isStored
    ? sql`SELECT test_case_id FROM test_case_coverage WHERE project_id = ${projectId}`
    : sql`SELECT test_case.id AS test_case_id FROM test_cases AS test_case WHERE test_case.project_id = ${projectId} AND ${isCounted}`
  const verdict =
    policy.skipped === 'ignore'
      ? sql`CASE WHEN taken.status = 'skipped' THEN 0 ELSE 1 << taken.code END`
      : sql`(1 << taken.code)`
  return sql`${takenTable(query)}, judged AS (
        SELECT counted.test_case_id, CASE WHEN found.bits & 30 > 0 THEN found.bits ELSE coalesce(found.bits, 0) | 4 END AS bits
        FROM (${counted}) AS counted LEFT JOIN (
          SELECT taken.test_case_id, bit_or(${verdict} | CASE WHEN taken.executed THEN 32 ELSE 0 END) AS bits
          FROM taken GROUP BY taken.test_case_id
        ) AS found ON found.test_case_id = counted.test_case_id
      )`
}

function ticketsIn({ uncovered, ok, notrun, unknown, nok }: StoredCounts): number {
  return uncovered + ok + notrun + unknown + nok
}

/** A summary out of what was counted. */
export function toSummary(
  query: CoverageQuery & Partial<ResolvedQuery>,
  tickets: Counts,
  testCases: Partial<Counts> | null,
): CoverageSummary {
  const { projectId, policy: _, basis: __, isStored: ___, ...scope } = query
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
