import type { Component } from '../draw.js'
import type { TreeNode } from '../tree.js'
import { type Child, h, type VElement } from '../vnode.js'
import { colorsOf, type Point, pointsOf, shownNumber, ticksTo, unique } from './data.js'
import { chartFrame, heightOf, labelOf } from './frame.js'

interface Kind {
  readonly isStacked: boolean
  readonly isHorizontal: boolean
}

/** A bar in the plot, as parts of its width and height: `along` is the direction of the values. */
interface Bar {
  readonly point: Point
  readonly across: number
  readonly thickness: number
  readonly from: number
  readonly length: number
}

/**
 * Bars are rectangles in a drawing that is stretched to where it stands, and words stand around it: so words keep their
 * size on a narrow page.
 */
const bars =
  (kind: Kind): Component =>
  (node) => {
    const points = pointsOf(node.props).filter(({ y }) => Number.isFinite(y))
    const categories = unique(points.map(({ x }) => x))
    const series = unique(points.map(({ series: name }) => name))
    const colors = colorsOf(node.props.colorPalette, series)
    const { placed, largest } = place(points, categories, series, kind.isStacked)
    const ticks = ticksTo(largest)
    const top = ticks.at(-1) ?? 1
    const rects = placed.map(({ point, across, thickness, from, length }) => {
      const [value, size] = [(from / top) * 100, (length / top) * 100]
      const attributes = kind.isHorizontal
        ? { x: value, y: across * 100, width: size, height: thickness * 100 }
        : { x: across * 100, y: 100 - value - size, width: thickness * 100, height: size }
      const name = [point.x, point.series].filter((part) => part !== null).join(', ')
      const style = { fill: colors(point.series) }
      return h('rect', '', { style, attributes }, h('title', '', {}, `${name}: ${shownNumber(point.y)}`))
    })
    const plot = h(
      'div',
      `uk-plot ${kind.isHorizontal ? 'uk-plot-rows' : 'uk-plot-columns'}`,
      { style: { height: heightOf(node) } },
      valueAxis(ticks, kind.isHorizontal),
      drawing(node, ticks, kind.isHorizontal, rects),
      h(
        'div',
        'uk-axis-names',
        { attributes: { 'aria-hidden': true } },
        categories.map((name) => h('span', '', {}, name)),
      ),
    )
    const legend = series.flatMap((name) => (name === null ? [] : [{ name, color: colors(name) }]))
    const rows = points.map(({ x, y, series: name }) => [x, ...(name === null ? [] : [name]), shownNumber(y)])
    const head = series[0] === null ? ['Category', 'Value'] : ['Category', 'Series', 'Value']
    return chartFrame(node, plot, legend, [head, ...rows])
  }

function place(
  points: readonly Point[],
  categories: readonly string[],
  series: readonly (string | null)[],
  isStacked: boolean,
) {
  const reached = new Map<string, number>()
  const slot = 1 / Math.max(1, categories.length)
  const lanes = isStacked ? 1 : Math.max(1, series.length)
  const placed = points.map((point): Bar => {
    const from = isStacked ? (reached.get(point.x) ?? 0) : 0
    reached.set(point.x, Math.max(reached.get(point.x) ?? 0, from + point.y))
    const thickness = (slot * 0.64) / lanes
    const lane = isStacked ? 0 : series.indexOf(point.series)
    const across = categories.indexOf(point.x) * slot + slot * 0.18 + lane * thickness
    return { point, across, thickness, from, length: Math.max(0, point.y) }
  })
  return { placed, largest: Math.max(0, ...reached.values()) }
}

/** The numbers beside a plot. */
export function valueAxis(ticks: readonly number[], isHorizontal: boolean): VElement {
  const top = ticks.at(-1) ?? 1
  return h(
    'div',
    'uk-axis-values',
    { attributes: { 'aria-hidden': true } },
    ticks.map((tick) => {
      const place = `${(tick / top) * 100}%`
      return h('span', '', { style: isHorizontal ? { left: place } : { bottom: place } }, shownNumber(tick))
    }),
  )
}

/** A stretched drawing of 100 by 100 with a line for each number of the axis. */
export function drawing(
  node: TreeNode,
  ticks: readonly number[],
  isHorizontal: boolean,
  marks: Child,
): VElement {
  const top = ticks.at(-1) ?? 1
  const lines = ticks.map((tick) => {
    const at = isHorizontal ? (tick / top) * 100 : 100 - (tick / top) * 100
    const attributes = isHorizontal ? { x1: at, x2: at, y1: 0, y2: 100 } : { x1: 0, x2: 100, y1: at, y2: at }
    return h('line', 'uk-grid-line', { attributes })
  })
  const attributes = {
    viewBox: '0 0 100 100',
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': labelOf(node),
  }
  return h('svg', '', { attributes }, lines, marks)
}

export const barCharts: Readonly<Record<string, Component>> = {
  BarChart: bars({ isStacked: false, isHorizontal: false }),
  StackBarChart: bars({ isStacked: true, isHorizontal: false }),
  HorizontalBarChart: bars({ isStacked: false, isHorizontal: true }),
  HorizontalStackBarChart: bars({ isStacked: true, isHorizontal: true }),
}
