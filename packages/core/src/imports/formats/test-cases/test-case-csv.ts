import { ValidationError } from '../../../errors.js'
import { CsvHeader, type CsvRow, firstCsvLine, readCsvRows } from '../reading/csv-records.js'
import { type LooseFields, simpleName } from '../reading/fields.js'
import { acceptRow, FieldError } from '../reading/rows.js'
import type { TextSource } from '../reading/text-source.js'
import { mapColumns } from './csv-mapping.js'
import {
  stepColumns,
  type TestCaseField,
  type TestCaseOptions,
  type TestCaseRow,
  testCaseFields,
  toTestCase,
  unknownNames,
} from './test-case.js'
import { linesOf, stepsOf } from './test-case-csv-steps.js'
import {
  mappableColumns,
  referencedKeys,
  type TestCaseCells,
  type TestCaseColumn,
  type TestCaseDialect,
} from './test-case-dialects.js'

/** How many rows one test case may have. */
const rowLimit = 10_000

/**
 * Reads test cases out of CSV with a header: columns in any order, named like the fields of `TestCaseRecord`
 * (`external_id`, `External ID`, `externalId`) or as `options.mapping` says. Keys are separated by blanks, commas
 * or semicolons, tags by commas or semicolons, steps by line ends. Where the steps have columns of their own,
 * which takes a mapping, rows without id and title continue the test case above. Columns of unknown meaning are
 * reported to `onWarning`.
 *
 * @throws ValidationError naming file and row: at the first bad test case unless `onRejected` is given, and
 *   always when there is no column for the title or the quotes do not match.
 */
export function readTestCaseCsv(
  source: TextSource,
  options: TestCaseOptions = {},
): AsyncGenerator<TestCaseRow, void, undefined> {
  return readRows(source, options, undefined)
}

/** Reads the CSV of another tool as {@link readTestCaseCsv} does; a mapping goes before what the tool writes. */
export function dialectReader(
  dialect: TestCaseDialect,
): (source: TextSource, options?: TestCaseOptions) => AsyncGenerator<TestCaseRow, void, undefined> {
  return (source, options = {}) => readRows(source, options, dialect)
}

/** Whether a text looks like CSV with test cases. */
export function looksLikeTestCaseCsv(head: string): boolean {
  return firstCsvLine(head).some((name) => testCaseFields.find(name) === 'title')
}

/** Recognises the CSV of another tool by its header. */
export function dialectMatcher({ matches }: TestCaseDialect): (head: string) => boolean {
  return (head) => {
    const names = new Set(firstCsvLine(head).map(simpleName))
    return matches((name) => names.has(simpleName(name)))
  }
}

/** One test case while its rows are read. */
interface Group {
  readonly row: number
  /** What tells its rows from those of the next one. */
  readonly id: string
  readonly rows: CsvRow[]
}

async function* readRows(
  source: TextSource,
  options: TestCaseOptions,
  dialect: TestCaseDialect | undefined,
): AsyncGenerator<TestCaseRow, void, undefined> {
  let header: CsvHeader<TestCaseColumn> | undefined
  let group: Group | undefined
  const finish = ({ row, rows }: Group, known: CsvHeader<TestCaseColumn>): TestCaseRow | undefined => {
    const build = () => toTestCase(fieldsOf(rows, known, dialect))
    const testCase = acceptRow(build, { file: source.name, row }, options)
    return testCase === undefined ? undefined : { row, testCase }
  }
  for await (const row of readCsvRows(source)) {
    if (header === undefined) {
      header = toHeader(row, source.name, options, dialect)
      continue
    }
    const id = idOf(row, header)
    if (group !== undefined && continues(row, id, group, header)) {
      group.rows.push(row)
      continue
    }
    const done = group && finish(group, header)
    group = { row: row.row, id, rows: [row] }
    if (done !== undefined) yield done
  }
  if (header === undefined) refuse(source.name, 'is empty; was the export written?')
  const last = group && finish(group, header)
  if (last !== undefined) yield last
}

function toHeader(
  row: CsvRow,
  file: string,
  options: TestCaseOptions,
  dialect: TestCaseDialect | undefined,
): CsvHeader<TestCaseColumn> {
  const usual = dialect?.columns ?? testCaseFields
  const names =
    options.mapping === undefined
      ? usual
      : mapColumns(options.mapping, row.cells, mappableColumns, usual, file)
  const header = new CsvHeader<TestCaseColumn>(row.cells, names)
  if (!header.has('title'))
    refuse(file, 'has no column "title"; every test case needs one, so say which it is with a mapping')
  const onUnknown = unknownNames(file, options)
  for (const name of header.unknown) onUnknown(name, row.row)
  return header
}

function idOf(row: CsvRow, header: CsvHeader<TestCaseColumn>): string {
  const parts = (['group', 'externalId', 'key'] as const).map((field) => header.cells(row, field)[0] ?? '')
  return parts.every((part) => part === '') ? '' : parts.join('\n')
}

/** Whether a row only adds a step to the test case above: it names none, or the same one again. */
function continues(row: CsvRow, id: string, group: Group, header: CsvHeader<TestCaseColumn>): boolean {
  if (!stepColumns.some((column) => header.has(column))) return false
  const title = header.cells(row, 'title')[0]
  const first = group.rows[0]
  const isSameTitle = title === undefined || title === (first && header.cells(first, 'title')[0])
  return id === '' ? title === undefined : id === group.id && isSameTitle
}

function fieldsOf(
  rows: readonly CsvRow[],
  header: CsvHeader<TestCaseColumn>,
  dialect: TestCaseDialect | undefined,
): LooseFields<TestCaseField> {
  if (rows.length > rowLimit)
    throw new FieldError('', `has more than ${rowLimit} rows; is the id column right?`)
  for (const row of rows) header.checkWidth(row)
  const found: TestCaseCells = {}
  for (const field of header.fields) {
    const cells = rows.flatMap((row) => header.cells(row, field))
    if (cells.length > 0) found[field] = cells
  }
  const cells = dialect === undefined ? found : dialect.adapt(found)
  const fields: LooseFields<TestCaseField> = {}
  for (const [field, texts] of Object.entries(cells) as [TestCaseField, readonly string[] | undefined][]) {
    if (texts !== undefined && !isStepColumn(field)) fields[field] = lists[field]?.(texts) ?? texts[0]
  }
  if (dialect !== undefined && cells.jiraKeys !== undefined) fields.jiraKeys = referencedKeys(cells.jiraKeys)
  const steps = stepsOf(rows, header, dialect?.numbersSteps ?? false)
  return steps.length === 0 ? fields : { ...fields, steps }
}

function isStepColumn(column: TestCaseColumn): boolean {
  return stepColumns.some((each) => each === column)
}

/** The fields that hold several values, in one cell or in several. */
const lists: Readonly<Partial<Record<TestCaseField, (cells: readonly string[]) => readonly unknown[]>>> = {
  jiraKeys: (cells) => cells.join('\n').split(/[\s,;]+/),
  tags: (cells) => cells.join('\n').split(/[\n,;]/),
  steps: (cells) => linesOf(cells.join('\n')),
}

function refuse(file: string, message: string): never {
  throw new ValidationError([{ path: '', message, file, row: 1 }])
}
