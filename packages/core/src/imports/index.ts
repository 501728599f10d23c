/**
 * The parsers alone: results, tickets and test cases out of files, without a database.
 *
 * @module @atmosfera/core/imports
 */
import {
  chooseFormat,
  findFormat,
  type TestCaseFormat,
  type TicketFormat,
  testCaseFormats,
  ticketFormats,
} from './formats/detect.js'
import type { RowOptions } from './formats/reading/rows.js'
import type { TestResult } from './formats/results/result.js'
import { type ResultFormat, resultFormats } from './formats/results/result-formats.js'
import type { TestCaseOptions, TestCaseRow } from './formats/test-cases/test-case.js'
import type { TicketRow } from './formats/tickets/ticket.js'
import { findReports } from './reports.js'
import { isSource, openSource, type Source, type SourceInput, type SourceOptions } from './source.js'

export { type Issue, ValidationError } from '../errors.js'
export type { TestCaseFormat, TicketFormat } from './formats/detect.js'
export { identityLimit, shortenIdentity } from './formats/identity.js'
export type { RowOptions } from './formats/reading/rows.js'
export type { TextSource } from './formats/reading/text-source.js'
export {
  countResults,
  type ResultAttachment,
  type ResultCounts,
  type ResultProperty,
  type ResultStatus,
  type ResultStep,
  type TestResult,
} from './formats/results/result.js'
export type { ResultFormat } from './formats/results/result-formats.js'
export type {
  TestCaseMapping,
  TestCaseOptions,
  TestCaseRecord,
  TestCaseRow,
  TestFramework,
  TestStepRecord,
} from './formats/test-cases/test-case.js'
export type { TicketRecord, TicketRow } from './formats/tickets/ticket.js'
export { openSource, type Source, type SourceInput, type SourceOptions } from './source.js'

/** What every parser takes beside the input. `name` and `onProgress` only matter to inputs not opened yet. */
export interface ParseOptions<Format extends string> extends SourceOptions {
  /** The format, where it is known. @default recognised by content */
  readonly format?: Format
}

/**
 * Reads the results of test reports, one by one, in flat memory: a report, a folder or zip archive of reports in any
 * mixture of formats, or a folder of Allure's results. Files of folders and archives that are no reports are passed
 * over.
 *
 * @example
 * for await (const result of parseResults('report.xml.gz')) console.log(result.identity, result.status)
 *
 * @throws ValidationError, one line that names the file, when it cannot be opened, is in no known format or
 *   is damaged. Results before the damage have been yielded by then.
 */
export async function* parseResults(
  input: SourceInput | Source,
  options: ParseOptions<ResultFormat> = {},
): AsyncGenerator<TestResult, void, undefined> {
  if (isSource(input)) return yield* parseReport(input, options.format)
  const { format, ...sourceOptions } = options
  const found = await findReports([input])
  try {
    for (const report of found.reports) {
      const source = report.open(sourceOptions)
      try {
        if (report.isFound && (await findFormat(source, resultFormats)) === undefined) continue
        yield* parseReport(source, format)
      } finally {
        await source.close()
      }
    }
  } finally {
    await found.close()
  }
}

async function* parseReport(
  source: Source,
  name: ResultFormat | undefined,
): AsyncGenerator<TestResult, void, undefined> {
  try {
    const format = await chooseFormat(source, resultFormats, name)
    yield* format.read(source)
  } finally {
    await source.close()
  }
}

/**
 * Reads the tickets of an export, one by one: JSON, NDJSON or CSV.
 *
 * @throws ValidationError, one line that names the file and the row, at the first bad ticket unless
 *   `onRejected` is given, and whenever the file as a whole cannot be read.
 */
export async function* parseTickets(
  input: SourceInput | Source,
  options: ParseOptions<TicketFormat> & RowOptions = {},
): AsyncGenerator<TicketRow, void, undefined> {
  const source = toSource(input, options)
  try {
    const format = await chooseFormat(source, ticketFormats, options.format)
    yield* format.read(source, options)
  } finally {
    await source.close()
  }
}

/** Options of {@link parseTestCases}. */
export interface ParseTestCaseOptions extends ParseOptions<TestCaseFormat>, TestCaseOptions {
  /** Receives what the input was recognised as, before its first test case. */
  readonly onFormat?: (format: TestCaseFormat) => void
}

/**
 * Reads test cases, one by one: CSV, also that of TestRail, Zephyr and Xray, JSON, NDJSON, a Gherkin feature file,
 * or the tests in a file of JavaScript, TypeScript, Python or Java.
 *
 * @throws ValidationError, one line that names the file and the row, at the first bad test case unless
 *   `onRejected` is given, and whenever the file as a whole cannot be read.
 */
export async function* parseTestCases(
  input: SourceInput | Source,
  options: ParseTestCaseOptions = {},
): AsyncGenerator<TestCaseRow, void, undefined> {
  const source = toSource(input, options)
  try {
    const name = options.format ?? (options.mapping && (await csvFormat(source)))
    const format = await chooseFormat(source, testCaseFormats, name)
    options.onFormat?.(format.name)
    yield* format.read(source, options)
  } finally {
    await source.close()
  }
}

/** A mapping is for CSV, whose header may hold no name that we know. */
async function csvFormat(source: Source): Promise<TestCaseFormat> {
  const head = await source.head()
  const names: readonly TestCaseFormat[] = ['testrail', 'zephyr-scale', 'zephyr-squad', 'xray']
  const known = testCaseFormats.find(
    (format) => names.includes(format.name) && format.matches(head, source.name),
  )
  return known?.name ?? 'csv'
}

/** The format of a test report, by its content. The source can be read afterwards. */
export async function detectResultFormat(source: Source): Promise<ResultFormat> {
  return (await chooseFormat(source, resultFormats, undefined)).name
}

function toSource(input: SourceInput | Source, options: SourceOptions): Source {
  return isSource(input) ? input : openSource(input, options)
}
