import { z } from '@hono/zod-openapi'
import { linkOrigins } from '../../schema/allowed-values.js'
import type { Ticket } from '../../tickets/types.js'
import type { Link, LinkResult, PendingLink } from '../../traceability/types.js'
import { idValue, moment, responseOf } from './common.js'

export const ticket = responseOf<Ticket>()('Ticket', {
  id: idValue,
  projectId: idValue,
  jiraKey: z.string(),
  jiraId: z.string().nullable(),
  issueType: z.string().nullable(),
  summary: z.string(),
  description: z.string().nullable(),
  priority: z.string().nullable(),
  status: z.string(),
  resolution: z.string().nullable(),
  assignee: z.string().nullable(),
  reporter: z.string().nullable(),
  labels: z.array(z.string()),
  components: z.array(z.string()),
  fixVersions: z.array(z.string()),
  parentKey: z.string().nullable(),
  createdDate: moment.nullable(),
  updatedDate: moment.nullable(),
  contentHash: z.string().nullable(),
  lastSynced: moment,
  deletedAt: moment.nullable(),
  team: z.string().nullable(),
  risk: z.string().nullable(),
  movedOutAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
})

const linkFields = {
  id: idValue,
  projectId: idValue,
  testCaseId: idValue,
  linkType: z.string(),
  origin: z.enum(linkOrigins),
  createdBy: idValue.nullable(),
  createdAt: moment,
}

export const link = responseOf<Link>()('Link', { ...linkFields, jiraTicketId: idValue })

export const pendingLink = responseOf<PendingLink>()('PendingLink', { ...linkFields, jiraKey: z.string() })

export const linkResult = responseOf<LinkResult>()('LinkResult', {
  linked: z.int(),
  pending: z.int(),
  unchanged: z.int(),
})
