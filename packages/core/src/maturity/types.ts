import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { type CriterionAnswer, criterionAnswerValues } from '../schema/allowed-values.js'
import { date, id, moment, name, text } from '../validation.js'
import type { AssessorPolicy } from './assessments.js'
import type { BasisPolicy } from './basis.js'
import type { LevelNumber } from './levels.js'
import type { MaturityModel } from './model/types.js'

/** What a person found about one dimension. */
export interface MaturityAssessment {
  readonly id: number
  readonly projectId: number
  readonly userId: number | null
  readonly dimensionId: number
  readonly currentLevel: LevelNumber | null
  readonly targetLevel: LevelNumber | null
  readonly evidence: string | null
  readonly notes: string | null
  readonly assessmentDate: Date
  /** The version of the model it was made with. */
  readonly modelVersion: number | null
  readonly createdAt: Date
}

export interface AssessDimension {
  readonly projectId: number
  /** The dimension's name in the project's model. */
  readonly dimension: string
  /** From 1 to 5. May be missing where only a target is set. */
  readonly currentLevel?: LevelNumber | null | undefined
  /** From 1 to 5. */
  readonly targetLevel?: LevelNumber | null | undefined
  readonly evidence?: string | null | undefined
  readonly notes?: string | null | undefined
  /** Default now. */
  readonly assessmentDate?: Date | string | undefined
}

export interface ListAssessments extends ProjectListOptions {
  readonly dimensionId?: OneOrMany<number> | undefined
  readonly userId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'assessmentDate' | '-assessmentDate' | undefined
}

/** What a person answered to a manual criterion. */
export interface CriterionAnswerEntry {
  readonly id: number
  readonly projectId: number
  readonly criterionId: string
  readonly answer: CriterionAnswer
  readonly evidence: string | null
  readonly userId: number | null
  readonly answeredAt: Date
}

export interface AnswerCriterion {
  readonly projectId: number
  /** Such as `AI-2.3`: one of the project's model that a person decides. */
  readonly criterionId: string
  readonly answer: CriterionAnswer
  readonly evidence?: string | null | undefined
  /** Default now. */
  readonly answeredAt?: Date | string | undefined
}

export interface ListCriterionAnswers extends ProjectListOptions {
  readonly criterionId?: OneOrMany<string> | undefined
  readonly sort?: 'id' | '-id' | undefined
}

export interface MaturityQuery {
  readonly projectId: number
  /** The moment to score. A date without a time means the end of that day, in UTC. Default now. */
  readonly asOf?: Date | string | undefined
  /** Whose view counts where a dimension has several assessors. @default 'latest' */
  readonly assessors?: AssessorPolicy | undefined
  /** Which level counts where a dimension has an assessed and a derived one. @default 'assessedFirst' */
  readonly basis?: BasisPolicy | undefined
  /** How long evidence counts in full. @default 180 */
  readonly evidenceLifetimeDays?: number | undefined
  /** Names of dimensions that do not apply to the project. */
  readonly notApplicable?: readonly string[] | undefined
}

export interface MaturityProgressQuery extends Omit<MaturityQuery, 'asOf'> {
  readonly from: Date | string
  readonly to: Date | string
  /** @default 'month' */
  readonly interval?: 'day' | 'week' | 'month' | undefined
}

/** Maturity at the end of one interval. */
export interface MaturityPoint {
  /** The day on which the interval ends, in UTC. */
  readonly date: string
  readonly average: number | null
  readonly gatedLevel: LevelNumber | null
  readonly confidence: number
  readonly levels: Readonly<Record<string, LevelNumber | null>>
}

/** A project's place among others. */
export interface MaturityBenchmark {
  readonly projectId: number
  readonly average: number | null
  /** How many other projects with an average the caller may see. */
  readonly others: number
  /** Median average of the others; null where there are fewer than five. */
  readonly median: number | null
  /** Share of the others whose average is lower, from 0 to 1; null where there are fewer than five. */
  readonly ahead: number | null
}

export interface SaveMaturityModel {
  /** Null edits the built-in model of all projects, which takes an administrator. */
  readonly projectId: number | null
  /** Its `version` is ignored: each change makes the next one. */
  readonly model: MaturityModel
}

const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])

export const assessDimensionFields = z.strictObject({
  projectId: id,
  dimension: name(100),
  currentLevel: level.nullable().default(null),
  targetLevel: level.nullable().default(null),
  evidence: text.nullable().default(null),
  notes: text.nullable().default(null),
  assessmentDate: date.optional(),
})

export const assessDimension = assessDimensionFields.refine(
  (given) => given.currentLevel !== null || given.targetLevel !== null,
  'must state a currentLevel or a targetLevel',
)

export const assessmentFilters = { dimensionId: id, userId: id }

export const answerCriterion = z.strictObject({
  projectId: id,
  criterionId: name(50),
  answer: z.enum(criterionAnswerValues),
  evidence: text.nullable().default(null),
  answeredAt: date.optional(),
})

export const answerFilters = { criterionId: name(50) }

const scoringQuery = {
  projectId: id,
  assessors: z.enum(['latest', 'median', 'lowest']).optional(),
  basis: z.enum(['assessedFirst', 'derivedFirst', 'lower']).optional(),
  evidenceLifetimeDays: z.number().positive().optional(),
  notApplicable: z.array(text).readonly().optional(),
}

export const maturityQuery = z.strictObject({
  ...scoringQuery,
  asOf: moment.optional(),
})

export const progressQuery = z.strictObject({
  ...scoringQuery,
  from: date,
  to: date,
  interval: z.enum(['day', 'week', 'month']).default('month'),
})
