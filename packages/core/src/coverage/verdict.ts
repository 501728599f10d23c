/**
 * The algebra of coverage: from runs to verdicts, pure. The same rules stand in SQL (`queries.ts`); tests hold
 * the two together over generated projects. The rules follow Xray's requirement coverage where that is
 * documented, and `docs/coverage.md` tells where they repair it.
 */

/** What coverage says of a ticket, worst first; `UNCOVERED` where no test case counts. */
export const verdicts = ['NOK', 'UNKNOWN', 'NOTRUN', 'OK', 'UNCOVERED'] as const

/** What coverage says of a ticket. */
export type Verdict = (typeof verdicts)[number]

/** What coverage says of a test case, which is never uncovered. */
export type TestVerdict = Exclude<Verdict, 'UNCOVERED'>

/** How runs become verdicts. Every field has a default, and the defaults are the published policy. */
export interface CoveragePolicy {
  /**
   * Whether the newest final run (`passed` or `failed`) decides, however many runs were blocked or skipped
   * since. False takes simply the newest run.
   *
   * @default true
   */
  readonly finalRunsFirst?: boolean | undefined
  /**
   * `ignore` leaves out environments whose run was skipped, so that a test which does not apply to a platform
   * cannot hold a ticket at NOTRUN.
   *
   * @default 'count'
   */
  readonly skipped?: 'count' | 'ignore' | undefined
  /** What statuses of your own mean. One that is not listed is UNKNOWN. */
  readonly statuses?: Readonly<Record<string, TestVerdict>> | undefined
}

/** As much of a run as coverage looks at. */
export interface CoverageRun {
  readonly id: number
  readonly status: string
  /** Null and the empty string both say that there is none. */
  readonly environment: string | null
  /** Null sorts as older than any date. */
  readonly executedAt: Date | null
}

/** One environment of a test case: the run that was taken there, what it says, and those passed over. */
export interface EnvironmentVerdict<Run extends CoverageRun = CoverageRun> {
  /** Null for runs without an environment, which form one of their own. */
  readonly environment: string | null
  readonly verdict: TestVerdict
  readonly taken: Run
  /** Newest first. */
  readonly passedOver: readonly Run[]
  /** True where the policy leaves it out of the test case's verdict. */
  readonly ignored: boolean
}

/** A test case: its verdict and how each environment came to it. */
export interface TestCaseVerdict<Run extends CoverageRun = CoverageRun> {
  readonly verdict: TestVerdict
  /** Whether a final run of it is in scope. */
  readonly executed: boolean
  readonly environments: readonly EnvironmentVerdict<Run>[]
}

/** A ticket together with what is below it. */
export interface Rollup {
  /** The join of the ticket's own verdict with those of everything below it. */
  readonly verdict: Verdict
  /** How many tickets are below it, at any depth. */
  readonly children: number
  /** How many of those are not UNCOVERED. */
  readonly childrenCovered: number
}

/** A ticket as a rollup sees it. */
export interface RollupTicket {
  readonly key: string
  readonly parentKey: string | null
  readonly verdict: Verdict
}

const builtIn: ReadonlyMap<string, TestVerdict> = new Map([
  ['passed', 'OK'],
  ['failed', 'NOK'],
  ['blocked', 'NOTRUN'],
  ['skipped', 'NOTRUN'],
  ['in-progress', 'NOTRUN'],
  ['not-run', 'NOTRUN'],
])

/** The statuses that have a meaning of their own, which a policy cannot change. */
export const builtInStatuses: readonly string[] = [...builtIn.keys()]

/** Whether a run came to a result. */
export function isFinal(status: string): boolean {
  return status === 'passed' || status === 'failed'
}

/** The name of an environment: the empty string is none. */
export function environmentName(name: string | null): string | null {
  return name === '' ? null : name
}

/** What one run's status says. */
export function statusVerdict(status: string, { statuses = {} }: CoveragePolicy = {}): TestVerdict {
  // Object.hasOwn, because a team may well call a status `constructor`.
  const own = Object.hasOwn(statuses, status) ? statuses[status] : undefined
  return builtIn.get(status) ?? own ?? 'UNKNOWN'
}

/**
 * The join of two verdicts: NOK > UNKNOWN > NOTRUN > OK, and UNCOVERED is the identity. Associative,
 * commutative and idempotent, so that neither order nor repetition matters.
 */
export function join(a: Verdict, b: Verdict): Verdict {
  return verdicts.indexOf(a) <= verdicts.indexOf(b) ? a : b
}

/** The join of any number of verdicts; UNCOVERED of none. */
export function joinAll(all: Iterable<Verdict>): Verdict {
  let result: Verdict = 'UNCOVERED'
  for (const verdict of all) result = join(result, verdict)
  return result
}

/** Newest first: by time, then by id. */
export function compareRuns(a: CoverageRun, b: CoverageRun): number {
  const byTime = (b.executedAt?.getTime() ?? -Infinity) - (a.executedAt?.getTime() ?? -Infinity)
  return byTime === 0 || Number.isNaN(byTime) ? b.id - a.id : byTime
}

/** The verdict of a test case out of its runs in scope; NOTRUN of none. */
export function testCaseVerdict<Run extends CoverageRun>(
  runs: readonly Run[],
  policy: CoveragePolicy = {},
): TestCaseVerdict<Run> {
  const environments = [...groupByEnvironment(runs)].map(([environment, group]) => {
    const [taken, ...others] = group.toSorted(decisiveFirst(policy))
    if (taken === undefined) throw new RangeError('an environment has at least one run')
    return environmentVerdict(environment, taken, others.toSorted(compareRuns), policy)
  })
  return {
    verdict: joinEnvironments(environments),
    executed: runs.some((run) => isFinal(run.status)),
    environments,
  }
}

/** What an environment says, once it is known which of its runs is taken. */
export function environmentVerdict<Run extends CoverageRun>(
  environment: string | null,
  taken: Run,
  passedOver: readonly Run[],
  policy: CoveragePolicy,
): EnvironmentVerdict<Run> {
  return {
    environment,
    verdict: statusVerdict(taken.status, policy),
    taken,
    passedOver,
    ignored: policy.skipped === 'ignore' && taken.status === 'skipped',
  }
}

/** The verdict of a test case out of those of its environments; NOTRUN of none that counts. */
export function joinEnvironments(
  environments: readonly Pick<EnvironmentVerdict, 'verdict' | 'ignored'>[],
): TestVerdict {
  const verdict = joinAll(environments.filter((one) => !one.ignored).map((one) => one.verdict))
  return verdict === 'UNCOVERED' ? 'NOTRUN' : verdict
}

/** The verdict of a ticket out of those of its counted test cases; UNCOVERED of none. */
export function ticketVerdict(testCases: Iterable<TestVerdict>): Verdict {
  return joinAll(testCases)
}

/**
 * A ticket's rollup over the tickets below it, to any depth. Cycles end where they began, and parents that do
 * not exist have no children here.
 *
 * @throws RangeError where `key` is not among the tickets.
 */
export function rollup(key: string, tickets: readonly RollupTicket[]): Rollup {
  const own = tickets.find((ticket) => ticket.key === key)
  if (own === undefined) throw new RangeError(`there is no ticket ${key}`)
  const below = descendants(key, tickets)
  return {
    verdict: joinAll([own.verdict, ...below.map((ticket) => ticket.verdict)]),
    children: below.length,
    childrenCovered: below.filter((ticket) => ticket.verdict !== 'UNCOVERED').length,
  }
}

/** `part` of `whole` in percent, rounded half up to two decimals; null where there is nothing. */
export function percentage(part: number, whole: number): number | null {
  // In whole hundredths, because 1.005 is not a number that a computer has.
  return whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole)) / 100
}

function groupByEnvironment<Run extends CoverageRun>(
  runs: readonly Run[],
): ReadonlyMap<string | null, readonly Run[]> {
  const groups = new Map<string | null, Run[]>()
  for (const run of runs) {
    const environment = environmentName(run.environment)
    const group = groups.get(environment)
    if (group === undefined) groups.set(environment, [run])
    else group.push(run)
  }
  return groups
}

/** The run that is taken comes first. */
function decisiveFirst({ finalRunsFirst = true }: CoveragePolicy) {
  return (a: CoverageRun, b: CoverageRun): number =>
    (finalRunsFirst ? Number(isFinal(b.status)) - Number(isFinal(a.status)) : 0) || compareRuns(a, b)
}

function descendants(key: string, tickets: readonly RollupTicket[]): readonly RollupTicket[] {
  const byParent = groupByParent(tickets)
  const seen = new Set([key])
  const found: RollupTicket[] = []
  const open = [key]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of byParent.get(next) ?? []) {
      if (seen.has(child.key)) continue
      seen.add(child.key)
      found.push(child)
      open.push(child.key)
    }
  }
  return found
}

function groupByParent(tickets: readonly RollupTicket[]): ReadonlyMap<string, readonly RollupTicket[]> {
  const groups = new Map<string, RollupTicket[]>()
  for (const ticket of tickets) {
    if (ticket.parentKey === null) continue
    const group = groups.get(ticket.parentKey)
    if (group === undefined) groups.set(ticket.parentKey, [ticket])
    else group.push(ticket)
  }
  return groups
}
