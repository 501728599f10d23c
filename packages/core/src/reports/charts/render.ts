import type { Chart, Drawing } from './chart.js'

/** A chart as SVG that a page can hold: without styles, scripts and ids that another chart has too. */
export interface RenderedChart {
  readonly wide: string
  readonly narrow: string | undefined
}

/**
 * Draws a chart. The same chart always gives the same text.
 *
 * @param id unique in the page: letters, digits and hyphens
 */
export async function renderChart(chart: Chart, id: string): Promise<RenderedChart> {
  const { drawSvg } = await import('./echarts.js')
  const draw = (drawing: Drawing, name: string): string =>
    tidy(drawSvg(drawing), { id: `${id}-${name}`, title: chart.title, text: chart.text })
  return {
    wide: draw(chart.wide, 'wide'),
    narrow: chart.narrow === undefined ? undefined : draw(chart.narrow, 'narrow'),
  }
}

interface Named {
  readonly id: string
  readonly title: string
  readonly text: string
}

/**
 * ECharts' SVG made fit for a page. In what it writes quotes and angle brackets of texts are escaped, so that what
 * looks like a tag or an attribute is one.
 */
function tidy(svg: string, { id, title, text }: Named): string {
  const viewBox = /\sviewBox="([^"]*)"/.exec(svg)?.[1] ?? ''
  const ids = new Map<string, string>()
  const idOf = (theirs: string): string => {
    const ours = ids.get(theirs) ?? `${id}-${ids.size + 1}`
    ids.set(theirs, ours)
    return ours
  }
  const body = withoutStyles(svg)
    .replace(/^\s*<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/\s(?:ecmeta_\w+|class|pointer-events|xml:space)="[^"]*"/g, '')
    // What ECharts leaves black is what clips, and lines, which have no inside.
    .replace(/(<path[^>]*) fill="#000"/g, '$1 fill="none"')
    // The page's policy forbids style attributes, and the page has a typeface of its own.
    .replace(/\sstyle="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/\sid="([^"]*)"/g, (_, theirs: string) => ` id="${idOf(theirs)}"`)
    .replace(/="url\(#([^)"]*)\)"/g, (_, theirs: string) => `="url(#${idOf(theirs)})"`)
    .replace(/<(\w+)([^<>]*)><\/\1>/g, '<$1$2/>')
    .replace(/\n\s*/g, '')
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" role="img" aria-labelledby="${id}-t ${id}-d">`
  return `${opening}<title id="${id}-t">${escapeXml(title)}</title><desc id="${id}-d">${escapeXml(text)}</desc>${body}</svg>`
}

/** What ECharts wants to happen under a pointer, which the page's policy forbids and a picture does not need. */
function withoutStyles(svg: string): string {
  const from = svg.indexOf('<style')
  if (from === -1) return svg
  const end = svg.indexOf('</style>', from)
  if (end === -1) throw new Error('ECharts wrote a style that does not end')
  return svg.slice(0, from) + withoutStyles(svg.slice(end + '</style>'.length))
}

/** `font-size:12px;font-family:sans-serif` as attributes, which mean the same in SVG. */
function attributesOf(style: string): string {
  return style
    .split(';')
    .map((one) => one.split(':'))
    .filter(([name]) => name !== undefined && /^(font-(size|weight|style)|paint-order)$/.test(name.trim()))
    .map(([name = '', value = '']) => ` ${name.trim()}="${value.trim()}"`)
    .join('')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
