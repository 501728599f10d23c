import { expect, it } from 'vitest'
import type { MatrixAnswer } from '../../answers'
import type { Call } from '../../testing/endpoints'
import { open } from '../../testing/open'
import type { Page } from '../../testing/page'
import { coverage, noCoverage } from '../../testing/samples'

type Ticket = MatrixAnswer['items'][number]
type Reply = MatrixAnswer | ((call: Call) => MatrixAnswer)

function ticket(key: string, overrides: Partial<Ticket> = {}): Ticket {
  return {
    key,
    summary: `Summary of ${key}`,
    verdict: 'OK',
    testCases: [{ id: 1, title: 'Pays by card', verdict: 'OK', lastExecutedAt: '2026-11-20T09:30:00Z' }],
    testCasesTotal: 1,
    ...overrides,
  }
}

async function openTab(matrix: Reply): Promise<Page> {
  const page = await open('project-page', {
    'GET /forge/project/coverage': coverage({ coverage: noCoverage }),
    'GET /forge/project/matrix': matrix,
  })
  await page.openTab('Traceability')
  return page
}

const queries = (page: Page): readonly string[] =>
  page.jira.calls
    .filter(({ endpoint }) => endpoint === 'GET /forge/project/matrix')
    .map(({ query }) => query.toString())

it('shows tickets and the test cases that cover them', async () => {
  const page = await openTab({
    items: [
      ticket('SHOP-1'),
      ticket('SHOP-2', {
        verdict: 'NOTRUN',
        testCases: [{ id: 2, title: 'Refunds', verdict: 'NOTRUN', lastExecutedAt: null }],
      }),
      ticket('SHOP-3', { verdict: 'UNCOVERED', testCases: [], testCasesTotal: 0 }),
    ],
    nextCursor: null,
  })
  expect(page.cells(page.one('DynamicTable'))).toEqual([
    ['SHOP-1 | Summary of SHOP-1', 'Passed', 'Passed | Pays by card, Nov 20, 2026'],
    ['SHOP-2 | Summary of SHOP-2', 'Not run', 'Not run | Refunds'],
    ['SHOP-3 | Summary of SHOP-3', 'Not covered', 'No test case'],
  ])
  expect(page.all('Link')[0]?.props.href).toBe('/browse/SHOP-1')
  expect(page.buttons()).not.toContain('Next')
})

it('shows five test cases of a ticket until somebody wants all', async () => {
  const testCases = Array.from({ length: 20 }, (_, index) => ({
    id: index,
    title: `Test case ${index}`,
    verdict: 'OK' as const,
    lastExecutedAt: null,
  }))
  const page = await openTab({
    items: [ticket('SHOP-1', { testCases, testCasesTotal: 42 }), ticket('SHOP-2')],
    nextCursor: null,
  })
  const row = () => page.row('SHOP-1')
  expect(page.all('Lozenge', row())).toHaveLength(1 + 5)
  await page.click('Show 15 more')
  expect(page.all('Lozenge', row())).toHaveLength(1 + 20)
  expect(page.text(row())).toContain('22 more are not shown here.')
})

it('pages forward and back', async () => {
  const pages: Readonly<Record<string, MatrixAnswer>> = {
    '': { items: [ticket('SHOP-1')], nextCursor: 'two' },
    two: { items: [ticket('SHOP-2')], nextCursor: 'three' },
    three: { items: [ticket('SHOP-3')], nextCursor: null },
  }
  const none: MatrixAnswer = { items: [], nextCursor: null }
  const page = await openTab(({ query }) => pages[query.get('cursor') ?? ''] ?? none)
  const pagers = () => page.buttons().filter((name) => name === 'Previous' || name === 'Next')
  expect(pagers()).toEqual(['Next'])
  await page.click('Next')
  await page.click('Next')
  expect(page.text()).toContain('SHOP-3')
  expect(pagers()).toEqual(['Previous'])
  await page.click('Previous')
  expect(page.text()).toContain('SHOP-2')
  await page.click('Previous')
  expect(page.text()).toContain('SHOP-1')
  expect(queries(page)).toEqual(['', 'cursor=two', 'cursor=three', 'cursor=two', ''])
})

it('filters by verdict, from the first page on', async () => {
  const page = await openTab({ items: [ticket('SHOP-1')], nextCursor: 'two' })
  await page.click('Next')
  await page.choose('Verdict', ['Failed', 'Not covered'])
  expect(queries(page).at(-1)).toBe('verdict=NOK&verdict=UNCOVERED')
  expect(page.buttons()).not.toContain('Previous')
  await page.choose('Verdict', null)
  expect(queries(page).at(-1)).toBe('')
})

it('tells an empty project from a filter that nothing passes', async () => {
  const page = await openTab({ items: [], nextCursor: null })
  expect(page.text()).toContain('No issues yet')
  await page.choose('Verdict', ['Failed'])
  expect(page.text()).toContain('No issue with this verdict | Choose other verdicts')
})
