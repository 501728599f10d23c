import { describe, expect, it } from 'vitest'
import type { PanelGap, VerdictReason } from '../../answers'
import { open } from '../../testing/open'
import { panel, testCase } from '../../testing/samples'

it('shows all of a ticket with one question to the server', async () => {
  const page = await open('issue-panel', {
    'GET /forge/issue': panel({ environments: ['staging', null], access: 'read' }),
  })
  expect(page.asked()).toEqual(['GET /forge/issue'])
  expect(page.text()).toContain('Passed | All 2 test cases passed.')
  expect(page.text()).toContain('Newest result Nov 20, 2026, 10:30 AM. Issue read Nov 22, 2026, 9:00 AM.')
  const table = page.one('DynamicTable')
  expect(
    page
      .all('Cell', page.one('DynamicTable'))
      .slice(0, 4)
      .map((cell) => page.text(cell)),
  ).toEqual(['Test case', 'Verdict', 'staging', '(no environment)'])
  expect(page.cells(table)).toEqual([
    ['Pays by card | TC-1', 'Passed', 'Status passed, version 2.3 | Passed | Nov 20, 2026', '–'],
    ['Test case 2 | TC-2', 'Passed', 'Status passed, version 2.3 | Passed | Nov 20, 2026', '–'],
  ])
})

describe('the reason is a sentence', () => {
  const sentences: readonly (readonly [VerdictReason, string])[] = [
    [{ rule: 'unlinked' }, 'No test case is linked.'],
    [{ rule: 'uncounted', linked: 1 }, '1 test case is linked, but it does not count.'],
    [{ rule: 'uncounted', linked: 3 }, '3 test cases are linked, but none of them counts.'],
    [{ rule: 'passed', testCases: 1, ignoring: false }, 'The test case passed.'],
    [{ rule: 'passed', testCases: 4, ignoring: true }, 'All 4 test cases passed; skipped runs are left out.'],
    [{ rule: 'unrun', missing: 2, testCases: 5 }, '2 of 5 test cases have no run that counts.'],
    [
      { rule: 'run', testCase: 'Pays', status: 'failed', environment: null, ageDays: null },
      '“Pays” ended with “failed”.',
    ],
    [
      { rule: 'run', testCase: 'Pays', status: 'blocked', environment: 'staging', ageDays: 0 },
      '“Pays” ended with “blocked” on staging, today.',
    ],
  ]
  it.each(sentences)('%j', async (reason, sentence) => {
    const answer = panel()
    const page = await open('issue-panel', {
      'GET /forge/issue': { ...answer, ticket: answer.ticket && { ...answer.ticket, reason } },
    })
    expect(page.text()).toContain(sentence)
  })
})

it('shows what comes of the children', async () => {
  const answer = panel()
  const page = await open('issue-panel', {
    'GET /forge/issue': {
      ...answer,
      ticket: answer.ticket && { ...answer.ticket, rollup: { verdict: 'NOK', children: 4, covered: 3 } },
    },
  })
  expect(page.text()).toContain(
    'Failed | With what is below SHOP-1: 3 of 4 child issues are covered. At least one test of these issues fails.',
  )
})

it('says that a ticket has not been read yet, and what waits for it', async () => {
  let answer = panel({
    ticket: null,
    testCases: [],
    pendingLinks: [{ testCaseId: 4, title: 'Pays by card' }],
  })
  const page = await open('issue-panel', { 'GET /forge/issue': () => answer })
  expect(page.text()).toContain('SHOP-1 has not been read from Jira yet')
  expect(page.text()).toContain('1 link takes effect once the issue has been read: | Pays by card')

  answer = panel()
  await page.click('Reload')
  expect(page.text()).toContain('All 2 test cases passed.')
})

describe('what is missing', () => {
  const gap = (kind: PanelGap['kind'], environment: string | null = null): PanelGap => ({
    kind,
    testCase: { id: 1, title: 'Pays' },
    environment,
  })

  it('is said in sentences', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': panel({
        gaps: [
          gap('failing', 'staging'),
          gap('unknown', 'live'),
          gap('notRun'),
          gap('notRunIn', 'live'),
          { kind: 'unapproved', testCase: null, environment: null },
        ],
      }),
    })
    expect(page.all('ListItem').map((item) => page.text(item))).toEqual([
      '“Pays” fails on staging.',
      'The result of “Pays” on live has no clear meaning.',
      '“Pays” has not been run.',
      '“Pays” has not been run on live.',
      'Test cases wait for approval.',
    ])
  })

  it('is cut at five until somebody wants all', async () => {
    const gaps = Array.from({ length: 20 }, (_, index) => gap('failing', `host ${index}`))
    const page = await open('issue-panel', { 'GET /forge/issue': panel({ gaps }) })
    expect(page.all('ListItem')).toHaveLength(5)
    await page.click('Show 15 more')
    expect(page.all('ListItem')).toHaveLength(20)
    expect(page.buttons()).not.toContain('Show 0 more')
  })
})

it('puts more than five environments into one column', async () => {
  const environments = ['a', 'b', 'c', 'd', 'e', null]
  const results = environments.map((environment) => ({
    environment,
    verdict: environment === 'b' ? ('NOK' as const) : ('OK' as const),
    status: 'done',
    version: null,
    executedAt: null,
  }))
  const page = await open('issue-panel', {
    'GET /forge/issue': panel({
      environments,
      testCases: [testCase(1, { results }), testCase(2, { results: [] })],
      access: 'read',
    }),
  })
  expect(page.cells(page.one('DynamicTable'))).toEqual([
    [
      'Test case 1 | TC-1',
      'Passed',
      'a: Passed | b: Failed | c: Passed | d: Passed | e: Passed | (no environment): Passed',
    ],
    ['Test case 2 | TC-2', 'Passed', '–'],
  ])
})

it('marks test cases that do not count', async () => {
  const page = await open('issue-panel', {
    'GET /forge/issue': panel({
      testCases: [
        testCase(1, { verdict: null, notCounted: 'deprecated' }),
        testCase(2, { verdict: null, notCounted: 'unapproved', externalId: null }),
      ],
    }),
  })
  expect(page.text(page.row('Test case 1'))).toContain('Deprecated | Does not count')
  expect(page.text(page.row('Test case 2'))).toContain('Waits for approval | Does not count')
})

describe('without test cases', () => {
  it('says what those who may write can do', async () => {
    const page = await open('issue-panel', { 'GET /forge/issue': panel({ testCases: [] }) })
    expect(page.text()).toContain('No test cases yet | Link a test case that is there, or create one.')
    expect(page.all('DynamicTable')).toHaveLength(0)
  })

  it('says to others who can', async () => {
    const page = await open('issue-panel', {
      'GET /forge/issue': panel({ testCases: [], access: 'read' }),
    })
    expect(page.text()).toContain('Somebody who may write to the project can link test cases.')
  })
})

it('offers nothing that writes to those who may only read', async () => {
  const page = await open('issue-panel', {
    'GET /forge/issue': panel({
      access: 'read',
      ai: true,
      testCases: [
        testCase(1, { verdict: null, notCounted: 'unapproved' }),
        testCase(2, { verdict: null, notCounted: 'unapproved' }),
      ],
    }),
  })
  expect(page.buttons()).toEqual(['Reload'])
})

it.each(['write', 'manage'] as const)('offers everything to those who may %s', async (access) => {
  const page = await open('issue-panel', { 'GET /forge/issue': panel({ access }) })
  expect(page.buttons()).toEqual(['Reload', 'Link test cases', 'Create test case', 'Unlink', 'Unlink'])
})

it('speaks German to Germans', async () => {
  const page = await open(
    'issue-panel',
    { 'GET /forge/issue': panel({ gaps: [{ kind: 'uncovered', testCase: null, environment: null }] }) },
    { locale: 'de_DE' },
  )
  expect(page.text()).toContain('Bestanden | Alle 2 Testfälle sind bestanden.')
  expect(page.text()).toContain('Neuestes Ergebnis 20.11.2026, 10:30. Vorgang gelesen 22.11.2026, 09:00.')
  expect(page.text()).toContain('Kein Testfall deckt diesen Vorgang ab.')
  expect(page.buttons()).toContain('Testfälle verknüpfen')
})

it('speaks English where there is no translation, and keeps to the time zone of the user', async () => {
  const page = await open(
    'issue-panel',
    { 'GET /forge/issue': panel() },
    { locale: 'ja_JP', timezone: 'Asia/Tokyo' },
  )
  expect(page.text()).toContain('All 2 test cases passed.')
  expect(page.text()).toContain('2026/11/20 18:30')
})
