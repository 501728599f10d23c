import { parseDate } from '../reading/dates.js'
import { isObject, type JsonObject } from '../reading/fields.js'
import { type JsonPath, readJsonParts, type Visit } from '../reading/json-parts.js'
import { shapeOf } from '../reading/json-shape.js'
import { looseNumber, looseObject, looseSeconds, looseText } from '../reading/json-values.js'
import { refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import { newResult } from './new-result.js'
import type { ResultStatus, TestResult } from './result.js'

/** Whether a text begins like a report of Mocha's `json` reporter. */
export function looksLikeMocha(head: string): boolean {
  const shape = shapeOf(head)
  const hasTests = ['tests', 'failures', 'passes', 'pending'].some((list) => shape.has(`${list}[].fullTitle`))
  return hasTests || (shape.has('stats.passes') && shape.has('stats.suites') && !shape.has('results'))
}

/**
 * Reads a report of Mocha's `json` reporter: `{ stats, tests, pending, failures, passes }`. The last three
 * lists count, in which each test is once; `tests` repeats them without saying how they went. A hook that
 * failed is in `failures` alone, and is an errored result of its own.
 *
 * The identity is `title of the suites around > title`, as Mocha's own `xunit` reporter has it: the titles of
 * the suites joined by blanks are the class name. Of a test that was retried Mocha reports the last try.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, has none of the lists,
 *   or something in one of them is no test.
 */
export async function* readMocha(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const report = new MochaReport(source.name)
  for await (const { kind, path, value, row } of readJsonParts(source, visit)) {
    const [list = '', element] = path
    if (kind === 'value' && element === '[]') {
      const result = report.toResult(list, value, row)
      if (result !== undefined) yield result
    } else if (path.length === 0) {
      if (kind !== 'object' && kind !== 'end') refuseAt({ file: source.name, row }, wanted)
    } else if (kind === 'value' && list === 'stats') {
      report.startedAt = parseDate(looseText(looseObject(value).start) ?? '')
    } else if (kind === 'list') {
      report.hasList = true
    } else if (kind !== 'end') {
      refuseAt({ file: source.name, row }, `has ${JSON.stringify(list)} that is no list; ${wanted}`)
    }
  }
  if (!report.hasList)
    refuseAt({ file: source.name, row: 1 }, `has no "passes", "failures" and "pending"; ${wanted}`)
}

const wanted = 'it has to be a report of Mocha: { stats, tests, pending, failures, passes }'

const statuses: Readonly<Record<string, ResultStatus | undefined>> = {
  passes: 'passed',
  failures: 'failed',
  pending: 'skipped',
}

function visit(path: JsonPath): Visit {
  const [list = '', element] = path
  if (path.length === 0) return 'enter'
  if (list === 'stats') return 'take'
  if (!Object.hasOwn(statuses, list)) return 'skip'
  return element === undefined ? 'enter' : 'take'
}

/** What has to be known of a report to understand one test of it. */
class MochaReport {
  startedAt: Date | undefined
  hasList = false
  readonly #file: string
  /** A test that failed after it had passed is in both lists. */
  readonly #failed = new Set<string>()

  constructor(file: string) {
    this.#file = file
  }

  toResult(list: string, test: unknown, row: number): TestResult | undefined {
    if (!isObject(test))
      refuseAt({ file: this.#file, row }, `has a test in ${JSON.stringify(list)} that is no object`)
    const key = JSON.stringify([test.file, test.fullTitle])
    const isFailure = list === 'failures'
    const error = isFailure || hasError(test) ? looseObject(test.err) : undefined
    if (isFailure) this.#failed.add(key)
    else if (error !== undefined && this.#failed.has(key)) return undefined
    return newResult({
      ...toNames(test),
      status: toStatus(list, test, error),
      durationSeconds: looseSeconds(test.duration, 1_000),
      startedAt: this.startedAt,
      ...toStory(error),
      file: looseText(test.file),
      attempt: toAttempt(test.currentRetry),
      row,
    })
  }
}

/** Each object of Mocha has an error; it is empty where there was none. */
function hasError(test: JsonObject): boolean {
  return isObject(test.err) && Object.keys(test.err).length > 0
}

/**
 * `errorMode` is what the assertion library Unexpected adds; like others who read these reports, it is taken
 * for the mark of a broken test.
 */
function toStatus(list: string, test: JsonObject, error: JsonObject | undefined): ResultStatus {
  if (error === undefined) return statuses[list] ?? 'passed'
  const isHook = /^"(?:before|after) (?:all|each)" hook\b/.test(looseText(test.title) ?? '')
  return isHook || error.errorMode !== undefined ? 'errored' : 'failed'
}

function toNames(test: JsonObject): {
  name: string | undefined
  className?: string
  suite?: readonly string[]
} {
  const title = looseText(test.title)
  const fullTitle = looseText(test.fullTitle)
  if (title === undefined || fullTitle === undefined) return { name: title ?? fullTitle }
  const around = fullTitle.endsWith(` ${title}`) ? fullTitle.slice(0, -title.length).trim() : ''
  return around === '' ? { name: title } : { name: title, className: around, suite: [around] }
}

function toStory(error: JsonObject | undefined): Pick<TestResult, 'message' | 'details' | 'type'> {
  if (error === undefined) return {}
  const message = looseText(error.message)
  return {
    message,
    details: looseText(error.stack) ?? message,
    type: looseText(error.name) ?? looseText(error.code) ?? looseText(error.errorMode),
  }
}

function toAttempt(currentRetry: unknown): number {
  const retry = looseNumber(currentRetry)
  return retry !== undefined && Number.isInteger(retry) && retry > 0 && retry < 1e6 ? retry + 1 : 1
}
