import { levelNames } from '../../maturity/levels.js'
import type { DimensionReport, MaturityReport } from '../../maturity/report.js'
import { derivedLevel, orDash } from '../../maturity/wording.js'
import { maturityTable } from '../maturity-table.js'
import type { ColorName } from '../theme.js'
import type { Chart, Drawing } from './chart.js'
import { color } from './palette.js'
import { base, label, legend } from './texts.js'

const shapes: readonly {
  readonly name: 'assessed' | 'derived' | 'target'
  readonly color: ColorName
  readonly dashes: 'solid' | 'dashed' | 'dotted'
  readonly symbol: 'circle' | 'rect' | 'triangle'
}[] = [
  { name: 'target', color: 'muted', dashes: 'dotted', symbol: 'triangle' },
  { name: 'assessed', color: 'series-1', dashes: 'solid', symbol: 'circle' },
  { name: 'derived', color: 'series-2', dashes: 'dashed', symbol: 'rect' },
]

/** What people assessed, what the facts say and where the team wants to be, for each dimension. */
export function maturityRadar(report: MaturityReport): Chart {
  const dimensions = report.dimensions.filter((dimension) => dimension.applicable)
  const parts = dimensions.map(
    (dimension) =>
      `${dimension.name}: assessed ${orDash(dimension.assessed)}, derived ${derivedLevel(dimension)}, target ${orDash(dimension.target)}`,
  )
  const scale = Object.entries(levelNames).map(([number, name]) => `${number} ${name}`)
  return {
    title: 'Maturity by dimension',
    text: `Levels run from the middle outwards: ${scale.join(', ')}; what is not known stays in the middle. ${parts.join('; ')}.`,
    table: maturityTable(report),
    wide: draw(dimensions, { width: 520, height: 400, most: 26, radius: '66%' }),
    narrow: draw(dimensions, { width: 340, height: 300, most: 14, radius: '56%' }),
  }
}

function draw(
  dimensions: readonly DimensionReport[],
  {
    most,
    radius,
    ...size
  }: Pick<Drawing, 'width' | 'height'> & { readonly most: number; readonly radius: string },
): Drawing {
  const known = shapes.filter(({ name }) => dimensions.some((dimension) => dimension[name] !== null))
  return {
    ...size,
    option: {
      ...base,
      legend: legend(
        known.map(({ name }) => name),
        { left: 'center', icon: (name) => shapes.find((shape) => shape.name === name)?.symbol ?? 'circle' },
      ),
      radar: {
        center: ['50%', '55%'],
        radius,
        splitNumber: 5,
        indicator: dimensions.map(({ name }) => ({ name: lines(name, most), min: 0, max: 5 })),
        axisName: { color: color('ink'), fontSize: size.width < 400 ? 10 : 12, lineHeight: 14 },
        splitArea: { show: false },
        splitLine: { lineStyle: { color: color('line') } },
        axisLine: { lineStyle: { color: color('line') } },
      },
      series: [
        {
          type: 'radar',
          silent: true,
          data: known.map((shape) => ({
            name: shape.name,
            value: dimensions.map((dimension) => dimension[shape.name] ?? 0),
            symbol: shape.symbol,
            symbolSize: 7,
            lineStyle: { color: color(shape.color), width: 2, type: shape.dashes },
            itemStyle: { color: color(shape.color) },
          })),
        },
      ],
    },
  }
}

/** A name in two lines where it has more than one word. */
function lines(name: string, most: number): string {
  const words = label(name, 2 * most).split(' ')
  const half = Math.ceil(words.length / 2)
  return [words.slice(0, half), words.slice(half)]
    .filter((line) => line.length > 0)
    .map((line) => label(line.join(' '), most))
    .join('\n')
}
