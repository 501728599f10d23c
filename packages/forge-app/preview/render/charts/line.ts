import type { Component } from '../draw.js'
import { h } from '../vnode.js'
import { drawing, valueAxis } from './bars.js'
import { colorsOf, pointsOf, shownNumber, ticksTo, unique } from './data.js'
import { chartFrame, heightOf } from './frame.js'

/** So many names fit below a plot of usual width. */
const namesBelow = 6

const LineChart: Component = (node) => {
  const points = pointsOf(node.props).filter(({ y }) => Number.isFinite(y))
  const places = unique(points.map(({ x }) => x))
  const series = unique(points.map(({ series: name }) => name))
  const colors = colorsOf(node.props.colorPalette, series)
  const ticks = ticksTo(Math.max(0, ...points.map(({ y }) => y)))
  const top = ticks.at(-1) ?? 1
  const across = (x: string): number =>
    places.length < 2 ? 50 : (places.indexOf(x) / (places.length - 1)) * 100
  const lines = series.map((name) => {
    const own = points.filter((point) => point.series === name)
    const corners = own.map(({ x, y }) => `${across(x)},${100 - (y / top) * 100}`)
    // A single point is drawn as a short line, or it could not be seen.
    const [only] = corners
    const told = own.map(({ x, y }) => `${x}: ${shownNumber(y)}`).join(', ')
    const attributes = {
      points: corners.length === 1 && only !== undefined ? `${only} ${only}` : corners.join(' '),
    }
    return h(
      'polyline',
      '',
      { style: { stroke: colors(name) }, attributes },
      h('title', '', {}, [name, told].filter(Boolean).join(' – ')),
    )
  })
  const every = Math.max(1, Math.ceil(places.length / namesBelow))
  const plot = h(
    'div',
    'uk-plot uk-plot-columns uk-plot-line',
    { style: { height: heightOf(node) } },
    valueAxis(ticks, false),
    drawing(node, ticks, false, lines),
    h(
      'div',
      'uk-axis-names uk-axis-places',
      { attributes: { 'aria-hidden': true } },
      places.map(
        (name, index) => index % every === 0 && h('span', '', { style: { left: `${across(name)}%` } }, name),
      ),
    ),
  )
  const legend = series.flatMap((name) => (name === null ? [] : [{ name, color: colors(name) }]))
  const rows = points.map(({ x, y, series: name }) => [x, ...(name === null ? [] : [name]), shownNumber(y)])
  const head = series[0] === null ? ['Place', 'Value'] : ['Place', 'Series', 'Value']
  return chartFrame(node, plot, legend, [head, ...rows])
}

export const lineCharts: Readonly<Record<string, Component>> = { LineChart }
