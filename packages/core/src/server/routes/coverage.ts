import { z } from '@hono/zod-openapi'
import { ticketSorts } from '../../coverage/types.js'
import { verdicts } from '../../coverage/verdict.js'
import { booleanParameter, idParameter, listParameters, numberParameter, several } from '../parameters.js'
import { sendBytes } from '../respond.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import {
  coverageBreakdown,
  coverageDiff,
  coverageExplanation,
  coverageGaps,
  coverageSummary,
  coverageTicket,
  trendPoint,
} from '../schemas/coverage.js'
import { matrix } from '../schemas/tests.js'
import { scopeParameters } from '../scope.js'

const tag = 'Coverage'
const ofProject = { projectId: idParameter }

/** What is covered, by what, and why. */
export function addCoverage(api: Api): void {
  route(
    api,
    {
      id: 'getCoverage',
      method: 'get',
      path: '/projects/{projectId}/coverage',
      tag,
      summary: 'Coverage in numbers: how many tickets are linked, executed and passing.',
      verb: 'read',
      params: ofProject,
      query: scopeParameters,
      response: coverageSummary,
    },
    async ({ services, params, query }) => await services.coverage.summary({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'listCoverageTickets',
      method: 'get',
      path: '/projects/{projectId}/coverage/tickets',
      tag,
      summary: 'Lists tickets with their verdicts.',
      verb: 'read',
      params: ofProject,
      query: {
        ...scopeParameters,
        ...listParameters,
        verdicts: several(z.enum(verdicts)).optional(),
        sort: z.enum(ticketSorts).optional(),
      },
      response: pageOf(coverageTicket, 'CoverageTicketPage'),
    },
    async ({ services, params, query }) => await services.coverage.tickets({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'explainCoverage',
      method: 'get',
      path: '/projects/{projectId}/coverage/tickets/{key}',
      tag,
      summary: 'Why a ticket has the verdict it has.',
      verb: 'read',
      params: { ...ofProject, key: z.string() },
      query: scopeParameters,
      response: coverageExplanation,
    },
    async ({ services, params, query }) => await services.coverage.explain({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'getCoverageBreakdown',
      method: 'get',
      path: '/projects/{projectId}/coverage/breakdown',
      tag,
      summary: 'Coverage of each value, such as of each fix version.',
      verb: 'read',
      params: ofProject,
      query: {
        ...scopeParameters,
        by: z.enum(['fixVersion', 'component', 'label', 'epic', 'priority', 'issueType', 'environment']),
      },
      response: coverageBreakdown,
    },
    async ({ services, params, query }) => await services.coverage.breakdown({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'getCoverageGaps',
      method: 'get',
      path: '/projects/{projectId}/coverage/gaps',
      tag,
      summary: 'Tickets that fail, or that nothing covers, riskiest first.',
      verb: 'read',
      params: ofProject,
      query: { ...scopeParameters, limit: numberParameter(1, 500).optional() },
      response: coverageGaps,
    },
    async ({ services, params, query }) => await services.coverage.gaps({ ...query, ...params }),
  )
  addComparisons(api)
  addMatrix(api)
}

function addComparisons(api: Api): void {
  route(
    api,
    {
      id: 'getCoverageTrend',
      method: 'get',
      path: '/projects/{projectId}/coverage/trend',
      tag,
      summary: 'Coverage at the end of each interval.',
      verb: 'read',
      params: ofProject,
      query: {
        ...scopeParameters,
        from: z.string(),
        to: z.string(),
        interval: z.enum(['day', 'week', 'month']).optional(),
      },
      response: z.object({ items: z.array(trendPoint) }),
    },
    async ({ services, params, query }) => ({
      items: await services.coverage.trend({ ...query, ...params }),
    }),
  )
  route(
    api,
    {
      id: 'diffCoverage',
      method: 'get',
      path: '/projects/{projectId}/coverage/diff',
      tag,
      summary: 'Which tickets have another verdict at another moment, or in another version, and why.',
      description:
        'Both sides have the scope given; `fromAsOf`, `fromVersions` and the like say what is different.',
      verb: 'read',
      params: ofProject,
      query: {
        ...scopeParameters,
        ...listParameters,
        fromAsOf: z.string().optional(),
        fromVersions: several(z.string()).optional(),
        fromEnvironments: several(z.string()).optional(),
        fromCycleIds: several(idParameter).optional(),
      },
      response: coverageDiff,
    },
    async ({ services, params, query }) => {
      const { limit, cursor, fromAsOf, fromVersions, fromEnvironments, fromCycleIds, ...scope } = query
      const to = { ...scope, ...params }
      const from = {
        ...to,
        ...(fromAsOf === undefined ? {} : { asOf: fromAsOf }),
        ...(fromVersions === undefined ? {} : { versions: fromVersions }),
        ...(fromEnvironments === undefined ? {} : { environments: fromEnvironments }),
        ...(fromCycleIds === undefined ? {} : { cycleIds: fromCycleIds }),
      }
      return await services.coverage.diff(from, to, { limit, cursor })
    },
  )
}

function addMatrix(api: Api): void {
  const query = {
    ...scopeParameters,
    by: z.enum(['ticket', 'testCase']).optional(),
    groupBy: z.enum(['epic', 'fixVersion', 'component']).optional(),
    uncovered: booleanParameter.optional(),
    orphaned: booleanParameter.optional(),
  }
  route(
    api,
    {
      id: 'getMatrix',
      method: 'get',
      path: '/projects/{projectId}/coverage/matrix',
      tag,
      summary:
        'The traceability matrix: tickets with the test cases that cover them, or the other way round.',
      verb: 'read',
      params: ofProject,
      query: { ...query, ...listParameters },
      response: matrix,
    },
    async ({ services, params, query: given }) => await services.coverage.matrix({ ...given, ...params }),
  )
  route(
    api,
    {
      id: 'exportMatrix',
      method: 'get',
      path: '/projects/{projectId}/coverage/matrix/export',
      tag,
      summary: 'The whole matrix as CSV, or as a page to print. It is written while it is read.',
      verb: 'read',
      params: ofProject,
      query: { ...query, format: z.enum(['csv', 'html']) },
      produces: ['text/csv', 'text/html'],
    },
    async ({ services, params, query: given, context }) => {
      const type = given.format === 'csv' ? 'text/csv; charset=utf-8' : 'text/html; charset=utf-8'
      return await sendBytes(context, services.coverage.exportMatrix({ ...given, ...params }), {
        'content-type': type,
        'content-disposition': `attachment; filename="matrix.${given.format}"`,
      })
    },
  )
}
