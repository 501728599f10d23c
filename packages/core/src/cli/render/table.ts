import Table from 'cli-table3'
import type { Terminal } from '../terminal.js'

/** A column: its title, which side it leans on, and how wide it may get. */
export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  readonly width?: number
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** A table without lines. Cells that are too wide end in an ellipsis. */
export function renderTable(
  { colors }: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const table = new Table({
    head: columns.map((column) => colors.dim(column.title)),
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((column) => column.align ?? 'left'),
    colWidths: columns.map((column) => column.width ?? null),
    truncate: '…',
  })
  for (const row of rows) table.push([...row])
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** A whole number with separators. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** A percentage, or a dash where there is none. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(2)} %`
}

/** A day, or a dash where there is none. */
export function day(value: Date | null): string {
  return value === null ? '–' : value.toISOString().slice(0, 10)
}

/** `1 ticket`, `2 tickets`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
