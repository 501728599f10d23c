/**
 * The parsers alone: results, tickets and test cases out of files, without a database.
 *
 * @module @atmosfera/core/imports
 */
import {
  chooseFormat,
  type TestCaseFormat,
  type TicketFormat,
  testCaseFormats,
  ticketFormats,
} from './formats/detect.js'
import type { TestResult } from './formats/result.js'
import { type ResultFormat, resultFormats } from './formats/result-formats.js'
import type { RowOptions } from './formats/rows.js'
import type { TestCaseOptions, TestCaseRow } from './formats/test-case.js'
import type { TicketRow } from './formats/ticket.js'
import { isSource, openSource, type Source, type SourceInput, type SourceOptions } from './source.js'

export { type Issue, ValidationError } from '../errors.js'
export type { TestCaseFormat, TicketFormat } from './formats/detect.js'
export { identityLimit, shortenIdentity } from './formats/identity.js'
export {
  countResults,
  type ResultAttachment,
  type ResultCounts,
  type ResultProperty,
  type ResultStatus,
  type ResultStep,
  type TestResult,
} from './formats/result.js'
export type { ResultFormat } from './formats/result-formats.js'
export type { RowOptions } from './formats/rows.js'
export type { TestCaseOptions, TestCaseRecord, TestCaseRow, TestStepRecord } from './formats/test-case.js'
export type { TextSource } from './formats/text-source.js'
export type { TicketRecord, TicketRow } from './formats/ticket.js'
export { openSource, type Source, type SourceInput, type SourceOptions } from './source.js'

/** What every parser takes beside the input. `name` and `onProgress` only matter to inputs not opened yet. */
export interface ParseOptions<Format extends string> extends SourceOptions {
  /** The format, where it is known. @default recognised by content */
  readonly format?: Format
}

/**
 * Reads the results of a test report, one by one, in flat memory.
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
  const source = toSource(input, options)
  try {
    const format = await chooseFormat(source, resultFormats, options.format)
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

/**
 * Reads test cases, one by one: CSV, JSON, NDJSON or a Gherkin feature file.
 *
 * @throws ValidationError, one line that names the file and the row, at the first bad test case unless
 *   `onRejected` is given, and whenever the file as a whole cannot be read.
 */
export async function* parseTestCases(
  input: SourceInput | Source,
  options: ParseOptions<TestCaseFormat> & TestCaseOptions = {},
): AsyncGenerator<TestCaseRow, void, undefined> {
  const source = toSource(input, options)
  try {
    const format = await chooseFormat(source, testCaseFormats, options.format)
    yield* format.read(source, options)
  } finally {
    await source.close()
  }
}

/** The format of a test report, by its content. The source can be read afterwards. */
export async function detectResultFormat(source: Source): Promise<ResultFormat> {
  return (await chooseFormat(source, resultFormats, undefined)).name
}

function toSource(input: SourceInput | Source, options: SourceOptions): Source {
  return isSource(input) ? input : openSource(input, options)
}
