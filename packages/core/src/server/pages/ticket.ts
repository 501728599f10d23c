import type { Hono } from 'hono'
import type { CoverageExplanation, ExplainedTestCase, RunEvidence } from '../../coverage/explanation.js'
import { NotFoundError } from '../../errors.js'
import { count, plural } from '../../formatting.js'
import { text, verdictMark } from '../../reports/html-parts.js'
import { browseUrlOf, ticketUrl } from '../../reports/jira-links.js'
import type { Ticket } from '../../tickets/types.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink } from './addresses.js'
import { type Filters, filterForm, queryOf, readFilters } from './filters.js'
import { type Content, dayOf, html, joined, moment } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { dataTable, facts } from './tables.js'
import { statusBadge } from './verdicts.js'

/** Why a ticket has the verdict that it has. */
export function addTicketPage(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId/tickets/:key', async (context) => {
    const visit = await requireProject(context)
    const { services, project } = visit
    const key = context.req.param('key')
    const filters = readFilters(context)
    const explanation = await services.coverage.explain({ ...queryOf(project.id, filters), key })
    const { items } = await services.tickets.list({ projectId: project.id, jiraKey: key, limit: 1 })
    const path = `/tickets/${encodeURIComponent(key)}`
    return await showProjectPage(context, visit, {
      section: 'tickets',
      title: key,
      body: html`<p class="lead">${text(explanation.summary)}</p>
        ${reason(context, visit, explanation)}
        ${items[0] !== undefined && about(context, visit, items[0], await jiraUrl(visit, key))}
        ${await filterForm(context, visit, filters, { path })}
        <section aria-labelledby="tests"><h2 id="tests">Its test cases</h2>${tests(context, visit, explanation)}</section>
        ${explanation.rollup !== null && (await below(context, visit, filters, explanation))}`,
    })
  })
}

function reason(
  context: RequestContext,
  { project }: ProjectVisit,
  { verdict, reason: sentence, decidedBy, rollup }: CoverageExplanation,
): Content {
  // The sentence begins with the verdict, which stands beside it already.
  const words = sentence.replace(/^[A-Z]+: /, '')
  return html`<div class="reason">
    <p>${verdictMark(verdict)}</p>
    <div>
      <p>${text(words.charAt(0).toUpperCase() + words.slice(1))}</p>
      ${decidedBy !== null && html`<p><a href="${projectLink(context, project, `/runs/${decidedBy.id}`)}">Look at the run that decided</a></p>`}
      ${
        rollup !== null &&
        html`<p>With the ${plural(rollup.children, 'ticket')} below it, of which ${count(rollup.childrenCovered)} ${rollup.childrenCovered === 1 ? 'is' : 'are'} covered: ${verdictMark(rollup.verdict)}</p>`
      }
    </div>
  </div>`
}

function about(
  context: RequestContext,
  { project }: ProjectVisit,
  ticket: Ticket,
  url: string | null,
): Content {
  const parent =
    ticket.parentKey === null
      ? undefined
      : html`<a href="${projectLink(context, project, `/tickets/${encodeURIComponent(ticket.parentKey)}`)}">${text(ticket.parentKey)}</a>`
  return html`${facts([
    ['Type', ticket.issueType],
    ['Priority', ticket.priority],
    ['Status', ticket.status],
    ['Assignee', ticket.assignee],
    ['Components', ticket.components.join(', ')],
    ['Fix versions', ticket.fixVersions.join(', ')],
    ['Labels', ticket.labels.join(', ')],
    ['Parent', parent],
    ['Created', ticket.createdDate === null ? undefined : dayOf(ticket.createdDate)],
    [
      'In Jira',
      url === null ? undefined : html`<a href="${url}" rel="noreferrer">Open ${ticket.jiraKey}</a>`,
    ],
  ])}
  ${
    ticket.description !== null &&
    ticket.description.trim() !== '' &&
    html`<details><summary>Description</summary><p class="written">${text(ticket.description)}</p></details>`
  }`
}

/** Where the ticket can be looked at in Jira, where the project is connected to one that people use. */
async function jiraUrl({ services, project }: ProjectVisit, key: string): Promise<string | null> {
  try {
    const { connection } = await services.jira.status({ projectId: project.id })
    return ticketUrl(browseUrlOf(connection.baseUrl), key)
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}

function tests(
  context: RequestContext,
  { project }: ProjectVisit,
  { testCases }: CoverageExplanation,
): Content {
  const run = (one: RunEvidence): Content =>
    html`<a href="${projectLink(context, project, `/runs/${one.id}`)}">${statusBadge(one.status)}</a>`
  const name = ({ title, externalId }: ExplainedTestCase): Content =>
    html`${text(title)}${externalId !== null && !externalId.endsWith(title) && html`<small>${text(externalId)}</small>`}`
  const rows = testCases.flatMap((testCase): (readonly Content[])[] => {
    const standing =
      testCase.verdict === null
        ? html`<span class="muted">does not count: ${testCase.notCountedBecause}</span>`
        : verdictMark(testCase.verdict)
    if (testCase.environments.length === 0) {
      return [
        [name(testCase), standing, '–', html`<span class="muted">no run in scope</span>`, '–', '–', '–'],
      ]
    }
    return testCase.environments.map(({ environment, taken, passedOverTotal, ignored }, index) => [
      index === 0 ? name(testCase) : html`<span class="visually-hidden">${text(testCase.title)}</span>`,
      index === 0 && standing,
      environment ?? html`<span class="muted">none</span>`,
      html`${run(taken)}${ignored && html`<small>left out by the policy</small>`}`,
      taken.version ?? '–',
      moment(taken.executedAt),
      passedOverTotal === 0 ? '–' : count(passedOverTotal),
    ])
  })
  return dataTable({
    caption: 'Test cases that are linked to the ticket, with the run that counts in each environment',
    columns: [
      { title: 'Test case' },
      { title: 'Verdict' },
      { title: 'Environment' },
      { title: 'Run that counts', kind: 'nowrap' },
      { title: 'Version' },
      { title: 'When', kind: 'nowrap' },
      { title: 'Runs passed over', kind: 'number' },
    ],
    rows,
    empty: 'No test case is linked to this ticket.',
  })
}

async function below(
  context: RequestContext,
  { services, project }: ProjectVisit,
  filters: Filters,
  { key, rollup }: CoverageExplanation,
): Promise<Content> {
  const { items, nextCursor } = await services.coverage.tickets({
    ...queryOf(project.id, filters),
    parents: [key],
    sort: 'verdict',
    limit: 100,
  })
  return html`<section aria-labelledby="below"><h2 id="below">Tickets below it</h2>
    ${dataTable({
      caption: `Tickets directly below ${key}, worst first`,
      columns: [
        { title: 'Ticket' },
        { title: 'Verdict' },
        { title: 'Type' },
        { title: 'Status' },
        { title: 'Test cases', kind: 'number' },
      ],
      rows: items.map((child) => [
        html`<a href="${projectLink(context, project, `/tickets/${encodeURIComponent(child.key)}`)}">${text(child.key)}</a> <small>${text(child.summary)}</small>`,
        verdictMark(child.verdict),
        child.issueType ?? '–',
        child.status,
        count(child.testCases),
      ]),
      empty: 'None of them is in scope.',
    })}
    ${nextCursor !== null && html`<p class="muted">${joined(['The first 100 of', plural(rollup?.children ?? 0, 'ticket')], ' ')}.</p>`}
  </section>`
}
