import type { TrendPoint } from '../../coverage/trend.js'
import { count, percent } from '../../formatting.js'
import type { Interval } from '../../intervals.js'
import type { ColorName } from '../theme.js'
import type { ProjectReport } from '../types.js'
import type { Chart, Drawing } from './chart.js'
import { color } from './palette.js'
import { base, gridLine, legend, mutedLabel } from './texts.js'

/** Each line by its colour, its dashes and its marks. */
const lines: readonly {
  readonly name: string
  readonly field: 'linkedPercentage' | 'executedPercentage' | 'passingPercentage'
  readonly color: ColorName
  readonly dashes: 'solid' | 'dashed' | 'dotted'
  readonly symbol: 'circle' | 'rect' | 'triangle'
}[] = [
  { name: 'linked', field: 'linkedPercentage', color: 'series-1', dashes: 'dotted', symbol: 'rect' },
  { name: 'executed', field: 'executedPercentage', color: 'series-2', dashes: 'dashed', symbol: 'triangle' },
  { name: 'passing', field: 'passingPercentage', color: 'series-3', dashes: 'solid', symbol: 'circle' },
]

/** The three numbers of coverage over time. */
export function trendLines({ interval, points: all }: ProjectReport['trend']): Chart {
  const points = sinceItBegan(all)
  const [first, last] = [points[0], points.at(-1)]
  const text =
    first === undefined || last === undefined
      ? 'There is no trend yet.'
      : `From ${first.date} to ${last.date}, by ${interval}: ${lines
          .map(({ name, field }) => `${name} from ${percent(first[field])} to ${percent(last[field])}`)
          .join(', ')}.`
  return {
    title: 'Coverage over time',
    text,
    table: {
      caption: `Coverage at the end of each ${interval}`,
      columns: [
        { title: 'Until', kind: 'date' },
        { title: 'Tickets', kind: 'number' },
        { title: 'Linked', kind: 'number' },
        { title: 'Executed', kind: 'number' },
        { title: 'Passing', kind: 'number' },
      ],
      rows: points
        .toReversed()
        .map((point) => [
          { text: point.date },
          { text: count(point.tickets), value: point.tickets },
          { text: percent(point.linkedPercentage), value: point.linkedPercentage },
          { text: percent(point.executedPercentage), value: point.executedPercentage },
          { text: percent(point.passingPercentage), value: point.passingPercentage },
        ]),
    },
    wide: draw(points, interval, { width: 880, height: 300 }),
    narrow: draw(points, interval, { width: 340, height: 240 }),
  }
}

/** The points that tell something: of those before the first ticket was linked only the last. */
export function sinceItBegan(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const begin = points.findIndex((point) => point.linked > 0)
  return begin <= 0 ? points : points.slice(begin - 1)
}

function draw(
  points: readonly TrendPoint[],
  interval: Interval,
  size: Pick<Drawing, 'width' | 'height'>,
): Drawing {
  const top = topOf(Math.max(0, ...points.map((point) => point.linkedPercentage ?? 0)))
  return {
    ...size,
    option: {
      ...base,
      legend: legend(
        lines.map(({ name }) => name),
        { icon: 'line' },
      ),
      grid: { left: 44, right: 20, top: 36, bottom: 26 },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: points.map((point) => dateLabel(point.date, interval)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: color('uncovered-edge') } },
        axisLabel: { ...mutedLabel, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: top,
        interval: top / 5,
        splitLine: gridLine,
        axisLabel: { ...mutedLabel, formatter: (value: number) => `${Math.round(value * 100) / 100} %` },
      },
      series: lines.map((line) => ({
        type: 'line' as const,
        name: line.name,
        silent: true,
        symbol: line.symbol,
        symbolSize: points.length > 40 ? 0 : 7,
        showAllSymbol: true,
        lineStyle: { color: color(line.color), width: 2, type: line.dashes },
        itemStyle: { color: color(line.color) },
        data: points.map((point) => point[line.field] ?? '-'),
      })),
    },
  }
}

/** From half of the scale on all of it is shown; below that as much as is needed to see anything. */
function topOf(max: number): number {
  if (max > 50) return 100
  const step = [0.5, 1, 2, 5, 10, 20, 25, 50].find((one) => one >= max)
  return step ?? 100
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-11-22` as `22 Nov`, or as `Nov 2026` where days do not matter. */
function dateLabel(date: string, interval: Interval): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const name = months[Number(month) - 1] ?? month
  return interval === 'month' ? `${name} ${year}` : `${Number(day)} ${name}`
}
