import { z } from '@hono/zod-openapi'
import type { Project, ProjectAccess } from '../../projects/types.js'
import { accessLevels, projectTypes } from '../../schema/allowed-values.js'
import { idValue, moment, responseOf } from './common.js'

/** How runs become verdicts. */
const policyValue = z
  .object({
    finalRunsFirst: z.boolean().optional(),
    skipped: z.enum(['count', 'ignore']).optional(),
    statuses: z.record(z.string(), z.enum(['OK', 'NOK', 'NOTRUN', 'UNKNOWN'])).optional(),
  })
  .openapi('CoveragePolicy')

export const project = responseOf<Project>()('Project', {
  id: idValue,
  name: z.string(),
  description: z.string().nullable(),
  status: z.string(),
  projectType: z.enum(projectTypes).nullable(),
  industryArea: z.string().nullable(),
  regulations: z.string().nullable(),
  additionalContext: z.string().nullable(),
  qualityFocus: z.string().nullable(),
  testStrategy: z.string().nullable(),
  coveragePolicy: policyValue,
  createdAt: moment,
  updatedAt: moment,
})

export const projectAccess = responseOf<ProjectAccess>()('ProjectAccess', {
  id: idValue,
  userId: idValue,
  projectId: idValue,
  accessLevel: z.enum(accessLevels),
  grantedBy: idValue.nullable(),
  createdAt: moment,
  updatedAt: moment,
})
