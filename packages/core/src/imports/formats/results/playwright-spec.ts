import { parseDate } from '../reading/dates.js'
import { isObject, type JsonObject } from '../reading/fields.js'
import {
  looseLine,
  looseList,
  looseNumber,
  looseObject,
  looseObjects,
  looseSeconds,
  looseText,
  plainText,
} from '../reading/json-values.js'
import { type Place, refuseAt } from '../reading/refusal.js'
import { CappedText } from '../reading/text.js'
import { annotationLimit } from './annotations.js'
import {
  inlineAttachment,
  joinTexts,
  newAttachment,
  newResult,
  newStep,
  PropertyList,
  type ResultParts,
  tagList,
  textOf,
  toAttachments,
} from './new-result.js'
import type { ResultAttachment, ResultStatus, ResultStep, TestResult } from './result.js'

/** What a spec takes over from the suites around it. */
export interface PlaywrightSuite {
  /** The titles of the suites, outermost first. */
  readonly path: readonly string[]
  /** The title of the outermost suite, which stands for the test file. */
  readonly fileTitle: string | undefined
  readonly file: string | undefined
}

/** A result for each try of each project of a spec. */
export function* resultsOf(
  spec: JsonObject,
  suite: PlaywrightSuite,
  place: Place,
): Generator<TestResult, void, undefined> {
  const title = looseText(spec.title)
  const describes = suite.fileTitle === undefined ? suite.path : suite.path.slice(1)
  const about = {
    name: title === undefined ? undefined : [...describes, title].join(' › '),
    className: suite.fileTitle,
    suite: suite.path,
    file: looseText(spec.file) ?? suite.file,
    line: looseLine(spec.line),
    tags: tagList(spec.tags),
    row: place.row,
  }
  for (const test of looseList(spec.tests)) {
    if (!isObject(test)) refuseAt(place, 'has a test that is no object')
    const tries = looseList(test.results)
    const shared = { ...about, environment: looseText(test.projectName) }
    if (tries.length === 0) yield newResult({ ...shared, ...annotationsOf(test, {}), status: 'skipped' })
    for (const [index, result] of tries.entries()) {
      if (!isObject(result)) refuseAt(place, 'has a result that is no object')
      yield newResult({ ...shared, ...toTry(test, result, index, place) })
    }
  }
}

function toTry(
  test: JsonObject,
  result: JsonObject,
  index: number,
  place: Place,
): Omit<ResultParts, 'name' | 'row'> {
  const annotations = annotationsOf(test, result)
  const status = statusOf(test, result, place)
  // The list has the errors as Playwright shows them, with the lines of source around them.
  const first = storyOf([result.error])
  const shown = storyOf(looseObjects(result.errors))
  const isBad = status === 'failed' || status === 'errored'
  const retry = looseNumber(result.retry)
  return {
    ...annotations,
    status,
    durationSeconds: looseSeconds(result.duration, 1_000),
    startedAt: parseDate(looseText(result.startTime) ?? ''),
    message: isBad
      ? (first.message ?? shown.message ?? unexpectedPass(test, result))
      : status === 'skipped'
        ? annotations.message
        : undefined,
    details: isBad ? (shown.details ?? first.details) : undefined,
    steps: stepsOf(result.steps),
    attachments: toAttachments(looseObjects(result.attachments).map(toAttachment)),
    attempt:
      (retry !== undefined && Number.isInteger(retry) && retry >= 0 && retry < 1e6 ? retry : index) + 1,
    output: outputOf(result),
  }
}

const statuses: ReadonlySet<string> = new Set(['passed', 'failed', 'timedOut', 'skipped', 'interrupted'])

function statusOf(test: JsonObject, result: JsonObject, place: Place): ResultStatus {
  const word = looseText(result.status) ?? ''
  if (!statuses.has(word))
    refuseAt(place, `has a test with the status ${JSON.stringify(word.slice(0, 40))}, which is not known`)
  if (word === 'skipped') return 'skipped'
  if (word === 'interrupted') return 'errored'
  if (word === (looseText(test.expectedStatus) ?? 'passed')) return 'passed'
  return word === 'timedOut' ? 'errored' : 'failed'
}

function unexpectedPass(test: JsonObject, result: JsonObject): string | undefined {
  if (result.status !== 'passed') return undefined
  return `was expected to be ${looseText(test.expectedStatus) ?? 'something else'}, but passed`
}

/** Annotations become properties; those that tell why a test is skipped are the message as well. */
function annotationsOf(test: JsonObject, result: JsonObject): Pick<TestResult, 'properties' | 'message'> {
  // A try repeats those of its test and adds what was said while it ran.
  const all = [...looseObjects(test.annotations), ...looseObjects(result.annotations)].map(
    ({ type, description }) => ({ name: looseText(type), value: looseText(description) }),
  )
  const annotations = new Map(all.map((annotation) => [JSON.stringify(annotation), annotation]))
  const properties = new PropertyList()
  let message: string | undefined
  for (const { name, value } of annotations.values()) {
    if (name === undefined) continue
    properties.add(name, value ?? true)
    if (name === 'skip' || name === 'fixme') message ??= value
  }
  return { properties: properties.all, message }
}

/** The story of errors: the first message, and the stacks of all. */
export function storyOf(errors: readonly unknown[]): Pick<TestResult, 'message' | 'details'> {
  const messages = errors.map(
    (error) => looseText(looseObject(error).message) ?? looseText(looseObject(error).value),
  )
  const stacks = errors.map((error, index) => looseText(looseObject(error).stack) ?? messages[index])
  return {
    message: messages.find((message) => message !== undefined),
    details: joinTexts(stacks.filter((stack) => stack !== undefined)),
  }
}

/** Steps and the steps in them, one after the other, each with the titles of those around it. */
function stepsOf(steps: unknown): readonly ResultStep[] {
  const all: ResultStep[] = []
  const add = (list: unknown, around: string): void => {
    for (const step of looseObjects(list)) {
      if (all.length >= annotationLimit) return
      const text = `${around}${looseText(step.title) ?? '(unnamed)'}`
      const failed = isObject(step.error)
      all.push(
        newStep({
          text,
          status: failed ? 'failed' : 'passed',
          durationSeconds: looseSeconds(step.duration, 1_000),
          message: failed ? storyOf([step.error]).message : undefined,
        }),
      )
      add(step.steps, `${text} › `)
    }
  }
  add(steps, '')
  return all
}

function toAttachment({ path, body, name, contentType }: JsonObject): ResultAttachment | undefined {
  if (typeof body === 'string' && path === undefined) return inlineAttachment(body, name, contentType)
  return newAttachment(path, name, contentType)
}

function outputOf(result: JsonObject): string | undefined {
  const output = new CappedText()
  for (const entry of [...looseObjects(result.stdout), ...looseObjects(result.stderr)]) {
    if (typeof entry.text === 'string') output.add(plainText(entry.text))
    else if (typeof entry.buffer === 'string')
      output.add(plainText(Buffer.from(entry.buffer, 'base64').toString()))
  }
  return textOf(output)
}
