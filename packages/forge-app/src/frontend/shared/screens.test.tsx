import { describe, expect, it, vi } from 'vitest'
import type { PanelAnswer } from '../../answers'
import { type Failure, held, problem, type Server, unreachable } from '../../testing/endpoints'
import type { Situation } from '../../testing/jira'
import { type ModuleName, open } from '../../testing/open'
import type { Page } from '../../testing/page'
import {
  admin,
  coverage,
  coverageNumbers,
  maturity,
  panel,
  recommendation,
  recommendations,
  settings,
  verdictAnswer,
} from '../../testing/samples'

interface Case {
  readonly screen: string
  readonly module: ModuleName
  /** What the screen asks first. */
  readonly endpoint: keyof Server
  readonly answer: object
  /** Something that is seen once the answer is there. */
  readonly shows: string
  readonly situation?: Situation
  readonly tab?: string
  /** What else it takes. */
  readonly besides?: Server
}

const noBreakdown = { by: 'fixVersion', items: [], more: 0 } as const
const projectPage = {
  module: 'project-page',
  besides: { 'GET /forge/project/coverage': coverage(), 'GET /forge/project/breakdown': noBreakdown },
} as const

const cases: readonly Case[] = [
  {
    screen: 'the issue panel',
    module: 'issue-panel',
    endpoint: 'GET /forge/issue',
    answer: panel(),
    shows: 'Pays by card',
  },
  {
    screen: 'the issue context',
    module: 'issue-context',
    endpoint: 'GET /forge/issue/verdict',
    answer: verdictAnswer(),
    shows: '3 test cases',
  },
  {
    ...projectPage,
    screen: 'the coverage tab',
    endpoint: 'GET /forge/project/coverage',
    answer: coverage(),
    shows: 'Linked | 75%',
  },
  {
    ...projectPage,
    screen: 'the breakdown on the coverage tab',
    endpoint: 'GET /forge/project/breakdown',
    answer: { ...noBreakdown, items: [{ value: '2.3', coverage: coverageNumbers() }] },
    shows: '2.3',
  },
  {
    ...projectPage,
    screen: 'the traceability tab',
    tab: 'Traceability',
    endpoint: 'GET /forge/project/matrix',
    answer: {
      items: [{ key: 'SHOP-1', summary: 'Checkout', verdict: 'OK', testCases: [], testCasesTotal: 0 }],
      nextCursor: null,
    },
    shows: 'Checkout',
  },
  {
    ...projectPage,
    screen: 'the maturity tab',
    tab: 'Maturity',
    endpoint: 'GET /forge/project/maturity',
    answer: maturity(),
    shows: 'Gated level',
  },
  {
    ...projectPage,
    screen: 'the recommendations tab',
    tab: 'Recommendations',
    endpoint: 'GET /forge/project/recommendations',
    answer: recommendations([recommendation(1)]),
    shows: 'Recommendation 1',
  },
  {
    screen: 'the gadget',
    module: 'dashboard-gadget',
    endpoint: 'GET /forge/gadget',
    answer: {
      show: 'coverage',
      project: { id: 7, name: 'Web shop' },
      coverage: coverageNumbers(),
      trend: [],
    },
    shows: 'Test coverage of Web shop',
  },
  {
    screen: 'setting the gadget up',
    module: 'dashboard-gadget',
    situation: { extension: { entryPoint: 'edit' } },
    endpoint: 'GET /forge/gadget/projects',
    answer: { items: [{ jiraProjectId: '10000', key: 'SHOP', name: 'Web shop' }] },
    shows: 'Project',
  },
  {
    screen: 'the admin page',
    module: 'admin-page',
    endpoint: 'GET /forge/admin',
    answer: admin(),
    shows: 'Connected projects',
  },
  {
    screen: 'the project settings',
    module: 'project-settings',
    endpoint: 'GET /forge/project/settings',
    answer: settings(),
    shows: 'What counts',
  },
]

async function openCase(
  { module, endpoint, situation, tab, besides }: Case,
  replies: (() => unknown) | Failure | object,
): Promise<Page> {
  const page = await open(module, { ...besides, [endpoint]: replies }, situation)
  if (tab !== undefined) await page.openTab(tab)
  return page
}

describe.each(cases)('$screen', (example) => {
  const { answer, shows } = example

  it('waits for the answer', async () => {
    const pending = held<object>()
    const page = await openCase(example, () => pending.promise)
    expect(page.text()).toContain('Loading…')
    expect(page.all('Spinner')).toHaveLength(1)

    await page.settle(() => pending.answer(answer))
    expect(page.text()).toContain(shows)
    expect(page.all('Spinner')).toHaveLength(0)
  })

  it('says what failed and under which request, and tries again', async () => {
    let reply: unknown = problem('internal', 'Something broke.', 500)
    const page = await openCase(example, () => reply)
    expect(page.text()).toContain('This could not be shown')
    expect(page.text()).toContain('Details: Something broke. | Request ID: request-1')

    reply = answer
    await page.click('Try again')
    expect(page.text()).toContain(shows)
    expect(page.text()).not.toContain('Request ID')
  })

  it('says that the server cannot be reached', async () => {
    const page = await openCase(example, unreachable)
    expect(page.text()).toContain('ATMosFera cannot be reached | The server does not answer.')
    expect(page.text()).toContain('Details: Invalid response from remote - remote network error')
    expect(page.buttons()).toContain('Try again')
  })

  it.each([
    ['jira_permission_missing', 'Jira does not give you the permission that this takes.'],
    ['jira_account_unknown', 'ATMosFera does not know your Jira account.'],
    ['permission_denied', 'Your access to this project in ATMosFera does not go that far.'],
  ])('says who can help where permission is missing: %s', async (code, explanation) => {
    const page = await openCase(example, problem(code, 'No.', 403))
    expect(page.text()).toContain(`You have no permission for this | ${explanation}`)
  })

  it('says who can connect the project, and where', async () => {
    const page = await openCase(example, problem('jira_not_connected', 'Not connected.', 409))
    expect(page.text()).toContain('This project is not connected')
    expect(page.text()).toContain(
      'Somebody who administers this Jira project can connect it to ATMosFera: under Project settings',
    )
    await page.click('Open project settings')
    expect(page.jira.navigations).toEqual([
      {
        target: 'module',
        moduleKey: 'atmosfera-project-settings',
        projectKey: 'SHOP',
        type: 'same-tab',
      },
    ])
  })

  it('says it in German', async () => {
    const { situation } = example
    const german = { ...example, situation: { ...situation, locale: 'de-DE' } }
    const page = await openCase(
      { ...german, ...(example.tab !== undefined && { tab: germanTabs[example.tab] }) },
      unreachable,
    )
    expect(page.text()).toContain('ATMosFera ist nicht erreichbar | Der Server antwortet nicht.')
    expect(page.buttons()).toContain('Erneut versuchen')
  })
})

const germanTabs: Readonly<Record<string, string>> = {
  Traceability: 'Rückverfolgbarkeit',
  Maturity: 'Reifegrad',
  Recommendations: 'Empfehlungen',
}

it('keeps what was there when reloading fails, and says so', async () => {
  let reply: ReturnType<typeof verdictAnswer> | Failure = verdictAnswer()
  const page = await open('issue-context', { 'GET /forge/issue/verdict': () => reply })
  reply = unreachable
  await page.click('Reload')
  expect(page.text()).toContain('What you see could not be refreshed')
  expect(page.text()).toContain('3 test cases')

  reply = verdictAnswer({ testCases: 4 })
  await page.click('Try again')
  expect(page.text()).not.toContain('What you see could not be refreshed')
  expect(page.text()).toContain('4 test cases')
})

it('shows that it reloads', async () => {
  const pending = held<ReturnType<typeof verdictAnswer>>()
  let first = true
  const page = await open('issue-context', {
    'GET /forge/issue/verdict': () => {
      if (!first) return pending.promise
      first = false
      return verdictAnswer()
    },
  })
  await page.click('Reload')
  expect(page.button('Reload').props.isLoading).toBe(true)
  await page.settle(() => pending.answer(verdictAnswer()))
  expect(page.button('Reload').props.isLoading).toBe(false)
})

it('offers no way to settings where no project is shown', async () => {
  const page = await open(
    'dashboard-gadget',
    { 'GET /forge/gadget': problem('jira_not_connected') },
    { extension: { project: undefined } },
  )
  expect(page.buttons()).toEqual(['Try again'])
})

it('survives an answer that it cannot show', async () => {
  // React tells of the error besides, which is what this is about.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  let answer: object = { ...panel(), testCases: 'none' }
  const page = await open('issue-panel', { 'GET /forge/issue': () => answer as PanelAnswer })
  expect(page.text()).toContain('Something in this view broke')

  answer = panel()
  await page.click('Try again')
  expect(page.text()).toContain('Pays by card')
})
