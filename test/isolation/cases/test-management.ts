import { Readable } from 'node:stream'
import { mergeAttempts, resourceAttempts } from './resources.js'
import type { Attempts } from './types.js'

/** Attempts on suites, test cases, cycles, runs, tickets and links. */
export const testManagement: Attempts = mergeAttempts(
  resourceAttempts('testSuites', (tenant) => tenant.suiteId, { name: 'a suite' }, { name: 'taken over' }),
  resourceAttempts('testCases', (tenant) => tenant.testCaseId, { title: 'a test' }, { title: 'taken over' }),
  resourceAttempts('testCycles', (tenant) => tenant.cycleId, { name: 'a cycle' }, { name: 'taken over' }),
  resourceAttempts(
    'tickets',
    (tenant) => tenant.ticketId,
    { jiraKey: 'NEW-1', summary: 'a ticket', status: 'Open' },
    { status: 'Done' },
  ),
  {
    'testCases.create': [
      {
        what: 'in their suite',
        run: ({ testCases }, { suiteId }, { projectId }) =>
          testCases.create({ projectId, suiteId, title: 'a test' }),
      },
    ],
    'testCases.update': [
      {
        what: 'ours to be in their suite',
        run: ({ testCases }, { suiteId }, { testCaseId }) => testCases.update(testCaseId, { suiteId }),
      },
    ],
    'testCases.list': [
      {
        what: 'ours in their suite',
        run: ({ testCases }, { suiteId }, { projectId }) => testCases.list({ projectId, suiteId }),
        comesTo: 'nothing',
      },
    ],
    'testCases.approve': [
      { what: 'theirs', run: ({ testCases }, theirs) => testCases.approve([theirs.testCaseId]) },
      {
        what: 'ours and theirs at once',
        run: ({ testCases }, theirs, own) => testCases.approve([own.testCaseId, theirs.testCaseId]),
      },
    ],
    'testCycles.getItem': [
      { what: 'theirs', run: ({ testCycles }, { itemId }) => testCycles.getItem(itemId) },
    ],
    'testCycles.executions': [
      {
        what: 'of their project',
        run: ({ testCycles }, { projectId }) => testCycles.executions({ projectId }),
      },
      {
        what: 'of their cycle, in ours',
        run: ({ testCycles }, { cycleId }, { projectId }) =>
          testCycles.executions({ projectId, cycleIds: [cycleId] }),
        comesTo: 'nothing',
      },
    ],
    'testCycles.addItems': [
      {
        what: 'our test case to their cycle',
        run: ({ testCycles }, { cycleId }, { testCaseId }) =>
          testCycles.addItems(cycleId, { testCaseIds: [testCaseId] }),
      },
      {
        what: 'their test case to our cycle',
        run: ({ testCycles }, { testCaseId }, { cycleId }) =>
          testCycles.addItems(cycleId, { testCaseIds: [testCaseId] }),
      },
      {
        what: 'the test cases of their suite to our cycle',
        run: ({ testCycles }, { suiteId }, { cycleId }) =>
          testCycles.addItems(cycleId, { suiteIds: [suiteId] }),
      },
      {
        what: 'our test case, for their user',
        run: ({ testCycles }, { keeperId }, { cycleId, testCaseId }) =>
          testCycles.addItems(cycleId, { testCaseIds: [testCaseId], assignedUserId: keeperId }),
      },
    ],
    'testCycles.listItems': [
      {
        what: 'in their project',
        run: ({ testCycles }, { projectId }) => testCycles.listItems({ projectId }),
      },
      {
        what: 'of their cycle, in ours',
        run: ({ testCycles }, { cycleId }, { projectId }) => testCycles.listItems({ projectId, cycleId }),
        comesTo: 'nothing',
      },
    ],
    'testCycles.assign': [
      { what: 'their item', run: ({ testCycles }, { itemId }, _, me) => testCycles.assign(itemId, me) },
      { what: 'their item to nobody', run: ({ testCycles }, { itemId }) => testCycles.assign(itemId, null) },
      {
        what: 'our item to their user',
        run: ({ testCycles }, { keeperId }, { itemId }) => testCycles.assign(itemId, keeperId),
      },
    ],
    'testCycles.removeItem': [
      { what: 'theirs', run: ({ testCycles }, { itemId }) => testCycles.removeItem(itemId) },
    ],
    'testRuns.record': [
      {
        what: 'in their project',
        run: ({ testRuns }, { projectId, itemId }) =>
          testRuns.record({ projectId, cycleItemId: itemId, status: 'failed' }),
      },
      {
        what: 'for their item, in ours',
        run: ({ testRuns }, { itemId }, { projectId }) =>
          testRuns.record({ projectId, cycleItemId: itemId, status: 'failed' }),
      },
      {
        what: 'for our test case in their cycle',
        run: ({ testRuns }, { cycleId }, { projectId, testCaseId }) =>
          testRuns.record({ projectId, cycleId, testCaseId, status: 'failed' }),
      },
      {
        what: 'for their test case in our cycle',
        run: ({ testRuns }, { testCaseId }, { projectId, cycleId }) =>
          testRuns.record({ projectId, cycleId, testCaseId, status: 'failed' }),
      },
      {
        what: 'in the name of their user',
        run: ({ testRuns }, { keeperId }, { projectId, itemId }) =>
          testRuns.record({ projectId, cycleItemId: itemId, status: 'failed', executedBy: keeperId }),
        adminMay: true,
      },
    ],
    'testRuns.recordMany': [
      {
        what: 'for our item and theirs at once',
        run: ({ testRuns }, theirs, { projectId, itemId }) =>
          testRuns.recordMany(
            [itemId, theirs.itemId].map((cycleItemId) => ({ projectId, cycleItemId, status: 'failed' })),
          ),
      },
      {
        what: 'in our project and theirs at once',
        run: ({ testRuns }, theirs, own) =>
          testRuns.recordMany(
            [own, theirs].map(({ projectId, itemId }) => ({
              projectId,
              cycleItemId: itemId,
              status: 'failed',
            })),
          ),
        comesTo: 'invalid',
      },
    ],
    'testRuns.get': [{ what: 'theirs', run: ({ testRuns }, { runId }) => testRuns.get(runId) }],
    'testRuns.storeEvidence': [
      {
        what: 'in their project',
        run: ({ testRuns }, { projectId }) =>
          testRuns.storeEvidence({ projectId, content: Readable.from([Buffer.from('ours')]) }),
      },
    ],
    'testRuns.readEvidence': [
      {
        what: 'of their run',
        run: ({ testRuns }, { runId }) => testRuns.readEvidence({ runId, sha256: '0'.repeat(64) }),
      },
    ],
    'testRuns.list': [
      { what: 'in their project', run: ({ testRuns }, { projectId }) => testRuns.list({ projectId }) },
      {
        what: 'of their test case, in ours',
        run: ({ testRuns }, { testCaseId }, { projectId }) => testRuns.list({ projectId, testCaseId }),
        comesTo: 'nothing',
      },
      {
        what: 'by their user, in ours',
        run: ({ testRuns }, { keeperId }, { projectId }) =>
          testRuns.list({ projectId, executedBy: keeperId }),
        comesTo: 'nothing',
      },
    ],
    'testRuns.delete': [{ what: 'theirs', run: ({ testRuns }, { runId }) => testRuns.delete(runId) }],
    'tickets.getByKey': [
      {
        what: 'in their project',
        run: ({ tickets }, { projectId, ticketKey }) => tickets.getByKey({ projectId, key: ticketKey }),
      },
      {
        what: 'theirs, in ours',
        run: ({ tickets }, { ticketKey }, { projectId }) => tickets.getByKey({ projectId, key: ticketKey }),
      },
    ],
    'links.link': [
      {
        what: 'in their project',
        run: ({ links }, { projectId, testCaseId, ticketKey }) =>
          links.link({ projectId, testCaseId, key: ticketKey }),
      },
      {
        what: 'their test case to our ticket',
        run: ({ links }, { testCaseId }, { projectId, ticketKey }) =>
          links.link({ projectId, testCaseId, key: ticketKey }),
      },
      {
        // Any key may be named. It waits for a ticket of our own project, and theirs is none.
        what: 'our test case to their ticket',
        run: async ({ links }, { ticketKey }, { projectId, testCaseId }) => {
          const link = { projectId, testCaseId, key: ticketKey }
          const result = await links.link(link)
          await links.unlink(link)
          return result
        },
        comesTo: 'own',
      },
    ],
    'links.linkMany': [
      {
        what: 'our test case and theirs at once',
        run: ({ links }, theirs, { projectId, testCaseId, ticketKey }) =>
          links.linkMany(
            [testCaseId, theirs.testCaseId].map((id) => ({ projectId, testCaseId: id, key: ticketKey })),
          ),
      },
    ],
    'links.unlink': [
      {
        what: 'in their project',
        run: ({ links }, { projectId, testCaseId, ticketKey }) =>
          links.unlink({ projectId, testCaseId, key: ticketKey }),
      },
      {
        what: 'theirs, in ours',
        run: ({ links }, { testCaseId, ticketKey }, { projectId }) =>
          links.unlink({ projectId, testCaseId, key: ticketKey }),
      },
    ],
    'links.list': [
      { what: 'in their project', run: ({ links }, { projectId }) => links.list({ projectId }) },
      {
        what: 'of their test case, in ours',
        run: ({ links }, { testCaseId }, { projectId }) => links.list({ projectId, testCaseId }),
        comesTo: 'nothing',
      },
    ],
    'links.listPending': [
      { what: 'in their project', run: ({ links }, { projectId }) => links.listPending({ projectId }) },
      {
        what: 'to their key, in ours',
        run: ({ links }, { ticketKey }, { projectId }) =>
          links.listPending({ projectId, jiraKey: ticketKey }),
        comesTo: 'nothing',
      },
    ],
  },
)
