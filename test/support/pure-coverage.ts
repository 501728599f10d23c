import {
  type CoverageScope,
  isBy,
  momentOf,
  type ScopedTicket,
  selectsRun,
  selectsTicket,
} from '../../packages/core/src/coverage/scope.js'
import { type CoverageData, coverTickets, isCounted } from '../../packages/core/src/coverage/summary.js'
import {
  type CoveragePolicy,
  type TestCaseVerdict,
  testCaseVerdict,
  type Verdict,
} from '../../packages/core/src/coverage/verdict.js'
import { dataOf, type GeneratedProject, type GeneratedRun } from './coverage-project.js'

/** What the pure functions say of a stored project: what every answer of the database is held against. */
export interface PureCoverage {
  readonly data: CoverageData
  /** Every ticket, also those that the scope does not select. */
  readonly tickets: readonly PureTicket[]
  /** Those that it selects. */
  readonly selected: readonly PureTicket[]
  /** Every counted test case by id. */
  readonly testCases: ReadonlyMap<number, PureTestCase>
}

export interface PureTicket extends ScopedTicket {
  readonly id: number
  readonly resolution: string | null
  readonly verdict: Verdict
  /** Its counted test cases by id. */
  readonly testCases: ReadonlyMap<number, PureTestCase>
  readonly lastExecutedAt: Date | null
}

export interface PureTestCase extends TestCaseVerdict<GeneratedRun> {
  readonly lastExecutedAt: Date | null
}

export function coverPurely(
  project: GeneratedProject,
  scope: CoverageScope,
  policy: CoveragePolicy,
): PureCoverage {
  const data = dataOf(project, scope.asOf)
  const moment = momentOf(scope.asOf)
  const { environments, versions, cycleIds, asOf } = scope
  const everything = coverTickets(data, { environments, versions, cycleIds, asOf }, policy)
  const verdicts = new Map(everything.map((ticket) => [ticket.key, ticket.verdict]))
  const testCases = new Map(
    data.testCases.filter(isCounted).map(({ id }) => {
      const runs = project.runs.filter((run) => run.testCaseId === id && selectsRun(scope, run))
      const verdict = testCaseVerdict(runs, policy)
      const deciding = verdict.environments.filter((one) => !one.ignored).map((one) => one.taken.executedAt)
      return [id, { ...verdict, lastExecutedAt: latest(deciding) }] as const
    }),
  )
  const byKey = new Map(project.tickets.map((ticket) => [ticket.key, ticket]))
  const tickets = data.tickets.map((ticket): PureTicket => {
    const { id = 0, resolution = null } = byKey.get(ticket.key) ?? {}
    const linked = project.links
      .filter((link) => link.ticketId === id && isBy(link.createdAt, moment))
      .flatMap(({ testCaseId }) => {
        const testCase = testCases.get(testCaseId)
        return testCase === undefined ? [] : [[testCaseId, testCase] as const]
      })
    return {
      ...ticket,
      id,
      resolution,
      verdict: verdicts.get(ticket.key) ?? 'UNCOVERED',
      testCases: new Map(linked),
      lastExecutedAt: latest(linked.map(([, testCase]) => testCase.lastExecutedAt)),
    }
  })
  return { data, tickets, selected: tickets.filter((ticket) => selectsTicket(scope, ticket)), testCases }
}

function latest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((last, date) => (last === null || (date !== null && date > last) ? date : last), null)
}
