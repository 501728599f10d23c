import { Box, DynamicTable, Text } from '@forge/react'
import type { ReactNode } from 'react'
import { useLanguage } from './language'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly content: (row: Row) => ReactNode
  /** What the column is sorted by; without it, it cannot be. */
  readonly sortBy?: (row: Row) => string | number
  /** In per cent. */
  readonly width?: number
}

export interface TableProps<Row> {
  /** What the table is called for those who do not see it. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly rowsPerPage?: number
  /** What is said when there are no rows. */
  readonly emptyText?: string
}

/** A table whose columns say what they show of a row. */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowsPerPage,
  emptyText,
}: TableProps<Row>): ReactNode {
  const { say } = useLanguage()
  // Not as the table's own view of nothing: elements do not pass the bridge as properties.
  if (rows.length === 0 && emptyText !== undefined) return <Text>{emptyText}</Text>
  return (
    <DynamicTable
      label={label}
      head={{
        cells: columns.map(({ key, title, sortBy, width }) => ({
          key,
          content: title,
          isSortable: sortBy !== undefined,
          ...(width !== undefined && { width }),
        })),
      }}
      rows={rows.map((row) => ({
        key: rowKey(row),
        cells: columns.map((column, index) => ({
          key: sortKey(column, index, row),
          // Without a box around it, a component would be called as a function in the middle of the table,
          // and its hooks with it.
          content: <Box>{asText(column.content(row))}</Box>,
        })),
      }))}
      {...(rowsPerPage !== undefined && { rowsPerPage })}
      paginationi18n={{
        prev: say('table.previous'),
        next: say('table.next'),
        label: say('table.pages', { table: label }),
        pageLabel: say('table.page'),
      }}
    />
  )
}

/** Words are drawn as text only inside of one. */
function asText(content: ReactNode): ReactNode {
  return typeof content === 'string' ? <Text>{content}</Text> : content
}

/**
 * The table sorts by the keys of cells, which must differ within a row all the same: so each has a little of
 * its column's number in it, too little to change the order.
 */
function sortKey<Row>({ key, sortBy }: Column<Row>, index: number, row: Row): string | number {
  const value = sortBy?.(row)
  if (value === undefined) return key
  return typeof value === 'number' ? value + (index + 1) * 1e-6 : `${value} ${index}`
}
