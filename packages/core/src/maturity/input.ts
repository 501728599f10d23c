import { type Issue, ValidationError } from '../errors.js'
import type { Assessment, AssessorPolicy } from './assessments.js'
import type { BasisPolicy } from './basis.js'
import { answers, type ManualAnswer } from './criteria.js'
import { isLevelNumber } from './levels.js'
import type { MetricValues } from './metric-names.js'
import type { MaturityModel } from './model/types.js'

/** Metric values and the age of the facts behind them. */
export interface Measurements {
  readonly metrics: MetricValues
  /**
   * When the newest of the facts behind the metrics came to be, such as the newest run. Null where no fact
   * has a date; what was measured then counts as stale.
   */
  readonly newestEvidenceAt: Date | null
}

/** How to score. Every option has a default. */
export interface ScoringOptions {
  /** Whose view counts where a dimension has several assessors. @default 'latest' */
  readonly assessors?: AssessorPolicy
  /** How long evidence counts in full; it counts nothing at twice that. @default 180 */
  readonly evidenceLifetimeDays?: number
  /** Which level counts where a dimension has an assessed and a derived one. @default 'assessedFirst' */
  readonly basis?: BasisPolicy
}

/** Everything that a score depends on, as plain data. */
export interface MaturityInput {
  /** Passed through to the report. */
  readonly projectId?: number | null
  /** @default atmf */
  readonly model?: MaturityModel
  /** The moment to score. Assessments and answers from later are not seen. */
  readonly asOf: Date
  /** Of any number of people and dates, in any order. */
  readonly assessments?: readonly Assessment[]
  /** Answers to manual criteria, in any order. */
  readonly answers?: readonly ManualAnswer[]
  /** Metrics as of `asOf`. */
  readonly measurements?: Measurements
  /** Names of dimensions that do not apply to the project. They leave every denominator. */
  readonly notApplicable?: readonly string[]
  readonly options?: ScoringOptions
}

const assessorPolicies: readonly AssessorPolicy[] = ['latest', 'median', 'lowest']
const basisPolicies: readonly BasisPolicy[] = ['assessedFirst', 'derivedFirst', 'lower']

/**
 * Refuses input that would be scored wrongly without anybody noticing.
 *
 * @throws ValidationError naming every level, date, answer or option that is not acceptable.
 */
export function checkInput(input: MaturityInput): void {
  const { asOf, assessments = [], answers: given = [], measurements, options = {} } = input
  const [first, ...others] = [
    ...dateIssues('asOf', asOf),
    ...assessments.flatMap((assessment, index) => assessmentIssues(`assessments[${index}]`, assessment)),
    ...given.flatMap((answer, index) => answerIssues(`answers[${index}]`, answer)),
    ...(measurements === undefined || measurements.newestEvidenceAt === null
      ? []
      : dateIssues('measurements.newestEvidenceAt', measurements.newestEvidenceAt)),
    ...optionIssues(options),
  ]
  if (first !== undefined) throw new ValidationError([first, ...others])
}

function assessmentIssues(path: string, assessment: Assessment): readonly Issue[] {
  return [
    ...levelIssues(`${path}.currentLevel`, assessment.currentLevel),
    ...levelIssues(`${path}.targetLevel`, assessment.targetLevel),
    ...dateIssues(`${path}.date`, assessment.date),
  ]
}

function answerIssues(path: string, { answer, answeredAt }: ManualAnswer): readonly Issue[] {
  return [...choiceIssues(`${path}.answer`, answer, answers), ...dateIssues(`${path}.answeredAt`, answeredAt)]
}

function optionIssues({ assessors, basis, evidenceLifetimeDays }: ScoringOptions): readonly Issue[] {
  const issues: Issue[] = []
  if (assessors !== undefined) issues.push(...choiceIssues('options.assessors', assessors, assessorPolicies))
  if (basis !== undefined) issues.push(...choiceIssues('options.basis', basis, basisPolicies))
  if (evidenceLifetimeDays !== undefined && !(evidenceLifetimeDays > 0)) {
    const message = `is ${evidenceLifetimeDays}; wants a number of days greater than 0`
    issues.push({ path: 'options.evidenceLifetimeDays', message })
  }
  return issues
}

function levelIssues(path: string, level: unknown): readonly Issue[] {
  if (level === null || level === undefined || isLevelNumber(level)) return []
  return [{ path, message: `is ${String(level)}; wants a whole number from 1 to 5` }]
}

function dateIssues(path: string, date: unknown): readonly Issue[] {
  if (date instanceof Date && !Number.isNaN(date.getTime())) return []
  return [{ path, message: `is ${String(date)}; wants a valid Date` }]
}

function choiceIssues(path: string, value: string, allowed: readonly string[]): readonly Issue[] {
  if (allowed.includes(value)) return []
  return [{ path, message: `is ${value}; wants one of ${allowed.join(', ')}` }]
}
