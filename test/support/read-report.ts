/** Reads test reports that a test has written as text. */
import { ValidationError } from '../../packages/core/src/errors.js'
import type { TextSource } from '../../packages/core/src/imports/formats/reading/text-source.js'
import type { TestResult } from '../../packages/core/src/imports/formats/results/result.js'
import { openSource } from '../../packages/core/src/imports/source.js'

/** Reads the results of one format. */
export type ReportReader = (source: TextSource) => AsyncIterable<TestResult>

/** The results of a report that arrives in these pieces. */
export async function readPieces(read: ReportReader, pieces: Iterable<Uint8Array>): Promise<TestResult[]> {
  async function* input(): AsyncGenerator<Uint8Array> {
    yield* pieces
  }
  const results: TestResult[] = []
  for await (const result of read(openSource(input(), { name: 'report' }))) results.push(result)
  return results
}

/** The results of a report, given as text or as what JSON makes a text of. */
export function readReport(read: ReportReader, report: unknown): Promise<TestResult[]> {
  return readPieces(read, [Buffer.from(typeof report === 'string' ? report : JSON.stringify(report))])
}

/** The results of a report of one event a line. */
export function readEvents(read: ReportReader, events: readonly unknown[]): Promise<TestResult[]> {
  return readReport(read, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
}

/** The one line with which a report is refused. */
export async function refusalOf(read: ReportReader, report: unknown): Promise<string> {
  const error = await readReport(read, report).then(
    (results) => `no refusal but ${results.length} results`,
    (reason: unknown) => reason,
  )
  return error instanceof ValidationError ? error.message : `no ValidationError but ${error}`
}

/** The same bytes, cut at these places. */
export function* cut(bytes: Buffer, at: readonly number[]): Generator<Buffer, void, undefined> {
  let start = 0
  for (const end of [...at.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(start, end)
    start = end
  }
}
