import { describe, expect, it } from 'vitest'
import type { BreakdownAnswer } from '../../answers'
import { type Call, held, type Server } from '../../testing/endpoints'
import { open } from '../../testing/open'
import type { Page } from '../../testing/page'
import { coverage, coverageNumbers, noCoverage } from '../../testing/samples'

const breakdown: BreakdownAnswer = {
  by: 'fixVersion',
  items: [
    { value: '2.3', coverage: coverageNumbers() },
    { value: null, coverage: noCoverage },
  ],
  more: 0,
}

async function openTab(server: Server = {}, locale = 'en-US'): Promise<Page> {
  return await open(
    'project-page',
    { 'GET /forge/project/coverage': coverage(), 'GET /forge/project/breakdown': breakdown, ...server },
    { locale },
  )
}

it('asks only for what the open tab shows', async () => {
  const page = await openTab()
  expect(page.asked()).toEqual(['GET /forge/project/coverage', 'GET /forge/project/breakdown'])
  expect(page.all('Tab').map((tab) => page.text(tab))).toEqual([
    'Coverage',
    'Traceability',
    'Maturity',
    'Recommendations',
  ])
})

it('shows three numbers and what they rest on', async () => {
  const page = await openTab()
  expect(page.text()).toContain('Linked | 75% | 150 of 200 issues')
  expect(page.text()).toContain('Executed | 60% | 120 of 200 issues')
  expect(page.text()).toContain('Passing | 45% | 90 of 200 issues')
  expect(page.text()).toContain(
    'All issue types count. As of Nov 22, 2026, 11:00 AM; everything that changed in Jira until ' +
      'Nov 22, 2026, 10:55 AM is included.',
  )
})

it('names the issue types that count', async () => {
  const page = await openTab({
    'GET /forge/project/coverage': coverage({ issueTypes: ['Story', 'Bug'], upToDateAsOf: null }),
  })
  expect(page.text()).toContain('Only these issue types count: Story, Bug. As of Nov 22, 2026, 11:00 AM.')
})

it('draws verdicts and counts them', async () => {
  const page = await openTab()
  expect(page.one('DonutChart').props.data).toEqual([
    { verdict: 'Passed', tickets: 90 },
    { verdict: 'Failed', tickets: 20 },
    { verdict: 'Not run', tickets: 30 },
    { verdict: 'Unclear', tickets: 10 },
    { verdict: 'Not covered', tickets: 50 },
  ])
  expect(page.cells(page.table('Issues by verdict'))).toEqual([
    ['Passed', '90', '45%'],
    ['Failed', '20', '10%'],
    ['Not run', '30', '15%'],
    ['Unclear', '10', '5%'],
    ['Not covered', '50', '25%'],
  ])
})

it('colours a chart by the words of its legend', async () => {
  const page = await openTab({}, 'de-DE')
  const { colorPalette } = page.one('DonutChart').props
  expect(colorPalette).toContainEqual({ key: 'Fehlgeschlagen', value: '#E2483D' })
})

describe('the trend', () => {
  it('has three lines, without the days on which there was nothing to count', async () => {
    const page = await openTab()
    const { data } = page.one('LineChart').props
    expect(data).toHaveLength(8)
    expect(data).toContainEqual({ day: 'Nov 22, 2026', percentage: 45, line: 'Passing' })
  })

  it('is a table for those whom lines tell nothing, newest first', async () => {
    const page = await openTab()
    await page.click('Show as table')
    expect(page.all('LineChart')).toHaveLength(0)
    expect(page.cells(page.table('The last 90 days'))).toEqual([
      ['Nov 22, 2026', '200', '75%', '60%', '45%'],
      ['Nov 15, 2026', '190', '70%', '55%', '–'],
      ['Nov 8, 2026', '180', '60%', '50%', '40%'],
    ])
    await page.click('Show as chart')
    expect(page.all('LineChart')).toHaveLength(1)
  })

  it('needs more than a point', async () => {
    const page = await openTab({
      'GET /forge/project/coverage': coverage({ trend: coverage().trend.slice(0, 1) }),
    })
    expect(page.text()).toContain('There are not enough weeks yet to draw a line.')
  })
})

describe('the breakdown', () => {
  it('gives each value its counts and percentages', async () => {
    const page = await openTab()
    expect(page.cells(page.table('Coverage by Fix version'))).toEqual([
      ['2.3', '200', '150 (75%)', '120 (60%)', '90 (45%)', '20'],
      ['(none)', '0', '0 (–)', '0 (–)', '0 (–)', '0'],
    ])
    expect(page.one('HorizontalStackBarChart').props.data).toContainEqual({
      value: '2.3',
      tickets: 20,
      verdict: 'Failed',
    })
  })

  it('is by what the user chooses', async () => {
    const page = await openTab({
      'GET /forge/project/breakdown': ({ query }: Call) =>
        query.get('by') === 'component'
          ? { by: 'component', items: [{ value: 'Cart', coverage: coverageNumbers() }], more: 3 }
          : breakdown,
    })
    await page.choose('By', 'Component')
    expect(page.jira.calls.at(-1)?.query.get('by')).toBe('component')
    expect(page.cells(page.table('Coverage by Component'))[0]?.[0]).toBe('Cart')
    expect(page.text()).toContain('3 values with fewer issues are left out.')
  })

  it('is by what was chosen last, however late the answer to another choice comes', async () => {
    const slow = held<BreakdownAnswer>()
    const page = await openTab({
      'GET /forge/project/breakdown': ({ query }: Call) =>
        query.get('by') === 'epic'
          ? slow.promise
          : { by: 'component', items: [{ value: 'Cart', coverage: coverageNumbers() }], more: 0 },
    })
    await page.choose('By', 'Epic')
    await page.choose('By', 'Component')
    await page.settle(() =>
      slow.answer({ by: 'epic', items: [{ value: 'SHOP-100', coverage: coverageNumbers() }], more: 0 }),
    )
    expect(page.cells(page.table('Coverage by Component'))[0]?.[0]).toBe('Cart')
  })

  it('draws no more than ten bars, and lists all', async () => {
    const items = Array.from({ length: 30 }, (_, index) => ({
      value: `version ${index}`,
      coverage: coverageNumbers(),
    }))
    const page = await openTab({ 'GET /forge/project/breakdown': { ...breakdown, items } })
    expect(page.one('HorizontalStackBarChart').props.data).toHaveLength(10 * 5)
    expect(page.all('Row', page.table('Coverage by Fix version'))).toHaveLength(30)
  })

  it('may be of nothing', async () => {
    const page = await openTab({ 'GET /forge/project/breakdown': { ...breakdown, items: [] } })
    expect(page.text()).toContain('There is nothing to break down by this.')
  })
})

describe('the gaps', () => {
  it('lead to their issues', async () => {
    const page = await openTab()
    expect(page.text()).toContain('20 issues fail. 50 issues have no test.')
    const table = page.table('Riskiest gaps')
    expect(page.cells(table)).toEqual([
      ['SHOP-9', 'Refunds', 'Story', 'High', 'In Progress', 'Not covered', '82', '1 day'],
      ['SHOP-4', 'Vouchers', '–', '–', 'Done', 'Failed', '61', '–'],
    ])
    expect(page.all('Link', table).map(({ props }) => [props.href, props.openNewTab])).toEqual([
      ['/browse/SHOP-9', true],
      ['/browse/SHOP-4', true],
    ])
  })

  it('may be none', async () => {
    const page = await openTab({
      'GET /forge/project/coverage': coverage({ gaps: { failing: 0, uncovered: 0, items: [] } }),
    })
    expect(page.text()).toContain('No gaps: every issue is covered and passes.')
  })
})

it('says what to do where nothing counts', async () => {
  const page = await openTab({ 'GET /forge/project/coverage': coverage({ coverage: noCoverage }) })
  expect(page.text()).toContain('No issues yet | Nothing counts so far.')
  expect(page.buttons()).toEqual(['Open project settings'])
  expect(page.asked()).toEqual(['GET /forge/project/coverage'])
})

it('speaks German to Germans', async () => {
  const page = await openTab({}, 'de-DE')
  expect(page.text()).toContain('Verknüpft | 75 % | 150 von 200 Vorgängen')
  expect(page.text()).toContain('20 Vorgänge schlagen fehl. 50 Vorgänge haben keinen Test.')
})
