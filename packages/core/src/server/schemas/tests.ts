import { z } from '@hono/zod-openapi'
import type {
  CoverageMatrix,
  MatrixTicket,
  TestCaseMatrix,
  TestCaseResult,
} from '../../coverage/matrix-types.js'
import type {
  FlakyTest,
  NeverRunTest,
  OrphanedTest,
  SlowTest,
  StaleTest,
} from '../../coverage/test-list-types.js'
import { idValue, moment, responseOf } from './common.js'
import { testVerdict, verdict } from './coverage.js'

const count = z.int().min(0)

const listed = {
  id: idValue,
  externalId: z.string().nullable(),
  title: z.string(),
  status: z.string().nullable(),
}

export const flakyTest = responseOf<FlakyTest>()('FlakyTest', {
  ...listed,
  runs: count,
  failed: count,
  flips: count,
  rate: z.number(),
  retried: count,
  environments: z.array(z.string()),
  lastFlipAt: moment.nullable(),
})

const durations = { runs: count, p50Ms: z.number(), p95Ms: z.number() }

export const slowTest = responseOf<SlowTest>()('SlowTest', {
  ...listed,
  ...durations,
  before: z.object(durations).nullable(),
  growth: z.number().nullable(),
})

export const neverRunTest = responseOf<NeverRunTest>()('NeverRunTest', {
  ...listed,
  createdAt: moment.nullable(),
  runs: count,
  lastStatus: z.string().nullable(),
})

export const orphanedTest = responseOf<OrphanedTest>()('OrphanedTest', {
  ...listed,
  reasons: z.array(z.enum(['unlinked', 'tombstoned', 'pending'])),
  tombstonedKeys: z.array(z.string()),
  pendingKeys: z.array(z.string()),
})

export const staleTest = responseOf<StaleTest>()('StaleTest', { ...listed, lastExecutedAt: moment })

const resultFields = {
  id: idValue,
  externalId: z.string().nullable(),
  title: z.string(),
  verdict: testVerdict,
  lastExecutedAt: moment.nullable(),
  lastRun: z
    .object({
      id: idValue,
      status: z.string(),
      executedAt: moment.nullable(),
      environment: z.string().nullable(),
      version: z.string().nullable(),
    })
    .nullable(),
  environments: z.record(z.string(), testVerdict),
  defects: z.array(
    z.object({
      key: z.string(),
      sources: z.array(z.enum(['run', 'link'])),
      summary: z.string().nullable(),
      status: z.string().nullable(),
      resolved: z.boolean().nullable(),
    }),
  ),
}

const ticketFields = { key: z.string(), summary: z.string(), verdict }
const testCaseResult = responseOf<TestCaseResult>()('TestCaseResult', resultFields)
const matrixTicket = responseOf<MatrixTicket>()('MatrixTicket', ticketFields)
const group = z.string().nullable().optional()

const matrixFields = {
  projectId: idValue,
  groupBy: z.enum(['epic', 'fixVersion', 'component']).nullable(),
  environments: z.array(z.string()),
  nextCursor: z.string().nullable(),
}

const ticketMatrix = responseOf<CoverageMatrix>()('CoverageMatrix', {
  ...matrixFields,
  by: z.literal('ticket'),
  items: z.array(z.object({ ...ticketFields, group, testCases: z.array(testCaseResult) })),
})

const testCaseMatrix = responseOf<TestCaseMatrix>()('TestCaseMatrix', {
  ...matrixFields,
  by: z.literal('testCase'),
  items: z.array(z.object({ ...resultFields, group, tickets: z.array(matrixTicket) })),
})

/** Either of the two, by `by`. */
export const matrix = z.union([ticketMatrix, testCaseMatrix])
