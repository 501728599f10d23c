import type { LevelNumber } from '../levels.js'
import type { MetricName } from '../metric-names.js'

/** How a measured value is compared with a criterion's threshold: `value op threshold`. */
export const operators = ['>=', '<=', '>', '<', '=='] as const

/** One of the {@link operators}. */
export type Operator = (typeof operators)[number]

/**
 * What meeting a criterion from nothing usually costs: `small` is days of one person, `medium` weeks,
 * `large` months of the team. It orders a roadmap and changes no score.
 */
export const efforts = ['small', 'medium', 'large'] as const

/** One of the {@link efforts}. */
export type Effort = (typeof efforts)[number]

/** A criterion that a metric decides: it holds when `metric op value` is true. */
export interface MeasuredCriterion {
  /** Unique in its model and stable across versions, such as `AI-3.2`; answers and reports refer to it. */
  readonly id: string
  /** What holds when the criterion is met, as a statement. */
  readonly text: string
  readonly metric: MetricName
  readonly op: Operator
  /** The threshold, in the metric's unit: 0.6 for 60 % of a ratio. */
  readonly value: number
  /** @default 'medium' */
  readonly effort?: Effort
}

/** A criterion that a person decides by answering a question. */
export interface ManualCriterion {
  /** Unique in its model and stable across versions, such as `AI-3.4`; answers and reports refer to it. */
  readonly id: string
  /** What holds when the criterion is met, as a statement. */
  readonly text: string
  /** What to ask, so that yes, partly, no and not applicable are the possible answers. */
  readonly question: string
  /** @default 'medium' */
  readonly effort?: Effort
}

/** One condition of a level. The presence of `metric` tells the two kinds apart. */
export type Criterion = MeasuredCriterion | ManualCriterion

/** One of the five cells of a dimension. */
export interface Level {
  readonly level: LevelNumber
  readonly name: string
  readonly description: string
  readonly criteria: readonly Criterion[]
}

/** One aspect of testing, with what each of the five levels asks of it. */
export interface Dimension {
  /** Unique in its model; assessments refer to it. */
  readonly name: string
  readonly description: string
  /** Share in the average, greater than 0 and at most 9.99, with at most two decimals. */
  readonly weight: number
  /** Exactly the levels 1 to 5, in this order. */
  readonly levels: readonly Level[]
}

/** A maturity model as plain data: ATMF itself, or a team's own. */
export interface MaturityModel {
  readonly name: string
  /** A whole number from 1 that grows with every change. */
  readonly version: number
  /** In the order in which reports list them and equal gaps are ranked. */
  readonly dimensions: readonly Dimension[]
}

/** Whether a metric decides the criterion, rather than a person. */
export function isMeasured(criterion: Criterion): criterion is MeasuredCriterion {
  return 'metric' in criterion
}
