import type { Hono } from 'hono'
import { count, percent } from '../../formatting.js'
import type { Project } from '../../projects/types.js'
import { text } from '../../reports/html-parts.js'
import type { Environment, RequestContext } from '../environment.js'
import { linkTo, projectLink, redirectTo } from './addresses.js'
import { textArea, textField } from './fields.js'
import { emptyForm, errorSummary, type FormState, failureOf, onceField, readForm } from './forms.js'
import { showPage } from './layout.js'
import { type Content, html } from './markup.js'
import { submitOnce } from './once.js'
import { dataTable, paging } from './tables.js'
import { verdictBar } from './verdicts.js'
import { mayCreateProjects, requireVisitor, type Visitor } from './visitor.js'

const shownAtOnce = 20

/** The projects that somebody has access to, and new ones. */
export function addProjectPages(pages: Hono<Environment>): void {
  pages.get('/', async (context) => await showProjects(context, await requireVisitor(context)))
  pages.get('/projects', (context) => redirectTo(context, linkTo(context, '/')))
  pages.get(
    '/projects/new',
    async (context) => await showNew(context, await requireVisitor(context), emptyForm),
  )
  pages.post('/projects/new', async (context) => {
    const visitor = await requireVisitor(context)
    const form = await readForm(context)
    const input = { name: form.text('name'), description: form.optional('description') }
    try {
      const address = await submitOnce(context, visitor, form, input, async ({ projects }) => {
        const project = await projects.create(input)
        return projectLink(context, project, '/import')
      })
      return redirectTo(context, address)
    } catch (error) {
      return await showNew(context, visitor, { form, failure: failureOf(error) })
    }
  })
}

async function showProjects(context: RequestContext, visitor: Visitor): Promise<Response> {
  const cursor = context.req.query('cursor')
  const { items, nextCursor } = await visitor.services.projects.list({
    sort: 'name',
    limit: shownAtOnce,
    cursor,
  })
  const rows: (readonly Content[])[] = []
  for (const project of items) rows.push(await rowOf(context, visitor, project))
  const mayCreate = mayCreateProjects(visitor)
  return await showPage(context, visitor, {
    title: 'Projects',
    body: html`${mayCreate && html`<p class="actions"><a class="button" href="${linkTo(context, '/projects/new')}">New project</a></p>`}
    ${dataTable({
      caption: 'Projects that you have access to, with their coverage',
      columns: [
        { title: 'Project' },
        { title: 'Tickets', kind: 'number' },
        { title: 'Linked', kind: 'number', onWide: true },
        { title: 'Executed', kind: 'number', onWide: true },
        { title: 'Passing', kind: 'number' },
        { title: 'Failing', kind: 'number' },
        { title: 'Verdicts' },
      ],
      rows,
      empty: mayCreate
        ? html`There are no projects yet. <a href="${linkTo(context, '/projects/new')}">Create the first one</a>; then import tickets, test cases and results.`
        : 'You have no access to any project yet. Ask somebody who manages one.',
    })}
    ${paging({ link: (at) => linkTo(context, '/', { cursor: at }), cursor, nextCursor })}`,
  })
}

async function rowOf(
  context: RequestContext,
  { services }: Visitor,
  project: Project,
): Promise<readonly Content[]> {
  const summary = await services.coverage.summary({ projectId: project.id })
  return [
    html`<a href="${projectLink(context, project)}">${text(project.name)}</a>
      ${project.description !== null && html`<small>${text(project.description)}</small>`}`,
    count(summary.tickets),
    percent(summary.linkedPercentage),
    percent(summary.executedPercentage),
    percent(summary.passingPercentage),
    count(summary.verdicts.NOK),
    verdictBar(summary),
  ]
}

async function showNew(context: RequestContext, visitor: Visitor, state: FormState): Promise<Response> {
  return await showPage(context, visitor, {
    title: 'New project',
    crumbs: [{ title: 'Projects', href: linkTo(context, '/') }],
    status: state.failure?.status,
    body: mayCreateProjects(visitor)
      ? html`${errorSummary(state, { name: 'Name', description: 'Description' })}
        <form method="post" class="narrow-form">
          ${onceField()}
          ${textField(state, { name: 'name', label: 'Name', required: true, maxLength: 100 })}
          ${textArea(state, { name: 'description', label: 'Description', hint: 'What the product is, in a sentence or two.' })}
          <p><button>Create project</button></p>
        </form>`
      : html`<p class="lead">Projects are made by managers and administrators. Ask one of them for a project, or for access to one.</p>`,
  })
}
