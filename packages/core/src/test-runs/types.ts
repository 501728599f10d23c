import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { date, id, json, labels, name, shortText, text } from '../validation.js'

/** One execution of a test case in a cycle. */
export interface TestRun {
  readonly id: number
  readonly projectId: number
  readonly cycleItemId: number
  readonly testCaseId: number
  readonly executedBy: number | null
  readonly executedAt: Date
  /** Whole seconds. */
  readonly duration: number | null
  readonly durationMs: number | null
  /** `passed` and `failed` are final; `blocked`, `skipped`, `in-progress`, `not-run` are not; others are your own. */
  readonly status: string
  readonly notes: string | null
  readonly evidence: readonly unknown[]
  readonly environment: string | null
  readonly version: string | null
  readonly stepResults: readonly unknown[]
  readonly defects: readonly unknown[]
  readonly tags: readonly string[]
  /** From 1; a retry is a run of its own. */
  readonly attempt: number
  /** The import that brought it, if one did. */
  readonly importId: number | null
  /** When it was written down. */
  readonly recordedAt: Date
}

/** What happened. Names its cycle item, or a cycle and a test case, which is then added to the cycle. */
export interface RecordTestRun {
  readonly projectId: number
  readonly cycleItemId?: number | undefined
  readonly cycleId?: number | undefined
  readonly testCaseId?: number | undefined
  /** At most 30 characters. */
  readonly status: string
  /** Default now. */
  readonly executedAt?: Date | string | undefined
  /** Default the actor; null for a machine. Somebody else must be a user whom the actor can see. */
  readonly executedBy?: number | null | undefined
  /** Milliseconds; the specification's whole seconds are computed from it. */
  readonly durationMs?: number | null | undefined
  readonly notes?: string | null | undefined
  readonly evidence?: readonly unknown[] | undefined
  /** At most 50 characters; the empty string is none. */
  readonly environment?: string | null | undefined
  /** At most 50 characters. */
  readonly version?: string | null | undefined
  readonly stepResults?: readonly unknown[] | undefined
  readonly defects?: readonly unknown[] | undefined
  readonly tags?: readonly string[] | undefined
  /** @default 1 */
  readonly attempt?: number | undefined
}

export interface ListTestRuns extends ProjectListOptions {
  readonly cycleItemId?: OneOrMany<number> | undefined
  readonly testCaseId?: OneOrMany<number> | undefined
  readonly status?: OneOrMany<string> | undefined
  readonly environment?: OneOrMany<string> | undefined
  readonly version?: OneOrMany<string> | undefined
  readonly executedBy?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'executedAt' | '-executedAt' | undefined
}

const emptyIsNone = shortText(50)
  .nullable()
  .default(null)
  .transform((value) => (value === '' ? null : value))

export const evidenceQuery = z.strictObject({
  runId: id,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal'),
})

export const recordTestRunFields = z.strictObject({
  projectId: id,
  cycleItemId: id.nullable().default(null),
  cycleId: id.nullable().default(null),
  testCaseId: id.nullable().default(null),
  status: name(30),
  executedAt: date.optional(),
  executedBy: id.nullable().optional(),
  durationMs: z.number().min(0).max(2_147_483_647).nullable().default(null),
  notes: text.nullable().default(null),
  evidence: z.array(json).readonly().default([]),
  environment: emptyIsNone,
  version: emptyIsNone,
  stepResults: z.array(json).readonly().default([]),
  defects: z.array(json).readonly().default([]),
  tags: labels(100).default([]),
  attempt: z.int().min(1).default(1),
})

export const recordTestRun = recordTestRunFields.refine((run) => {
  const byItem = run.cycleItemId !== null && run.cycleId === null && run.testCaseId === null
  const byTestCase = run.cycleItemId === null && run.cycleId !== null && run.testCaseId !== null
  return byItem || byTestCase
}, 'must name a cycleItemId, or a cycleId and a testCaseId')

export const testRunFilters = {
  cycleItemId: id,
  testCaseId: id,
  status: name(30),
  environment: name(50),
  version: name(50),
  executedBy: id,
}
