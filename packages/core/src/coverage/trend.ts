import {
  type CoveragePolicy,
  environmentName,
  isFinal,
  joinAll,
  joinEnvironments,
  percentage,
  statusVerdict,
  type TestVerdict,
  type Verdict,
} from './verdict.js'

/** Coverage at the end of one interval. */
export interface TrendPoint {
  /** The day on which the interval ends, `2026-11-22`, in UTC. */
  readonly date: string
  readonly tickets: number
  readonly linked: number
  readonly executed: number
  readonly passing: number
  readonly linkedPercentage: number | null
  readonly executedPercentage: number | null
  readonly passingPercentage: number | null
}

/** What happened, as far as coverage is concerned. Days count from `from`; what was before it is day 0. */
export interface TrendHistory {
  /** How many tickets are selected and were there on day 0. */
  readonly tickets: number
  /** Those of them that were found deleted later: from which day on they are not there any more. */
  readonly removed?: readonly { readonly day: number; readonly ticketId: number }[]
  /** When each counted test case was linked to which selected ticket. */
  readonly links: readonly { readonly day: number; readonly testCaseId: number; readonly ticketId: number }[]
  /**
   * The run that counts most of each test case, environment and day; those may be missing that are like the one of the
   * day before which there is one.
   */
  readonly runs: readonly {
    readonly day: number
    readonly testCaseId: number
    readonly environment: string | null
    readonly status: string
    /** Whether any run of that test case, environment and day was final. */
    readonly final: boolean
  }[]
}

/**
 * Replays a history, day by day. Each point equals the summary as of the end of that day, and costs only what
 * changed since the day before.
 */
export function replayTrend(
  history: TrendHistory,
  dates: readonly string[],
  policy: CoveragePolicy = {},
): readonly TrendPoint[] {
  const project = new ReplayedProject(policy)
  const links = byDay(history.links)
  const runs = byDay(history.runs)
  const removed = byDay(history.removed ?? [])
  let tickets = history.tickets
  return dates.map((date, day) => {
    for (const run of runs.get(day) ?? []) project.record(run)
    for (const link of links.get(day) ?? []) project.link(link.testCaseId, link.ticketId)
    for (const { ticketId } of removed.get(day) ?? []) {
      project.remove(ticketId)
      tickets--
    }
    return pointOf(date, { tickets, ...project.count() })
  })
}

/** A point with the percentages of its numbers. */
export function pointOf(
  date: string,
  {
    tickets,
    linked,
    executed,
    passing,
  }: Readonly<Record<'tickets' | 'linked' | 'executed' | 'passing', number>>,
): TrendPoint {
  return {
    date,
    tickets,
    linked,
    executed,
    passing,
    linkedPercentage: percentage(linked, tickets),
    executedPercentage: percentage(executed, tickets),
    passingPercentage: percentage(passing, tickets),
  }
}

interface Environment {
  readonly status: string
  readonly final: boolean
}

/** The state of a project on one day, kept up to date by the changes of the next. */
class ReplayedProject {
  readonly #policy: CoveragePolicy
  readonly #environments = new Map<number, Map<string | null, Environment>>()
  readonly #ticketsOf = new Map<number, Set<number>>()
  readonly #testCasesOf = new Map<number, Set<number>>()
  readonly #stale = new Set<number>()
  readonly #tickets = new Map<number, { readonly verdict: Verdict; readonly executed: boolean }>()
  readonly #removed = new Set<number>()

  constructor(policy: CoveragePolicy) {
    this.#policy = policy
  }

  record(event: TrendHistory['runs'][number]): void {
    const { testCaseId } = event
    const environment = environmentName(event.environment)
    const environments = this.#environments.get(testCaseId) ?? new Map<string | null, Environment>()
    this.#environments.set(testCaseId, environments)
    const before = environments.get(environment)
    const final = (before?.final ?? false) || event.final
    const replaces = this.#policy.finalRunsFirst === false || isFinal(event.status) || !before?.final
    environments.set(environment, { status: replaces ? event.status : before.status, final })
    for (const ticketId of this.#ticketsOf.get(testCaseId) ?? []) this.#stale.add(ticketId)
  }

  link(testCaseId: number, ticketId: number): void {
    this.#ticketsOf.set(testCaseId, (this.#ticketsOf.get(testCaseId) ?? new Set()).add(ticketId))
    this.#testCasesOf.set(ticketId, (this.#testCasesOf.get(ticketId) ?? new Set()).add(testCaseId))
    this.#stale.add(ticketId)
  }

  remove(ticketId: number): void {
    this.#removed.add(ticketId)
    this.#stale.add(ticketId)
  }

  count(): Pick<TrendPoint, 'linked' | 'executed' | 'passing'> {
    for (const ticketId of this.#stale) {
      if (this.#removed.has(ticketId)) this.#tickets.delete(ticketId)
      else this.#tickets.set(ticketId, this.#judge(ticketId))
    }
    this.#stale.clear()
    const judged = [...this.#tickets.values()]
    return {
      linked: judged.filter((ticket) => ticket.verdict !== 'UNCOVERED').length,
      executed: judged.filter((ticket) => ticket.executed).length,
      passing: judged.filter((ticket) => ticket.verdict === 'OK').length,
    }
  }

  #judge(ticketId: number): { readonly verdict: Verdict; readonly executed: boolean } {
    const testCases = [...(this.#testCasesOf.get(ticketId) ?? [])]
    return {
      verdict: joinAll(testCases.map((testCaseId) => this.#verdict(testCaseId))),
      executed: testCases.some((testCaseId) =>
        [...(this.#environments.get(testCaseId)?.values() ?? [])].some((one) => one.final),
      ),
    }
  }

  #verdict(testCaseId: number): TestVerdict {
    const environments = [...(this.#environments.get(testCaseId)?.values() ?? [])]
    return joinEnvironments(
      environments.map(({ status }) => ({
        verdict: statusVerdict(status, this.#policy),
        ignored: this.#policy.skipped === 'ignore' && status === 'skipped',
      })),
    )
  }
}

function byDay<Event extends { readonly day: number }>(
  events: readonly Event[],
): ReadonlyMap<number, readonly Event[]> {
  const days = new Map<number, Event[]>()
  for (const event of events) {
    const day = days.get(event.day)
    if (day === undefined) days.set(event.day, [event])
    else day.push(event)
  }
  return days
}
