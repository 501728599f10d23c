import { init, type SeriesOption } from 'echarts'
import { type MeasuredRow, outcomeOf } from './rows.js'

const width = 1280
const height = 640
// Told apart by those who see colours differently, too (Okabe and Ito).
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#000000', '#e69f00', '#56b4e9']

/** Cost against size, on logarithmic axes: ours as lines, the references dashed. */
export function chartOf(rows: readonly MeasuredRow[], title: string): string {
  const panels = [
    { title: 'What is to cost the same at every size', rows: rows.filter((row) => row.growth === 'none') },
    {
      title: 'What may cost in proportion to the project',
      rows: rows.filter((row) => row.growth === 'linear'),
    },
  ]
  const sizes = rows.flatMap((row) => row.size ?? [])
  const costs = rows.flatMap((row) => [outcomeOf(row).ours.median, outcomeOf(row).theirs.median])
  // The same scale in both, so that they can be compared.
  const [least, most] = [Math.min(...costs) * 1000, Math.max(...costs) * 1000]
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'sans-serif' },
    color: colours,
    title: [
      { text: title, left: 20, top: 10, textStyle: { fontSize: 18 } },
      ...panels.map((panel, index) => ({
        text: panel.title,
        left: leftOf(index),
        top: 50,
        textStyle: { fontSize: 14, fontWeight: 'normal' as const },
      })),
    ],
    // In columns of their own: how wide a word is depends on the reader's font.
    legend: panels.flatMap((panel, index) => {
      const names = namesOf(panel.rows)
      const half = Math.ceil(names.length / 2)
      return [names.slice(0, half), names.slice(half)].map((data, column) => ({
        data,
        left: leftOf(index) + (column * panelWidth) / 2,
        top: 478,
        orient: 'vertical' as const,
        itemWidth: 30,
      }))
    }),
    grid: panels.map((_, index) => ({ left: leftOf(index), top: 90, width: panelWidth, height: 330 })),
    xAxis: panels.map((_, gridIndex) => ({
      type: 'log' as const,
      gridIndex,
      name: 'tickets',
      nameLocation: 'middle' as const,
      nameGap: 28,
      min: Math.min(...sizes),
      max: Math.max(...sizes),
      axisLabel: { formatter: (value: number) => value.toLocaleString('en') },
    })),
    yAxis: panels.map((_, gridIndex) => ({
      type: 'log' as const,
      gridIndex,
      name: 'milliseconds',
      nameLocation: 'middle' as const,
      nameGap: 44,
      min: 10 ** Math.floor(Math.log10(least)),
      max: 10 ** Math.ceil(Math.log10(most)),
    })),
    series: panels.flatMap((panel, index) =>
      namesOf(panel.rows).flatMap((name, place) => seriesOf(panel.rows, name, index, place)),
    ),
    graphic: {
      type: 'text',
      left: 20,
      bottom: 12,
      style: {
        text: 'Lines: ATMosFera. Dashed: the reference of the same row. Medians.',
        fontSize: 12,
        fill: '#555555',
      },
    },
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

const panelWidth = 530

function leftOf(panel: number): number {
  return 70 + panel * (panelWidth + 90)
}

function namesOf(rows: readonly MeasuredRow[]): string[] {
  return [...new Set(rows.map((row) => row.name))]
}

function seriesOf(rows: readonly MeasuredRow[], name: string, panel: number, place: number): SeriesOption[] {
  const own = rows.filter((row) => row.name === name).toSorted((a, b) => (a.size ?? 0) - (b.size ?? 0))
  const points = (which: 'ours' | 'theirs') =>
    own.map((row) => [row.size ?? 0, outcomeOf(row)[which].median * 1000])
  const shared = {
    type: 'line' as const,
    xAxisIndex: panel,
    yAxisIndex: panel,
    color: colours[place % colours.length] ?? '',
  }
  return [
    { ...shared, name, data: points('ours'), symbolSize: 6 },
    // Without a name of its own it is in no legend.
    { ...shared, data: points('theirs'), lineStyle: { type: 'dashed', width: 1.5 }, symbol: 'none' },
  ]
}
