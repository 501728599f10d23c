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

/** Why a ticket has its verdict: the rule that decided, and on what. */
export type VerdictReason =
  | { readonly rule: 'unlinked' }
  /** Test cases are linked, and none of them counts. */
  | { readonly rule: 'uncounted'; readonly linked: number }
  /** All passed; `ignoring` where the policy leaves skipped runs out. */
  | { readonly rule: 'passed'; readonly testCases: number; readonly ignoring: boolean }
  /** Some have no run that counts. */
  | { readonly rule: 'unrun'; readonly missing: number; readonly testCases: number }
  /** One run says it. */
  | {
      readonly rule: 'run'
      readonly testCase: string
      readonly status: string
      readonly environment: string | null
      readonly ageDays: number | null
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
  const decidedBy =
    decisive === undefined
      ? null
      : {
          ...decisive.run,
          testCaseId: decisive.testCase.id,
          ageDays: age(decisive.run.executedAt, now),
        }
  const reason = sentence(verdict, reasonOf({ verdict, testCases, decidedBy }), decidedBy?.id)
  return { verdict, reason, decidedBy }
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

/** Why an explained ticket has its verdict, for who makes sentences of their own. */
export function reasonOf({
  verdict,
  testCases,
  decidedBy,
}: Pick<CoverageExplanation, 'verdict' | 'testCases' | 'decidedBy'>): VerdictReason {
  const counted = testCases.filter((testCase) => testCase.counted)
  if (verdict === 'UNCOVERED') {
    return testCases.length === 0 ? { rule: 'unlinked' } : { rule: 'uncounted', linked: testCases.length }
  }
  if (verdict === 'OK') {
    const ignoring = counted.some((testCase) => testCase.environments.some((one) => one.ignored))
    return { rule: 'passed', testCases: counted.length, ignoring }
  }
  if (decidedBy === null) {
    const missing = counted.filter((testCase) => testCase.environments.every((one) => one.ignored)).length
    return { rule: 'unrun', missing, testCases: counted.length }
  }
  const { status, environment, ageDays, testCaseId } = decidedBy
  const testCase = counted.find(({ id }) => id === testCaseId)?.title ?? ''
  return { rule: 'run', testCase, status, environment, ageDays }
}

function sentence(verdict: Verdict, reason: VerdictReason, runId: number | undefined): string {
  if (reason.rule === 'unlinked') return 'UNCOVERED: no test case is linked to it.'
  if (reason.rule === 'uncounted') {
    return reason.linked === 1
      ? 'UNCOVERED: its only linked test case does not count.'
      : `UNCOVERED: none of its ${reason.linked} linked test cases counts.`
  }
  if (reason.rule === 'passed') {
    const where = reason.ignoring ? 'in scope and does not skip it' : 'in scope'
    return `OK: ${all(reason.testCases)} passed in every environment that is ${where}.`
  }
  if (reason.rule === 'unrun') {
    const { missing, testCases } = reason
    const which =
      testCases === 1
        ? 'its only test case has'
        : `${missing} of its ${testCases} test cases ${missing === 1 ? 'has' : 'have'}`
    return `NOTRUN: ${which} no run in scope that counts.`
  }
  const { testCase, status, environment, ageDays } = reason
  const where = environment === null ? '' : ` on ${environment}`
  const when = ageDays === null ? '' : ` ${ageDays} ${ageDays === 1 ? 'day' : 'days'} ago`
  const rule: Readonly<Partial<Record<Verdict, string>>> = {
    NOK: 'one failing test case is enough',
    UNKNOWN: 'the policy gives this status no meaning',
    NOTRUN: 'it is not a result',
  }
  return `${verdict}: "${testCase}" is ${status}${where}${when} (run ${runId}); ${rule[verdict]}.`
}

function all(count: number): string {
  return count === 1 ? 'its only test case' : `all ${count} test cases`
}

/** Whole days between then and now. */
function age(then: Date | null, now: Date): number | null {
  return then === null ? null : Math.max(0, Math.floor((now.getTime() - then.getTime()) / 86_400_000))
}
