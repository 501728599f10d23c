import type { Hono } from 'hono'
import { percent } from '../../formatting.js'
import { text } from '../../reports/html-parts.js'
import type { TestingMode } from '../../schema/allowed-values.js'
import type { CycleExecution } from '../../test-cycles/types.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink, redirectTo } from './addresses.js'
import { textArea, textField } from './fields.js'
import { emptyForm, errorSummary, type FormState, failureOf, onceField, readForm } from './forms.js'
import { type Content, dayOf, html, moment } from './markup.js'
import { submitOnce } from './once.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { dataTable, paging } from './tables.js'
import { bar, lookOf } from './verdicts.js'

const shownAtOnce = 25

/** The cycles of a project, and new ones. */
export function addCyclesPages(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId/cycles', async (context) => {
    const visit = await requireProject(context)
    return await showProjectPage(context, visit, { section: 'cycles', body: await cycles(context, visit) })
  })
  pages.get('/projects/:projectId/cycles/new', async (context) =>
    showNew(context, await requireProject(context), emptyForm),
  )
  pages.post('/projects/:projectId/cycles/new', async (context) => {
    const visit = await requireProject(context)
    const form = await readForm(context)
    const mode: TestingMode = 'manual'
    const input = {
      projectId: visit.project.id,
      name: form.text('name'),
      description: form.optional('description'),
      testDeploymentUrl: form.optional('testDeploymentUrl'),
      testingMode: mode,
    }
    try {
      const address = await submitOnce(context, visit.visitor, form, input, async ({ testCycles }) => {
        const { id } = await testCycles.create(input)
        return projectLink(context, visit.project, `/cycles/${id}/add`)
      })
      return redirectTo(context, address)
    } catch (error) {
      return await showNew(context, visit, { form, failure: failureOf(error) })
    }
  })
}

async function cycles(
  context: RequestContext,
  { services, project, mayWrite }: ProjectVisit,
): Promise<Content> {
  const cursor = context.req.query('cursor')
  const page = await services.testCycles.list({
    projectId: project.id,
    sort: '-id',
    limit: shownAtOnce,
    cursor,
  })
  const cycleIds = page.items.map(({ id }) => id)
  const { items } =
    cycleIds.length === 0
      ? { items: [] }
      : await services.testCycles.executions({ projectId: project.id, cycleIds, limit: shownAtOnce })
  return html`${mayWrite && html`<p class="actions"><a class="button" href="${projectLink(context, project, '/cycles/new')}">New cycle</a></p>`}
    ${dataTable({
      caption: 'Test cycles, newest first',
      columns: [
        { title: 'Cycle' },
        { title: 'Status' },
        { title: 'Progress' },
        { title: 'Passed', kind: 'number' },
        { title: 'Begins', kind: 'nowrap' },
        { title: 'Last tested', kind: 'nowrap' },
      ],
      rows: items.map((cycle) => [
        html`<a href="${projectLink(context, project, `/cycles/${cycle.id}`)}">${text(cycle.name)}</a>`,
        cycle.status,
        progressBar(cycle),
        percent(cycle.passRate),
        dayOf(cycle.startDate),
        moment(cycle.lastExecutedAt),
      ]),
      empty:
        'There are no cycles yet. One is made for imported results, and you can make one to test by hand.',
    })}
    ${paging({ link: (at) => projectLink(context, project, '/cycles', { cursor: at }), cursor, nextCursor: page.nextCursor })}`
}

/** The test cases of a cycle by status, as a line. */
export function progressBar({ statuses }: Pick<CycleExecution, 'statuses'>): Content {
  return bar(
    statuses.map(({ status, count: value }) => ({
      look: lookOf(status),
      label: status,
      value,
    })),
  )
}

async function showNew(context: RequestContext, visit: ProjectVisit, state: FormState): Promise<Response> {
  return await showProjectPage(context, visit, {
    section: 'cycles',
    title: 'New cycle',
    status: state.failure?.status,
    body: html`${errorSummary(state, { name: 'Name', description: 'Description', testDeploymentUrl: 'What is tested' })}
      <form method="post" class="narrow-form">
        ${onceField()}
        ${textField(state, { name: 'name', label: 'Name', hint: 'Such as “2.5.0 by hand”.', required: true, maxLength: 100 })}
        ${textArea(state, { name: 'description', label: 'Description' })}
        ${textField(state, { name: 'testDeploymentUrl', label: 'What is tested', hint: 'The address at which testers find it.' })}
        <p><button>Create, and choose test cases</button></p>
      </form>`,
  })
}
