import { z } from '@hono/zod-openapi'
import { testCaseStatuses, testCycleStatuses, testingModes } from '../../schema/allowed-values.js'
import { createTestCase, updateTestCase } from '../../test-cases/types.js'
import { addTestCycleItems, createTestCycle, updateTestCycle } from '../../test-cycles/types.js'
import { createTestSuite, updateTestSuite } from '../../test-suites/types.js'
import { id } from '../../validation.js'
import { booleanParameter, idParameter, listParameters, several } from '../parameters.js'
import { addResource, byIds, byText } from '../resource.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { testCase, testCycle, testCycleItem, testSuite } from '../schemas/testing.js'

/** Test suites, test cases, and test cycles with what is in them. */
export function addTestManagement(api: Api): void {
  addResource(api, {
    tag: 'Test suites',
    one: 'TestSuite',
    many: 'TestSuites',
    words: ['a test suite', 'test suites'],
    path: 'test-suites',
    service: (services) => services.testSuites,
    row: testSuite,
    create: createTestSuite.omit({ projectId: true }),
    update: updateTestSuite.omit({ updatedAt: true }),
    filters: byText('status', 'priority', 'projectArea', 'name'),
    sorts: ['id', 'name', 'updatedAt'],
  })
  addResource(api, {
    tag: 'Test cases',
    one: 'TestCase',
    many: 'TestCases',
    words: ['a test case', 'test cases'],
    path: 'test-cases',
    service: (services) => services.testCases,
    row: testCase,
    create: createTestCase.omit({ projectId: true }),
    update: updateTestCase.omit({ updatedAt: true }),
    filters: {
      ...byText('priority', 'severity', 'automationStatus', 'externalId'),
      ...byIds('suiteId'),
      status: several(z.enum(testCaseStatuses)).optional(),
      aiGenerated: several(booleanParameter).optional(),
      search: z.string().optional().openapi({ description: 'Part of the title, in any case.' }),
    },
    sorts: ['id', 'title', 'updatedAt'],
  })
  route(
    api,
    {
      id: 'approveTestCases',
      method: 'post',
      path: '/test-cases/approve',
      tag: 'Test cases',
      summary: 'Approves what a model wrote, all or none, so that it counts for coverage from now on.',
      verb: 'write',
      body: z.strictObject({ ids: z.array(id).max(1_000) }),
    },
    async ({ services, body }) => await services.testCases.approve(body.ids),
  )
  addResource(api, {
    tag: 'Test cycles',
    one: 'TestCycle',
    many: 'TestCycles',
    words: ['a test cycle', 'test cycles'],
    path: 'test-cycles',
    service: (services) => services.testCycles,
    row: testCycle,
    create: createTestCycle.omit({ projectId: true }),
    update: updateTestCycle.omit({ updatedAt: true }),
    filters: {
      ...byText('name'),
      status: several(z.enum(testCycleStatuses)).optional(),
      testingMode: several(z.enum(testingModes)).optional(),
    },
    sorts: ['id', 'name', 'startDate'],
  })
  addCycleItems(api)
}

function addCycleItems(api: Api): void {
  const tag = 'Test cycles'
  route(
    api,
    {
      id: 'listTestCycleItems',
      method: 'get',
      path: '/projects/{projectId}/test-cycle-items',
      tag,
      summary: 'Lists the test cases in cycles, with the status of the newest run of each.',
      verb: 'read',
      params: { projectId: idParameter },
      query: {
        ...listParameters,
        ...byIds('cycleId', 'testCaseId', 'assignedUserId'),
        ...byText('status'),
        sort: z.enum(['id', '-id', 'updatedAt', '-updatedAt']).optional(),
      },
      response: pageOf(testCycleItem, 'TestCycleItemPage'),
    },
    async ({ services, params, query }) => await services.testCycles.listItems({ ...query, ...params }),
  )
  route(
    api,
    {
      id: 'addTestCycleItems',
      method: 'post',
      path: '/test-cycles/{id}/items',
      tag,
      summary: 'Adds test cases, or those of suites, to a cycle. Those that are in it stay as they are.',
      verb: 'write',
      params: { id: idParameter },
      body: addTestCycleItems,
      response: z.object({ added: z.int() }),
      once: true,
    },
    async ({ services, params, body }) => ({ added: await services.testCycles.addItems(params.id, body) }),
  )
  route(
    api,
    {
      id: 'assignTestCycleItem',
      method: 'patch',
      path: '/test-cycle-items/{id}',
      tag,
      summary: 'Gives an item to somebody of the project, or to nobody.',
      verb: 'write',
      params: { id: idParameter },
      body: z.strictObject({ assignedUserId: id.nullable() }),
      response: testCycleItem,
    },
    async ({ services, params, body }) => await services.testCycles.assign(params.id, body.assignedUserId),
  )
  route(
    api,
    {
      id: 'removeTestCycleItem',
      method: 'delete',
      path: '/test-cycle-items/{id}',
      tag,
      summary: 'Takes a test case out of a cycle, with its runs there.',
      verb: 'write',
      params: { id: idParameter },
    },
    async ({ services, params }) => await services.testCycles.removeItem(params.id),
  )
}
