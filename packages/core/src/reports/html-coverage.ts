import { html } from 'hono/html'
import type { CoverageBreakdown } from '../coverage/types.js'
import { count, percent, plural } from '../formatting.js'
import { breakdownTable } from './breakdown-table.js'
import { cycleBars } from './charts/cycle-bars.js'
import { riskHeatMap } from './charts/risk-heat-map.js'
import { sinceItBegan, trendLines } from './charts/trend-lines.js'
import { shownBars, verdictBars } from './charts/verdict-bars.js'
import { verdictDonut } from './charts/verdict-donut.js'
import { gapsTable } from './gaps-table.js'
import {
  detailsHtml,
  emptyHtml,
  figureHtml,
  type Html,
  nothing,
  sectionHtml,
  tableHtml,
} from './html-parts.js'
import type { ProjectReport, ReportedChange } from './types.js'
import { breakdownOf, groupings, minute } from './words.js'

/** How many values a breakdown's table lists: more than anybody reads, less than what makes a page slow. */
const listedValues = 200
/** As many as a page of paper holds; the style hides the others there. */
const printedValues = 25

/** Where the tickets stand, and how they came there. */
export async function coverageHtml(report: ProjectReport): Promise<Html> {
  const { coverage, trend, change } = report
  if (coverage.tickets === 0) {
    return sectionHtml(
      'coverage',
      'Coverage',
      emptyHtml(
        'There are no tickets in this scope. Connect Jira, or import them:',
        'atmosfera import tickets FILE --project NAME',
      ),
    )
  }
  const donut = verdictDonut(coverage)
  return sectionHtml('coverage', 'Coverage', [
    html`<div class="pair"><div class="donut">${await figureHtml(donut, 'verdicts', { table: nothing })}</div>
<div>${tableHtml(donut.table)}</div></div>
<h3>Over time</h3>
${await trendHtml(trend)}
`,
    change === null ? nothing : changeHtml(coverage, change),
  ])
}

/** Lines take three points: between two of them anything may have happened. */
async function trendHtml(trend: ProjectReport['trend']): Promise<Html> {
  const chart = trendLines(trend)
  if (sinceItBegan(trend.points).length >= 3) return await figureHtml(chart, 'trend')
  return html`<p>It is too early for a trend: the first test case was linked less than two ${trend.interval}s ago.</p>
${tableHtml(chart.table)}`
}

function changeHtml(
  now: ProjectReport['coverage'],
  { since, before, total, transitions }: ReportedChange,
): Html {
  const row = (name: string, of: (summary: typeof now) => number | null) => {
    const [from, to] = [of(before), of(now)]
    const difference = from === null || to === null ? null : Math.round((to - from) * 100) / 100
    return [
      { text: name },
      { text: percent(from), value: from },
      { text: percent(to), value: to },
      { text: difference === null ? '–' : signed(difference), value: difference },
    ]
  }
  return html`<h3>Since ${minute(since)}</h3>
<p>${plural(total, 'ticket')} changed verdict.</p>
<div class="pair top"><div>${tableHtml({
    caption: 'The three numbers then and now',
    columns: [
      { title: 'Number' },
      { title: 'Then', kind: 'number' },
      { title: 'Now', kind: 'number' },
      { title: 'Points', kind: 'number' },
    ],
    rows: [
      row('Linked', (summary) => summary.linkedPercentage),
      row('Executed', (summary) => summary.executedPercentage),
      row('Passing', (summary) => summary.passingPercentage),
    ],
  })}</div><div>${
    transitions.length === 0
      ? nothing
      : tableHtml({
          caption: 'Which verdict became which',
          columns: [{ title: 'From' }, { title: 'To' }, { title: 'Tickets', kind: 'number' }],
          rows: transitions.map(({ from, to, tickets }) => [
            from === null ? { text: '(not in scope)' } : { text: from, verdict: from },
            to === null ? { text: '(not in scope)' } : { text: to, verdict: to },
            { text: count(tickets), value: tickets },
          ]),
        })
  }</div></div>
`
}

function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${points.toFixed(2)}`
}

/** Coverage by version, component and epic. */
export async function breakdownsHtml(report: ProjectReport): Promise<Html> {
  const parts = ['fixVersion', 'component', 'epic'] as const
  const blocks: Html[] = []
  for (const by of parts) blocks.push(await breakdownHtml(report, by))
  return sectionHtml('breakdowns', 'By version, component and epic', blocks)
}

async function breakdownHtml(report: ProjectReport, by: CoverageBreakdown['by']): Promise<Html> {
  const breakdown = breakdownOf(report, by)
  const { items } = breakdown
  const { one, many } = groupings[by]
  const heading = html`<h3>${one}</h3>`
  if (items.every(({ value }) => value === null)) {
    return html`<div class="block">${heading}<p class="empty">No ticket in this scope has one of its ${many} set.</p></div>`
  }
  const isMore = items.length > shownBars
  const caption = `${isMore ? `The ${shownBars} of ${count(items.length)} ${many} with most tickets. ` : ''}Each bar is all tickets of one; their number stands at its end. A ticket with several ${many} counts in each.`
  const table = tableHtml(breakdownTable(breakdown, listedValues))
  const more = moreHtml(items.length - listedValues, many, by)
  const onPaper =
    items.length > printedValues
      ? html`<p class="more on-paper">On paper the ${printedValues} with most tickets.</p>`
      : nothing
  const name =
    items.length > listedValues ? `${listedValues} of ${count(items.length)}` : `All ${count(items.length)}`
  return html`<div class="block">${heading}
${await figureHtml(verdictBars(breakdown), `by-${by}`, {
  caption,
  table: html`<div class="long">${detailsHtml(`${name} ${many} as a table`, html`${table}${more}${onPaper}`)}</div>`,
})}</div>
`
}

function moreHtml(left: number, many: string, by: string): Html {
  if (left <= 0) return nothing
  return html`<p class="more">${count(left)} ${many} with fewer tickets are left out here; <code>atmosfera coverage --by ${by}</code> lists all.</p>`
}

/** Where the risk is: the heat map, and the tickets behind it. */
export async function riskHtml(report: ProjectReport): Promise<Html> {
  const { gaps, data, coverage } = report
  const browseUrl = data.jira?.browseUrl ?? null
  if (coverage.tickets === 0) return nothing
  return sectionHtml('risk', 'Risk', [
    html`<h3>Priority and verdict</h3>
${await figureHtml(riskHeatMap(breakdownOf(report, 'priority').items), 'heat', {
  caption: 'The stronger a cell, the larger its part of the tickets of that priority.',
})}
`,
    gapsHtml({
      id: 'failing',
      title: 'Failing tickets',
      gaps: gaps.failing,
      browseUrl,
      none: 'No ticket fails.',
    }),
    gapsHtml({
      id: 'uncovered',
      title: 'Uncovered tickets',
      gaps: gaps.uncovered,
      browseUrl,
      none: 'Every ticket is covered.',
    }),
  ])
}

function gapsHtml({
  id,
  title,
  gaps: { total, items },
  browseUrl,
  none,
}: {
  readonly id: string
  readonly title: string
  readonly gaps: ProjectReport['gaps']['failing']
  readonly browseUrl: string | null
  readonly none: string
}): Html {
  const left = total - items.length
  const more =
    left <= 0
      ? nothing
      : html`<p class="more">${plural(left, 'ticket')} of less risk ${left === 1 ? 'is' : 'are'} left out here; <code>atmosfera gaps --limit 500</code> lists more.</p>`
  const content =
    items.length === 0
      ? html`<p>${none}</p>`
      : html`${tableHtml(gapsTable(`${title}, riskiest first`, items, browseUrl), { kind: 'gaps' })}${more}`
  return html`<h3 id="${id}">${title} <span class="muted">${count(total)}</span></h3>
${content}
`
}

/** How far the test cycles are. */
export async function cyclesHtml({ cycles }: ProjectReport): Promise<Html> {
  if (cycles.items.length === 0) {
    return sectionHtml(
      'cycles',
      'Test cycles',
      emptyHtml(
        'There are no test cycles in this scope. Results bring one:',
        'atmosfera import results FILE --project NAME --cycle NAME',
      ),
    )
  }
  const left = cycles.total - cycles.items.length
  const chart = cycleBars(cycles)
  return sectionHtml('cycles', 'Test cycles', [
    await figureHtml(chart, 'cycles', {
      caption:
        'Test cases by the status of their newest run in the cycle, as it stands now; their number stands at the end of each bar.',
      table: tableHtml(chart.table),
    }),
    left === 0 ? nothing : html`<p class="more">${plural(left, 'older cycle')} left out here.</p>`,
  ])
}
