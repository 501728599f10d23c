import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { date, id, name, shortText } from '../validation.js'

/** One measured value. */
export interface Metric {
  readonly id: number
  readonly projectId: number
  readonly name: string
  /** Kept with four decimals, below one million in size. */
  readonly value: number
  readonly unit: string | null
  readonly category: string | null
  readonly dimensionId: number | null
  /** When it was measured. */
  readonly recordedAt: Date
  readonly createdAt: Date
}

export interface CreateMetric {
  readonly projectId: number
  /** At most 100 characters. */
  readonly name: string
  /** Less than 1,000,000 in size. */
  readonly value: number
  readonly unit?: string | null | undefined
  readonly category?: string | null | undefined
  readonly dimensionId?: number | null | undefined
  /** When it was measured. Default now. */
  readonly recordedAt?: Date | string | undefined
}

export type UpdateMetric = Partial<Omit<CreateMetric, 'projectId'>>

export interface ListMetrics extends ProjectListOptions {
  readonly name?: OneOrMany<string> | undefined
  readonly category?: OneOrMany<string> | undefined
  readonly dimensionId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'recordedAt' | '-recordedAt' | undefined
}

const fields = {
  name: name(100),
  value: z.number().min(-999_999.9999).max(999_999.9999),
  unit: shortText(20).nullable(),
  category: shortText(50).nullable(),
  dimensionId: id.nullable(),
  recordedAt: date,
}

/** @param now the moment of values that do not say when they were measured */
export const createMetric = z.strictObject({
  projectId: id,
  name: fields.name,
  value: fields.value,
  unit: fields.unit.default(null),
  category: fields.category.default(null),
  dimensionId: fields.dimensionId.default(null),
  recordedAt: fields.recordedAt.optional(),
})

export const updateMetric = z.strictObject(fields).partial()

export const metricFilters = { name: fields.name, category: name(50), dimensionId: id }
