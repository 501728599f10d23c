import { z } from '@hono/zod-openapi'
import type { JiraSync } from '../../jira/types.js'
import { connectJira } from '../../jira/types.js'
import { jiraSyncTypes } from '../../schema/allowed-values.js'
import { wantsEvents, withEvents } from '../events.js'
import { idParameter, listParameters } from '../parameters.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import {
  jiraAppCode,
  jiraConnection,
  jiraStatus,
  jiraSync,
  jiraWebhook,
  webhookWork,
  writeBackReport,
} from '../schemas/jira.js'

const tag = 'Jira'
const ofProject = { projectId: idParameter }
const below = '/projects/{projectId}/jira'

/** A project's Jira: its connection, synchronisation and webhooks. */
export function addJira(api: Api): void {
  addConnection(api)
  addAppCode(api)
  addSynchronisation(api)
  // Jira signs what it sends, which is all that says who it is.
  api.post('/jira/webhooks/:webhookId', async (context) =>
    context.get('server').host.system.jira.handleWebhook(context.req.raw),
  )
}

function addConnection(api: Api): void {
  route(
    api,
    {
      id: 'getJiraStatus',
      method: 'get',
      path: below,
      tag,
      summary: 'How a project and its Jira stand.',
      verb: 'read',
      params: ofProject,
      response: jiraStatus,
    },
    async ({ services, params }) => await services.jira.status(params),
  )
  route(
    api,
    {
      id: 'connectJira',
      method: 'put',
      path: below,
      tag,
      summary: 'Connects a project to a Jira, or changes its connection.',
      verb: 'manage',
      params: ofProject,
      body: connectJira.omit({ projectId: true }),
      response: jiraConnection,
    },
    async ({ services, params, body }) => await services.jira.connect({ ...body, ...params }),
  )
  route(
    api,
    {
      id: 'disconnectJira',
      method: 'delete',
      path: below,
      tag,
      summary: 'Forgets the connection and its secrets. Tickets stay.',
      verb: 'manage',
      params: ofProject,
    },
    async ({ services, params }) => await services.jira.disconnect(params),
  )
  route(
    api,
    {
      id: 'createJiraWebhook',
      method: 'post',
      path: `${below}/webhook`,
      tag,
      summary: 'Makes ready for webhooks: a new secret, which replaces the one before.',
      description: 'Jira is to send them to this API, at the path that is answered.',
      verb: 'manage',
      params: ofProject,
      response: jiraWebhook,
      status: 201,
    },
    async ({ services, params }) => await services.jira.createWebhook(params),
  )
}

/** What connects a project of Jira to one that is here already. */
function addAppCode(api: Api): void {
  route(
    api,
    {
      id: 'createJiraAppCode',
      method: 'post',
      path: `${below}/app-code`,
      tag,
      summary:
        'A code for who administers a project of Jira to connect it to this one, in the settings of the Jira app.',
      description: 'It is good once, for 15 minutes.',
      verb: 'manage',
      params: ofProject,
      response: jiraAppCode,
      status: 201,
    },
    async ({ services, params }) => await services.forge.createCode(params),
  )
}

function addSynchronisation(api: Api): void {
  route(
    api,
    {
      id: 'listJiraSyncs',
      method: 'get',
      path: `${below}/syncs`,
      tag,
      summary: 'Past and running synchronisations, newest first.',
      verb: 'read',
      params: ofProject,
      query: listParameters,
      response: pageOf(jiraSync, 'JiraSyncPage'),
    },
    async ({ services, params, query }) => await services.jira.listSyncs({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'syncJira',
      method: 'post',
      path: `${below}/syncs`,
      tag,
      summary: 'Reads issues out of Jira; whatever interrupts it, the next one goes on from there.',
      description:
        'With `Accept: text/event-stream` it is answered by events: `progress`, and at the end `result` or `problem`.',
      verb: 'write',
      params: ofProject,
      body: z.strictObject({
        mode: z.enum(jiraSyncTypes).optional(),
        keys: z.array(z.string()).optional(),
        allowMassDeletion: z.boolean().optional(),
      }),
      response: jiraSync,
    },
    async ({ services, params, body, context }) => {
      const wanted = { ...body, ...params }
      if (!wantsEvents(context)) return await services.jira.sync(wanted)
      await services.projects.get(params.projectId)
      return withEvents(context, async (tell) => {
        const onProgress = (progress: JiraSync): void => tell({ ...progress })
        return await services.jira.sync({ ...wanted, onProgress })
      })
    },
  )
  route(
    api,
    {
      id: 'processJiraWebhooks',
      method: 'post',
      path: `${below}/webhooks/process`,
      tag,
      summary: 'Works on the webhooks that are stored and due.',
      verb: 'write',
      params: ofProject,
      response: webhookWork,
    },
    async ({ services, params }) => await services.jira.processWebhooks(params),
  )
  route(
    api,
    {
      id: 'writeBackToJira',
      method: 'post',
      path: `${below}/write-back`,
      tag,
      summary: 'Writes coverage to the issues, as the connection says.',
      verb: 'write',
      params: ofProject,
      response: writeBackReport,
    },
    async ({ services, params }) => await services.jira.writeBack(params),
  )
}
