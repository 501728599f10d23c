import { expect, it } from 'vitest'
import { open } from '../../testing/open'
import { panel, testCase } from '../../testing/samples'

const many = Array.from({ length: 200 }, (_, index) =>
  testCase(index + 1, {
    results: ['staging', 'live', 'local'].map((environment) => ({
      environment,
      verdict: 'OK',
      status: 'passed',
      version: '2.3',
      executedAt: '2026-11-20T09:30:00Z',
    })),
  }),
)

it('pages 200 test cases by ten', async () => {
  const page = await open('issue-panel', {
    'GET /forge/issue': panel({ testCases: many, environments: ['staging', 'live', 'local'] }),
  })
  const table = page.one('DynamicTable')
  expect(table.props.rowsPerPage).toBe(10)
  expect(page.all('Row', table)).toHaveLength(200)
  expect(page.text()).toContain('Test cases (200)')
})

it('hands Jira less than a megabyte for them', async () => {
  const page = await open('issue-panel', {
    'GET /forge/issue': panel({ testCases: many, environments: ['staging', 'live', 'local'] }),
  })
  expect(JSON.stringify(page.jira.drawn).length).toBeLessThan(1_000_000)
})

it('finds some of them by title or ID', async () => {
  const page = await open('issue-panel', { 'GET /forge/issue': panel({ testCases: many }) })
  await page.type('Filter by title or ID', ' tc-19')
  expect(page.all('Row').map((row) => page.text(row).split(' | ')[1])).toEqual([
    'TC-19',
    ...Array.from({ length: 10 }, (_, index) => `TC-19${index}`),
  ])

  await page.type('Filter by title or ID', 'nothing like it')
  expect(page.all('Row')).toHaveLength(0)
  expect(page.text()).toContain('No test case matches the filter.')

  await page.type('Filter by title or ID', '')
  expect(page.all('Row')).toHaveLength(200)
})

it('has no filter where all fit on a page', async () => {
  const page = await open('issue-panel', { 'GET /forge/issue': panel({ testCases: many.slice(0, 10) }) })
  expect(page.all('Textfield')).toHaveLength(0)
})

it('says how many the server left out', async () => {
  const page = await open('issue-panel', {
    'GET /forge/issue': panel({ testCases: many, testCasesTotal: 650 }),
  })
  expect(page.text()).toContain('450 more are not shown here.')
})

it('sorts by title and verdict, with keys that differ within a row', async () => {
  const page = await open('issue-panel', { 'GET /forge/issue': panel({ testCases: many.slice(0, 2) }) })
  const [head] = page.all('DynamicTable').flatMap((table) => page.all('ContentWrapper', table))
  expect(page.all('Cell', head).map(({ props }) => [props.cellKey, props.isSortable])).toEqual([
    ['title', true],
    ['verdict', true],
    ['environment 0', false],
    ['actions', false],
  ])
  const keys = page.all('Cell', page.row('TC-1')).map(({ props }) => props.cellKey)
  expect(new Set(keys).size).toBe(keys.length)
})
