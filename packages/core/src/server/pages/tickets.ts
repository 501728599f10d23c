import type { Hono } from 'hono'
import type { CoverageTicket, ListCoverageTickets } from '../../coverage/types.js'
import { type Verdict, verdicts } from '../../coverage/verdict.js'
import { count, plural } from '../../formatting.js'
import { text, verdictMark } from '../../reports/html-parts.js'
import { verdictMeanings, verdictOrder } from '../../reports/words.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink, redirectTo } from './addresses.js'
import { selectField } from './fields.js'
import { type Filters, filterForm, hiddenFields, queryOf, readFilters } from './filters.js'
import { emptyForm } from './forms.js'
import { type Content, dayOf, html } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { dataTable, paging } from './tables.js'

const shownAtOnce = 50

const sorts = {
  verdict: 'Worst first',
  key: 'By key',
  '-testCases': 'Most test cases first',
  '-lastExecutedAt': 'Tested last first',
  lastExecutedAt: 'Tested longest ago first',
} as const satisfies Partial<Record<NonNullable<ListCoverageTickets['sort']>, string>>

type Sort = keyof typeof sorts

/** What a list of tickets shows, besides its filters. */
interface Listing {
  readonly verdict: Verdict | undefined
  readonly sort: Sort
  readonly cursor: string | undefined
}

/** The tickets of a project with their verdicts. */
export function addTicketsPage(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId/tickets', async (context) => {
    const visit = await requireProject(context)
    const { project } = visit
    const key = context.req.query('key')?.trim() ?? ''
    if (key !== '')
      return redirectTo(context, projectLink(context, project, `/tickets/${encodeURIComponent(key)}`))
    const filters = readFilters(context)
    return await showProjectPage(context, visit, {
      section: 'tickets',
      body: await tickets(context, visit, filters, readListing(context)),
    })
  })
}

function readListing(context: RequestContext): Listing {
  const given = context.req.query('sort') ?? ''
  return {
    verdict: verdicts.find((verdict) => verdict === context.req.query('verdict')),
    sort: Object.hasOwn(sorts, given) ? (given as Sort) : 'verdict',
    cursor: context.req.query('cursor'),
  }
}

async function tickets(
  context: RequestContext,
  visit: ProjectVisit,
  filters: Filters,
  listing: Listing,
): Promise<Content> {
  const { services, project } = visit
  const { verdict, sort, cursor } = listing
  const query = queryOf(project.id, filters)
  const { verdicts: counts, tickets: total } = await services.coverage.summary(query)
  const page = await services.coverage.tickets({
    ...query,
    ...(verdict === undefined ? {} : { verdicts: [verdict] }),
    sort,
    limit: shownAtOnce,
    cursor,
  })
  const asked = { ...filters, verdict, sort }
  return html`<form method="get" class="find">
      <label for="key">Go to a ticket</label>
      <input id="key" name="key" placeholder="SHOP-12" autocapitalize="characters" spellcheck="false" required>
      <button>Explain</button>
    </form>
    ${await filterForm(context, visit, filters, { path: '/tickets', kept: { verdict, sort } })}
    ${verdictTabs(context, visit, { ...filters, sort }, verdict, { ...counts, total })}
    ${sortForm(context, visit, { ...filters, verdict }, sort)}
    ${dataTable({
      caption: `${plural(verdict === undefined ? total : counts[verdict], 'ticket')}${verdict === undefined ? '' : ` with the verdict ${verdict}`}`,
      shownCaption: true,
      columns: [
        { title: 'Ticket' },
        { title: 'Verdict' },
        { title: 'Type' },
        { title: 'Priority' },
        { title: 'Status' },
        { title: 'Test cases', kind: 'number' },
        { title: 'Last tested', kind: 'nowrap' },
      ],
      rows: page.items.map((ticket) => ticketRow(context, visit, ticket)),
      empty: 'No ticket fits.',
    })}
    ${paging({ link: (at) => projectLink(context, project, '/tickets', { ...asked, cursor: at }), cursor, nextCursor: page.nextCursor })}`
}

/** A ticket as a row of a list: what it is, what its tests say, and how many there are. */
function ticketRow(
  context: RequestContext,
  { project }: ProjectVisit,
  ticket: CoverageTicket,
): readonly Content[] {
  const { key, summary, verdict, rolledUpVerdict, children, childrenCovered } = ticket
  const href = projectLink(context, project, `/tickets/${encodeURIComponent(key)}`)
  const below =
    children !== undefined &&
    rolledUpVerdict !== undefined &&
    html`<small>with ${plural(children, 'ticket')} below it, ${count(childrenCovered ?? 0)} covered: ${rolledUpVerdict}</small>`
  return [
    html`<a href="${href}">${text(key)}</a> <small>${text(summary)}</small>`,
    html`${verdictMark(verdict)}${below}`,
    ticket.issueType ?? '–',
    ticket.priority ?? '–',
    ticket.status,
    count(ticket.testCases),
    dayOf(ticket.lastExecutedAt),
  ]
}

function verdictTabs(
  context: RequestContext,
  { project }: ProjectVisit,
  kept: Filters & { readonly sort: Sort },
  chosen: Verdict | undefined,
  counts: Readonly<Record<Verdict | 'total', number>>,
): Content {
  const tab = (label: string, number: number, verdict: Verdict | undefined) =>
    html`<li><a href="${projectLink(context, project, '/tickets', { ...kept, verdict })}" ${verdict === chosen && html`aria-current="true"`}
      ${verdict !== undefined && html`title="${verdictMeanings[verdict]}"`}>${label} <span class="muted">${count(number)}</span></a></li>`
  return html`<nav class="tabs" aria-label="Verdict">
    <ul>${tab('All', counts.total, undefined)}${verdictOrder.map((verdict) => tab(verdict, counts[verdict], verdict))}</ul>
  </nav>`
}

function sortForm(
  context: RequestContext,
  { project }: ProjectVisit,
  kept: Readonly<Record<string, string | undefined>>,
  sort: Sort,
): Content {
  return html`<form method="get" action="${projectLink(context, project, '/tickets')}" class="inline">
    ${hiddenFields(kept)}
    ${selectField(emptyForm, {
      name: 'sort',
      label: 'Order',
      value: sort,
      choices: Object.entries(sorts).map(([value, label]) => ({ value, label })),
    })}
    <button class="quiet">Sort</button>
  </form>`
}
