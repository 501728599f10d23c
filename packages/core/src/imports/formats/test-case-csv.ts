import { ValidationError } from '../../errors.js'
import { CsvHeader, type CsvRow, firstCsvLine, readCsvRows } from './csv-records.js'
import type { LooseFields } from './fields.js'
import { acceptRow } from './rows.js'
import {
  type TestCaseField,
  type TestCaseOptions,
  type TestCaseRow,
  testCaseFields,
  toTestCase,
  unknownNames,
} from './test-case.js'
import type { TextSource } from './text-source.js'

/**
 * Reads test cases out of CSV with a header: columns in any order, named like the fields of `TestCaseRecord`
 * (`external_id`, `External ID`, `externalId`). Keys are separated by blanks, commas or semicolons, tags by
 * commas or semicolons, steps by line ends. Columns of unknown meaning are reported to `onWarning`.
 *
 * @throws ValidationError naming file and row: at the first bad test case unless `onRejected` is given, and
 *   always when there is no column for the title or the quotes do not match.
 */
export async function* readTestCaseCsv(
  source: TextSource,
  options: TestCaseOptions = {},
): AsyncGenerator<TestCaseRow, void, undefined> {
  let header: CsvHeader<TestCaseField> | undefined
  for await (const row of readCsvRows(source)) {
    if (header === undefined) {
      header = toHeader(row, source.name, options)
      continue
    }
    const known = header
    const place = { file: source.name, row: row.row }
    const testCase = acceptRow(() => toTestCase(fieldsOf(row, known)), place, options)
    if (testCase !== undefined) yield { row: row.row, testCase }
  }
  if (header === undefined) refuse(source.name, 'is empty; was the export written?')
}

/** Whether a text looks like CSV with test cases. */
export function looksLikeTestCaseCsv(head: string): boolean {
  return firstCsvLine(head).some((name) => testCaseFields.find(name) === 'title')
}

function toHeader(row: CsvRow, file: string, options: TestCaseOptions): CsvHeader<TestCaseField> {
  const header = new CsvHeader(row.cells, testCaseFields)
  if (!header.has('title')) refuse(file, 'has no column "title"; every test case needs one')
  const onUnknown = unknownNames(file, options)
  for (const name of header.unknown) onUnknown(name, row.row)
  return header
}

function fieldsOf(row: CsvRow, header: CsvHeader<TestCaseField>): LooseFields<TestCaseField> {
  header.checkWidth(row)
  const fields: LooseFields<TestCaseField> = {}
  for (const field of header.fields) {
    const cells = header.cells(row, field)
    fields[field] = lists[field]?.(cells.join('\n')) ?? cells[0]
  }
  return fields
}

/** The fields of which one cell holds several values. */
const lists: Readonly<Partial<Record<TestCaseField, (cell: string) => readonly string[]>>> = {
  jiraKeys: (cell) => cell.split(/[\s,;]+/),
  tags: (cell) => cell.split(/[\n,;]/),
  steps: (cell) =>
    cell
      .split(/\r\n?|\n/)
      .map(withoutNumber)
      .filter((line) => line !== ''),
}

/** Steps in a cell are often numbered or listed with dashes. */
function withoutNumber(line: string): string {
  return line.trim().replace(/^(?:\d{1,3}[.)]|[-*•])\s+/, '')
}

function refuse(file: string, message: string): never {
  throw new ValidationError([{ path: '', message, file, row: 1 }])
}
