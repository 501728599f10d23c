import type { LevelNumber } from './levels.js'
import { roundHalfUp } from './rounding.js'

/** A dimension as the ranking of gaps sees it. */
export interface GapCandidate {
  readonly dimension: string
  /** Greater than 0. */
  readonly weight: number
  /** The level; 0 where Foundation is known not to be reached; null where nothing is known. */
  readonly current: LevelNumber | 0 | null
  /** Null where no target was set. */
  readonly target: LevelNumber | null
}

/** A dimension that is short of its target. */
export interface Gap {
  readonly dimension: string
  readonly weight: number
  /** 0 where Foundation is known not to be reached. */
  readonly current: LevelNumber | 0
  readonly target: LevelNumber
  /** weight × ((1 + target − current)² − 1), greater than 0. */
  readonly gap: number
  /** 1 is the widest. Equal gaps have ranks of their own, in the order of the model. */
  readonly rank: number
}

/**
 * weight × ((1 + target − current)² − 1): two levels short is worse than twice one level short. 0 where the
 * target is reached or surpassed, null where the level or the target is unknown.
 *
 * @example gapSize({ weight: 1, current: 2, target: 4 }) // 8
 */
export function gapSize({ weight, current, target }: Omit<GapCandidate, 'dimension'>): number | null {
  return current === null || target === null ? null : knownGapSize(weight, current, target)
}

/** The same where both are known. */
export function knownGapSize(weight: number, current: LevelNumber | 0, target: LevelNumber): number {
  if (target <= current) return 0
  // 0.3 × 8 and 0.8 × 3 are the same gap, and only rounding makes them the same number.
  return roundHalfUp(weight * ((1 + target - current) ** 2 - 1), 6)
}

/** The dimensions whose target is above their level, widest gap first, equal gaps in the given order. */
export function rankGaps(dimensions: readonly GapCandidate[]): readonly Gap[] {
  return dimensions
    .flatMap(({ dimension, weight, current, target }) =>
      current === null || target === null || target <= current
        ? []
        : [{ dimension, weight, current, target, gap: knownGapSize(weight, current, target) }],
    )
    .toSorted((one, other) => other.gap - one.gap)
    .map((gap, index) => ({ ...gap, rank: index + 1 }))
}
