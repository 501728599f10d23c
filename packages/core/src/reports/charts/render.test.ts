import { describe, expect, it } from 'vitest'
import { elementsOf } from '../../../../../test/support/markup.js'
import { reportOf, summaryOf } from '../../../../../test/support/project-report.js'
import { breakdownOf } from '../words.js'
import type { Chart } from './chart.js'
import { cycleBars } from './cycle-bars.js'
import { maturityRadar } from './maturity-radar.js'
import { renderChart } from './render.js'
import { riskHeatMap } from './risk-heat-map.js'
import { label } from './texts.js'
import { trendLines } from './trend-lines.js'
import { verdictBars } from './verdict-bars.js'
import { verdictDonut } from './verdict-donut.js'

const report = reportOf()
const charts: readonly [string, Chart][] = [
  ['verdict donut', verdictDonut(report.coverage)],
  ['trend', trendLines(report.trend)],
  ['verdict bars', verdictBars(breakdownOf(report, 'epic'))],
  ['heat map', riskHeatMap(breakdownOf(report, 'priority').items)],
  ['radar', maturityRadar(report.maturity)],
  ['cycle bars', cycleBars(report.cycles)],
]

describe.each(charts)('the %s', (_, chart) => {
  it('has only colours of the theme', async () => {
    const { wide, narrow = '' } = await renderChart(chart, 'chart')
    const colors = [...`${wide}${narrow}`.matchAll(/\s(?:fill|stroke|stop-color)="([^"]*)"/g)].map(
      ([, color]) => color,
    )
    expect(colors.length).toBeGreaterThan(5)
    const foreign = colors.filter(
      (color) => color !== 'none' && !/^(var\(--|color-mix\(in srgb, var\(--|url\(#)/.test(color ?? ''),
    )
    expect(foreign).toEqual([])
  })

  it('brings no style, no script and no class, and ids of its own', async () => {
    const { wide } = await renderChart(chart, 'mine')
    for (const { name, attributes } of elementsOf(wide)) {
      expect(['style', 'script', 'foreignObject']).not.toContain(name)
      expect(attributes).not.toHaveProperty('style')
      expect(attributes).not.toHaveProperty('class')
      expect(attributes.id ?? 'mine-').toMatch(/^mine-/)
    }
  })

  it('is the same again, however many were drawn before', async () => {
    expect(await renderChart(chart, 'chart')).toEqual(await renderChart(chart, 'chart'))
  })

  it('comes with its numbers as text and as a table', async () => {
    const [title, text] = elementsOf((await renderChart(chart, 'chart')).wide).slice(1)
    expect([title?.text, text?.text]).toEqual([chart.title, chart.text])
    expect(chart.table.rows.length).toBeGreaterThan(0)
    for (const row of chart.table.rows) expect(row).toHaveLength(chart.table.columns.length)
  })
})

describe('charts', () => {
  it('tell verdicts apart without colour: each has a pattern or an edge of its own', async () => {
    const { wide } = await renderChart(
      verdictDonut(summaryOf({ OK: 1, NOK: 1, NOTRUN: 1, UNKNOWN: 1, UNCOVERED: 1 })),
      'donut',
    )
    const patterns = [...wide.matchAll(/<pattern.*?<\/pattern>/gs)].map(([pattern]) =>
      pattern.replace(/id="[^"]*"/, ''),
    )
    expect(new Set(patterns).size).toBe(3)
    expect(wide).toContain('stroke="var(--uncovered-edge)"')
  })

  it('draw what people write as they wrote it', async () => {
    const written = '<b>&"\'{a|b}{c}%s</b>'
    const bars = verdictBars({ by: 'component', items: [{ value: written, summary: summaryOf({ OK: 1 }) }] })
    const texts = elementsOf((await renderChart(bars, 'bars')).wide).filter(({ name }) => name === 'text')
    expect(texts.map(({ text }) => text)).toContain(written)
  })

  it.each([
    ['a name that is too long for its place', 12, 'a name that…'],
    ['two\nlines', 20, 'two lines'],
    ['\u{202e}drow\u{0007}', 20, '\u{fffd}drow\u{fffd}'],
    ['👩‍🚀👩‍🚀', 20, '👩‍🚀👩‍🚀'],
  ])('write %j in %i letters as %j', (text, most, expected) => {
    expect(label(text, most)).toBe(expected)
  })

  it('leave out the time before the first ticket was linked, apart from its last point', () => {
    const [first, ...others] = report.trend.points
    if (first === undefined) throw new Error('the report has a trend')
    const before = ['2026-10-25', '2026-11-01'].map((date) => ({
      ...first,
      date,
      linked: 0,
      linkedPercentage: 0,
    }))
    const { table } = trendLines({ interval: 'week', points: [...before, first, ...others] })
    expect(table.rows.map(([date]) => date?.text)).toEqual([
      '2026-11-22',
      '2026-11-15',
      '2026-11-08',
      '2026-11-01',
    ])
  })

  it('put the most urgent priority first', () => {
    const items = ['Low', null, 'Blocker', 'Major'].map((value) => ({ value, summary: summaryOf({ OK: 1 }) }))
    expect(riskHeatMap(items).text).toMatch(/Blocker:.*Major:.*\(no priority\):.*Low:/)
  })
})

it('makes no name a part of every object in the process', async () => {
  const names = ['__proto__', 'before __proto__ after', 'constructor']
  const items = names.map((value) => ({ value, summary: summaryOf({ OK: 3 }) }))
  const { wide } = await renderChart(verdictBars({ by: 'component', items }), 'chart')
  const inherited: string[] = []
  for (const name in {}) inherited.push(name)
  expect(inherited).toEqual([])
  expect(wide.replaceAll('\u200b', '')).toContain('__proto__')
  elementsOf(wide)
})
