import { z } from '@hono/zod-openapi'
import { testCaseStatuses, testCycleStatuses, testingModes } from '../../schema/allowed-values.js'
import type { TestCase } from '../../test-cases/types.js'
import type { TestCycle, TestCycleItem } from '../../test-cycles/types.js'
import type { StoredEvidence } from '../../test-runs/evidence.js'
import type { TestRun } from '../../test-runs/types.js'
import type { TestSuite } from '../../test-suites/types.js'
import { idValue, moment, responseOf } from './common.js'

/** Values by name, and what each is for. */
const testDataValue = z.record(
  z.string(),
  z.object({ value: z.string(), description: z.string().optional() }),
)

export const testSuite = responseOf<TestSuite>()('TestSuite', {
  id: idValue,
  projectId: idValue,
  name: z.string(),
  description: z.string().nullable(),
  projectArea: z.string().nullable(),
  priority: z.string(),
  status: z.string(),
  coverageRequirements: z.array(z.unknown()),
  aiGenerated: z.boolean(),
  tags: z.array(z.string()),
  createdAt: moment,
  updatedAt: moment,
})

export const testCase = responseOf<TestCase>()('TestCase', {
  id: idValue,
  projectId: idValue,
  title: z.string(),
  externalId: z.string().nullable(),
  description: z.string().nullable(),
  preconditions: z.string().nullable(),
  steps: z.array(
    z.object({ action: z.string(), expected: z.string().optional(), data: z.string().optional() }),
  ),
  expectedResults: z.string().nullable(),
  actualResults: z.string().nullable(),
  priority: z.string(),
  severity: z.string(),
  status: z.enum(testCaseStatuses),
  suiteId: idValue.nullable(),
  userId: idValue.nullable(),
  aiGenerated: z.boolean(),
  automatable: z.boolean().nullable(),
  automationStatus: z.string().nullable(),
  testData: testDataValue,
  tags: z.array(z.string()),
  sourceFile: z.string().nullable(),
  approvedBy: idValue.nullable(),
  approvedAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
})

export const testCycle = responseOf<TestCycle>()('TestCycle', {
  id: idValue,
  projectId: idValue,
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(testCycleStatuses),
  startDate: moment.nullable(),
  endDate: moment.nullable(),
  userId: idValue.nullable(),
  testingMode: z.enum(testingModes),
  testDeploymentUrl: z.string().nullable(),
  testData: testDataValue,
  createdAt: moment,
  updatedAt: moment,
})

export const testCycleItem = responseOf<TestCycleItem>()('TestCycleItem', {
  id: idValue,
  projectId: idValue,
  cycleId: idValue,
  testCaseId: idValue,
  suiteId: idValue.nullable(),
  assignedUserId: idValue.nullable(),
  status: z.string(),
  createdAt: moment,
  updatedAt: moment,
})

export const testRun = responseOf<TestRun>()('TestRun', {
  id: idValue,
  projectId: idValue,
  cycleItemId: idValue,
  testCaseId: idValue,
  executedBy: idValue.nullable(),
  executedAt: moment,
  duration: z.int().nullable(),
  durationMs: z.int().nullable(),
  status: z.string(),
  notes: z.string().nullable(),
  evidence: z.array(z.unknown()),
  environment: z.string().nullable(),
  version: z.string().nullable(),
  stepResults: z.array(z.unknown()),
  defects: z.array(z.unknown()),
  tags: z.array(z.string()),
  attempt: z.int(),
  importId: idValue.nullable(),
  recordedAt: moment,
})

/** A piece of evidence as a run names it. */
export const storedEvidence = responseOf<StoredEvidence & { readonly path: string }>()('StoredEvidence', {
  path: z.string().openapi({ description: 'What it was called.' }),
  sha256: z.string(),
  size: z.int().openapi({ description: 'In bytes.' }),
})
