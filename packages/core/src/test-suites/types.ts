import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { date, id, json, labels, name, shortText, text } from '../validation.js'

/** A group of test cases. */
export interface TestSuite {
  readonly id: number
  readonly projectId: number
  readonly name: string
  readonly description: string | null
  readonly projectArea: string | null
  readonly priority: string
  readonly status: string
  readonly coverageRequirements: readonly unknown[]
  readonly aiGenerated: boolean
  readonly tags: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateTestSuite {
  readonly projectId: number
  /** At most 100 characters. */
  readonly name: string
  readonly description?: string | null | undefined
  /** At most 50 characters. */
  readonly projectArea?: string | null | undefined
  /** @default 'medium' */
  readonly priority?: string | undefined
  /** @default 'active' */
  readonly status?: string | undefined
  readonly coverageRequirements?: readonly unknown[] | undefined
  readonly aiGenerated?: boolean | undefined
  readonly tags?: readonly string[] | undefined
}

export type UpdateTestSuite = Partial<Omit<CreateTestSuite, 'projectId'>>

export interface ListTestSuites extends ProjectListOptions {
  readonly status?: OneOrMany<string> | undefined
  readonly priority?: OneOrMany<string> | undefined
  readonly projectArea?: OneOrMany<string> | undefined
  readonly name?: OneOrMany<string> | undefined
  readonly sort?: 'id' | '-id' | 'name' | '-name' | 'updatedAt' | '-updatedAt' | undefined
}

const fields = {
  name: name(100),
  description: text.nullable(),
  projectArea: shortText(50).nullable(),
  priority: name(20),
  status: name(30),
  coverageRequirements: z.array(json).readonly(),
  aiGenerated: z.boolean(),
  tags: labels(100),
}

export const createTestSuite = z.strictObject({
  projectId: id,
  name: fields.name,
  description: fields.description.default(null),
  projectArea: fields.projectArea.default(null),
  priority: fields.priority.default('medium'),
  status: fields.status.default('active'),
  coverageRequirements: fields.coverageRequirements.default([]),
  aiGenerated: fields.aiGenerated.default(false),
  tags: fields.tags.default([]),
})

export const updateTestSuite = z.strictObject({ ...fields, updatedAt: date }).partial()

export const testSuiteFilters = {
  status: fields.status,
  priority: fields.priority,
  projectArea: shortText(50),
  name: fields.name,
}
