import type { CoverageScope } from './scope.js'
import {
  type CoveragePolicy,
  compareRuns,
  type EnvironmentVerdict,
  environmentVerdict,
  joinEnvironments,
  type Rollup,
  type TestVerdict,
  ticketVerdict,
  type Verdict,
} from './verdict.js'

/** A run as evidence. */
export interface RunEvidence {
  readonly id: number
  readonly status: string
  readonly environment: string | null
  readonly version: string | null
  readonly executedAt: Date | null
  readonly cycleId: number
  readonly attempt: number
}

/** One test case of an explained ticket. */
export interface ExplainedTestCase {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  readonly status: string
  /** How and when the link came to be. */
  readonly linkOrigin: string
  readonly linkedAt: Date | null
  readonly counted: boolean
  /** Why it does not count, where it does not. */
  readonly notCountedBecause: string | null
  /** Null where it does not count. */
  readonly verdict: TestVerdict | null
  readonly environments: readonly ExplainedEnvironment[]
}

/** The run taken in one environment, and the newest of those passed over. */
export interface ExplainedEnvironment extends EnvironmentVerdict<RunEvidence> {
  /** How many runs were passed over in all; `passedOver` holds the newest. */
  readonly passedOverTotal: number
}

/** Why a ticket has the verdict it has. */
export interface CoverageExplanation {
  readonly projectId: number
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
  readonly scope: CoverageScope
  readonly verdict: Verdict
  /** The rule that decided and on what, in one sentence. */
  readonly reason: string
  /** The run that decided, and its age in days; null where no run did. */
  readonly decidedBy: (RunEvidence & { readonly testCaseId: number; readonly ageDays: number | null }) | null
  readonly testCases: readonly ExplainedTestCase[]
  /** With what is below it; null for a ticket without children. */
  readonly rollup: Rollup | null
}

/** What is known of a linked test case before it is judged. */
export interface LinkedTestCase
  extends Omit<ExplainedTestCase, 'verdict' | 'environments' | 'counted' | 'notCountedBecause'> {
  readonly aiGenerated: boolean
  readonly approved: boolean
  readonly environments: readonly {
    readonly environment: string | null
    readonly taken: RunEvidence
    /** The newest of the others, newest first. */
    readonly passedOver: readonly RunEvidence[]
    /** How many runs are in scope, those included that are not shown. */
    readonly total: number
  }[]
}

/** Judges a linked test case. */
export function explainTestCase(testCase: LinkedTestCase, policy: CoveragePolicy): ExplainedTestCase {
  const { aiGenerated, approved, ...shown } = testCase
  const notCountedBecause =
    testCase.status === 'deprecated'
      ? 'it is deprecated'
      : aiGenerated && !approved
        ? 'a model wrote it and nobody approved it yet'
        : null
  const counted = notCountedBecause === null
  const environments = testCase.environments.map(({ environment, taken, passedOver, total }) => ({
    ...environmentVerdict(environment, taken, passedOver, policy),
    passedOverTotal: total - 1,
  }))
  return {
    ...shown,
    counted,
    notCountedBecause,
    verdict: counted ? joinEnvironments(environments) : null,
    environments,
  }
}

/** The verdict of a ticket with these test cases, the sentence for it and the run that decided. */
export function explainVerdict(
  testCases: readonly ExplainedTestCase[],
  now: Date,
): Pick<CoverageExplanation, 'verdict' | 'reason' | 'decidedBy'> {
  const counted = testCases.filter((testCase) => testCase.counted)
  const verdict = ticketVerdict(counted.flatMap((testCase) => testCase.verdict ?? []))
  const decisive = decisiveRun(counted, verdict)
  const ageDays = decisive === undefined ? null : age(decisive.run.executedAt, now)
  return {
    verdict,
    reason: sentence(verdict, testCases, decisive, ageDays),
    decidedBy: decisive === undefined ? null : { ...decisive.run, testCaseId: decisive.testCase.id, ageDays },
  }
}

interface Decisive {
  readonly testCase: ExplainedTestCase
  readonly run: RunEvidence
}

/** The newest of the taken runs that say what the ticket says. */
function decisiveRun(counted: readonly ExplainedTestCase[], verdict: Verdict): Decisive | undefined {
  const candidates = counted
    .filter((testCase) => testCase.verdict === verdict)
    .flatMap((testCase) =>
      testCase.environments
        .filter((one) => !one.ignored && one.verdict === verdict)
        .map((one) => ({ testCase, run: one.taken })),
    )
  return candidates.toSorted((a, b) => compareRuns(a.run, b.run))[0]
}

function sentence(
  verdict: Verdict,
  testCases: readonly ExplainedTestCase[],
  decisive: Decisive | undefined,
  ageDays: number | null,
): string {
  const counted = testCases.filter((testCase) => testCase.counted)
  if (verdict === 'UNCOVERED') {
    if (testCases.length === 0) return 'UNCOVERED: no test case is linked to it.'
    return testCases.length === 1
      ? 'UNCOVERED: its only linked test case does not count.'
      : `UNCOVERED: none of its ${testCases.length} linked test cases counts.`
  }
  if (verdict === 'OK') {
    const isIgnored = counted.some((testCase) => testCase.environments.some((one) => one.ignored))
    const where = isIgnored ? 'in scope and does not skip it' : 'in scope'
    return `OK: ${all(counted.length)} passed in every environment that is ${where}.`
  }
  if (decisive === undefined) {
    const missing = counted.filter((testCase) => testCase.environments.every((one) => one.ignored)).length
    const which =
      counted.length === 1
        ? 'its only test case has'
        : `${missing} of its ${counted.length} test cases ${missing === 1 ? 'has' : 'have'}`
    return `NOTRUN: ${which} no run in scope that counts.`
  }
  const { testCase, run } = decisive
  const where = run.environment === null ? '' : ` on ${run.environment}`
  const when = ageDays === null ? '' : ` ${ageDays} ${ageDays === 1 ? 'day' : 'days'} ago`
  const rule = {
    NOK: 'one failing test case is enough',
    UNKNOWN: 'the policy gives this status no meaning',
    NOTRUN: 'it is not a result',
  }[verdict]
  return `${verdict}: "${testCase.title}" is ${run.status}${where}${when} (run ${run.id}); ${rule}.`
}

function all(count: number): string {
  return count === 1 ? 'its only test case' : `all ${count} test cases`
}

/** Whole days between then and now. */
function age(then: Date | null, now: Date): number | null {
  return then === null ? null : Math.max(0, Math.floor((now.getTime() - then.getTime()) / 86_400_000))
}
