import type { Hono } from 'hono'
import { defectKey } from '../../coverage/defects.js'
import type { MatrixGrouping, MatrixTicket, TestCaseResult } from '../../coverage/matrix-types.js'
import { text, verdictMark } from '../../reports/html-parts.js'
import { groupings } from '../../reports/words.js'
import type { Environment, RequestContext } from '../environment.js'
import { sendBytes } from '../respond.js'
import { projectLink } from './addresses.js'
import { checkbox, selectField } from './fields.js'
import { filterForm, hiddenFields, queryOf, readFilters } from './filters.js'
import { emptyForm, Form } from './forms.js'
import { type Content, dayOf, html, joined } from './markup.js'
import { type ProjectVisit, requireProject, showProjectPage } from './project-page.js'
import { dataTable, paging } from './tables.js'

const shownAtOnce = 25

/** Which way a matrix is read. */
interface Arrangement {
  readonly by: 'ticket' | 'testCase'
  readonly groupBy: MatrixGrouping | undefined
  /** Also what has nothing on the other side. */
  readonly alone: boolean
}

/** Which tests cover which tickets, and what they say. */
export function addMatrixPages(pages: Hono<Environment>): void {
  pages.get('/projects/:projectId/matrix', async (context) => {
    const visit = await requireProject(context)
    return await showProjectPage(context, visit, { section: 'matrix', body: await matrix(context, visit) })
  })
  pages.get('/projects/:projectId/matrix.csv', async (context) => {
    const { services, project } = await requireProject(context)
    const csv = services.coverage.exportMatrix({ ...matrixQuery(context, project.id), format: 'csv' })
    return sendBytes(context, csv, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="matrix-${project.id}.csv"`,
      'cache-control': 'no-store',
    })
  })
}

function readArrangement(context: RequestContext): Arrangement {
  const groupBy = context.req.query('groupBy')
  return {
    by: context.req.query('by') === 'testCase' ? 'testCase' : 'ticket',
    groupBy: (['epic', 'fixVersion', 'component'] as const).find((name) => name === groupBy),
    alone: context.req.query('alone') === 'yes',
  }
}

function matrixQuery(context: RequestContext, projectId: number) {
  const { by, groupBy, alone } = readArrangement(context)
  return {
    ...queryOf(projectId, readFilters(context)),
    by,
    ...(groupBy === undefined ? {} : { groupBy }),
    ...(by === 'ticket' ? { uncovered: alone } : { orphaned: alone }),
  }
}

async function matrix(context: RequestContext, visit: ProjectVisit): Promise<Content> {
  const { services, project } = visit
  const filters = readFilters(context)
  const arrangement = readArrangement(context)
  const { by, groupBy, alone } = arrangement
  const cursor = context.req.query('cursor')
  const page = await services.coverage.matrix({
    ...matrixQuery(context, project.id),
    limit: shownAtOnce,
    cursor,
  })
  const kept = { by, groupBy, alone: alone ? 'yes' : undefined }
  const asked = { ...filters, ...kept }
  const group = (value: string | null | undefined): readonly Content[] =>
    groupBy === undefined
      ? []
      : [value == null ? html`<span class="muted">${groupings[groupBy].none}</span>` : text(value)]
  const rows =
    page.by === 'ticket'
      ? page.items.flatMap((item) =>
          (item.testCases.length === 0 ? [undefined] : item.testCases).map((testCase, index) => [
            index === 0
              ? ticketName(context, visit, item)
              : html`<span class="visually-hidden">${text(item.key)}</span>`,
            ...group(item.group),
            testCase === undefined
              ? html`<span class="verdict uncovered">UNCOVERED</span>`
              : text(testCase.title),
            ...resultCells(context, visit, testCase, page.environments),
          ]),
        )
      : page.items.map((item) => [
          text(item.title),
          ...group(item.group),
          item.tickets.length === 0
            ? html`<span class="muted">no ticket</span>`
            : joined(item.tickets.map((ticket) => ticketKey(context, visit, ticket))),
          ...resultCells(context, visit, item, page.environments),
        ])
  const names = by === 'ticket' ? ['Ticket', 'Test case'] : ['Test case', 'Tickets']
  return html`${arrangementForm(context, visit, filters, arrangement)}
    ${await filterForm(context, visit, filters, { path: '/matrix', kept })}
    <p class="actions"><a href="${projectLink(context, project, '/matrix.csv', asked)}" download>Download all of it as CSV</a></p>
    ${dataTable({
      caption:
        by === 'ticket'
          ? 'Tickets with the test cases that cover them'
          : 'Test cases with the tickets that they cover',
      columns: [
        { title: names[0] ?? '' },
        ...(groupBy === undefined ? [] : [{ title: groupings[groupBy].one }]),
        { title: names[1] ?? '', kind: 'words' as const },
        ...page.environments.map((name) => ({ title: name === '' ? '(no environment)' : name })),
        { title: 'Last tested', kind: 'nowrap' as const },
        { title: 'Defects' },
      ],
      rows,
      empty: 'No ticket and test case fit.',
    })}
    ${paging({ link: (at) => projectLink(context, project, '/matrix', { ...asked, cursor: at }), cursor, nextCursor: page.nextCursor })}`
}

function ticketName(context: RequestContext, visit: ProjectVisit, ticket: MatrixTicket): Content {
  return html`${ticketKey(context, visit, ticket)} <small>${text(ticket.summary)}</small>`
}

function ticketKey(context: RequestContext, { project }: ProjectVisit, { key }: MatrixTicket): Content {
  return html`<a class="nowrap" href="${projectLink(context, project, `/tickets/${encodeURIComponent(key)}`)}">${text(key)}</a>`
}

function resultCells(
  context: RequestContext,
  { project }: ProjectVisit,
  testCase: TestCaseResult | undefined,
  environments: readonly string[],
): readonly Content[] {
  const lastRun = testCase?.lastRun ?? null
  const last =
    lastRun === null
      ? '–'
      : html`<a href="${projectLink(context, project, `/runs/${lastRun.id}`)}">${dayOf(lastRun.executedAt, 'some day')}</a>`
  const defects = testCase?.defects ?? []
  return [
    ...environments.map((name) => {
      const verdict = testCase?.environments[name]
      return verdict === undefined ? '–' : verdictMark(verdict)
    }),
    last,
    defects.length === 0
      ? '–'
      : joined(defects.map(({ key }) => html`<span class="nowrap">${text(defectKey(key) ?? key)}</span>`)),
  ]
}

function arrangementForm(
  context: RequestContext,
  { project }: ProjectVisit,
  filters: Readonly<Record<string, string | undefined>>,
  { by, groupBy, alone }: Arrangement,
): Content {
  return html`<form method="get" action="${projectLink(context, project, '/matrix')}" class="inline">
    ${hiddenFields(filters)}
    ${selectField(emptyForm, {
      name: 'by',
      label: 'Rows',
      value: by,
      choices: [
        { value: 'ticket', label: 'Tickets' },
        { value: 'testCase', label: 'Test cases' },
      ],
    })}
    ${selectField(emptyForm, {
      name: 'groupBy',
      label: 'Grouped by',
      value: groupBy ?? '',
      choices: [
        { value: '', label: 'Nothing' },
        ...(['epic', 'fixVersion', 'component'] as const).map((value) => ({
          value,
          label: groupings[value].one,
        })),
      ],
    })}
    ${checkbox(
      { form: new Form(alone ? [['alone', 'yes']] : []) },
      { name: 'alone', label: 'Also tickets without tests, and tests without tickets' },
    )}
    <button class="quiet">Arrange</button>
  </form>`
}
