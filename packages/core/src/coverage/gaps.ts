import { percentage, type Verdict } from './verdict.js'

/** A ticket that nothing covers, or whose tests fail, and how much that matters. */
export interface CoverageGap {
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly verdict: Verdict
  /** From 0 to 100: what is urgent, open and failing comes first. */
  readonly risk: number
  /** Why it stands where it stands, one phrase each. */
  readonly reasons: readonly string[]
  readonly lastExecutedAt: Date | null
}

/** The gaps of a project, riskiest first. */
export interface CoverageGaps {
  readonly projectId: number
  /** How many tickets fail, and how many nothing covers (without those that only group others). */
  readonly failing: number
  readonly uncovered: number
  readonly items: readonly CoverageGap[]
}

/** What the risk of a gap is made of. */
export interface GapFacts {
  readonly verdict: Verdict
  readonly priority: string | null
  readonly issueType: string | null
  readonly resolved: boolean
}

/** How much each verdict weighs: a known failure more than what nobody looked at. */
export const verdictWeights: Readonly<Record<Verdict, number>> = {
  NOK: 1,
  UNCOVERED: 0.8,
  UNKNOWN: 0.6,
  NOTRUN: 0.5,
  OK: 0,
}

/** The priorities of Jira and of its older and newer schemes, from 0.2 to 1; one that is not listed is 0.6. */
export const priorityWeights: Readonly<Record<string, number>> = {
  blocker: 1,
  highest: 1,
  critical: 1,
  high: 0.8,
  major: 0.8,
  medium: 0.6,
  normal: 0.6,
  low: 0.4,
  minor: 0.4,
  lowest: 0.2,
  trivial: 0.2,
}

/** A defect that slips through twice is worse than a task that nobody tests. */
export const typeWeights: Readonly<Record<string, number>> = {
  bug: 1,
  story: 0.9,
  'new feature': 0.9,
  task: 0.6,
}

export const defaultPriorityWeight = 0.6
export const defaultTypeWeight = 0.7
/** Work that is done carries less risk than work that is about to ship. */
export const resolvedWeight = 0.7

/** Risk from 0 to 100: verdict × priority × type, less where the ticket is resolved. */
export function riskOf(facts: GapFacts): number {
  const factors = [
    verdictWeights[facts.verdict],
    weightOf(priorityWeights, facts.priority, defaultPriorityWeight),
    weightOf(typeWeights, facts.issueType, defaultTypeWeight),
    facts.resolved ? resolvedWeight : 1,
  ]
  return (
    percentage(
      factors.reduce((product, factor) => product * factor, 1),
      1,
    ) ?? 0
  )
}

/** The weight of a name in any case. Object.hasOwn, because a Jira site may call anything `constructor`. */
function weightOf(weights: Readonly<Record<string, number>>, name: string | null, otherwise: number): number {
  const key = name?.toLowerCase() ?? ''
  return (Object.hasOwn(weights, key) ? weights[key] : undefined) ?? otherwise
}

/** Why a gap has its risk. */
export function reasonsOf(facts: GapFacts): readonly string[] {
  const verdict = {
    NOK: 'a test of it fails',
    UNCOVERED: 'no test covers it',
    UNKNOWN: 'a result of it means nothing to the policy',
    NOTRUN: 'its tests have not run',
    OK: 'its tests pass',
  }[facts.verdict]
  return [
    verdict,
    facts.priority === null ? 'it has no priority' : `its priority is ${facts.priority}`,
    facts.resolved ? 'it is resolved' : 'it is open',
  ]
}
