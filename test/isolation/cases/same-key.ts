/** Things that projects give names, keys and pairs to, each in their own. */
import type { Services } from '../../../packages/core/src/services.js'
import { report, type Tenant } from '../world.js'

type Making = (services: Services, own: Tenant, key: string, shared: number) => Promise<unknown>

export const makings: Readonly<Record<string, Making>> = {
  'a project with a name': ({ projects }, _, name) => projects.create({ name }),
  'a suite with a name': ({ testSuites }, { projectId }, name) => testSuites.create({ projectId, name }),
  'a test case with an external id': ({ testCases }, { projectId }, externalId) =>
    testCases.create({ projectId, title: 'new', externalId }),
  'a ticket with a key': ({ tickets }, { projectId }, jiraKey) =>
    tickets.create({ projectId, jiraKey, summary: 'new', status: 'Open' }),
  'a ticket with a Jira id': ({ tickets }, { projectId, name }, jiraId) =>
    tickets.create({ projectId, jiraKey: `${name}-${jiraId}`, jiraId, summary: 'new', status: 'Open' }),
  'a link to a key that no ticket has': ({ links }, { projectId, testCaseId }, key) =>
    links.link({ projectId, testCaseId, key }),
  'a ticket with its link': async ({ tickets, links }, { projectId, testCaseId }, key) => {
    await tickets.create({ projectId, jiraKey: key, summary: 'new', status: 'Open' })
    await links.link({ projectId, testCaseId, key })
  },
  'an item of a cycle with a name': async ({ testCycles }, { projectId, testCaseId }, name) => {
    const { id } = await testCycles.create({ projectId, name })
    await testCycles.addItems(id, { testCaseIds: [testCaseId] })
  },
  'a folder with a name': ({ documents }, { projectId }, name) =>
    documents.folders.create({ projectId, name }),
  'a document with a title, in two versions': async ({ documents }, { projectId }, title) => {
    const { id } = await documents.create({ projectId, title, type: 'plan', content: 'first' })
    await documents.update(id, { content: 'second' })
  },
  'an import of a report': ({ imports }, { projectId }, name) =>
    imports.results({ projectId, files: [report(name, 'one')], createTestCases: true }),
  'access for somebody': ({ projects }, { projectId }, _, userId) =>
    projects.grantAccess({ projectId, userId, accessLevel: 'write' }),
}
