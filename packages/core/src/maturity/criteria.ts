import { compareText } from './compare.js'
import type { MetricName, MetricValues } from './metric-names.js'
import {
  type Criterion,
  type Effort,
  isMeasured,
  type ManualCriterion,
  type MeasuredCriterion,
  type Operator,
} from './model/types.js'

/** What a person can answer to a manual criterion, the most cautious first. */
export const answers = ['no', 'partly', 'not-applicable', 'yes'] as const

/** One of the {@link answers}. */
export type Answer = (typeof answers)[number]

/** What a person answered to a manual criterion, why, and when. */
export interface ManualAnswer {
  readonly criterionId: string
  readonly answer: Answer
  /** What the answer rests on: a link, a sentence. */
  readonly evidence?: string | null
  /** Who answered, by whatever identity the caller uses. */
  readonly answeredBy?: string | number | null
  readonly answeredAt: Date
}

/**
 * Where a criterion stands. Only `met` holds. `partly` is a person's answer and does not hold;
 * `inconclusive` means that nobody has measured or answered; `notApplicable` that a person ruled it out.
 */
export type CriterionStatus = 'met' | 'unmet' | 'partly' | 'inconclusive' | 'notApplicable'

interface ResultBase {
  readonly id: string
  readonly text: string
  readonly status: CriterionStatus
  readonly effort: Effort
}

/** A measured criterion with what was measured. It holds when `value op threshold` is true. */
export interface MeasuredResult extends ResultBase {
  readonly kind: 'measured'
  readonly metric: MetricName
  readonly op: Operator
  readonly threshold: number
  /** In the metric's unit; null where it cannot be measured yet. */
  readonly value: number | null
}

/** A manual criterion with the newest answer to it. */
export interface ManualResult extends ResultBase {
  readonly kind: 'manual'
  readonly question: string
  /** Null where nobody has answered yet, as are the other three then. */
  readonly answer: Answer | null
  readonly evidence: string | null
  readonly answeredBy: string | number | null
  readonly answeredAt: Date | null
}

/** A criterion, where it stands, and what that rests on. */
export type CriterionResult = MeasuredResult | ManualResult

/**
 * Decides one criterion.
 *
 * A measured criterion whose metric is null, missing or not a finite number is inconclusive, and so is a
 * manual one without an answer. Of several answers to one criterion the newest counts; of several from the
 * same moment, the most cautious. An answer to a measured criterion is ignored: a person cannot overrule a
 * measurement, but can assess the dimension differently and say why.
 *
 * @example
 * evaluateCriterion(criterion, { 'automation.ratio': 0.42 }, []).status // 'unmet'
 */
export function evaluateCriterion(
  criterion: Criterion,
  metrics: MetricValues,
  manualAnswers: readonly ManualAnswer[],
): CriterionResult {
  return isMeasured(criterion) ? measure(criterion, metrics) : ask(criterion, manualAnswers)
}

function measure(criterion: MeasuredCriterion, metrics: MetricValues): MeasuredResult {
  const given = metrics[criterion.metric]
  const value = typeof given === 'number' && Number.isFinite(given) ? given : null
  return {
    id: criterion.id,
    text: criterion.text,
    kind: 'measured',
    status: measuredStatus(value, criterion),
    effort: criterion.effort ?? 'medium',
    metric: criterion.metric,
    op: criterion.op,
    threshold: criterion.value,
    value,
  }
}

function measuredStatus(value: number | null, criterion: MeasuredCriterion): CriterionStatus {
  if (value === null) return 'inconclusive'
  return holds(value, criterion.op, criterion.value) ? 'met' : 'unmet'
}

/** Whether `value op threshold` is true. */
export function holds(value: number, op: Operator, threshold: number): boolean {
  switch (op) {
    case '>=':
      return value >= threshold
    case '<=':
      return value <= threshold
    case '>':
      return value > threshold
    case '<':
      return value < threshold
    case '==':
      return value === threshold
  }
}

const statusOf: Readonly<Record<Answer, CriterionStatus>> = {
  yes: 'met',
  partly: 'partly',
  no: 'unmet',
  'not-applicable': 'notApplicable',
}

function ask(criterion: ManualCriterion, manualAnswers: readonly ManualAnswer[]): ManualResult {
  const newest = manualAnswers
    .filter((answer) => answer.criterionId === criterion.id)
    .reduce<ManualAnswer | null>(
      (best, answer) => (best === null || newestFirst(answer, best) < 0 ? answer : best),
      null,
    )
  return {
    id: criterion.id,
    text: criterion.text,
    kind: 'manual',
    status: newest === null ? 'inconclusive' : statusOf[newest.answer],
    effort: criterion.effort ?? 'medium',
    question: criterion.question,
    answer: newest?.answer ?? null,
    evidence: newest?.evidence ?? null,
    answeredBy: newest?.answeredBy ?? null,
    answeredAt: newest?.answeredAt ?? null,
  }
}

/** A total order, so that the order in which answers arrive never matters. */
function newestFirst(one: ManualAnswer, other: ManualAnswer): number {
  return (
    other.answeredAt.getTime() - one.answeredAt.getTime() ||
    answers.indexOf(one.answer) - answers.indexOf(other.answer) ||
    compareText(one.evidence, other.evidence) ||
    compareText(one.answeredBy, other.answeredBy)
  )
}
