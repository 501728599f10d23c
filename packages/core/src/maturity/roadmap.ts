import { gatedLevel, type WeightedLevel, weightedAverage } from './aggregates.js'
import { holds, type MeasuredResult } from './criteria.js'
import type { LevelledResult } from './derivation.js'
import { type Gap, knownGapSize } from './gaps.js'
import { isLevelNumber, type LevelNumber } from './levels.js'
import type { Effort } from './model/types.js'
import { roundHalfUp } from './rounding.js'

/** One criterion to meet, with what it takes and what it brings. */
export interface RoadmapStep {
  /** The criterion as it stands: its threshold and value, or its question and answer. */
  readonly criterion: LevelledResult
  /** A relative cost that orders the steps; see {@link stepCost}. */
  readonly cost: number
  /** The ids of every criterion of the model that the step would newly meet, its own among them. */
  readonly meets: readonly string[]
}

/** A number before and after. Null where it is unknown. */
export interface Change<Value> {
  readonly from: Value
  readonly to: Value
}

/** How one dimension gets to its next level. */
export interface RoadmapEntry {
  readonly dimension: string
  /** 0 where Foundation is known not to be reached. */
  readonly from: LevelNumber | 0
  /** The next level. */
  readonly to: LevelNumber
  readonly target: LevelNumber
  /**
   * The unmet, partly met and inconclusive criteria of the next level, cheapest first. Empty where all of
   * them hold and only a new assessment is due.
   */
  readonly steps: readonly RoadmapStep[]
  /** What reaching the next level would do, everything else staying as it is. */
  readonly change: {
    readonly gap: Change<number>
    readonly average: Change<number | null>
    readonly gatedLevel: Change<LevelNumber | null>
  }
}

/** What the roadmap needs to know of a dimension. */
export interface RoadmapDimension extends WeightedLevel {
  readonly name: string
  readonly criteria: readonly LevelledResult[]
}

/** Each effort costs about four times the one before: days, weeks, months. */
const effortCosts: Readonly<Record<Effort, number>> = { small: 1, medium: 4, large: 16 }

/**
 * What meeting a criterion would cost, relative to others: its effort (small 1, medium 4, large 16) times the
 * part that is still to do, 0 to 1. That part is half for a `partly`; for a measured criterion the distance
 * from value to threshold, relative to the larger of the two; and the whole where the answer is no or nothing
 * is known.
 */
export function stepCost(criterion: LevelledResult): number {
  return roundHalfUp(effortCosts[criterion.effort] * partToDo(criterion), 4)
}

/**
 * For each gap, in the order of their ranks, the criteria between the dimension and its next level.
 *
 * @param dimensions - Every dimension that counts, because one step can meet criteria of several.
 */
export function planRoadmap(
  gaps: readonly Gap[],
  dimensions: readonly RoadmapDimension[],
): readonly RoadmapEntry[] {
  const criteria = dimensions.flatMap((dimension) => dimension.criteria)
  return gaps.flatMap((gap) => {
    const next = gap.current + 1
    if (!isLevelNumber(next)) return []
    const open = dimensions
      .filter(({ name }) => name === gap.dimension)
      .flatMap((dimension) => dimension.criteria)
      .filter((criterion) => criterion.level === next && isOpen(criterion))
    return [
      {
        dimension: gap.dimension,
        from: gap.current,
        to: next,
        target: gap.target,
        steps: open.map((criterion) => planStep(criterion, criteria)).toSorted((a, b) => a.cost - b.cost),
        change: changeOf(gap, next, dimensions),
      },
    ]
  })
}

function planStep(criterion: LevelledResult, all: readonly LevelledResult[]): RoadmapStep {
  const meets =
    criterion.kind === 'manual'
      ? [criterion.id]
      : all.filter((other) => isOpen(other) && implies(criterion, other)).map(({ id }) => id)
  return { criterion, cost: stepCost(criterion), meets }
}

/** Whether bringing the metric to the step's threshold is enough for the other criterion too. */
function implies(step: MeasuredResult, other: LevelledResult): boolean {
  if (other.kind !== 'measured' || other.metric !== step.metric) return false
  // The same strict condition implies itself, although the threshold as such does not meet it.
  if (other.op === step.op && other.threshold === step.threshold) return true
  return holds(step.threshold, other.op, other.threshold)
}

function isOpen({ status }: LevelledResult): boolean {
  return status === 'unmet' || status === 'partly' || status === 'inconclusive'
}

function partToDo(criterion: LevelledResult): number {
  if (criterion.status === 'partly') return 0.5
  if (criterion.kind === 'manual' || criterion.value === null) return 1
  const larger = Math.max(Math.abs(criterion.threshold), Math.abs(criterion.value))
  return larger === 0 ? 1 : Math.min(1, Math.abs(criterion.threshold - criterion.value) / larger)
}

function changeOf(
  gap: Gap,
  next: LevelNumber,
  dimensions: readonly RoadmapDimension[],
): RoadmapEntry['change'] {
  const after = dimensions.map((dimension) =>
    dimension.name === gap.dimension ? { ...dimension, level: next } : dimension,
  )
  return {
    gap: { from: gap.gap, to: knownGapSize(gap.weight, next, gap.target) },
    average: { from: weightedAverage(dimensions), to: weightedAverage(after) },
    gatedLevel: { from: gatedLevel(dimensions), to: gatedLevel(after) },
  }
}
