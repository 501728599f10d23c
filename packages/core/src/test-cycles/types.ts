import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import {
  type TestCycleStatus,
  type TestingMode,
  testCycleStatuses,
  testingModes,
} from '../schema/allowed-values.js'
import type { TestData } from '../schema/test-management.js'
import { date, id, name, testData, text } from '../validation.js'

/** A period or campaign of execution. */
export interface TestCycle {
  readonly id: number
  readonly projectId: number
  readonly name: string
  readonly description: string | null
  readonly status: TestCycleStatus
  readonly startDate: Date | null
  readonly endDate: Date | null
  /** Who made it. */
  readonly userId: number | null
  readonly testingMode: TestingMode
  readonly testDeploymentUrl: string | null
  /** Values that testers need. Never written to the audit log. */
  readonly testData: TestData
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateTestCycle {
  readonly projectId: number
  /** At most 100 characters. */
  readonly name: string
  readonly description?: string | null | undefined
  /** @default 'created' */
  readonly status?: TestCycleStatus | undefined
  readonly startDate?: Date | string | null | undefined
  readonly endDate?: Date | string | null | undefined
  /** @default 'manual' */
  readonly testingMode?: TestingMode | undefined
  readonly testDeploymentUrl?: string | null | undefined
  readonly testData?: TestData | undefined
}

export type UpdateTestCycle = Partial<Omit<CreateTestCycle, 'projectId'>>

export interface ListTestCycles extends ProjectListOptions {
  readonly name?: OneOrMany<string> | undefined
  readonly status?: OneOrMany<TestCycleStatus> | undefined
  readonly testingMode?: OneOrMany<TestingMode> | undefined
  readonly sort?: 'id' | '-id' | 'name' | '-name' | 'startDate' | '-startDate' | undefined
}

/** A test case in a cycle. */
export interface TestCycleItem {
  readonly id: number
  readonly projectId: number
  readonly cycleId: number
  readonly testCaseId: number
  readonly suiteId: number | null
  readonly assignedUserId: number | null
  /** The status of its newest run, or `not-run`. */
  readonly status: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** How far a cycle is: its test cases by the status of their newest run there. */
export interface CycleExecution {
  readonly id: number
  readonly name: string
  readonly status: TestCycleStatus
  readonly startDate: Date | null
  readonly endDate: Date | null
  /** How many test cases are in it. */
  readonly total: number
  /** Those by status, most first. */
  readonly statuses: readonly { readonly status: string; readonly count: number }[]
  /** Percent of `total` that passed, two decimals; null for a cycle without test cases. */
  readonly passRate: number | null
  /** When the newest run in it took place. */
  readonly lastExecutedAt: Date | null
}

export interface CycleExecutionQuery {
  readonly projectId: number
  /** @default all */
  readonly cycleIds?: readonly number[] | undefined
  /** From 1 to 500. @default 20 */
  readonly limit?: number | undefined
}

/** The newest cycles first, and how many there are in all. */
export interface CycleExecutions {
  readonly total: number
  readonly items: readonly CycleExecution[]
}

export interface AddTestCycleItems {
  /** Test cases of the cycle's project. */
  readonly testCaseIds?: readonly number[] | undefined
  /** All test cases of these suites that are not deprecated. */
  readonly suiteIds?: readonly number[] | undefined
  readonly assignedUserId?: number | null | undefined
}

export interface ListTestCycleItems extends ProjectListOptions {
  readonly cycleId?: OneOrMany<number> | undefined
  readonly testCaseId?: OneOrMany<number> | undefined
  readonly status?: OneOrMany<string> | undefined
  readonly assignedUserId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'updatedAt' | '-updatedAt' | undefined
}

const fields = {
  name: name(100),
  description: text.nullable(),
  status: z.enum(testCycleStatuses),
  startDate: date.nullable(),
  endDate: date.nullable(),
  testingMode: z.enum(testingModes),
  testDeploymentUrl: text.nullable(),
  testData: testData(),
}

export const createTestCycle = z.strictObject({
  projectId: id,
  name: fields.name,
  description: fields.description.default(null),
  status: fields.status.default('created'),
  startDate: fields.startDate.default(null),
  endDate: fields.endDate.default(null),
  testingMode: fields.testingMode.default('manual'),
  testDeploymentUrl: fields.testDeploymentUrl.default(null),
  testData: fields.testData.default({}),
})

export const updateTestCycle = z.strictObject({ ...fields, updatedAt: date }).partial()

export const testCycleFilters = {
  name: fields.name,
  status: fields.status,
  testingMode: fields.testingMode,
}

export const addTestCycleItems = z
  .strictObject({
    testCaseIds: z.array(id).default([]),
    suiteIds: z.array(id).default([]),
    assignedUserId: id.nullable().default(null),
  })
  .refine((given) => given.testCaseIds.length + given.suiteIds.length > 0, 'must name test cases or suites')

export const cycleExecutionQuery = z.strictObject({
  projectId: id,
  cycleIds: z.array(id).readonly().default([]),
  limit: z.int().min(1).max(500).default(20),
})

export const testCycleItemFilters = { cycleId: id, testCaseId: id, status: name(30), assignedUserId: id }
