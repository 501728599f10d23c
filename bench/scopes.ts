import type { CoverageScope } from '../packages/core/src/coverage/scope.js'
import type { CoverageSummary } from '../packages/core/src/coverage/summary.js'
import type { Ask } from './asking.js'
import { environments, type GeneratedProject, versionOfCycle } from './generate.js'

/** A scope, and the same in SQL. `$1` is the project, the rest is what `parameters` says. */
export interface BenchScope {
  readonly name: string
  readonly scope: CoverageScope
  readonly parameters: readonly unknown[]
  /** Conditions on `run`, `link` and `issue`. */
  readonly runs: string
  readonly links?: string
  readonly there?: string
  /** Of what is stored per environment: a condition on `result`, where that is all it takes. */
  readonly results?: string
}

/** The cycle and the version in which most is going on: what happens gets more by and by. */
const busyCycle = 90

/** What summaries are narrowed to. */
export function scopesOf(project: GeneratedProject): readonly BenchScope[] {
  const [environment] = environments
  const version = versionOfCycle(busyCycle)
  const cycleId = project.firstCycle + busyCycle
  const asOf = '2026-05-01T12:00:00.000Z'
  return [
    { name: 'everything', scope: {}, parameters: [], runs: 'true', results: 'true' },
    {
      name: 'an environment',
      scope: { environments: [environment] },
      parameters: [environment],
      runs: 'run.environment = $2',
      results: 'result.environment = $2',
    },
    { name: 'a version', scope: { versions: [version] }, parameters: [version], runs: 'run.version = $2' },
    {
      name: 'a cycle',
      scope: { cycleIds: [cycleId] },
      parameters: [cycleId],
      runs: 'run.cycle_item_id IN (SELECT id FROM test_cycle_items WHERE project_id = $1 AND cycle_id = $2)',
    },
    {
      name: 'as of a day',
      scope: { asOf },
      parameters: [asOf.replace('Z', '')],
      runs: '(run.executed_at IS NULL OR run.executed_at <= $2::timestamp)',
      links: '(link.created_at IS NULL OR link.created_at <= $2::timestamp)',
      there: '(issue.deleted_at IS NULL OR issue.deleted_at > $2::timestamp)',
    },
  ]
}

/** A statement, and settings of the transaction that it runs in. */
export interface Way {
  readonly sql: string
  readonly settings: Readonly<Record<string, string>>
}

/** Different ways to ask for the same. Which is fastest depends on the scope and the size. */
export function summariesByHand(scope: BenchScope): readonly Way[] {
  const statements: string[] = []
  for (const taken of [
    sorted(scope),
    hashed(scope),
    ...(scope.results === undefined ? [] : [stored(scope.results)]),
  ]) {
    for (const counted of [countedByRule, countedByStore]) {
      statements.push(statement(scope, taken, counted, thereByRule(scope)))
      // What is stored of tickets leaves out those that were there at an earlier moment.
      if (scope.there === undefined) statements.push(statement(scope, taken, counted, thereByStore))
    }
  }
  // What takes milliseconds is not worth compiling; and with more memory than a server gives by default, what is large
  // is hashed rather than sorted.
  const settings: readonly Way['settings'][] = [{ jit: 'off' }, { jit: 'off', work_mem: '128MB' }]
  return statements.flatMap((sql) => settings.map((some) => ({ sql, settings: some })))
}

/** Codes of runs as powers of two, so that one bit_or joins them: 2 OK, 4 NOTRUN, 8 UNKNOWN, 16 NOK, 32 executed. */
const bits = (status: string) => `CASE ${status} WHEN 'passed' THEN 34 WHEN 'failed' THEN 48
    WHEN 'blocked' THEN 4 WHEN 'skipped' THEN 4 WHEN 'in-progress' THEN 4 WHEN 'not-run' THEN 4 ELSE 8 END`

const sorted = ({ runs }: BenchScope) => `
  SELECT DISTINCT ON (run.test_case_id, run.environment) run.test_case_id, ${bits('run.status')} AS bits
  FROM test_runs AS run WHERE run.project_id = $1 AND ${runs}
  ORDER BY run.test_case_id, run.environment, run.status IN ('passed', 'failed') DESC, run.executed_at DESC NULLS LAST, run.id DESC`

// Without sorting: the largest of (final, when, id), with the bits at its end.
const hashed = ({ runs }: BenchScope) => `
  SELECT run.test_case_id, (max(ARRAY[(run.status IN ('passed', 'failed'))::integer,
    coalesce((extract(epoch FROM run.executed_at) * 1000000)::bigint, -1), run.id, ${bits('run.status')}]))[4]::integer AS bits
  FROM test_runs AS run WHERE run.project_id = $1 AND ${runs}
  GROUP BY run.test_case_id, run.environment`

const stored = (condition: string) => `
  SELECT DISTINCT ON (result.test_case_id, result.environment) result.test_case_id, ${bits('result.status')} AS bits
  FROM test_case_results AS result WHERE result.project_id = $1 AND ${condition}
  ORDER BY result.test_case_id, result.environment, result.is_final DESC`

const countedByRule = `
  SELECT id AS test_case_id FROM test_cases
  WHERE project_id = $1 AND status IS DISTINCT FROM 'deprecated' AND (ai_generated IS NOT TRUE OR approved_at IS NOT NULL)`

const countedByStore = 'SELECT test_case_id FROM test_case_coverage WHERE project_id = $1'

const thereByRule = ({ there = 'issue.deleted_at IS NULL' }: BenchScope) =>
  `SELECT issue.id FROM jira_tickets AS issue WHERE issue.project_id = $1 AND ${there}`

const thereByStore = 'SELECT ticket_id AS id FROM ticket_coverage WHERE project_id = $1'

const statement = ({ links = 'true' }: BenchScope, taken: string, counted: string, there: string) => `
  WITH judged AS (
    SELECT counted.test_case_id, coalesce(taken.bits, 4) AS bits
    FROM (${counted}) AS counted
    LEFT JOIN (SELECT test_case_id, bit_or(bits) AS bits FROM (${taken}) AS run GROUP BY test_case_id) AS taken
      ON taken.test_case_id = counted.test_case_id
  ), covered AS (
    SELECT link.jira_ticket_id AS id, bit_or(judged.bits) AS bits
    FROM test_case_jira_links AS link JOIN judged ON judged.test_case_id = link.test_case_id
    WHERE link.project_id = $1 AND ${links} GROUP BY link.jira_ticket_id
  )
  SELECT ticket.*, test_case.*, (SELECT count(*)::integer FROM (${there}) AS there) AS tickets
  FROM (SELECT ${countsOf('ticket')}, count(*) FILTER (WHERE bits & 32 > 0)::integer AS executed
    FROM covered WHERE id IN (${there})) AS ticket,
    (SELECT ${countsOf('test')} FROM judged) AS test_case`

const countsOf = (prefix: string) =>
  `count(*) FILTER (WHERE bits & 30 = 2)::integer AS ${prefix}_ok, count(*) FILTER (WHERE bits & 28 = 4)::integer AS ${prefix}_notrun,
    count(*) FILTER (WHERE bits & 24 = 8)::integer AS ${prefix}_unknown, count(*) FILTER (WHERE bits & 16 > 0)::integer AS ${prefix}_nok`

/** Asks one of the ways. */
export async function askSummary(
  ask: Ask,
  sql: string,
  { id }: GeneratedProject,
  { parameters }: BenchScope,
): Promise<string> {
  const [row] = await ask(sql, [id, ...parameters])
  const numbers = Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]))
  const { tickets = 0, ticket_ok = 0, ticket_notrun = 0, ticket_unknown = 0, ticket_nok = 0 } = numbers
  return JSON.stringify({
    tickets: [
      tickets - ticket_ok - ticket_notrun - ticket_unknown - ticket_nok,
      ticket_ok,
      ticket_notrun,
      ticket_unknown,
      ticket_nok,
    ],
    executed: numbers.executed,
    testCases: [numbers.test_ok, numbers.test_notrun, numbers.test_unknown, numbers.test_nok],
  })
}

/** What ours says, in the same words. */
export function wordsOf({ verdicts, executed, testCaseVerdicts }: CoverageSummary): string {
  const { UNCOVERED, OK, NOTRUN, UNKNOWN, NOK } = verdicts
  const { OK: ok, NOTRUN: notrun, UNKNOWN: unknown, NOK: nok } = testCaseVerdicts
  return JSON.stringify({
    tickets: [UNCOVERED, OK, NOTRUN, UNKNOWN, NOK],
    executed,
    testCases: [ok, notrun, unknown, nok],
  })
}
