import type { Hono } from 'hono'
import { ConflictError, ValidationError } from '../../errors.js'
import { openRecommendationStatuses } from '../../maturity/metric-vocabulary.js'
import type { Recommendation } from '../../recommendations/types.js'
import { text } from '../../reports/html-parts.js'
import type { Environment, RequestContext } from '../environment.js'
import { projectLink, type Query, redirectTo } from './addresses.js'
import { selectField, textArea, textField } from './fields.js'
import {
  emptyForm,
  errorSummary,
  type Failure,
  type FormState,
  failureOf,
  onceField,
  readForm,
  versionField,
} from './forms.js'
import { type Content, dayOf, html } from './markup.js'
import { submitOnce } from './once.js'
import { idIn, ofProject, type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { facts, paging } from './tables.js'

const shownAtOnce = 25

/** What can be decided about a recommendation, and the status that it then has. */
const decisions = {
  accept: { status: 'in-progress', label: 'Accept' },
  dismiss: { status: 'declined', label: 'Dismiss' },
  done: { status: 'done', label: 'Done' },
  reopen: { status: 'active', label: 'Reopen' },
} as const

type Decision = keyof typeof decisions

/** Lists of recommendations, by what was decided. */
const lists = {
  open: { title: 'To decide', statuses: ['active'] },
  accepted: { title: 'Accepted', statuses: ['in-progress'] },
  closed: { title: 'Done or dismissed', statuses: ['done', 'declined'] },
  // Programs may give statuses of their own.
  all: { title: 'All', statuses: undefined },
} as const

type ListName = keyof typeof lists

const priorities = ['critical', 'high', 'medium', 'low']

/** What to do next, to be accepted or dismissed. */
export function addRecommendationPages(pages: Hono<Environment>): void {
  const path = '/projects/:projectId/recommendations'
  pages.get(path, async (context) => await showList(context, await requireProject(context), emptyForm))
  pages.post(path, async (context) => {
    const visit = await requireProject(context)
    const form = await readForm(context)
    const input = {
      projectId: visit.project.id,
      title: form.text('title'),
      description: form.optional('description'),
      priority: priorities.find((one) => one === form.text('priority')) ?? 'medium',
    }
    try {
      const address = await submitOnce(context, visit.visitor, form, input, async ({ recommendations }) => {
        const { id } = await recommendations.create(input)
        return `${listLink(context, visit, 'open')}#recommendation-${id}`
      })
      return redirectTo(context, address)
    } catch (error) {
      return await showList(context, visit, { form, failure: failureOf(error) })
    }
  })
  // Where a browser ends up that is sent there again without the form.
  pages.get(`${path}/:recommendationId`, async (context) => {
    const visit = await requireProject(context)
    await findOne(context, visit)
    return redirectTo(context, listLink(context, visit, 'open'))
  })
  pages.post(`${path}/:recommendationId`, async (context) => {
    const visit = await requireProject(context)
    const form = await readForm(context)
    const { id, status: before } = await findOne(context, visit)
    try {
      const decision = decisionIn(form.text('decision'))
      const updatedAt = form.moment('updatedAt')
      await visit.services.recommendations.update(id, { status: decisions[decision].status, updatedAt })
      return redirectTo(context, listLink(context, visit, listOf(before)))
    } catch (error) {
      const failure = error instanceof ConflictError ? changedMeanwhile : failureOf(error)
      return await showList(context, visit, { form: emptyForm.form, failure }, listOf(before))
    }
  })
}

const changedMeanwhile: Failure = {
  status: 409,
  issues: [
    {
      path: '',
      message:
        'Somebody changed this recommendation since you opened the page. Below is how it stands now; decide again if need be.',
    },
  ],
}

async function findOne(
  context: RequestContext,
  { services, project }: ProjectVisit,
): Promise<Recommendation> {
  return ofProject(
    project,
    await services.recommendations.get(idIn(context, 'recommendationId')),
    'recommendation',
  )
}

function decisionIn(given: string): Decision {
  if (Object.hasOwn(decisions, given)) return given as Decision
  throw new ValidationError('There is no such decision.')
}

function listOf(status: string): ListName {
  if (status === 'in-progress') return 'accepted'
  return openRecommendationStatuses.some((open) => open === status) ? 'open' : 'closed'
}

function listLink(
  context: RequestContext,
  { project }: ProjectVisit,
  list: ListName,
  query: Query = {},
): string {
  return projectLink(context, project, '/recommendations', { ...(list === 'open' ? {} : { list }), ...query })
}

async function showList(
  context: RequestContext,
  visit: ProjectVisit,
  state: FormState,
  after?: ListName,
): Promise<Response> {
  const { services, project, mayWrite } = visit
  const asked = context.req.query('list') ?? ''
  const list = after ?? (Object.hasOwn(lists, asked) ? (asked as ListName) : 'open')
  const cursor = context.req.query('cursor')
  const { items, nextCursor } = await services.recommendations.list({
    projectId: project.id,
    status: lists[list].statuses,
    sort: '-id',
    limit: shownAtOnce,
    cursor,
  })
  return await showProjectPage(context, visit, {
    section: 'recommendations',
    status: state.failure?.status,
    body: html`${errorSummary(state, labels)}
      <nav class="tabs" aria-label="Recommendations">
        <ul>${(Object.keys(lists) as ListName[]).map(
          (name) =>
            html`<li><a href="${listLink(context, visit, name)}" ${name === list && html`aria-current="true"`}>${lists[name].title}</a></li>`,
        )}</ul>
      </nav>
      ${
        items.length === 0
          ? html`<p class="empty">${list === 'open' ? 'Nothing waits for a decision.' : 'None yet.'}</p>`
          : html`<ul class="cards">${items.map((item) => card(context, visit, item))}</ul>`
      }
      ${paging({ link: (at) => listLink(context, visit, list, { cursor: at }), cursor, nextCursor })}
      ${mayWrite && newForm(context, visit, state)}`,
  })
}

function card(context: RequestContext, visit: ProjectVisit, item: Recommendation): Content {
  const offered: readonly Decision[] = {
    open: ['accept', 'dismiss'] as const,
    accepted: ['done', 'dismiss', 'reopen'] as const,
    closed: ['reopen'] as const,
    all: [] as const,
  }[listOf(item.status)]
  const action = projectLink(context, visit.project, `/recommendations/${item.id}`)
  return html`<li id="recommendation-${item.id}">
    <h2>${text(item.title)}</h2>
    ${item.description !== null && html`<p class="written">${text(item.description)}</p>`}
    ${facts([
      ['Priority', item.priority],
      ['Category', item.category],
      ['Effort', item.implementationEffort],
      ['Impact', item.expectedImpact],
      [
        'Confidence of the model',
        item.aiConfidence === null ? undefined : `${Math.round(item.aiConfidence * 100)} %`,
      ],
      ['Status', item.status],
      ['Since', dayOf(item.createdAt)],
    ])}
    ${
      visit.mayWrite &&
      html`<form method="post" action="${action}" class="actions">
        ${versionField(item)}
        ${offered.map((decision, index) => html`<button name="decision" value="${decision}" class="${index > 0 && 'quiet'}">${decisions[decision].label}<span class="visually-hidden"> ${item.title}</span></button>`)}
      </form>`
    }
  </li>`
}

const labels = { title: 'Title', description: 'Why and how', priority: 'Priority' } as const

function newForm(context: RequestContext, { project }: ProjectVisit, state: FormState): Content {
  return html`<details class="add" ${state.form.has('title') && 'open'}>
    <summary>Add a recommendation</summary>
    <form method="post" action="${projectLink(context, project, '/recommendations')}" class="narrow-form">
      ${onceField()}
      ${textField(state, { name: 'title', label: labels.title, required: true, maxLength: 200 })}
      ${textArea(state, { name: 'description', label: labels.description })}
      ${selectField(state, {
        name: 'priority',
        label: labels.priority,
        value: 'medium',
        choices: priorities.map((value) => ({ value, label: value })),
      })}
      <p><button>Add</button></p>
    </form>
  </details>`
}
