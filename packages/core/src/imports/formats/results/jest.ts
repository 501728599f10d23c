import { isObject, type JsonObject } from '../reading/fields.js'
import { type JsonPath, readJsonParts, type Visit } from '../reading/json-parts.js'
import { shapeOf } from '../reading/json-shape.js'
import {
  looseLine,
  looseList,
  looseMoment,
  looseNumber,
  looseObject,
  looseSeconds,
  looseText,
  looseTexts,
} from '../reading/json-values.js'
import { refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import { joinTexts, newResult, tagList } from './new-result.js'
import type { ResultStatus, TestResult } from './result.js'

/** Whether a text begins like the JSON report of Jest or Vitest. */
export function looksLikeJest(head: string): boolean {
  const shape = shapeOf(head)
  return shape.has('numTotalTests') || shape.has('testResults[].assertionResults')
}

/**
 * Reads what `jest --json` and Vitest's `json` reporter write: test files under `testResults`, with the tests
 * of each under `assertionResults`. One test file is in memory at a time.
 *
 * A file that failed although none of its tests did (it could not be loaded, or a hook after the tests broke)
 * is an errored result of its own, `(test file failed)` in the class of its path. Tries before the last one are
 * failed results, where Jest tells their reasons.
 *
 * The identity is `titles of the describe blocks > title`, the titles joined by blanks, as for Mocha. It is
 * what jest-junit writes with the options `classNameTemplate: "{classname}"` and `titleTemplate: "{title}"`.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, has no `testResults`, or
 *   a test has a status that is not known.
 */
export async function* readJest(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  let hasList = false
  for await (const { kind, path, value, row } of readJsonParts(source, visit)) {
    const place = { file: source.name, row }
    if (kind === 'value' && path.length === 2) {
      if (!isObject(value)) refuseAt(place, `has a test file that is no object; ${wanted}`)
      yield* resultsOf(value, source.name, row)
    } else if (kind === 'list' && path.length === 1) {
      hasList = true
    } else if (kind !== 'end' && (path.length > 0 || kind !== 'object')) {
      refuseAt(place, wanted)
    }
  }
  if (!hasList) refuseAt({ file: source.name, row: 1 }, `has no "testResults"; ${wanted}`)
}

const wanted = 'it has to be the JSON of Jest or Vitest: { testResults: [{ assertionResults: [...] }] }'

function visit([list, element]: JsonPath): Visit {
  if (list === undefined) return 'enter'
  if (list !== 'testResults') return 'skip'
  return element === undefined ? 'enter' : 'take'
}

const statuses: Readonly<Record<string, ResultStatus | undefined>> = {
  passed: 'passed',
  failed: 'failed',
  pending: 'skipped',
  skipped: 'skipped',
  todo: 'skipped',
  disabled: 'skipped',
  // These have not run: another test was chosen, or the run was ended.
  focused: 'skipped',
}

function* resultsOf(file: JsonObject, report: string, row: number): Generator<TestResult, void, undefined> {
  const path = looseText(file.name) ?? looseText(file.testFilePath)
  const startedAt = looseMoment(file.startTime)
  let hasFailure = false
  for (const test of looseList(file.assertionResults)) {
    if (!isObject(test)) refuseAt({ file: report, row }, 'has a test that is no object')
    if (test.status === 'failed') hasFailure = true
    for (const result of triesOf(test, report, row)) {
      yield { ...result, file: path, startedAt: result.startedAt ?? startedAt }
    }
  }
  if (file.status !== 'failed' || hasFailure) return
  const details = looseText(file.message) ?? looseText(looseObject(file.testExecError).message)
  yield newResult({
    name: '(test file failed)',
    className: path,
    status: 'errored',
    startedAt,
    details,
    file: path,
    row,
  })
}

function* triesOf(test: JsonObject, report: string, row: number): Generator<TestResult, void, undefined> {
  const suite = looseTexts(test.ancestorTitles)
  const about = {
    name: looseText(test.title) ?? looseText(test.fullName),
    className: suite.length === 0 ? undefined : suite.join(' '),
    suite,
    line: looseLine(looseObject(test.location).line),
    tags: tagList(test.tags),
    row,
  }
  const reasons = looseTexts(test.retryReasons)
  let attempt = 0
  for (const details of reasons) yield newResult({ ...about, status: 'failed', details, attempt: ++attempt })
  const word = looseText(test.status) ?? ''
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined
  if (status === undefined)
    refuseAt(
      { file: report, row },
      `has a test with the status ${JSON.stringify(word.slice(0, 40))}, which is not known`,
    )
  yield newResult({
    ...about,
    status,
    startedAt: looseMoment(test.startAt),
    durationSeconds: looseSeconds(test.duration, 1_000),
    details: joinTexts(looseTexts(test.failureMessages)),
    attempt: reasons.length > 0 ? attempt + 1 : toAttempt(test.invocations),
  })
}

function toAttempt(invocations: unknown): number {
  const count = looseNumber(invocations)
  return count !== undefined && Number.isInteger(count) && count > 0 && count < 1e6 ? count : 1
}
