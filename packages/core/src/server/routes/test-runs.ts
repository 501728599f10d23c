import { z } from '@hono/zod-openapi'
import { recordTestRunFields } from '../../test-runs/types.js'
import { storeUploads } from '../evidence.js'
import { idParameter, listParameters } from '../parameters.js'
import { batchOf, byIds, byText } from '../resource.js'
import { sendBytes } from '../respond.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { storedEvidence, testRun } from '../schemas/testing.js'
import { takeOnce } from '../take-once.js'

const tag = 'Test runs'
const ofProject = { projectId: idParameter }
const newRun = recordTestRunFields.omit({ projectId: true })

/** What was executed, and with which result. */
export function addTestRuns(api: Api): void {
  route(
    api,
    {
      id: 'listTestRuns',
      method: 'get',
      path: '/projects/{projectId}/test-runs',
      tag,
      summary: 'Lists runs.',
      verb: 'read',
      params: ofProject,
      query: {
        ...listParameters,
        ...byIds('cycleItemId', 'testCaseId', 'executedBy'),
        ...byText('status', 'environment', 'version'),
        sort: z.enum(['id', '-id', 'executedAt', '-executedAt']).optional(),
      },
      response: pageOf(testRun, 'TestRunPage'),
    },
    async ({ services, params, query }) => await services.testRuns.list({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'recordTestRun',
      method: 'post',
      path: '/projects/{projectId}/test-runs',
      tag,
      summary: 'Records a run, by its cycle item, or by its cycle and test case.',
      verb: 'import',
      params: ofProject,
      body: newRun,
      response: testRun,
      status: 201,
      once: true,
    },
    async ({ services, params, body }) => await services.testRuns.record({ ...body, ...params } as never),
  )
  route(
    api,
    {
      id: 'recordTestRuns',
      method: 'post',
      path: '/projects/{projectId}/test-runs/batch',
      tag,
      summary: 'Records all of the runs, or none.',
      verb: 'import',
      params: ofProject,
      body: z.strictObject({ items: z.array(newRun).max(1_000) }),
      response: z.object({ items: z.array(testRun) }),
      status: 201,
      once: true,
    },
    async ({ services, params, body }) => {
      const { items } = batchOf(body)
      const runs = items.map((item) => ({ ...item, ...params }) as never)
      return { items: await services.testRuns.recordMany(runs) }
    },
  )
  route(
    api,
    {
      id: 'storeEvidence',
      method: 'post',
      path: '/projects/{projectId}/evidence',
      tag,
      summary:
        'Keeps files, such as screenshots, for a run that is recorded then and names them in its `evidence`.',
      description:
        'The file is the body, or there are several in a form. The same bytes again are kept once.',
      verb: 'import',
      params: ofProject,
      query: { name: z.string().optional() },
      upload: true,
      response: z.object({ items: z.array(storedEvidence) }),
      status: 201,
      once: true,
    },
    async ({ caller, params, context }) =>
      await takeOnce(
        context,
        caller,
        async (services, files) => ({ items: await storeUploads(services, params.projectId, files) }),
        201,
      ),
  )
  route(
    api,
    {
      id: 'getTestRun',
      method: 'get',
      path: '/test-runs/{id}',
      tag,
      summary: 'Reads a run.',
      verb: 'read',
      params: { id: idParameter },
      response: testRun,
    },
    async ({ services, params }) => await services.testRuns.get(params.id),
  )
  route(
    api,
    {
      id: 'readEvidence',
      method: 'get',
      path: '/test-runs/{id}/evidence/{sha256}',
      tag,
      summary: 'The bytes of a piece of evidence, by the digest that the run names.',
      verb: 'read',
      params: { id: idParameter, sha256: z.string() },
      produces: ['application/octet-stream'],
    },
    async ({ services, params, context }) => {
      const { id, sha256 } = params
      return await sendBytes(context, await services.testRuns.readEvidence({ runId: id, sha256 }), {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${sha256}"`,
      })
    },
  )
  route(
    api,
    {
      id: 'deleteTestRun',
      method: 'delete',
      path: '/test-runs/{id}',
      tag,
      summary: 'Deletes a run that should never have been recorded.',
      verb: 'write',
      params: { id: idParameter },
    },
    async ({ services, params }) => await services.testRuns.delete(params.id),
  )
}
