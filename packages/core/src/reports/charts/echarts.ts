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
    chart.setOption({ animation: false, ...option })
    return chart.renderToSVGString({ useViewBox: true })
  } finally {
    // Its clock would keep the process alive.
    chart.dispose()
  }
}
