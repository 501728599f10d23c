import { type Content, html } from './markup.js'

export interface Column {
  readonly title: string
  /** @default 'text' */
  readonly kind?: 'text' | 'number' | 'nowrap' | 'words'
  /** Left out where there is little room; it is told elsewhere. */
  readonly onWide?: boolean
  /** For those who do not need it in sight. */
  readonly hidden?: boolean
}

/** Rows of the same things. The first cell of each says what the row is about. It scrolls where it is too wide. */
export function dataTable({
  caption,
  columns,
  rows,
  empty = 'Nothing yet.',
  shownCaption = false,
}: {
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Content[])[]
  /** What stands there where there are no rows. */
  readonly empty?: Content
  /** Whether it stands there for everybody. */
  readonly shownCaption?: boolean
}): Content {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`
  const look = (index: number): string => {
    const { kind = 'text', onWide = false } = columns[index] ?? {}
    return [kind === 'text' ? '' : kind, onWide ? 'on-wide' : ''].join(' ').trim()
  }
  return html`${shownCaption && html`<p class="muted" aria-hidden="true">${caption}</p>`}
  <div class="table" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption class="visually-hidden">${caption}</caption>
      <thead><tr>${columns.map(
        ({ title, hidden }, index) =>
          html`<th scope="col" class="${look(index)}">${hidden === true ? html`<span class="visually-hidden">${title}</span>` : title}</th>`,
      )}</tr></thead>
      <tbody>${rows.map(
        ([first, ...others]) =>
          html`<tr><th scope="row" class="${look(0)}">${first}</th>${others.map((cell, index) => html`<td class="${look(index + 1)}">${cell}</td>`)}</tr>`,
      )}</tbody>
    </table>
  </div>`
}

/** The way through a list that goes by key: on, and back to its beginning. */
export function paging({
  link,
  cursor,
  nextCursor,
}: {
  /** The address of the part that begins at a cursor, or of the first. */
  readonly link: (cursor?: string) => string
  /** That of the part that is shown. */
  readonly cursor: string | undefined
  readonly nextCursor: string | null
}): Content {
  if (cursor === undefined && nextCursor === null) return undefined
  return html`<nav class="paging" aria-label="Pages of this list">
    ${cursor !== undefined && html`<a href="${link()}">From the beginning</a>`}
    ${nextCursor !== null && html`<a href="${link(nextCursor)}" rel="next">Next page</a>`}
  </nav>`
}

/** Facts about one thing. Those that are not known are left out. */
export function facts(entries: readonly (readonly [name: string, value: Content])[]): Content {
  const known = entries.filter(
    ([, value]) => value !== undefined && value !== null && value !== '' && value !== false,
  )
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}
