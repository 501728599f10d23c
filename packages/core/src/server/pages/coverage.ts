import type { Hono } from 'hono'
import type { CoverageQuery } from '../../coverage/scope.js'
import { momentOf } from '../../coverage/scope.js'
import type { CoverageBreakdown } from '../../coverage/types.js'
import { count, percent } from '../../formatting.js'
import { inOrder } from '../../reports/breakdown-table.js'
import { trendLines } from '../../reports/charts/trend-lines.js'
import { verdictDonut } from '../../reports/charts/verdict-donut.js'
import { figureHtml, text } from '../../reports/html-parts.js'
import type { Table } from '../../reports/tables.js'
import { trendSpan } from '../../reports/trend-span.js'
import { groupings } from '../../reports/words.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink } from './addresses.js'
import { type Filters, filterFor, filterForm, queryOf, readFilters } from './filters.js'
import { type Content, html } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { dataTable } from './tables.js'
import { keyFigures, verdictBar } from './verdicts.js'

/** Those with most tickets; who looks for another one filters. */
const mostGroups = 40

const shownGroups = ['fixVersion', 'component', 'epic', 'issueType', 'environment'] as const

/** What the tests of a project say, at a glance. */
export function addCoveragePage(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId', async (context) => {
    const visit = await requireProject(context)
    const filters = readFilters(context)
    const query = queryOf(visit.project.id, filters)
    const summary = await visit.services.coverage.summary(query)
    const by = shownGroups.find((group) => group === context.req.query('by')) ?? 'fixVersion'
    const body =
      summary.tickets === 0 && Object.keys(filters).length === 0
        ? beginning(context, visit)
        : html`${await filterForm(context, visit, filters, { kept: { by: context.req.query('by') } })}
          ${keyFigures(summary)}
          <div class="pair">
            <section aria-labelledby="verdicts">
              <h2 id="verdicts">Tickets by verdict</h2>
              <div class="beside">
                ${summary.tickets > 0 && (await figureHtml(verdictDonut(summary), 'verdicts-chart', { table: html`` }))}
                ${verdictList(context, visit, filters, summary.verdicts)}
              </div>
              <p><a href="${projectLink(context, visit.project, '/gaps', filters)}">What to look at first</a></p>
            </section>
            <section aria-labelledby="trend"><h2 id="trend">Over time</h2>${await trend(visit, query)}</section>
          </div>
          <section aria-labelledby="breakdown">
            <h2 id="breakdown">Breakdown</h2>
            ${await breakdown(context, visit, filters, by)}
          </section>`
    return await showProjectPage(context, visit, { section: 'coverage', body })
  })
}

/** What to do with a project in which there is nothing yet. */
function beginning(context: RequestContext, { project, mayWrite }: ProjectVisit): Content {
  return html`<p class="lead">There are no tickets here yet.</p>
    <p>${
      mayWrite
        ? html`<a class="button" href="${projectLink(context, project, '/import')}">Import tickets, test cases and results</a>`
        : 'Somebody who may write to this project has to import them.'
    }</p>`
}

function verdictList(
  context: RequestContext,
  { project }: ProjectVisit,
  filters: Filters,
  verdicts: Readonly<Record<string, number>>,
): Content {
  return html`<ul class="verdict-list">${Object.entries(verdicts).map(([verdict, tickets]) => {
    const href = projectLink(context, project, '/tickets', { ...filters, verdict })
    return html`<li><a href="${href}"><span class="verdict ${verdict.toLowerCase()}">${verdict}</span> <span class="number">${count(tickets)}</span></a></li>`
  })}</ul>`
}

async function trend({ services, project }: ProjectVisit, query: CoverageQuery): Promise<Content> {
  const runBy = async (sort: 'executedAt' | '-executedAt') =>
    (await services.testRuns.list({ projectId: project.id, sort, limit: 1 })).items[0]?.executedAt
  const [first, newest] = [await runBy('executedAt'), await runBy('-executedAt')]
  if (first === undefined || newest === undefined)
    return html`<p class="empty">Nothing has been tested yet.</p>`
  const span = trendSpan(momentOf(query.asOf) ?? new Date(), { first, newest })
  const points = await services.coverage.trend({ ...query, ...span })
  const chart = trendLines({ interval: span.interval, points })
  return await figureHtml(chart, 'trend-chart', {
    table: await html`<details><summary>As a table</summary>${asTable(chart.table)}</details>`,
  })
}

/** The numbers of a chart. */
function asTable({ caption, columns, rows }: Table): Content {
  return dataTable({
    caption,
    columns: columns.map(({ title, kind }) => ({ title, kind: kind === 'number' ? kind : 'nowrap' })),
    rows: rows.map((row) => row.map((cell) => cell.text)),
  })
}

async function breakdown(
  context: RequestContext,
  visit: ProjectVisit,
  filters: Filters,
  by: (typeof shownGroups)[number],
): Promise<Content> {
  const { services, project } = visit
  const found = await services.coverage.breakdown({ ...queryOf(project.id, filters), by })
  const items = inOrder(found).slice(0, mostGroups)
  const names =
    by === 'epic'
      ? await summariesOf(
          visit,
          items.map(({ value }) => value),
        )
      : undefined
  const { one, none } = groupings[by]
  return html`<nav class="tabs" aria-label="Broken down by">
      <ul>${shownGroups.map((group) => {
        const href = projectLink(context, project, '', { ...filters, by: group })
        return html`<li><a href="${href}#breakdown" ${group === by && html`aria-current="true"`}>${groupings[group].one}</a></li>`
      })}</ul>
    </nav>
    ${dataTable({
      caption: `Coverage by ${one.toLowerCase()}`,
      columns: [
        { title: one },
        { title: 'Tickets', kind: 'number' },
        { title: 'Linked', kind: 'number', onWide: true },
        { title: 'Executed', kind: 'number', onWide: true },
        { title: 'Passing', kind: 'number' },
        { title: 'Verdicts' },
      ],
      rows: items.map(({ value, summary }) => [
        html`${groupLink(context, project, filters, by, value, none)}${remark(names?.get(value ?? ''))}`,
        count(summary.tickets),
        percent(summary.linkedPercentage),
        percent(summary.executedPercentage),
        percent(summary.passingPercentage),
        verdictBar(summary),
      ]),
      empty: 'Nothing to break down.',
    })}
    ${found.items.length > mostGroups && html`<p class="muted">Those with most tickets, of ${count(found.items.length)}. The filter knows them all.</p>`}`
}

function remark(words: string | undefined): Content {
  return words !== undefined && html`<small>${text(words)}</small>`
}

/** What epics are about, by their keys. */
async function summariesOf(
  { services, project }: ProjectVisit,
  keys: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const jiraKey = keys.filter((key) => key !== null).slice(0, 500)
  if (jiraKey.length === 0) return new Map()
  const { items } = await services.tickets.list({ projectId: project.id, jiraKey, limit: 500 })
  return new Map(items.map((ticket) => [ticket.jiraKey, ticket.summary]))
}

function groupLink(
  context: RequestContext,
  project: ProjectVisit['project'],
  filters: Filters,
  by: CoverageBreakdown['by'],
  value: string | null,
  none: string,
): Content {
  if (by === 'epic' && value !== null) {
    return html`<a href="${projectLink(context, project, `/tickets/${encodeURIComponent(value)}`)}">${text(value)}</a>`
  }
  const filter = filterFor(by, value)
  if (filter === null) return value === null ? html`<span class="muted">${none}</span>` : text(value)
  const href = projectLink(context, project, '/tickets', { ...filters, ...filter })
  return html`<a href="${href}">${value === null ? none : text(value)}</a>`
}
