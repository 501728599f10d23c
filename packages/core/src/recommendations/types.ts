import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { date, id, name, shortText, text } from '../validation.js'

/** Something worth doing next. */
export interface Recommendation {
  readonly id: number
  readonly projectId: number
  readonly title: string
  readonly description: string | null
  readonly category: string | null
  readonly priority: string
  /** The maturity dimension that it would raise. */
  readonly dimensionId: number | null
  readonly status: string
  /** From 0 to 1, where a model proposed it. */
  readonly aiConfidence: number | null
  readonly implementationEffort: string | null
  readonly expectedImpact: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateRecommendation {
  readonly projectId: number
  /** At most 200 characters. */
  readonly title: string
  readonly description?: string | null | undefined
  readonly category?: string | null | undefined
  /** @default 'medium' */
  readonly priority?: string | undefined
  readonly dimensionId?: number | null | undefined
  /** @default 'active' */
  readonly status?: string | undefined
  /** From 0 to 1. */
  readonly aiConfidence?: number | null | undefined
  readonly implementationEffort?: string | null | undefined
  readonly expectedImpact?: string | null | undefined
}

export type UpdateRecommendation = Partial<Omit<CreateRecommendation, 'projectId'>>

export interface ListRecommendations extends ProjectListOptions {
  readonly status?: OneOrMany<string> | undefined
  readonly priority?: OneOrMany<string> | undefined
  readonly category?: OneOrMany<string> | undefined
  readonly dimensionId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'updatedAt' | '-updatedAt' | undefined
}

const fields = {
  title: name(200),
  description: text.nullable(),
  category: shortText(50).nullable(),
  priority: name(20),
  dimensionId: id.nullable(),
  status: name(30),
  aiConfidence: z.number().min(0).max(1).nullable(),
  implementationEffort: shortText(20).nullable(),
  expectedImpact: shortText(20).nullable(),
}

export const createRecommendation = z.strictObject({
  projectId: id,
  title: fields.title,
  description: fields.description.default(null),
  category: fields.category.default(null),
  priority: fields.priority.default('medium'),
  dimensionId: fields.dimensionId.default(null),
  status: fields.status.default('active'),
  aiConfidence: fields.aiConfidence.default(null),
  implementationEffort: fields.implementationEffort.default(null),
  expectedImpact: fields.expectedImpact.default(null),
})

export const updateRecommendation = z.strictObject({ ...fields, updatedAt: date }).partial()

export const recommendationFilters = {
  status: fields.status,
  priority: fields.priority,
  category: name(50),
  dimensionId: id,
}
