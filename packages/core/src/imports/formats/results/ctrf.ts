import { isObject, type JsonObject } from '../reading/fields.js'
import { type JsonPath, readJsonParts, type Visit } from '../reading/json-parts.js'
import { shapeOf } from '../reading/json-shape.js'
import {
  looseLine,
  looseMoment,
  looseNumber,
  looseObjects,
  looseSeconds,
  looseText,
  looseTexts,
} from '../reading/json-values.js'
import { refuseAt } from '../reading/refusal.js'
import type { TextSource } from '../reading/text-source.js'
import { annotationLimit } from './annotations.js'
import { wordToStatus } from './junit-values.js'
import {
  inlineAttachment,
  joinTexts,
  newAttachment,
  newResult,
  newStep,
  PropertyList,
  type ResultParts,
  tagList,
  toAttachments,
} from './new-result.js'
import type { ResultProperty, ResultStatus, TestResult } from './result.js'

/** Whether a text begins like a report in the Common Test Report Format. */
export function looksLikeCtrf(head: string): boolean {
  const shape = shapeOf(head)
  return ['tool', 'summary', 'tests'].some((name) => shape.has(`results.${name}`))
}

/**
 * Reads a report in the Common Test Report Format (ctrf.io): `{ results: { tool, summary, tests } }`.
 *
 * Each of a test's `retryAttempts` is a result. The test itself is one more, unless the last of them is the
 * test's last try, as it is where there are more of them than retries. `pending` is skipped, and so is `other`,
 * unless `rawStatus` says that the test broke.
 *
 * The identity is `suites > name`, the suites joined by ` > `; just the name where there are none. The browser
 * and the device are the environment. What `environment` of the report says belongs to the tests after it.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, has no `results.tests`,
 *   or a test has a status that is not known.
 */
export async function* readCtrf(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  let suiteProperties: readonly ResultProperty[] = []
  let hasList = false
  for await (const { kind, path, value, row } of readJsonParts(source, visit)) {
    const place = { file: source.name, row }
    if (kind === 'value' && path.length === 3) {
      if (!isObject(value)) refuseAt(place, `has a test that is no object; ${wanted}`)
      yield* triesOf({ test: value, suiteProperties, file: source.name, row })
    } else if (kind === 'value' && path[1] === 'environment') {
      suiteProperties = environmentOf(value)
    } else if (kind === 'list' && path.length === 2) {
      hasList = true
    } else if (kind !== 'end' && (kind !== 'object' || path.length > 1)) {
      refuseAt(place, wanted)
    }
  }
  if (!hasList) refuseAt({ file: source.name, row: 1 }, `has no "tests"; ${wanted}`)
}

const wanted = 'it has to be a CTRF report: { results: { tool, summary, tests: [...] } }'

function visit([results, name, element]: JsonPath): Visit {
  if (results === undefined) return 'enter'
  if (results !== 'results') return 'skip'
  if (name === undefined) return 'enter'
  if (name === 'tests') return element === undefined ? 'enter' : 'take'
  return name === 'environment' ? 'take' : 'skip'
}

function environmentOf(value: unknown): readonly ResultProperty[] {
  const properties = new PropertyList()
  properties.addFields('', value)
  const { testEnvironment } = isObject(value) ? value : {}
  properties.add('environment', testEnvironment)
  return properties.all
}

interface Test {
  readonly test: JsonObject
  readonly suiteProperties: readonly ResultProperty[]
  readonly file: string
  readonly row: number
}

function* triesOf(given: Test): Generator<TestResult, void, undefined> {
  const { test, file, row } = given
  const own = toParts(given)
  const tries = looseObjects(test.retryAttempts).slice(0, annotationLimit)
  const retries = looseNumber(test.retries)
  const last = tries.at(-1)
  const isLastTry =
    last !== undefined && (retries === undefined ? last.status === test.status : tries.length > retries)
  const { steps, attachments, output, message, details, ...about } = own
  for (const [index, attempt] of tries.entries()) {
    const told = toTry(attempt, file, row)
    const number = index + 1
    if (attempt === last && isLastTry) {
      const inline = { steps, output, message, details, attachments }
      yield newResult({ ...about, ...inline, ...withoutGaps(told), attempt: number, row })
    } else {
      yield newResult({ ...about, ...told, attempt: number })
    }
  }
  if (isLastTry) return
  const attempt = tries.length > 0 ? tries.length + 1 : isCount(retries) ? retries + 1 : 1
  yield newResult({ ...own, attempt })
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0 && value < 1e6
}

type Try = Omit<ResultParts, 'name'>

/** What is undefined or empty does not hide what the test itself says. */
function withoutGaps(told: Try): Pick<Try, 'status'> & Partial<Try> {
  const { attachments = [], status, ...others } = told
  const present: Partial<Try> = Object.fromEntries(
    Object.entries(others).filter(([, value]) => value !== undefined),
  )
  return { ...present, status, ...(attachments.length > 0 ? { attachments } : {}) }
}

function toParts({ test, suiteProperties, file, row }: Test): ResultParts {
  const suite = suiteOf(test.suite)
  const told = toTry(test, file, row)
  const properties = new PropertyList()
  for (const name of ['id', 'testId', 'type', 'threadId']) properties.add(name, test[name])
  properties.addFields('', test.labels)
  properties.addFields('parameter:', test.parameters)
  properties.addFields('', test.extra)
  const screenshot = typeof test.screenshot === 'string' ? test.screenshot : ''
  return {
    ...told,
    name: looseText(test.name),
    className: suite.length === 0 ? undefined : suite.join(' > '),
    suite,
    file: looseText(test.filePath) ?? looseText(test.filepath),
    line: looseLine(test.line),
    properties: properties.all,
    suiteProperties,
    tags: tagList(test.tags),
    environment: joinTexts(looseTexts([test.browser, test.device]), ', '),
    steps: looseObjects(test.steps)
      .slice(0, annotationLimit)
      .map((step) =>
        newStep({ text: looseText(step.name) ?? '(unnamed)', status: statusOf(step.status, undefined) }),
      ),
    attachments: toAttachments([
      inlineAttachment(screenshot, 'screenshot', 'image/png'),
      ...(told.attachments ?? []),
    ]),
  }
}

/** What a test and each try of it say alike. */
function toTry(told: JsonObject, file: string, row: number): Try {
  const status = statusOf(told.status, told.rawStatus)
  if (status === undefined) {
    const word = JSON.stringify(looseText(told.status)?.slice(0, 40) ?? '')
    refuseAt({ file, row }, `has a test with the status ${word}, which is none of CTRF's`)
  }
  const message = looseText(told.message)
  return {
    status,
    durationSeconds: looseSeconds(told.duration, 1_000),
    startedAt: looseMoment(told.start),
    message,
    details: looseText(told.trace) ?? looseText(told.snippet) ?? (status === 'skipped' ? undefined : message),
    output: joinTexts([...looseTexts(told.stdout), ...looseTexts(told.stderr)], '\n'),
    attachments: toAttachments(
      looseObjects(told.attachments).map(({ path, name, contentType }) =>
        newAttachment(path, name, contentType),
      ),
    ),
    row,
  }
}

/** Older reports have one text; the suites in it are not told apart. */
function suiteOf(suite: unknown): readonly string[] {
  const one = looseText(suite)
  return one === undefined ? looseTexts(suite).slice(0, annotationLimit) : [one]
}

const statuses: Readonly<Record<string, ResultStatus | undefined>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
}

function statusOf(status: unknown, rawStatus: unknown): ResultStatus | undefined {
  if (typeof status !== 'string') return undefined
  if (status === 'other') return brokenStatus(looseText(rawStatus)) ?? 'skipped'
  return Object.hasOwn(statuses, status) ? statuses[status] : undefined
}

function brokenStatus(raw: string | undefined): ResultStatus | undefined {
  const word = raw?.toLowerCase().replace(/[^a-z]/g, '') ?? ''
  return /^(?:broken|timedout|timeout|aborted|crashed|interrupted)$/.test(word)
    ? 'errored'
    : wordToStatus(word)
}
