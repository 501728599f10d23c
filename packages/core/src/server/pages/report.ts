import type { Hono } from 'hono'
import type { ReportFormat } from '../../reports/types.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink } from './addresses.js'
import { filterForm, queryOf, readFilters } from './filters.js'
import { type Content, html } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'

const formats: Readonly<Record<ReportFormat, { readonly type: string; readonly extension: string }>> = {
  html: { type: 'text/html; charset=utf-8', extension: 'html' },
  markdown: { type: 'text/markdown; charset=utf-8', extension: 'md' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
}

/** The report for those who were not there, as files. */
export function addReportPages(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId/report', async (context) => {
    const visit = await requireProject(context)
    return await showProjectPage(context, visit, { section: 'report', body: await choices(context, visit) })
  })
  for (const format of Object.keys(formats) as ReportFormat[]) {
    const { type, extension } = formats[format]
    pages.get(`/projects/:projectId/report.${extension}`, async (context) => {
      const { services, project } = await requireProject(context)
      const since = context.req.query('since')
      const query = {
        ...queryOf(project.id, readFilters(context)),
        ...(since === undefined || since === '' ? {} : { since }),
      }
      const isShown = format === 'html' && context.req.query('show') === 'yes'
      const name = `report-${project.id}.${extension}`
      return context.body(await services.reports[format](query), 200, {
        'content-type': type,
        'content-disposition': isShown ? 'inline' : `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        // The report brings its own style and script, and a policy for them. Here it may reach nothing of ours.
        'content-security-policy': reportPolicy,
      })
    })
  }
}

const reportPolicy =
  "sandbox allow-scripts allow-popups; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

async function choices(context: RequestContext, visit: ProjectVisit): Promise<Content> {
  const { project } = visit
  const filters = readFilters(context)
  const link = (extension: string, more: Readonly<Record<string, string>> = {}) =>
    projectLink(context, project, `/report.${extension}`, { ...filters, ...more })
  return html`<p class="lead">Coverage, gaps with their explanations, cycles, maturity and what to do next, in one page for those who were not there.</p>
    ${await filterForm(context, visit, filters, { path: '/report' })}
    <ul class="cards">
      <li><h2>HTML</h2><p>One file with everything in it, to send or to print.</p>
        <p class="actions"><a class="button" href="${link('html', { show: 'yes' })}">Open</a> <a href="${link('html')}" download>Download</a></p></li>
      <li><h2>Markdown</h2><p>The short form, for a comment on a pull request.</p>
        <p class="actions"><a href="${link('md')}" download>Download</a></p></li>
      <li><h2>CSV</h2><p>The numbers, for a spreadsheet.</p>
        <p class="actions"><a href="${link('csv')}" download>Download</a></p></li>
    </ul>`
}
