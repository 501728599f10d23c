import { type CriterionResult, evaluateCriterion, type ManualAnswer } from './criteria.js'
import type { LevelNumber } from './levels.js'
import type { MetricValues } from './metric-names.js'
import type { Dimension } from './model/types.js'

/** A criterion's result with the level that asks for it. */
export type LevelledResult = CriterionResult & { readonly level: LevelNumber }

/** Where a climb from level to level ends, and why. */
export interface Stop {
  /** The first level that is not reached. */
  readonly level: LevelNumber
  /** `unmet`: a criterion speaks against the level. `silence`: nothing speaks for it. */
  readonly by: 'unmet' | 'silence'
}

/** What the criteria say about a dimension. */
export interface Derivation {
  /** The highest level reached; null where Foundation is not reached or nothing is known. */
  readonly level: LevelNumber | null
  /** True where Foundation is known not to be reached; false where that is merely unknown. */
  readonly belowFoundation: boolean
  /** What ended the climb; null at the top of the scale. */
  readonly stop: Stop | null
  /** The criteria that stop the next level: those unmet or partly met, or those silent. Empty without a stop. */
  readonly deciding: readonly LevelledResult[]
  /**
   * Of the applicable criteria up to and including the level that stops, the share that is not
   * inconclusive, from 0 to 1. The levels above cannot change the outcome and are left out.
   */
  readonly conclusiveShare: number
  /** Every criterion of the dimension, lowest level first. */
  readonly criteria: readonly LevelledResult[]
}

/**
 * Derives a dimension's level: the highest one of which all criteria, and all criteria of every lower level,
 * hold.
 *
 * - `unmet` and `partly` stop a level: partly is not all.
 * - `inconclusive` is left out, and lowers `conclusiveShare` instead.
 * - A level without a single met criterion is not reached by silence: where all that applies is
 *   inconclusive, the level stops the climb, even if a higher one would hold.
 * - `notApplicable` is left out. A level of which nothing applies stands in nobody's way, but is not reached
 *   by that alone: the derived level is always one that has a met criterion.
 */
export function deriveLevel(
  dimension: Dimension,
  metrics: MetricValues,
  manualAnswers: readonly ManualAnswer[],
): Derivation {
  const levels = dimension.levels.map(({ level, criteria }) => ({
    level,
    results: criteria.map((criterion) => ({
      ...evaluateCriterion(criterion, metrics, manualAnswers),
      level,
    })),
  }))
  let reached: LevelNumber | null = null
  let stop: Stop | null = null
  let deciding: readonly LevelledResult[] = []
  for (const { level, results } of levels) {
    const outcome = outcomeOf(results)
    if (outcome === 'unmet' || outcome === 'silence') {
      stop = { level, by: outcome }
      deciding = results.filter((result) => stops(result, outcome))
      break
    }
    if (outcome === 'reached') reached = level
  }
  const criteria = levels.flatMap(({ results }) => results)
  const highestTried = stop?.level ?? 5
  return {
    level: reached,
    belowFoundation: stop?.level === 1 && stop.by === 'unmet',
    stop,
    deciding,
    conclusiveShare: conclusiveShare(criteria.filter(({ level }) => level <= highestTried)),
    criteria,
  }
}

/** Whether the result is evidence for or against its criterion. */
export function isConclusive({ status }: CriterionResult): boolean {
  return status !== 'inconclusive' && status !== 'notApplicable'
}

function outcomeOf(results: readonly CriterionResult[]): 'reached' | 'unmet' | 'silence' | 'nothingApplies' {
  if (results.some((result) => stops(result, 'unmet'))) return 'unmet'
  if (results.some(({ status }) => status === 'met')) return 'reached'
  return results.some(({ status }) => status === 'inconclusive') ? 'silence' : 'nothingApplies'
}

function stops({ status }: CriterionResult, by: 'unmet' | 'silence'): boolean {
  return by === 'silence' ? status === 'inconclusive' : status === 'unmet' || status === 'partly'
}

function conclusiveShare(results: readonly CriterionResult[]): number {
  const applicable = results.filter(({ status }) => status !== 'notApplicable')
  if (applicable.length === 0) return 0
  return applicable.filter(isConclusive).length / applicable.length
}
