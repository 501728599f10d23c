import type { Component } from '../draw.js'
import { h } from '../vnode.js'
import { access, colorsOf, shownNumber, shownValue } from './data.js'
import { chartFrame, heightOf, labelOf } from './frame.js'

/** A circle of parts. @param hole how much of the radius is left empty */
const round =
  (hole: number): Component =>
  (node) => {
    const { data, colorAccessor, valueAccessor, labelAccessor, colorPalette, showMarkLabels } = node.props
    const parts = (Array.isArray(data) ? data : []).map((row: unknown) => ({
      name: shownValue(access(row, colorAccessor)),
      label: shownValue(access(row, labelAccessor)),
      value: Math.max(0, Number(access(row, valueAccessor)) || 0),
    }))
    const colors = colorsOf(
      colorPalette,
      parts.map(({ name }) => name),
    )
    const total = parts.reduce((sum, { value }) => sum + value, 0)
    let start = 0
    const slices = parts.map(({ name, label, value }) => {
      const share = total === 0 ? 0 : value / total
      const from = start
      start += share
      const tip = h('title', '', {}, `${label}: ${shownNumber(value)}`)
      const path = h(
        'path',
        '',
        { style: { fill: colors(name) }, attributes: { d: slice(from, share, hole) } },
        tip,
      )
      const [x, y] = at(from + share / 2, (1 + hole) / 2)
      const mark = h('text', '', { attributes: { x, y } }, label)
      return [share > 0 && path, showMarkLabels === true && share > 0.05 && mark]
    })
    const attributes = { viewBox: '-1.02 -1.02 2.04 2.04', role: 'img', 'aria-label': labelOf(node) }
    const plot = h(
      'div',
      'uk-plot-round',
      { style: { height: `min(${heightOf(node)}, 100vw)` } },
      h('svg', '', { attributes }, slices),
    )
    const legend = parts.map(({ name, label }) => ({ name: label, color: colors(name) }))
    const rows = parts.map(({ label, value }) => [label, shownNumber(value)])
    return chartFrame(node, plot, legend, [['Part', 'Value'], ...rows])
  }

/** Where a share of the circle ends, counted from the top. */
function at(share: number, radius: number): readonly [string, string] {
  const angle = share * 2 * Math.PI - Math.PI / 2
  return [(Math.cos(angle) * radius).toFixed(4), (Math.sin(angle) * radius).toFixed(4)]
}

function slice(from: number, share: number, hole: number): string {
  // A whole circle would end where it begins, and be nothing.
  const to = from + Math.min(share, 0.9999)
  const [[x1, y1], [x2, y2], [x3, y3], [x4, y4]] = [at(from, 1), at(to, 1), at(to, hole), at(from, hole)]
  const large = share > 0.5 ? 1 : 0
  const inner = hole === 0 ? 'L0 0' : `L${x3} ${y3}A${hole} ${hole} 0 ${large} 0 ${x4} ${y4}`
  return `M${x1} ${y1}A1 1 0 ${large} 1 ${x2} ${y2}${inner}Z`
}

export const roundCharts: Readonly<Record<string, Component>> = { PieChart: round(0), DonutChart: round(0.6) }
