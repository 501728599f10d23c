import type { CoverageBreakdown } from '../../coverage/types.js'
import { percentage, type Verdict } from '../../coverage/verdict.js'
import { count, percent, plural } from '../../formatting.js'
import { breakdownTable, inOrder } from '../breakdown-table.js'
import { groupings } from '../words.js'
import type { Chart, Drawing } from './chart.js'
import { color, verdictFills } from './palette.js'
import { base, label } from './texts.js'

type Group = CoverageBreakdown['items'][number]

/** From what is wrong to what is right. */
const columns: readonly Verdict[] = ['NOK', 'UNCOVERED', 'NOTRUN', 'UNKNOWN', 'OK']
const rowHeight = 44

/** How the tickets of each priority, the most urgent first, are spread over the verdicts. */
export function riskHeatMap(items: CoverageBreakdown['items']): Chart {
  const rows = inOrder({ by: 'priority', items })
  const { none } = groupings.priority
  const parts = rows.map(
    ({ value, summary: { tickets, verdicts } }) =>
      `${value ?? none}: of ${plural(tickets, 'ticket')} ${columns
        .filter((verdict) => verdicts[verdict] > 0)
        .map((verdict) => `${count(verdicts[verdict])} ${verdict}`)
        .join(', ')}`,
  )
  return {
    title: 'Risk and coverage',
    text: `Rows are priorities, columns verdicts, and the stronger a colour the larger the part of its row. ${parts.join('; ')}.`,
    table: breakdownTable({ by: 'priority', items }),
    wide: draw(rows, none, { width: 880, names: 130, most: 18 }),
    narrow: draw(rows, none, { width: 340, names: 72, most: 9 }),
  }
}

function draw(
  rows: readonly Group[],
  none: string,
  { width, names, most }: { readonly width: number; readonly names: number; readonly most: number },
): Drawing {
  const isNarrow = width < 400
  const shareOf = ({ summary }: Group, verdict: Verdict): number =>
    percentage(summary.verdicts[verdict], summary.tickets) ?? 0
  const axis = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } }
  return {
    width,
    height: 30 + rows.length * rowHeight,
    option: {
      ...base,
      grid: { left: names, right: 2, top: 28, bottom: 2 },
      xAxis: {
        ...axis,
        type: 'category',
        position: 'top',
        data: [...columns],
        axisLabel: { color: color('ink'), fontSize: isNarrow ? 9 : 12, interval: 0 },
      },
      yAxis: {
        ...axis,
        type: 'category',
        inverse: true,
        data: rows.map(({ value }) => label(value ?? none, most)),
        axisLabel: { color: color('ink'), fontSize: isNarrow ? 11 : 12, interval: 0 },
      },
      // A heat map has to have one, and here each cell brings its own colour.
      visualMap: { type: 'continuous', show: false, min: 0, max: 100, dimension: 2, inRange: {} },
      series: [
        {
          type: 'heatmap',
          silent: true,
          label: {
            show: true,
            color: color('ink'),
            fontSize: isNarrow ? 11 : 13,
            lineHeight: isNarrow ? 13 : 16,
            formatter: ({ value }) => {
              const [x, y, share] = Array.isArray(value) ? value.map(Number) : []
              const verdict = columns[x ?? 0]
              const number = verdict === undefined ? 0 : (rows[y ?? 0]?.summary.verdicts[verdict] ?? 0)
              if (number === 0) return '–'
              return isNarrow ? count(number) : `${count(number)}\n${percent(share ?? 0)}`
            },
          },
          data: rows.flatMap((row, y) =>
            columns.map((verdict, x) => ({
              value: [x, y, shareOf(row, verdict)],
              itemStyle: {
                color: cellColor(verdict, shareOf(row, verdict)),
                borderColor: color('page'),
                borderWidth: 2,
              },
            })),
          ),
        },
      ],
    },
  }
}

/** The verdict's colour, the stronger the larger the share: never so strong that it could not be written on. */
function cellColor(verdict: Verdict, share: number): string {
  // What nothing covers is hollow elsewhere.
  const strongest = verdict === 'UNCOVERED' ? color('uncovered-edge') : verdictFills[verdict].color
  return `color-mix(in srgb, ${strongest} ${4 + Math.round(share / 2)}%, ${color('page')})`
}
