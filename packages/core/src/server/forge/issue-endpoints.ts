import type { Services } from '../../services.js'
import { parse } from '../../validation.js'
import type { CandidatesAnswer } from './answers.js'
import { approveBody, linkBody, newTestCaseBody } from './bodies.js'
import type { InvocationVerifier } from './invocation.js'
import { panelOf, verdictOf } from './panel.js'
import {
  bodyOf,
  changeOnce,
  endpoint,
  type ForgeApp,
  type IssueVisit,
  numberOf,
  visitIssue,
} from './visit.js'

/** What the panels of a ticket ask for. */
export function addIssueEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(app, verify, 'GET', '/issue', async (visit) => {
    const issue = await visitIssue(visit)
    const panel = await panelOf(issue, issue.services)
    if (panel.ticket === null) await askForTicket(issue)
    return panel
  })
  endpoint(app, verify, 'GET', '/issue/verdict', async (visit) => await verdictOf(await visitIssue(visit)))
  endpoint(app, verify, 'GET', '/issue/candidates', async (visit) => {
    const issue = await visitIssue(visit)
    return await candidates(issue, visit.context.req.query('search') ?? '')
  })
  endpoint(app, verify, 'POST', '/issue/links', async (visit) => {
    const issue = await visitIssue(visit)
    const body = await bodyOf(visit)
    const { testCaseId } = parse(linkBody, body)
    return await change(issue, body, async ({ links }) => {
      await links.link({ projectId: issue.projectId, testCaseId, key: issue.issue.key, origin: 'jira' })
    })
  })
  endpoint(app, verify, 'DELETE', '/issue/links/:testCaseId', async (visit) => {
    const issue = await visitIssue(visit)
    const testCaseId = numberOf(visit.context.req.param('testCaseId'), 'testCaseId')
    return await change(issue, undefined, async ({ links }) => {
      await links.unlink({ projectId: issue.projectId, testCaseId, key: issue.issue.key })
    })
  })
  endpoint(app, verify, 'POST', '/issue/test-cases', async (visit) => {
    const issue = await visitIssue(visit)
    const body = await bodyOf(visit)
    const fields = parse(newTestCaseBody, body)
    return await change(issue, body, async ({ testCases, links }) => {
      const { projectId } = issue
      const { id: testCaseId } = await testCases.create({ projectId, status: 'ready', ...fields })
      await links.link({ projectId, testCaseId, key: issue.issue.key, origin: 'jira' })
    })
  })
  endpoint(app, verify, 'POST', '/issue/approvals', async (visit) => {
    const issue = await visitIssue(visit)
    const body = await bodyOf(visit)
    const { testCaseIds } = parse(approveBody, body)
    return await change(issue, body, async ({ testCases }) => await testCases.approve(testCaseIds))
  })
}

/** Changes something, and answers with the panel as it is from then on. */
async function change(
  issue: IssueVisit,
  body: unknown,
  work: (services: Services) => Promise<void>,
): Promise<Response> {
  return await changeOnce(issue, body, async (services) => {
    await work(services)
    return await panelOf(issue, services)
  })
}

/** Has a ticket read that is not here yet, as if Jira had told of it. */
async function askForTicket({ forge, installation, issue, jiraProject }: IssueVisit): Promise<void> {
  const { id } = issue
  await forge.storeEvent(installation, {
    eventType: 'avi:jira:updated:issue',
    issue: { id, fields: { project: { id: jiraProject.id } } },
  })
  forge.begin('work', installation)
}

const candidateLimit = 20

/** Test cases by their external id, and by a part of their title. */
async function candidates(
  { services, projectId, issue }: IssueVisit,
  search: string,
): Promise<CandidatesAnswer> {
  const text = search.trim().slice(0, 200)
  if (text === '') return { items: [] }
  const { testCases } = services
  const byId = /^\d{1,9}$/.test(text) ? await testCases.list({ projectId, externalId: text, limit: 1 }) : null
  const exact = byId ?? (await testCases.list({ projectId, externalId: text, limit: 1 }))
  const titled = await testCases.list({ projectId, search: text, sort: 'title', limit: candidateLimit })
  const found = new Map([...exact.items, ...titled.items].map((testCase) => [testCase.id, testCase]))
  const linked = await linkedIds(services, projectId, issue.key)
  return {
    items: [...found.values()]
      .filter(({ status }) => status !== 'deprecated')
      .slice(0, candidateLimit)
      .map(({ id, externalId, title }) => ({ id, externalId, title, linked: linked.has(id) })),
  }
}

async function linkedIds(
  { tickets, links }: Services,
  projectId: number,
  key: string,
): Promise<ReadonlySet<number>> {
  const { items } = await tickets.list({ projectId, jiraKey: key, limit: 1 })
  const [ticket] = items
  if (ticket === undefined) {
    const pending = await links.listPending({ projectId, jiraKey: key, limit: 500 })
    return new Set(pending.items.map(({ testCaseId }) => testCaseId))
  }
  const found = await links.list({ projectId, jiraTicketId: ticket.id, limit: 500 })
  return new Set(found.items.map(({ testCaseId }) => testCaseId))
}
