import type { Component, Draw } from '../draw.js'
import { glyph } from '../icons.js'
import { type TreeNode, textOf } from '../tree.js'
import { type Child, h } from '../vnode.js'
import { pagination } from './pagination.js'

interface Sorting {
  readonly key: string | undefined
  readonly order: 'ASC' | 'DESC'
}

/** Rows and head come as children, wrapped by what they are; a cell's key is what its column is sorted by. */
export const DynamicTable: Component = (node, draw) => {
  const { rowsPerPage, label, caption, isLoading, isFixedSize, page, highlightedRowIndex } = node.props
  const head = wrapped(node, 'head')
  const sorting = sortingOf(node, draw)
  const rows = sorted(wrapped(node, 'rows'), head, sorting.value)
  const memory = draw.state(node, 'page', Number(node.props.defaultPage ?? 1))
  const size = typeof rowsPerPage === 'number' && rowsPerPage > 0 ? rowsPerPage : Math.max(1, rows.length)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const current = Math.min(pages, typeof page === 'number' ? page : memory.value)
  const shown = rows.slice((current - 1) * size, current * size)
  const goTo = (wanted: number): void => {
    memory.set(wanted)
    draw.call(node, 'onSetPage', wanted)
  }
  const highlighted = [highlightedRowIndex].flat()
  const empty = draw.prop(node, 'emptyView')
  return h(
    'div',
    `uk-table${isLoading === true ? ' uk-table-loading' : ''}`,
    { attributes: { 'aria-busy': isLoading === true ? true : undefined } },
    h(
      'div',
      'uk-table-scroll',
      // Wide tables scroll, also by keyboard.
      { attributes: { tabindex: 0, role: 'region', 'aria-label': nameOf(label ?? caption) } },
      h(
        'table',
        isFixedSize === true ? 'uk-table-fixed' : '',
        { attributes: { 'aria-label': caption === undefined ? nameOf(label) : undefined } },
        caption !== undefined && h('caption', '', {}, draw.prop(node, 'caption')),
        head.length > 0 &&
          h(
            'thead',
            '',
            {},
            h(
              'tr',
              '',
              {},
              head.map((cell) => headCell(cell, draw, sorting)),
            ),
          ),
        h(
          'tbody',
          '',
          {},
          shown.map((row, index) => {
            const marked = row.props.isHighlighted === true || highlighted.includes(index)
            return h(
              'tr',
              marked ? 'uk-row-highlighted' : '',
              { key: row.key },
              row.children.map((cell, at) => bodyCell(cell, head[at], draw)),
            )
          }),
        ),
      ),
    ),
    rows.length === 0 && isLoading !== true && h('div', 'uk-table-empty', {}, empty),
    isLoading === true &&
      h('span', 'uk-spinner uk-table-spinner', { attributes: { role: 'img', 'aria-label': 'Loading' } }),
    pages > 1 && pagination(pages, current, goTo, node.props.paginationi18n),
  )
}

function wrapped(node: TreeNode, name: string): readonly TreeNode[] {
  return node.children.filter(({ props }) => props.name === name).flatMap(({ children }) => children)
}

function nameOf(label: unknown): string | undefined {
  return typeof label === 'string' ? label : undefined
}

function sortingOf(node: TreeNode, draw: Draw) {
  const { sortKey, sortOrder, defaultSortKey, defaultSortOrder } = node.props
  const key = sortKey ?? defaultSortKey
  const order = (sortOrder ?? defaultSortOrder) === 'DESC' ? 'DESC' : 'ASC'
  return draw.state<Sorting>(node, 'sorting', { key: key === undefined ? undefined : `${key}`, order })
}

function headCell(cell: TreeNode, draw: Draw, sorting: ReturnType<typeof sortingOf>): Child {
  const { cellKey, isSortable, width, colSpan } = cell.props
  const key = `${cellKey}`
  const isSorted = isSortable === true && sorting.value.key === key
  const order = sorting.value.order
  const attributes = {
    scope: 'col',
    colspan: typeof colSpan === 'number' ? colSpan : undefined,
    'aria-sort': isSorted ? (order === 'ASC' ? 'ascending' : 'descending') : undefined,
  }
  const style = { width: typeof width === 'number' ? `${width}%` : undefined }
  const sort = (): void => sorting.set({ key, order: isSorted && order === 'ASC' ? 'DESC' : 'ASC' })
  const drawn = draw.children(cell)
  return h(
    'th',
    '',
    { key: cell.key, attributes, style },
    isSortable === true
      ? h(
          'button',
          'uk-sort',
          { attributes: { type: 'button' }, on: { click: sort } },
          drawn,
          h(
            'span',
            isSorted ? 'uk-sort-on' : 'uk-sort-off',
            {},
            glyph(isSorted && order === 'DESC' ? 'arrow-down' : 'arrow-up'),
          ),
        )
      : drawn,
  )
}

function bodyCell(cell: TreeNode, head: TreeNode | undefined, draw: Draw): Child {
  const { colSpan } = cell.props
  const truncates = head?.props.shouldTruncate === true
  const attributes = {
    colspan: typeof colSpan === 'number' ? colSpan : undefined,
    title: truncates ? textOf(cell.children) : undefined,
  }
  return h('td', truncates ? 'uk-truncated' : '', { key: cell.key, attributes }, draw.children(cell))
}

function sorted(
  rows: readonly TreeNode[],
  head: readonly TreeNode[],
  { key, order }: Sorting,
): readonly TreeNode[] {
  const column = key === undefined ? -1 : head.findIndex(({ props }) => `${props.cellKey}` === key)
  if (column < 0) return rows
  const sign = order === 'ASC' ? 1 : -1
  const keyOf = (row: TreeNode): unknown => row.children[column]?.props.cellKey
  return [...rows].sort((a, b) => sign * compare(keyOf(a), keyOf(b)))
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return `${a}`.localeCompare(`${b}`)
}
