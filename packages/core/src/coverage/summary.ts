import {
  type CoverageScope,
  isBy,
  momentOf,
  narrowsTickets,
  type ScopedRun,
  type ScopedTicket,
  selectsRun,
  selectsTicket,
} from './scope.js'
import {
  type CoveragePolicy,
  type CoverageRun,
  percentage,
  type TestVerdict,
  testCaseVerdict,
  ticketVerdict,
  type Verdict,
} from './verdict.js'

/** Coverage in numbers: three of them, never one, and where each verdict stands. */
export interface CoverageSummary {
  readonly projectId: number
  /** What was asked. */
  readonly scope: CoverageScope
  /** Tickets that the scope selects. */
  readonly tickets: number
  /** Of those, with at least one counted test case. */
  readonly linked: number
  /** Of those, with at least one final run in scope of a counted test case. */
  readonly executed: number
  /** Of those, with the verdict OK. */
  readonly passing: number
  /** Percent of the tickets, two decimals; null where there are none. */
  readonly linkedPercentage: number | null
  readonly executedPercentage: number | null
  readonly passingPercentage: number | null
  /** Tickets by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Counted test cases: of the selected tickets where the scope selects any in particular, else all. */
  readonly testCases: number
  /** Those by verdict. */
  readonly testCaseVerdicts: Readonly<Record<TestVerdict, number>>
}

/** A project as plain data, for computing coverage without a database. */
export interface CoverageData {
  readonly tickets: readonly ScopedTicket[]
  readonly testCases: readonly {
    readonly id: number
    readonly status: string
    readonly aiGenerated: boolean
    readonly approved: boolean
  }[]
  readonly links: readonly {
    readonly testCaseId: number
    readonly key: string
    readonly createdAt: Date | null
  }[]
  readonly runs: readonly (CoverageRun & ScopedRun & { readonly testCaseId: number })[]
}

/** One ticket's part in a summary. */
export interface TicketCoverage {
  readonly key: string
  readonly verdict: Verdict
  /** How many counted test cases it has. */
  readonly testCases: number
  readonly executed: boolean
}

/** Whether a test case counts: not deprecated, and approved by a person if a model wrote it. */
export function isCounted(testCase: CoverageData['testCases'][number]): boolean {
  return testCase.status !== 'deprecated' && (!testCase.aiGenerated || testCase.approved)
}

/** The verdict of every ticket that the scope selects, in the order given. */
export function coverTickets(
  data: CoverageData,
  scope: CoverageScope = {},
  policy: CoveragePolicy = {},
): readonly TicketCoverage[] {
  const testCases = coverTestCases(data, scope, policy)
  const moment = momentOf(scope.asOf)
  const byKey = new Map<string, Set<number>>()
  for (const link of data.links) {
    if (!testCases.has(link.testCaseId) || !isBy(link.createdAt, moment)) continue
    byKey.set(link.key, (byKey.get(link.key) ?? new Set()).add(link.testCaseId))
  }
  return data.tickets
    .filter((ticket) => selectsTicket(scope, ticket))
    .map(({ key }) => {
      const covering = [...(byKey.get(key) ?? [])].flatMap((id) => testCases.get(id) ?? [])
      return {
        key,
        verdict: ticketVerdict(covering.map((testCase) => testCase.verdict)),
        testCases: covering.length,
        executed: covering.some((testCase) => testCase.executed),
      }
    })
}

/** The summary of a project that is at hand as plain data. */
export function summarizeCoverage(
  data: CoverageData,
  scope: CoverageScope = {},
  policy: CoveragePolicy = {},
  projectId = 0,
): CoverageSummary {
  const tickets = coverTickets(data, scope, policy)
  const testCases = coverTestCases(data, scope, policy)
  const selected = new Set(tickets.map((ticket) => ticket.key))
  const moment = momentOf(scope.asOf)
  const linked = new Set(
    data.links
      .filter((link) => selected.has(link.key) && isBy(link.createdAt, moment))
      .map((link) => link.testCaseId),
  )
  const considered = [...testCases].filter(([id]) => !narrowsTickets(scope) || linked.has(id))
  return summarize(projectId, scope, {
    verdicts: countBy(
      tickets.map((ticket) => ticket.verdict),
      ['OK', 'NOK', 'NOTRUN', 'UNKNOWN', 'UNCOVERED'],
    ),
    executed: tickets.filter((ticket) => ticket.executed).length,
    testCaseVerdicts: countBy(
      considered.map(([, testCase]) => testCase.verdict),
      ['OK', 'NOK', 'NOTRUN', 'UNKNOWN'],
    ),
  })
}

/** A summary out of its counts. */
export function summarize(
  projectId: number,
  scope: CoverageScope,
  counts: Pick<CoverageSummary, 'verdicts' | 'executed' | 'testCaseVerdicts'>,
): CoverageSummary {
  const { verdicts, executed, testCaseVerdicts } = counts
  const tickets = Object.values(verdicts).reduce((sum, count) => sum + count, 0)
  const linked = tickets - verdicts.UNCOVERED
  return {
    projectId,
    scope,
    tickets,
    linked,
    executed,
    passing: verdicts.OK,
    linkedPercentage: percentage(linked, tickets),
    executedPercentage: percentage(executed, tickets),
    passingPercentage: percentage(verdicts.OK, tickets),
    verdicts,
    testCases: Object.values(testCaseVerdicts).reduce((sum, count) => sum + count, 0),
    testCaseVerdicts,
  }
}

function coverTestCases(
  data: CoverageData,
  scope: CoverageScope,
  policy: CoveragePolicy,
): ReadonlyMap<number, { readonly verdict: TestVerdict; readonly executed: boolean }> {
  const runs = new Map<number, CoverageData['runs'][number][]>()
  for (const run of data.runs) {
    if (!selectsRun(scope, run)) continue
    const group = runs.get(run.testCaseId)
    if (group === undefined) runs.set(run.testCaseId, [run])
    else group.push(run)
  }
  return new Map(
    data.testCases.filter(isCounted).map(({ id }) => [id, testCaseVerdict(runs.get(id) ?? [], policy)]),
  )
}

function countBy<Key extends string>(values: readonly Key[], keys: readonly Key[]): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>
  for (const value of values) counts[value] += 1
  return counts
}
