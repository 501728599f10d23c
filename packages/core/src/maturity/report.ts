import type { LevelledResult, Stop } from './derivation.js'
import type { Disagreement } from './disagreements.js'
import type { Gap } from './gaps.js'
import type { LevelNumber } from './levels.js'
import type { RoadmapEntry } from './roadmap.js'

/** One dimension of a {@link MaturityReport}. */
export interface DimensionReport {
  readonly name: string
  readonly weight: number
  /** False where the caller ruled the dimension out; it then counts nowhere. */
  readonly applicable: boolean
  /** What a person found; null if never assessed. */
  readonly assessed: LevelNumber | null
  /** What the criteria say; null where Foundation is not reached or nothing is known. */
  readonly derived: LevelNumber | null
  /** The dimension's score: the assessed or the derived level, as the basis policy decides. */
  readonly level: LevelNumber | null
  /** Which of the two `level` is. Also `derived` where the criteria say that Foundation is not reached. */
  readonly basis: 'assessed' | 'derived' | null
  /** True where Foundation is known not to be reached. The scale has no 0, so `level` is null then. */
  readonly belowFoundation: boolean
  readonly target: LevelNumber | null
  /**
   * weight × ((1 + target − level)² − 1); 0 where the target is reached, null where level or target is
   * unknown. Below Foundation the level counts as 0 here.
   */
  readonly gap: number | null
  /** How much the evidence for the level still counts, 0 to 1; null where nothing is known. */
  readonly freshness: number | null
  /** Whether some of that evidence is past its lifetime. */
  readonly stale: boolean
  /** The dimension's own part of the report's confidence, 0 to 1. */
  readonly confidence: number
  /** The assessment that decides `assessed`. */
  readonly assessment: AssessmentSummary | null
  readonly derivation: DerivationSummary
  /** Every criterion with its level, status and evidence, lowest level first. */
  readonly criteria: readonly LevelledResult[]
}

/** The assessment behind an assessed level. */
export interface AssessmentSummary {
  readonly assessor: string | number | null
  readonly date: Date
  readonly evidence: string | null
  readonly notes: string | null
  /** Compare it with the report's model: criteria may have changed since. */
  readonly modelVersion: number | null
}

/** How a derived level came about. */
export interface DerivationSummary {
  /** The first level that is not reached, and why; null at the top of the scale. */
  readonly stop: Stop | null
  /** The ids of the criteria that stop it. */
  readonly deciding: readonly string[]
  /** Of the applicable criteria up to that level, the share that could be decided, 0 to 1. */
  readonly conclusiveShare: number
}

/** How mature a project's testing is as of a moment, what that rests on, and what to do next. */
export interface MaturityReport {
  readonly projectId: number | null
  readonly model: { readonly name: string; readonly version: number }
  readonly asOf: Date
  /** Σ weight × level / Σ weight over dimensions with a level, two decimals; null where none has one. */
  readonly average: number | null
  /** The lowest level over dimensions with a level. Read it together with `belowFoundation`. */
  readonly gatedLevel: LevelNumber | null
  /** How far the scores can be relied on, 0 to 1. */
  readonly confidence: number
  /**
   * The dimensions that are known not to reach Foundation. They have no level and so enter neither `average`
   * nor `gatedLevel`; a gate should refuse while this is not empty.
   */
  readonly belowFoundation: readonly string[]
  /** In the model's order. */
  readonly dimensions: readonly DimensionReport[]
  /** Dimensions short of their target, widest gap first. */
  readonly gaps: readonly Gap[]
  /** For each gap the way to the next level. */
  readonly roadmap: readonly RoadmapEntry[]
  /** Where people and facts differ by a level or more. */
  readonly disagreements: readonly Disagreement[]
  /** What was given but refers to nothing in the model, such as a dimension that an edit dropped. */
  readonly ignored: {
    /** Names of dimensions. */
    readonly dimensions: readonly string[]
    /** Ids of answered criteria that the model does not have, or that a metric decides. */
    readonly criteria: readonly string[]
  }
}
