import type { Hono } from 'hono'
import { count, plural } from '../../formatting.js'
import type { TestCase } from '../../test-cases/types.js'
import type { TestCycle } from '../../test-cycles/types.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink, redirectTo } from './addresses.js'
import { cycleLink, requireCycle } from './cycle.js'
import { checkboxField, selectField, textField } from './fields.js'
import { emptyForm, errorSummary, type FormState, failureOf, readForm } from './forms.js'
import { type Content, html } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { paging } from './tables.js'

const shownAtOnce = 50

/** Test cases and whole suites, to be put into a cycle. */
export function addCycleAdditionPages(pages: Hono<Environment>): void {
  const path = '/projects/:projectId/cycles/:cycleId/add'
  pages.get(path, async (context) => {
    const visit = await requireProject(context)
    return await showAdditions(context, visit, await requireCycle(context, visit), emptyForm)
  })
  pages.post(path, async (context) => {
    const visit = await requireProject(context)
    const cycle = await requireCycle(context, visit)
    const form = await readForm(context)
    try {
      // What is in the cycle already stays as it is, so that sending it twice does no harm.
      await visit.services.testCycles.addItems(cycle.id, {
        testCaseIds: form.ids('testCase'),
        suiteIds: form.ids('suite'),
      })
      return redirectTo(context, cycleLink(context, visit, cycle))
    } catch (error) {
      return await showAdditions(context, visit, cycle, { form, failure: failureOf(error) })
    }
  })
}

async function showAdditions(
  context: RequestContext,
  visit: ProjectVisit,
  cycle: TestCycle,
  state: FormState,
): Promise<Response> {
  const { services, project } = visit
  const search = context.req.query('search')?.trim() ?? ''
  const suite = context.req.query('suite') ?? ''
  const cursor = context.req.query('cursor')
  const { items: suites } = await services.testSuites.list({
    projectId: project.id,
    sort: 'name',
    limit: 500,
  })
  const { items, nextCursor } = await services.testCases.list({
    projectId: project.id,
    ...(search === '' ? {} : { search }),
    ...(/^[1-9]\d{0,8}$/.test(suite) ? { suiteId: Number(suite) } : {}),
    limit: shownAtOnce,
    cursor,
  })
  const known = await knownIn(visit, cycle, items)
  const path = `/cycles/${cycle.id}/add`
  const asked = { search, suite }
  return await showProjectPage(context, visit, {
    section: 'cycles',
    title: 'Add test cases',
    trail: [{ title: cycle.name, href: cycleLink(context, visit, cycle) }],
    status: state.failure?.status,
    body: html`${errorSummary(state)}
      ${
        suites.length > 0 &&
        html`<section aria-labelledby="suites"><h2 id="suites">Whole suites</h2>
          <form method="post">
            ${checkboxField(state, {
              name: 'suite',
              label: 'All test cases of these suites that are not deprecated',
              many: true,
              choices: suites.map(({ id, name }) => ({ value: String(id), label: name })),
            })}
            <p><button>Add the chosen suites</button></p>
          </form>
        </section>`
      }
      <section aria-labelledby="single"><h2 id="single">One by one</h2>
        <form method="get" class="inline">
          ${textField(emptyForm, { name: 'search', label: 'Title contains', type: 'search', value: search, maxLength: 200 })}
          ${
            suites.length > 0 &&
            selectField(emptyForm, {
              name: 'suite',
              label: 'Suite',
              value: suite,
              choices: [
                { value: '', label: 'All suites' },
                ...suites.map(({ id, name }) => ({ value: String(id), label: name })),
              ],
            })
          }
          <button class="quiet">Search</button>
        </form>
        ${
          items.length === 0
            ? html`<p class="empty">No test case fits.</p>`
            : html`<form method="post">
                ${checkboxField(state, {
                  name: 'testCase',
                  label: plural(items.length, 'test case'),
                  many: true,
                  choices: items.map((testCase) => choiceOf(testCase, known)),
                })}
                <p><button>Add the chosen ones</button></p>
              </form>`
        }
        ${paging({ link: (at) => projectLink(context, project, path, { ...asked, cursor: at }), cursor, nextCursor })}
      </section>`,
  })
}

function choiceOf(testCase: TestCase, known: ReadonlySet<number>) {
  const { id, title, priority, status, steps } = testCase
  const remarks: Content[] = [
    known.has(id) && 'in this cycle already, ',
    status === 'deprecated' && 'deprecated, ',
    `priority ${priority}`,
    steps.length > 0 && `, ${count(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}`,
  ]
  return { value: String(id), label: title, remark: html`${remarks}` }
}

/** Those of some test cases that are in the cycle already. */
async function knownIn(
  { services, project }: ProjectVisit,
  { id }: TestCycle,
  testCases: readonly TestCase[],
): Promise<ReadonlySet<number>> {
  if (testCases.length === 0) return new Set()
  const { items } = await services.testCycles.listItems({
    projectId: project.id,
    cycleId: id,
    testCaseId: testCases.map((testCase) => testCase.id),
    limit: 500,
  })
  return new Set(items.map(({ testCaseId }) => testCaseId))
}
