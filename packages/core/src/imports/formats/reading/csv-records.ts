import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { ValidationError } from '../../../errors.js'
import type { FieldNames } from './fields.js'
import { recordLimit } from './json-records.js'
import { FieldError } from './rows.js'
import type { TextSource } from './text-source.js'

/** One row of a CSV file, the header included. */
export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1, and a row is one however many lines its texts have. */
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Reads the rows of a CSV file whose delimiter is a comma, a semicolon or a tab, whichever the first line has
 * most of. Blank lines count as rows but are not yielded.
 *
 * @throws ValidationError naming file and line when the quotes do not match or a row is too long.
 */
export async function* readCsvRows(source: TextSource): AsyncGenerator<CsvRow, void, undefined> {
  const parser = parse({
    delimiter: delimiterOf(await source.head()),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: recordLimit,
    info: true,
  })
  // Failures of either end reach the loop below.
  pipeline(source, parser, () => {})
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      yield { row: info.records + info.empty_lines, cells: record }
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error, source.name) : error
  }
}

interface ParsedRow {
  readonly record: readonly string[]
  readonly info: { readonly records: number; readonly empty_lines: number }
}

/** The first line of a CSV text as cells, as far as recognising a file needs it. */
export function firstCsvLine(head: string): readonly string[] {
  return firstLine(head)
    .split(delimiterOf(head))
    .map((cell) => cell.replaceAll('"', '').trim())
}

function delimiterOf(head: string): string {
  const unquoted = firstLine(head.replace(/"[^"]*"/g, ''))
  const counts = [',', ';', '\t'].map((delimiter) => [unquoted.split(delimiter).length, delimiter] as const)
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1]
}

function firstLine(text: string): string {
  return text.replace(/^[\r\n]+/, '').split(/[\r\n]/, 1)[0] ?? ''
}

/** What tells the field that a column of this name holds. */
export type ColumnNames<Field extends string> = Pick<FieldNames<Field>, 'find'>

/** Which column of a file holds what. */
export class CsvHeader<Field extends string> {
  /** Columns whose names mean nothing here. */
  readonly unknown: readonly string[]
  readonly #columns: ReadonlyMap<Field, readonly number[]>
  readonly #width: number

  constructor(cells: readonly string[], names: ColumnNames<Field>) {
    const columns = new Map<Field, number[]>()
    const unknown: string[] = []
    for (const [index, cell] of cells.entries()) {
      const field = names.find(cell)
      if (field === undefined) {
        if (cell.trim() !== '') unknown.push(cell.trim())
      } else {
        const same = columns.get(field)
        if (same === undefined) columns.set(field, [index])
        else same.push(index)
      }
    }
    this.unknown = unknown
    this.#columns = columns
    this.#width = cells.length
  }

  has(field: Field): boolean {
    return this.#columns.has(field)
  }

  /** The fields that have a column. */
  get fields(): Iterable<Field> {
    return this.#columns.keys()
  }

  /** The cells of all columns of that field that are not blank. */
  cells(row: CsvRow, field: Field): readonly string[] {
    return (this.#columns.get(field) ?? [])
      .map((index) => row.cells[index] ?? '')
      .filter((cell) => cell.trim() !== '')
  }

  /** Whether the header repeats the field, one value a column. */
  isRepeated(field: Field): boolean {
    return (this.#columns.get(field)?.length ?? 0) > 1
  }

  /** @throws FieldError when the row has more cells than the header has columns. */
  checkWidth(row: CsvRow): void {
    if (row.cells.length <= this.#width || row.cells.slice(this.#width).every((cell) => cell.trim() === ''))
      return
    const message = `has ${row.cells.length} cells under ${this.#width} columns; put quotes around texts with delimiters`
    throw new FieldError('', message)
  }
}

function explain(error: CsvError, file: string): ValidationError {
  const line = typeof error.lines === 'number' ? error.lines : undefined
  const problem = problems[error.code] ?? error.message.split('\n', 1)[0]
  const message = `is not well-formed CSV on line ${line ?? '?'}: ${problem}`
  return new ValidationError([{ path: '', message, file, row: line }], { cause: error })
}

const problems: Readonly<Partial<Record<CsvError['code'], string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened there and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; quotes inside of a text have to be doubled',
  INVALID_OPENING_QUOTE:
    'a quote inside of a text without quotes; put quotes around it and double those inside',
  CSV_MAX_RECORD_SIZE: `a row of more than ${recordLimit} characters; a quote may be missing`,
}
