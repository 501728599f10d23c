import { standingOf } from './basis.js'
import type { Derivation, LevelledResult } from './derivation.js'
import type { LevelNumber } from './levels.js'

/** A dimension whose assessed and derived levels differ by a level or more. */
export interface Disagreement {
  readonly dimension: string
  readonly assessed: LevelNumber
  /** Null where the criteria say that Foundation is not reached. */
  readonly derived: LevelNumber | null
  /**
   * Why: criteria above the assessed level are `met`; or criteria within it are `unmet`; or the criteria
   * contradict nothing, but their `silence` does not bear the assessed level out.
   */
  readonly because: 'met' | 'unmet' | 'silence'
  /** The criteria that make the difference. */
  readonly deciding: readonly LevelledResult[]
}

/** The disagreement of one dimension; null where both levels agree or one of them is unknown. */
export function findDisagreement(
  dimension: string,
  assessed: LevelNumber | null,
  derivation: Derivation,
): Disagreement | null {
  const { level: derived, stop } = derivation
  const standing = standingOf(derivation)
  if (assessed === null || standing === null) return null
  if (standing > assessed) {
    const deciding = derivation.criteria.filter(
      ({ level, status }) => status === 'met' && level > assessed && level <= standing,
    )
    return { dimension, assessed, derived, because: 'met', deciding }
  }
  if (standing < assessed && stop !== null) {
    return { dimension, assessed, derived, because: stop.by, deciding: derivation.deciding }
  }
  return null
}
