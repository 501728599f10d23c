/** The parts of ECharts that our charts take. Loaded with the first chart, and never before. */

import { BarChart, HeatmapChart, LineChart, PieChart, RadarChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  RadarComponent,
  VisualMapContinuousComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Drawing } from './chart.js'

use([
  BarChart,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  PieChart,
  RadarChart,
  RadarComponent,
  SVGRenderer,
  VisualMapContinuousComponent,
])

/** Draws without a browser; what comes out is ECharts' own SVG. */
export function drawSvg({ width, height, option }: Drawing): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, ...harmless(option) })
    return chart.renderToSVGString({ useViewBox: true })
  } finally {
    // Its clock would keep the process alive.
    chart.dispose()
  }
}

/**
 * ECharts keeps what it has measured in plain objects, by its text, and would make `__proto__` of somebody's component
 * a part of every object in the process. With a mark that nobody sees in it, it is a name as any other.
 */
function harmless<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('__proto__', '__proto\u200b__') as Value
  if (Array.isArray(value)) return value.map(harmless) as Value
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, harmless(part)])) as Value
}
