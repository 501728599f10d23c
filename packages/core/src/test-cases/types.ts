import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { type TestCaseStatus, testCaseStatuses } from '../schema/allowed-values.js'
import type { TestData, TestStep } from '../schema/test-management.js'
import { date, id, labels, name, shortText, testData, text } from '../validation.js'

export type { TestData, TestStep }

/** What to test and how. */
export interface TestCase {
  readonly id: number
  readonly projectId: number
  readonly title: string
  /** What tools call it, such as `suite > name`; unique in its project. */
  readonly externalId: string | null
  readonly description: string | null
  readonly preconditions: string | null
  readonly steps: readonly TestStep[]
  readonly expectedResults: string | null
  readonly actualResults: string | null
  readonly priority: string
  readonly severity: string
  readonly status: TestCaseStatus
  readonly suiteId: number | null
  /** Who wrote it. */
  readonly userId: number | null
  readonly aiGenerated: boolean
  readonly automatable: boolean | null
  /** Such as `automated`, `manual` or `planned`. */
  readonly automationStatus: string | null
  readonly testData: TestData
  readonly tags: readonly string[]
  /** Where it is written: a path in a repository. */
  readonly sourceFile: string | null
  /** Who approved what a model wrote, and when. Until then it counts for no coverage. */
  readonly approvedBy: number | null
  readonly approvedAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateTestCase {
  readonly projectId: number
  /** At most 200 characters. */
  readonly title: string
  /** At most 500 characters. */
  readonly externalId?: string | null | undefined
  readonly description?: string | null | undefined
  readonly preconditions?: string | null | undefined
  readonly steps?: readonly TestStep[] | undefined
  readonly expectedResults?: string | null | undefined
  readonly actualResults?: string | null | undefined
  /** @default 'medium' */
  readonly priority?: string | undefined
  /** @default 'normal' */
  readonly severity?: string | undefined
  /** @default 'draft' */
  readonly status?: TestCaseStatus | undefined
  readonly suiteId?: number | null | undefined
  /** Set for what a model wrote: it then waits for `approve`. */
  readonly aiGenerated?: boolean | undefined
  readonly automatable?: boolean | null | undefined
  readonly automationStatus?: string | null | undefined
  readonly testData?: TestData | undefined
  readonly tags?: readonly string[] | undefined
  readonly sourceFile?: string | null | undefined
}

export type UpdateTestCase = Partial<Omit<CreateTestCase, 'projectId' | 'aiGenerated'>>

export interface ListTestCases extends ProjectListOptions {
  readonly status?: OneOrMany<TestCaseStatus> | undefined
  readonly priority?: OneOrMany<string> | undefined
  readonly severity?: OneOrMany<string> | undefined
  readonly suiteId?: OneOrMany<number> | undefined
  readonly automationStatus?: OneOrMany<string> | undefined
  readonly externalId?: OneOrMany<string> | undefined
  readonly aiGenerated?: OneOrMany<boolean> | undefined
  /** Part of the title, in any case. */
  readonly search?: string | undefined
  readonly sort?: 'id' | '-id' | 'title' | '-title' | 'updatedAt' | '-updatedAt' | undefined
}

const step = z.strictObject({ action: text, expected: text.optional(), data: text.optional() })

const fields = {
  title: name(200),
  externalId: name(500).nullable(),
  description: text.nullable(),
  preconditions: text.nullable(),
  steps: z.array(step).readonly(),
  expectedResults: text.nullable(),
  actualResults: text.nullable(),
  priority: name(20),
  severity: name(20),
  status: z.enum(testCaseStatuses),
  suiteId: id.nullable(),
  automatable: z.boolean().nullable(),
  automationStatus: shortText(30).nullable(),
  testData: testData(),
  tags: labels(100),
  sourceFile: text.nullable(),
}

export const createTestCase = z.strictObject({
  projectId: id,
  title: fields.title,
  externalId: fields.externalId.default(null),
  description: fields.description.default(null),
  preconditions: fields.preconditions.default(null),
  steps: fields.steps.default([]),
  expectedResults: fields.expectedResults.default(null),
  actualResults: fields.actualResults.default(null),
  priority: fields.priority.default('medium'),
  severity: fields.severity.default('normal'),
  status: fields.status.default('draft'),
  suiteId: fields.suiteId.default(null),
  aiGenerated: z.boolean().default(false),
  automatable: fields.automatable.default(null),
  automationStatus: fields.automationStatus.default(null),
  testData: fields.testData.default({}),
  tags: fields.tags.default([]),
  sourceFile: fields.sourceFile.default(null),
})

export const updateTestCase = z.strictObject({ ...fields, updatedAt: date }).partial()

export const testCaseFilters = {
  status: fields.status,
  priority: fields.priority,
  severity: fields.severity,
  suiteId: id,
  automationStatus: name(30),
  externalId: name(500),
  aiGenerated: z.boolean(),
  search: name(200),
}
