import { z } from 'zod'
import { id } from '../../validation.js'

/** What the endpoints take, as far as no service validates it as it is. Made once: zod compiles what it first parses. */
export const linkBody = z.strictObject({ testCaseId: id })

export const newTestCaseBody = z.strictObject({
  title: z.string(),
  description: z.string().optional(),
  priority: z.string().optional(),
  steps: z.array(z.strictObject({ action: z.string(), expected: z.string().optional() })).optional(),
})

export const approveBody = z.strictObject({ testCaseIds: z.array(id).min(1).max(500) })

const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])

export const assessBody = z.strictObject({
  dimension: z.string(),
  currentLevel: level.nullish(),
  targetLevel: level.nullish(),
  evidence: z.string().nullish(),
})

export const decideBody = z.strictObject({ status: z.enum(['accepted', 'dismissed', 'active']) })

export const settingsBody = z.strictObject({
  issueTypes: z.array(z.string()).optional(),
  policy: z
    .strictObject({ finalRunsFirst: z.boolean().optional(), skipped: z.enum(['count', 'ignore']).optional() })
    .optional(),
})

export const backfillBody = z.strictObject({ projectId: id })

export const claimBody = z.strictObject({ id })

export const breakdowns = z.enum(['fixVersion', 'component', 'epic', 'priority', 'issueType', 'environment'])

/** What the assistant says that somebody asks about. */
export const rovoBody = z.object({ projectKey: z.string(), fixVersion: z.string().optional() })
