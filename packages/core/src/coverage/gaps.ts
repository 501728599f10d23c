import { percentage, type Verdict } from './verdict.js'

/** A ticket that nothing covers, or whose tests fail, and how much that matters. */
export interface CoverageGap {
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  readonly verdict: Verdict
  /** Whole days since it was created in Jira; null where that is not known. */
  readonly ageDays: number | null
  /** Where most other tickets fail around it; null where none does. */
  readonly nearby: FailuresNearby | null
  /** From 0 to 100: what is urgent, open, new and failing among failures comes first. */
  readonly risk: number
  /** Why it stands where it stands, one phrase each. */
  readonly reasons: readonly string[]
  readonly lastExecutedAt: Date | null
}

/** Other tickets that fail: of the same component or epic, or the parent and its other children. */
export interface FailuresNearby {
  readonly kind: 'component' | 'epic' | 'parent'
  /** The component's name, or the key. */
  readonly value: string
  readonly failing: number
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
  readonly ageDays: number | null
  readonly nearby: FailuresNearby | null
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

/** How much each age weighs, by the days up to which it does: what is new is about to ship and least known. */
export const ageWeights: readonly { readonly days: number; readonly weight: number }[] = [
  { days: 30, weight: 1 },
  { days: 90, weight: 0.9 },
  { days: 365, weight: 0.8 },
]
export const oldestWeight = 0.7
export const unknownAgeWeight = 0.8

/** How much the failures around a gap weigh, by how many there are at least: failures come in clusters. */
export const nearbyWeights: readonly { readonly failing: number; readonly weight: number }[] = [
  { failing: 5, weight: 1 },
  { failing: 1, weight: 0.9 },
]
export const quietWeight = 0.8

/** Risk from 0 to 100: verdict × priority × type × age × failures nearby, less where the ticket is resolved. */
export function riskOf(facts: GapFacts): number {
  const failing = facts.nearby?.failing ?? 0
  const factors = [
    verdictWeights[facts.verdict],
    priorityWeight(facts.priority),
    weightOf(typeWeights, facts.issueType, defaultTypeWeight),
    facts.resolved ? resolvedWeight : 1,
    ageWeight(facts.ageDays),
    nearbyWeights.find((step) => failing >= step.failing)?.weight ?? quietWeight,
  ]
  // In whole tenths, because 0.7 is not a number that a computer has.
  const product = factors.reduce((whole, factor) => whole * Math.round(factor * 10), 1)
  return percentage(product, 10 ** factors.length) ?? 0
}

/** How urgent a priority is, from 0.2 to 1. */
export function priorityWeight(priority: string | null): number {
  return weightOf(priorityWeights, priority, defaultPriorityWeight)
}

function ageWeight(days: number | null): number {
  if (days === null) return unknownAgeWeight
  return ageWeights.find((step) => days <= step.days)?.weight ?? oldestWeight
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
    ...(facts.ageDays === null ? [] : [`it is ${days(facts.ageDays)} old`]),
    ...(facts.nearby === null ? [] : [clusterOf(facts.nearby)]),
    facts.issueType === null ? 'it has no type' : `it is of type ${facts.issueType}`,
  ]
}

function clusterOf({ kind, value, failing }: FailuresNearby): string {
  const others = failing === 1 ? '1 other ticket fails' : `${failing} other tickets fail`
  const where = { component: 'in component', epic: 'in epic', parent: 'around its parent' }[kind]
  return `${others} ${where} ${value}`
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}
