import type { Hono } from 'hono'
import { ConflictError } from '../../errors.js'
import { count, percent } from '../../formatting.js'
import { text } from '../../reports/html-parts.js'
import { testCycleStatuses } from '../../schema/allowed-values.js'
import type { TestCycle } from '../../test-cycles/types.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink, redirectTo } from './addresses.js'
import { progressBar } from './cycles.js'
import { selectField } from './fields.js'
import { emptyForm, errorSummary, type FormState, failureOf, readForm, versionField } from './forms.js'
import { type Content, dayOf, html, moment } from './markup.js'
import { idIn, ofProject, type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { savedNotice } from './saved.js'
import { dataTable, facts, paging } from './tables.js'
import { statusBadge } from './verdicts.js'

const shownAtOnce = 50

/** A cycle of a project that an address names. */
export async function requireCycle(
  context: RequestContext,
  { services, project }: ProjectVisit,
): Promise<TestCycle> {
  return ofProject(project, await services.testCycles.get(idIn(context, 'cycleId')), 'test cycle')
}

/** A cycle: how far it is, and what is in it. */
export function addCyclePage(pages: Hono<Environment>): void {
  const path = '/projects/:projectId/cycles/:cycleId'
  pages.get(path, async (context) => {
    const visit = await requireProject(context)
    return await showCycle(context, visit, await requireCycle(context, visit), emptyForm)
  })
  pages.post(path, async (context) => {
    const visit = await requireProject(context)
    const cycle = await requireCycle(context, visit)
    const form = await readForm(context)
    try {
      const status = testCycleStatuses.find((one) => one === form.text('status'))
      await visit.services.testCycles.update(cycle.id, { status, updatedAt: form.moment('updatedAt') })
      return redirectTo(context, cycleLink(context, visit, cycle))
    } catch (error) {
      const state: FormState = { form: emptyForm.form, failure: failureOf(error) }
      const current = error instanceof ConflictError ? await requireCycle(context, visit) : cycle
      return await showCycle(context, visit, current, state)
    }
  })
}

export function cycleLink(
  context: RequestContext,
  { project }: ProjectVisit,
  { id }: { readonly id: number },
): string {
  return projectLink(context, project, `/cycles/${id}`)
}

async function showCycle(
  context: RequestContext,
  visit: ProjectVisit,
  cycle: TestCycle,
  state: FormState,
): Promise<Response> {
  const { services, project, mayWrite } = visit
  const { items } = await services.testCycles.executions({
    projectId: project.id,
    cycleIds: [cycle.id],
    limit: 1,
  })
  const execution = items[0]
  return await showProjectPage(context, visit, {
    section: 'cycles',
    title: cycle.name,
    status: state.failure?.status,
    body: html`${errorSummary(state)}${savedNotice(context, visit)}
      ${cycle.description !== null && html`<p class="lead written">${text(cycle.description)}</p>`}
      ${facts([
        ['Status', cycle.status],
        ['Mode', cycle.testingMode],
        ['Begins', cycle.startDate === null ? undefined : dayOf(cycle.startDate)],
        ['Ends', cycle.endDate === null ? undefined : dayOf(cycle.endDate)],
        ['What is tested', deployment(cycle.testDeploymentUrl)],
        ['Passed', execution === undefined ? undefined : percent(execution.passRate)],
        ['Last tested', execution?.lastExecutedAt == null ? undefined : moment(execution.lastExecutedAt)],
      ])}
      ${testData(cycle)}
      ${execution !== undefined && execution.total > 0 && html`<div class="progress">${progressBar(execution)}</div>`}
      ${mayWrite && statusForm(cycle)}
      ${await itemList(context, visit, cycle, execution?.statuses ?? [])}`,
  })
}

/** A link only where a browser may follow it. */
function deployment(url: string | null): Content {
  if (url === null) return undefined
  return /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer">${text(url)}</a>` : text(url)
}

function testData({ testData: values }: TestCycle): Content {
  const names = Object.keys(values)
  if (names.length === 0) return undefined
  return html`<details><summary>Test data</summary>
    ${facts(Object.entries(values).map(([name, { value, description }]) => [name, html`<code>${value}</code>${description !== undefined && html`<small>${text(description)}</small>`}`]))}
  </details>`
}

function statusForm(cycle: TestCycle): Content {
  return html`<form method="post" class="inline">
    ${versionField(cycle)}
    ${selectField(emptyForm, {
      name: 'status',
      label: 'Status of the cycle',
      value: cycle.status,
      choices: testCycleStatuses.map((value) => ({ value, label: value })),
    })}
    <button class="quiet">Change</button>
  </form>`
}

async function itemList(
  context: RequestContext,
  visit: ProjectVisit,
  cycle: TestCycle,
  statuses: readonly { readonly status: string; readonly count: number }[],
): Promise<Content> {
  const { services, project, mayWrite } = visit
  const status = statuses.find((one) => one.status === context.req.query('status'))?.status
  const cursor = context.req.query('cursor')
  const { items, nextCursor } = await services.testCycles.listItems({
    projectId: project.id,
    cycleId: cycle.id,
    ...(status === undefined ? {} : { status }),
    limit: shownAtOnce,
    cursor,
  })
  const testCases = await Promise.all(items.map(({ testCaseId }) => services.testCases.get(testCaseId)))
  const here = `/cycles/${cycle.id}`
  const link = (query: Readonly<Record<string, string | undefined>>) =>
    projectLink(context, project, here, query)
  const tab = (name: string | undefined, label: string, number: number) =>
    html`<li><a href="${link({ status: name })}" ${name === status && html`aria-current="true"`}>${label} <span class="muted">${count(number)}</span></a></li>`
  const total = statuses.reduce((sum, one) => sum + one.count, 0)
  const open = statuses.find((one) => one.status === 'not-run')?.count ?? 0
  return html`<section aria-labelledby="items"><h2 id="items">Test cases</h2>
    ${
      mayWrite &&
      html`<p class="actions">
        ${open > 0 && html`<a class="button" href="${projectLink(context, project, `${here}/next`)}">Test the next one</a>`}
        <a href="${projectLink(context, project, `${here}/add`)}">Add test cases</a>
      </p>`
    }
    ${total > 0 && html`<nav class="tabs" aria-label="Status"><ul>${tab(undefined, 'All', total)}${statuses.map((one) => tab(one.status, one.status, one.count))}</ul></nav>`}
    ${dataTable({
      caption: `Test cases of ${cycle.name}`,
      columns: [
        { title: 'Test case' },
        { title: 'Status' },
        { title: 'Priority' },
        { title: 'Steps', kind: 'number' },
        { title: 'Changed', kind: 'nowrap' },
      ],
      rows: items.map((item, index) => {
        const testCase = testCases[index]
        return [
          html`<a href="${projectLink(context, project, `${here}/items/${item.id}`)}">${text(testCase?.title ?? `Test case ${item.testCaseId}`)}</a>`,
          statusBadge(item.status),
          testCase?.priority ?? '–',
          count(testCase?.steps.length ?? 0),
          moment(item.updatedAt),
        ]
      }),
      empty: 'There are no test cases in this cycle yet.',
    })}
    ${paging({ link: (at) => link({ status, cursor: at }), cursor, nextCursor })}
  </section>`
}
