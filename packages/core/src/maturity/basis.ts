import type { Derivation } from './derivation.js'
import type { LevelNumber } from './levels.js'

/**
 * Which of the two levels counts where a dimension has both: the `assessed` one first, the `derived` one
 * first, or the `lower` of the two. Where there is only one, it counts.
 */
export type BasisPolicy = 'assessedFirst' | 'derivedFirst' | 'lower'

/** A level, 0 where Foundation is known not to be reached, or null where nothing is known. */
export type Standing = LevelNumber | 0 | null

/** The level that counts, and where it comes from. */
interface SettledLevel {
  readonly standing: Standing
  readonly basis: 'assessed' | 'derived' | null
}

/** What a derivation amounts to on a scale that knows a 0. */
export function standingOf({ level, belowFoundation }: Derivation): Standing {
  return belowFoundation ? 0 : level
}

/** Decides which of an assessed and a derived level counts; see {@link BasisPolicy}. */
export function settleLevel(
  assessed: LevelNumber | null,
  derived: Standing,
  policy: BasisPolicy,
): SettledLevel {
  if (assessed === null) return { standing: derived, basis: derived === null ? null : 'derived' }
  const derivedCounts =
    derived !== null && (policy === 'derivedFirst' || (policy === 'lower' && derived < assessed))
  return derivedCounts ? { standing: derived, basis: 'derived' } : { standing: assessed, basis: 'assessed' }
}
