import { z } from '@hono/zod-openapi'
import type { ForgeCode } from '../../forge/types.js'
import type {
  JiraConnection,
  JiraStatus,
  JiraSync,
  JiraWebhook,
  WebhookWork,
  WriteBackReport,
} from '../../jira/types.js'
import { jiraSyncStatuses, jiraSyncTypes } from '../../schema/allowed-values.js'
import { idValue, moment, responseOf } from './common.js'

const count = z.int().min(0)
const failures = z.array(z.object({ key: z.string(), reason: z.string() }))

export const jiraConnection = responseOf<JiraConnection>()('JiraConnection', {
  projectId: idValue,
  baseUrl: z.string(),
  projectKeys: z.array(z.string()),
  auth: z.enum(['stored', 'app', 'options', 'none']),
  account: z.string().nullable(),
  fields: z.object({
    epicLink: z.string().optional(),
    team: z.string().optional(),
    risk: z.string().optional(),
  }),
  writeBack: z.object({
    property: z.boolean().optional(),
    label: z.boolean().optional(),
    comment: z.boolean().optional(),
  }),
  webhookPath: z.string().nullable(),
  createdAt: moment,
  updatedAt: moment,
})

export const jiraSync = responseOf<JiraSync>()('JiraSync', {
  id: idValue,
  projectId: idValue,
  type: z.enum(jiraSyncTypes),
  status: z.enum(jiraSyncStatuses),
  processed: count,
  created: count,
  updated: count,
  unchanged: count,
  deleted: count,
  pages: count,
  resumed: count,
  rejected: failures,
  error: z.string().nullable(),
  watermark: moment.nullable(),
  holder: z.object({ host: z.string(), pid: z.int() }).nullable(),
  heartbeatAt: moment.nullable(),
  interrupted: z.boolean(),
  startedAt: moment,
  completedAt: moment.nullable(),
})

export const jiraStatus = responseOf<JiraStatus>()('JiraStatus', {
  connection: jiraConnection,
  running: jiraSync.nullable(),
  last: jiraSync.nullable(),
  watermark: moment.nullable(),
  webhooks: z.object({ pending: count, failed: count, lastReceivedAt: moment.nullable() }),
})

export const jiraWebhook = responseOf<JiraWebhook>()('JiraWebhook', {
  path: z.string(),
  secret: z.string().openapi({ description: 'Shown this once.' }),
})

export const jiraAppCode = responseOf<ForgeCode>()('JiraAppCode', {
  code: z.string().openapi({ description: 'Such as `K7QM-2XNA-9RTB`. Shown this once.' }),
  expiresAt: moment,
})

export const webhookWork = responseOf<WebhookWork>()('WebhookWork', {
  processed: count,
  failed: count,
  pending: count,
})

export const writeBackReport = responseOf<WriteBackReport>()('WriteBackReport', {
  projectId: idValue,
  total: count,
  written: count,
  unchanged: count,
  failed: failures,
})
