import { html, raw } from 'hono/html'
import type { Verdict } from '../coverage/verdict.js'
import type { Chart } from './charts/chart.js'
import { renderChart } from './charts/render.js'
import type { Cell, Column, Table } from './tables.js'

/** A piece of a page, in which texts are escaped. */
export type Html = ReturnType<typeof html>

/** Nothing at all. */
export const nothing: Html = raw('')

/** HTML has no way to write control characters, and a browser no way to show half of a pair. */
function clean(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}/gu, '\u{fffd}')
}

/** What somebody wrote, kept apart from the words around it: it may be in a script that runs the other way. */
export function text(written: string): Html {
  return html`<bdi>${clean(written)}</bdi>`
}

/** A verdict with its shape and colour. */
export function verdictMark(verdict: Verdict): Html {
  return html`<span class="verdict ${verdict.toLowerCase()}">${verdict}</span>`
}

export interface TableOptions {
  /** Whether the caption shows; screen readers always tell it. @default false */
  readonly showsCaption?: boolean
  /** For columns that need room. */
  readonly kind?: 'gaps'
}

/** A table that scrolls by itself where it is too wide, and whose rows can be sorted. */
export function tableHtml(
  { caption, columns, rows }: Table,
  { showsCaption = false, kind }: TableOptions = {},
): Html {
  return html`<div class="table"><table class="${kind === undefined ? 'sortable' : `sortable ${kind}`}">
<caption${showsCaption ? nothing : raw(' class="visually-hidden"')}>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}>${column.title}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((cell, index) => cellHtml(cell, columns[index], index === 0))}</tr>\n`)}</tbody>
</table></div>`
}

function classOf(column: Column | undefined): Html {
  const kind = column?.kind ?? 'text'
  if (kind === 'text') return nothing
  return kind === 'number' ? raw(' class="number"') : raw(' class="nowrap"')
}

function cellHtml(
  { text: written, value, verdict, url, remark }: Cell,
  column: Column | undefined,
  isFirst: boolean,
): Html {
  const sortValue =
    value === undefined ? nothing : html` data-value="${value === null ? '' : clean(String(value))}"`
  const shown = verdict === undefined ? text(written) : verdictMark(verdict)
  const linked = url == null ? shown : html`<a href="${url}" rel="noreferrer">${shown}</a>`
  const content =
    remark === undefined || remark === '' ? linked : html`${linked}<small>${text(remark)}</small>`
  return isFirst
    ? html`<th scope="row"${classOf(column)}${sortValue}>${content}</th>`
    : html`<td${classOf(column)}${sortValue}>${content}</td>`
}

export interface FigureOptions {
  /** What stands under the chart; the whole text of the chart is for those who do not see it. */
  readonly caption?: string
  /** The chart's table, in another place or form. @default in a part that opens */
  readonly table?: Html
}

/** A chart with its text for those who do not see it, and its table. */
export async function figureHtml(chart: Chart, id: string, options: FigureOptions = {}): Promise<Html> {
  const { wide, narrow } = await renderChart(chart, id)
  const { caption, table = detailsHtml('As a table', tableHtml(chart.table)) } = options
  return html`<figure class="figure">
<div class="chart"><div class="wide">${raw(wide)}</div>${narrow === undefined ? nothing : html`<div class="narrow">${raw(narrow)}</div>`}</div>
${caption === undefined ? nothing : html`<figcaption>${clean(caption)}</figcaption>`}
${table}
</figure>`
}

/** What only some want to see. */
export function detailsHtml(summary: string, content: Html): Html {
  return html`<details><summary>${summary}</summary>${content}</details>`
}

/** A part of the page, which can be linked to. */
export function sectionHtml(id: string, title: string, content: Html | readonly Html[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>
`
}

/** What to do where there is nothing to show. */
export function emptyHtml(what: string, command: string): Html {
  return html`<p class="empty">${what} <code>${command}</code></p>`
}
