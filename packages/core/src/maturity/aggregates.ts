import type { LevelNumber } from './levels.js'
import { roundHalfUp } from './rounding.js'

/** What the aggregates need to know of a dimension. */
export interface WeightedLevel {
  /** Greater than 0. */
  readonly weight: number
  /** Null where the dimension has no level. */
  readonly level: LevelNumber | null
}

/**
 * Σ weight × level / Σ weight over the dimensions that have a level, rounded half up to two decimals; null
 * where none has one.
 *
 * @example weightedAverage([{ weight: 2, level: 4 }, { weight: 1, level: 3 }, { weight: 1, level: null }]) // 3.67
 */
export function weightedAverage(dimensions: readonly WeightedLevel[]): number | null {
  let weights = 0
  let sum = 0
  for (const { weight, level } of dimensions) {
    if (level === null) continue
    weights += weight
    sum += weight * level
  }
  return weights === 0 ? null : roundHalfUp(sum / weights, 2)
}

/**
 * The lowest level over the dimensions that have one, because a team is Defined only where everything is;
 * null where none has one.
 */
export function gatedLevel(dimensions: readonly Pick<WeightedLevel, 'level'>[]): LevelNumber | null {
  let lowest: LevelNumber | null = null
  for (const { level } of dimensions) {
    if (level !== null && (lowest === null || level < lowest)) lowest = level
  }
  return lowest
}

/** What {@link confidence} needs to know of a dimension. */
export interface SupportedLevel extends WeightedLevel {
  /** How much the evidence for the level still counts, 0 to 1; see `freshness`. */
  readonly freshness: number
  /**
   * For a derived level, the share of its criteria that could be decided, 0 to 1.
   * @default 1
   */
  readonly conclusiveShare?: number
}

/**
 * How far a score can be relied on, 0 to 1: the share of the total weight that has a level, each dimension
 * counted by the freshness of its evidence and, where the level is derived, by the share of its criteria
 * that could be decided. 0 where there are no dimensions.
 *
 * @example confidence([{ weight: 1, level: 3, freshness: 1 }, { weight: 1, level: null, freshness: 0 }]) // 0.5
 */
export function confidence(dimensions: readonly SupportedLevel[]): number {
  let weights = 0
  let supported = 0
  for (const dimension of dimensions) {
    weights += dimension.weight
    supported += dimension.weight * dimensionConfidence(dimension)
  }
  return weights === 0 ? 0 : supported / weights
}

/** The part of {@link confidence} that one dimension contributes, 0 to 1; 0 without a level. */
export function dimensionConfidence({
  level,
  freshness,
  conclusiveShare = 1,
}: Omit<SupportedLevel, 'weight'>): number {
  return level === null ? 0 : freshness * conclusiveShare
}
