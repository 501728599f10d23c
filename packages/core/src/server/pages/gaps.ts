import type { Hono } from 'hono'
import { count } from '../../formatting.js'
import { text, verdictMark } from '../../reports/html-parts.js'
import type { Environment } from '../environment.js'
import { projectLink } from './addresses.js'
import { filterForm, queryOf, readFilters } from './filters.js'
import { html } from './markup.js'
import { requireProject, showProjectPage } from './project-page.js'
import { dataTable } from './tables.js'

const shown = 50

/** What fails and what nothing covers, riskiest first. */
export function addGapsPage(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId/gaps', async (context) => {
    const visit = await requireProject(context)
    const { services, project } = visit
    const filters = readFilters(context)
    const { items, failing, uncovered } = await services.coverage.gaps({
      ...queryOf(project.id, filters),
      limit: shown,
    })
    return await showProjectPage(context, visit, {
      section: 'coverage',
      title: 'What to look at first',
      body: html`<p class="lead">${count(failing)} failing and ${count(uncovered)} uncovered, riskiest first${failing + uncovered > items.length && `; the first ${count(items.length)}`}.</p>
        ${await filterForm(context, visit, filters, { path: '/gaps' })}
        ${dataTable({
          caption: 'Tickets that fail or that nothing covers, riskiest first',
          columns: [
            { title: 'Ticket' },
            { title: 'Risk', kind: 'number' },
            { title: 'Verdict' },
            { title: 'Why', kind: 'words' },
          ],
          rows: items.map(({ key, summary, verdict, risk, reasons }) => [
            html`<a href="${projectLink(context, project, `/tickets/${encodeURIComponent(key)}`)}">${text(key)}</a> <small>${text(summary)}</small>`,
            Math.round(risk),
            verdictMark(verdict),
            // The first reason is the verdict.
            text(reasons.slice(1).join(', ')),
          ]),
          empty: 'Nothing fails, and everything is covered.',
        })}`,
    })
  })
}
