import type {
  BarSeriesOption,
  HeatmapSeriesOption,
  LineSeriesOption,
  PieSeriesOption,
  RadarSeriesOption,
} from 'echarts/charts'
import type {
  GridComponentOption,
  LegendComponentOption,
  RadarComponentOption,
  VisualMapComponentOption,
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { Table } from '../tables.js'

/** What the charts here are made of. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | RadarSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | RadarComponentOption
  | VisualMapComponentOption
>

/** A chart at one size, in pixels of its own: a page may scale it. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly option: ChartOption
}

/** A chart, what it shows in words, and the same numbers as a table. Nothing is told by colour alone. */
export interface Chart {
  /** Its name, such as `Tickets by verdict`. */
  readonly title: string
  /** What it shows, for those who do not see it. */
  readonly text: string
  readonly table: Table
  readonly wide: Drawing
  /** For screens where `wide` would be too small to read. */
  readonly narrow?: Drawing
}
