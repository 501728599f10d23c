import {
  columnsOf,
  groupingNames,
  type MatrixTablePage,
  type TableCell,
  type TableItem,
  tableItems,
} from './matrix-table.js'

const style = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
  body { margin: 2rem }
  table { border-collapse: collapse }
  th, td { border: 1px solid #8886; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top }
  thead th { position: sticky; top: 0; background: Canvas }
  .group { font-size: 1.1em }
  .key, time { white-space: nowrap }
  .OK { background: #1a7f3733 } .NOK { background: #cf222e33 } .NOTRUN { background: #9a670033 }
  .UNKNOWN { background: #8250df33 } .UNCOVERED { color: GrayText }`

/** So many characters are written at once. */
const pieceLength = 65_536

/** A matrix as one self-contained page without scripts, written while the matrix is read. */
export async function* matrixHtml(
  title: string,
  pages: AsyncIterable<MatrixTablePage>,
): AsyncGenerator<string, void, void> {
  let width = 0
  let isOpen = false
  let group: string | null = null
  for await (const page of pages) {
    const columns = columnsOf(page)
    const names = [...columns.about, ...columns.lines]
    let text = width === 0 ? opening(title, names) : ''
    width = names.length
    for (const item of tableItems(page)) {
      if (!isOpen || item.group !== group) {
        text += isOpen ? '</tbody>\n<tbody>\n' : '<tbody>\n'
        if (page.groupBy !== null)
          text += groupRow(item.group ?? `(no ${groupingNames[page.groupBy]})`, width)
        isOpen = true
        group = item.group
      }
      text += itemRows(item, columns.lines.length)
      if (text.length >= pieceLength) {
        yield text
        text = ''
      }
    }
    yield text
  }
  yield `${isOpen ? '</tbody>\n' : ''}</table>\n</body>\n</html>\n`
}

function opening(title: string, names: readonly string[]): string {
  const heading = escapeHtml(title)
  const head = names.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><style>${style}</style></head>
<body>
<h1>${heading}</h1>
<table>
<thead><tr>${head}</tr></thead>
`
}

function groupRow(name: string, width: number): string {
  return `<tr><th class="group" scope="rowgroup" colspan="${width}">${escapeHtml(name)}</th></tr>\n`
}

/** The lines of a row; what the row is about stands once, beside all of them. */
function itemRows({ about, lines }: TableItem, width: number): string {
  const span = lines.length > 1 ? ` rowspan="${lines.length}"` : ''
  const row = about.map((cell, index) => cellHtml(cell, span, index === 0)).join('')
  if (lines.length === 0) return `<tr>${row}<td colspan="${width}"></td></tr>\n`
  return lines
    .map(
      (line, index) => `<tr>${index === 0 ? row : ''}${line.map((cell) => cellHtml(cell)).join('')}</tr>\n`,
    )
    .join('')
}

function cellHtml({ text, verdict, kind }: TableCell, span = '', isHeading = false): string {
  const tag = isHeading ? 'th' : 'td'
  const scope = isHeading ? ' scope="row"' : ''
  const named = verdict ?? (kind === 'key' ? 'key' : undefined)
  const mark = named === undefined ? '' : ` class="${named}"`
  const content = kind === 'time' && text !== '' ? timeHtml(text) : escapeHtml(text)
  return `<${tag}${scope}${span}${mark}>${content}</${tag}>`
}

/** A moment to the minute, in UTC as everything here. */
function timeHtml(moment: string): string {
  return `<time datetime="${escapeHtml(moment)}">${escapeHtml(moment.slice(0, 16).replace('T', ' '))}</time>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as a page may hold it: HTML has no way to write control characters. */
function escapeHtml(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}/gu, '\u{fffd}')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
