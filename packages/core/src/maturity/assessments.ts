import { compareText } from './compare.js'
import { isLevelNumber, type LevelNumber } from './levels.js'

/** What one person found about one dimension at one time. */
export interface Assessment {
  /** Breaks ties between assessments of the same moment: the higher id is the newer. */
  readonly id?: number | null
  /** The dimension's name in the model. */
  readonly dimension: string
  /** Who assessed, by whatever identity the caller uses. Null is one assessor of unknown name. */
  readonly assessor: string | number | null
  /** Null where only a target was set. */
  readonly currentLevel: LevelNumber | null
  readonly targetLevel?: LevelNumber | null
  readonly date: Date
  readonly evidence?: string | null
  readonly notes?: string | null
  /** The version of the model it was made with. */
  readonly modelVersion?: number | null
}

/**
 * Which assessor's view counts where a dimension has several: the `latest`, the `median` or the `lowest` of
 * each assessor's newest.
 */
export type AssessorPolicy = 'latest' | 'median' | 'lowest'

/** An assessment that states a level. */
export type RatedAssessment = Assessment & { readonly currentLevel: LevelNumber }

/**
 * The assessment that decides a dimension's level, out of all assessments of that dimension; null where none
 * states a level. Each assessor counts once, by their newest assessment that states a level.
 *
 * It is always a real assessment, so that a person and a reason stand behind the level: of an even number,
 * `median` takes the lower of the two in the middle, because a level is a whole number and caution costs less
 * than a claim. Of several with the same level the newest decides.
 */
export function decidingAssessment(
  assessments: readonly Assessment[],
  policy: AssessorPolicy = 'latest',
): RatedAssessment | null {
  const newest = newestPerAssessor(assessments)
  if (policy === 'latest') return newest[0] ?? null
  // The sort is stable: within a level the newest stays first.
  const byLevel = newest.toSorted((one, other) => one.currentLevel - other.currentLevel)
  const level = byLevel[policy === 'lowest' ? 0 : Math.floor((byLevel.length - 1) / 2)]?.currentLevel
  return byLevel.find(({ currentLevel }) => currentLevel === level) ?? null
}

/**
 * The target of a dimension: the newest one stated, whoever stated it. A target is a plan and not a
 * measurement, so it is not a matter of median or lowest, and an assessment that states none keeps it.
 */
export function targetLevel(assessments: readonly Assessment[]): LevelNumber | null {
  const stated = assessments.filter(({ targetLevel }) => isLevelNumber(targetLevel))
  return stated.toSorted(newestFirst)[0]?.targetLevel ?? null
}

function newestPerAssessor(assessments: readonly Assessment[]): readonly RatedAssessment[] {
  const newest = new Map<string | number | null, RatedAssessment>()
  for (const assessment of assessments.filter(isRated).toSorted(newestFirst)) {
    if (!newest.has(assessment.assessor)) newest.set(assessment.assessor, assessment)
  }
  return [...newest.values()]
}

function isRated(assessment: Assessment): assessment is RatedAssessment {
  return isLevelNumber(assessment.currentLevel)
}

/** A total order, so that the order in which assessments arrive never matters. */
function newestFirst(one: Assessment, other: Assessment): number {
  return (
    other.date.getTime() - one.date.getTime() ||
    (other.id ?? 0) - (one.id ?? 0) ||
    (one.currentLevel ?? 0) - (other.currentLevel ?? 0) ||
    (one.targetLevel ?? 0) - (other.targetLevel ?? 0) ||
    compareText(one.assessor, other.assessor) ||
    compareText(one.evidence, other.evidence) ||
    compareText(one.notes, other.notes) ||
    compareText(one.modelVersion, other.modelVersion)
  )
}
