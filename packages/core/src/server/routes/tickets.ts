import { z } from '@hono/zod-openapi'
import { linkOrigins } from '../../schema/allowed-values.js'
import { createTicket, updateTicket } from '../../tickets/types.js'
import { createLink } from '../../traceability/types.js'
import { booleanParameter, idParameter, listParameters, several } from '../parameters.js'
import { addResource, batchOf, byIds, byText } from '../resource.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { link, linkResult, pendingLink, ticket } from '../schemas/tickets.js'

const ofProject = { projectId: idParameter }
const newLink = createLink.omit({ projectId: true })

/** Tickets, and which test cases cover them. */
export function addTickets(api: Api): void {
  addResource(api, {
    tag: 'Tickets',
    one: 'Ticket',
    many: 'Tickets',
    words: ['a ticket', 'tickets'],
    path: 'tickets',
    service: (services) => services.tickets,
    row: ticket,
    create: createTicket.omit({ projectId: true }),
    update: updateTicket.omit({ updatedAt: true }),
    filters: {
      ...byText('jiraKey', 'jiraId', 'issueType', 'priority', 'status', 'parentKey'),
      component: z.string().optional(),
      label: z.string().optional(),
      fixVersion: z.string().optional(),
      search: z.string().optional(),
      deleted: booleanParameter.optional(),
    },
    sorts: ['id', 'jiraKey', 'updatedDate'],
  })
  route(
    api,
    {
      id: 'getTicketByKey',
      method: 'get',
      path: '/projects/{projectId}/tickets/by-key/{key}',
      tag: 'Tickets',
      summary: 'Reads a ticket by its key.',
      verb: 'read',
      params: { ...ofProject, key: z.string() },
      response: ticket,
    },
    async ({ services, params }) => await services.tickets.getByKey(params),
  )
  addLinks(api)
}

function addLinks(api: Api): void {
  const tag = 'Links'
  route(
    api,
    {
      id: 'listLinks',
      method: 'get',
      path: '/projects/{projectId}/links',
      tag,
      summary: 'Lists which test cases cover which tickets.',
      verb: 'read',
      params: ofProject,
      query: {
        ...listParameters,
        ...byIds('testCaseId', 'jiraTicketId'),
        origin: several(z.enum(linkOrigins)).optional(),
        sort: z.enum(['id', '-id']).optional(),
      },
      response: pageOf(link, 'LinkPage'),
    },
    async ({ services, params, query }) => await services.links.list({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'listPendingLinks',
      method: 'get',
      path: '/projects/{projectId}/pending-links',
      tag,
      summary: 'Lists links to keys that no ticket has yet.',
      verb: 'read',
      params: ofProject,
      query: {
        ...listParameters,
        ...byIds('testCaseId'),
        ...byText('jiraKey'),
        sort: z.enum(['id', '-id']).optional(),
      },
      response: pageOf(pendingLink, 'PendingLinkPage'),
    },
    async ({ services, params, query }) => await services.links.listPending({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'linkTestCase',
      method: 'post',
      path: '/projects/{projectId}/links',
      tag,
      summary: 'Links a test case to a ticket by its key; one that is not there yet is linked when it comes.',
      verb: 'write',
      params: ofProject,
      body: newLink,
      response: linkResult,
      status: 201,
      once: true,
    },
    async ({ services, params, body }) => await services.links.link({ ...body, ...params }),
  )
  route(
    api,
    {
      id: 'linkTestCases',
      method: 'post',
      path: '/projects/{projectId}/links/batch',
      tag,
      summary: 'Makes all of the links, or none.',
      verb: 'write',
      params: ofProject,
      body: z.strictObject({ items: z.array(newLink).max(1_000) }),
      response: linkResult,
      status: 201,
      once: true,
    },
    async ({ services, params, body }) =>
      await services.links.linkMany(batchOf(body).items.map((item) => ({ ...item, ...params }) as never)),
  )
  route(
    api,
    {
      id: 'unlinkTestCase',
      method: 'delete',
      path: '/projects/{projectId}/links',
      tag,
      summary: 'Takes a link away, or one that waits for its ticket.',
      verb: 'write',
      params: ofProject,
      query: { testCaseId: idParameter, key: z.string() },
    },
    async ({ services, params, query }) => await services.links.unlink({ ...query, ...params }),
  )
}
