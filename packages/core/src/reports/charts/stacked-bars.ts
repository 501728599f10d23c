import { percentage } from '../../coverage/verdict.js'
import { count } from '../../formatting.js'
import type { Drawing } from './chart.js'
import { color, type Fill } from './palette.js'
import { base, gridLine, label, legend, legendLines, mutedLabel } from './texts.js'

/** Bars of equal length, each shared out among the same parts. */
export interface StackedBars {
  readonly parts: readonly { readonly name: string; readonly fill: Fill }[]
  readonly bars: readonly {
    readonly name: string
    readonly total: number
    /** In the order of `parts`. */
    readonly counts: readonly number[]
  }[]
}

const barHeight = 26
/** Shares, in percent, that are too small to write in. */
const smallestLabel = 7

/** The same bars for a page and for a telephone. */
export function drawBars(bars: StackedBars): { readonly wide: Drawing; readonly narrow: Drawing } {
  return {
    wide: draw(bars, { width: 880, names: 250, letters: 30 }),
    narrow: draw(bars, { width: 340, names: 104, letters: 14 }),
  }
}

interface Room {
  readonly width: number
  /** For the names on the left, in pixels and in letters. */
  readonly names: number
  readonly letters: number
}

function draw({ parts, bars }: StackedBars, { width, names, letters }: Room): Drawing {
  const partNames = parts.map(({ name }) => name)
  const top = 12 + 22 * legendLines(partNames, width)
  const bottom = 22
  const category = {
    type: 'category' as const,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
  }
  return {
    width,
    height: top + bottom + bars.length * barHeight,
    option: {
      ...base,
      legend: legend(partNames),
      grid: { left: names, right: 62, top, bottom },
      xAxis: {
        type: 'value',
        max: 100,
        interval: 25,
        splitLine: gridLine,
        axisLabel: { ...mutedLabel, formatter: (value: number) => (value % 50 === 0 ? `${value} %` : '') },
      },
      yAxis: [
        {
          ...category,
          data: bars.map(({ name }) => label(name, letters)),
          axisLabel: { color: color('ink'), fontSize: 12, interval: 0 },
        },
        {
          ...category,
          position: 'right',
          data: bars.map(({ total }) => count(total)),
          axisLabel: { ...mutedLabel, interval: 0 },
        },
      ],
      series: parts.map(({ name, fill }, part) => ({
        type: 'bar',
        name,
        stack: 'parts',
        silent: true,
        barWidth: 16,
        itemStyle: { color: fill.color, borderColor: fill.border, borderWidth: 1, decal: fill.decal },
        label: {
          show: true,
          color: fill.text,
          fontSize: 11,
          textBorderColor: fill.color,
          textBorderWidth: 5,
          formatter: ({ dataIndex }) => written(bars[dataIndex], part),
        },
        // Not rounded, so that the parts of a bar fill it.
        data: bars.map(({ total, counts }) => (total === 0 ? 0 : (100 * (counts[part] ?? 0)) / total)),
      })),
    },
  }
}

/** How many, where there is room to write it. */
function written(bar: StackedBars['bars'][number] | undefined, part: number): string {
  const number = bar?.counts[part] ?? 0
  return (percentage(number, bar?.total ?? 0) ?? 0) < smallestLabel ? '' : count(number)
}
