import type { JsonObject } from '../reading/fields.js'
import {
  looseMoment,
  looseNumber,
  looseObject,
  looseObjects,
  looseText,
  plainText,
} from '../reading/json-values.js'
import { refuseAt } from '../reading/refusal.js'
import { CappedText } from '../reading/text.js'
import { annotationLimit } from './annotations.js'
import { Pickles } from './cucumber-pickles.js'
import { type CucumberStatus, toCucumberStatus, toResultStatus, worstStatus } from './cucumber-status.js'
import { inlineAttachment, joinTexts, newAttachment, newResult, newStep, textOf } from './new-result.js'
import type { ResultAttachment, ResultStep, TestResult } from './result.js'

/** A test case: a pickle with the hooks around it. */
interface TestCase {
  readonly pickleId: string
  /** What each step stands for: a step of the pickle, or a hook. */
  readonly steps: ReadonlyMap<string, { readonly pickleStepId?: string; readonly hookId?: string }>
}

/** A try of a test case while it is run. */
interface Try {
  readonly testCase: TestCase | undefined
  readonly attempt: number
  readonly startedAt: number | undefined
  readonly row: number
  readonly statuses: Set<CucumberStatus>
  readonly errors: string[]
  readonly steps: ResultStep[]
  readonly attachments: ResultAttachment[]
  readonly output: CappedText
  type: string | undefined
  message: string | undefined
}

/** Follows a run by its messages. */
export class CucumberRun {
  isFinished = false
  readonly #file: string
  readonly #pickles = new Pickles()
  readonly #hooks = new Map<string, string>()
  readonly #testCases = new Map<string, TestCase>()
  readonly #tries = new Map<string, Try>()
  readonly #runHooks = new Map<string, string>()

  constructor(file: string) {
    this.#file = file
  }

  *take(name: string, message: JsonObject, row: number): Generator<TestResult, void, undefined> {
    switch (name) {
      case 'gherkinDocument':
        this.#pickles.addDocument(message)
        break
      case 'pickle':
        this.#pickles.addPickle(message)
        break
      case 'hook':
        this.#hooks.set(idOf(message.id), nameOfHook(message))
        break
      case 'testCase':
        this.#testCases.set(idOf(message.id), toTestCase(message))
        break
      case 'testCaseStarted':
        this.#start(message, row)
        break
      case 'testStepFinished':
        this.#finishStep(message, row)
        break
      case 'attachment':
      case 'externalAttachment':
        this.#attach(message)
        break
      case 'testCaseFinished':
        yield* this.#finish(message)
        break
      case 'testRunHookStarted':
        this.#runHooks.set(idOf(message.id), idOf(message.hookId))
        break
      case 'testRunHookFinished':
        yield* this.#finishRunHook(message, row)
        break
      case 'testRunFinished':
        yield* this.#finishRun(message, row)
    }
  }

  #start(message: JsonObject, row: number): void {
    const attempt = looseNumber(message.attempt) ?? 0
    this.#tries.set(idOf(message.id), {
      testCase: this.#testCases.get(idOf(message.testCaseId)),
      attempt: Number.isInteger(attempt) && attempt > 0 && attempt < 1e6 ? attempt + 1 : 1,
      startedAt: millisecondsOf(message.timestamp),
      row,
      statuses: new Set(),
      errors: [],
      steps: [],
      attachments: [],
      output: new CappedText(),
      type: undefined,
      message: undefined,
    })
  }

  #finishStep(message: JsonObject, row: number): void {
    const current = this.#tries.get(idOf(message.testCaseStartedId))
    if (current === undefined) return
    const result = looseObject(message.testStepResult ?? message.testResult)
    const status = toCucumberStatus(result.status)
    if (status === undefined) {
      const shown = JSON.stringify(looseText(result.status)?.slice(0, 40) ?? '')
      refuseAt({ file: this.#file, row }, `has a step with the status ${shown}, which is none of Cucumber's`)
    }
    current.statuses.add(status)
    const error = errorOf(result)
    if (error.details !== undefined && current.errors.length < annotationLimit)
      current.errors.push(error.details)
    current.type ??= error.type
    const { text, isHook } = this.#describe(current, idOf(message.testStepId))
    const isBad = status !== 'passed' && status !== 'skipped' && status !== 'unknown'
    if (isBad) current.message ??= error.message ?? `${text}: ${status}`
    else if (status === 'skipped') current.message ??= error.message
    if ((isHook && !isBad) || current.steps.length >= annotationLimit) return
    const step = { text, status: toResultStatus(status), durationSeconds: secondsOf(result.duration) }
    current.steps.push(newStep({ ...step, message: error.details ?? (isBad ? status : undefined) }))
  }

  #describe(current: Try, stepId: string): { readonly text: string; readonly isHook: boolean } {
    const step = current.testCase?.steps.get(stepId)
    if (step?.hookId !== undefined) {
      return { text: this.#hooks.get(step.hookId) ?? 'Hook', isHook: true }
    }
    const pickle = this.#pickles.get(current.testCase?.pickleId ?? '')
    return { text: pickle?.steps.get(step?.pickleStepId ?? '') ?? '(unnamed)', isHook: false }
  }

  #attach(message: JsonObject): void {
    const current = this.#tries.get(idOf(message.testCaseStartedId))
    if (current === undefined) return
    const { body, mediaType, fileName, url } = message
    if (typeof body === 'string' && mediaType === 'text/x.cucumber.log+plain') {
      current.output.add(`${plainText(decode(message, body))}\n`)
      return
    }
    const attachment =
      newAttachment(mediaType === 'text/uri-list' ? body : url, fileName, mediaType) ??
      (typeof body === 'string' ? inline(message, body) : undefined)
    if (attachment !== undefined && current.attachments.length < annotationLimit)
      current.attachments.push(attachment)
  }

  *#finish(message: JsonObject): Generator<TestResult, void, undefined> {
    const id = idOf(message.testCaseStartedId)
    const current = this.#tries.get(id)
    if (current === undefined) return
    this.#tries.delete(id)
    yield this.#toResult(current, millisecondsOf(message.timestamp))
  }

  #toResult(current: Try, finishedAt: number | undefined): TestResult {
    const { startedAt, attempt, type, row } = current
    const pickle = this.#pickles.get(current.testCase?.pickleId ?? '')
    const status = toResultStatus(worstStatus(current.statuses))
    const suite = pickle?.suite ?? []
    return newResult({
      name: pickle?.name,
      identity: pickle?.identity,
      className: suite.length === 0 ? undefined : suite.join(' > '),
      suite,
      status,
      durationSeconds:
        startedAt === undefined || finishedAt === undefined || finishedAt < startedAt
          ? undefined
          : (finishedAt - startedAt) / 1_000,
      startedAt: looseMoment(startedAt),
      message: status === 'passed' ? undefined : current.message,
      details: status === 'failed' ? joinTexts(current.errors) : undefined,
      type: status === 'failed' ? type : undefined,
      file: pickle?.file,
      line: pickle?.line,
      tags: pickle?.tags ?? [],
      properties: pickle?.properties ?? [],
      steps: current.steps,
      attachments: current.attachments,
      attempt,
      output: textOf(current.output),
      row,
    })
  }

  *#finishRunHook(message: JsonObject, row: number): Generator<TestResult, void, undefined> {
    const result = looseObject(message.result)
    if (toResultStatus(toCucumberStatus(result.status) ?? 'failed') !== 'failed') return
    const hook = this.#runHooks.get(idOf(message.testRunHookStartedId)) ?? ''
    const name = this.#hooks.get(hook) ?? 'Hook of the run'
    yield newResult({ name, status: 'errored', ...errorOf(result), row })
  }

  *#finishRun(message: JsonObject, row: number): Generator<TestResult, void, undefined> {
    this.isFinished = true
    for (const current of this.#tries.values()) {
      const result = this.#toResult(current, undefined)
      yield { ...result, status: 'errored', message: result.message ?? 'was started, but not finished' }
    }
    this.#tries.clear()
    const error = errorOf(message)
    if (error.details !== undefined) yield newResult({ name: '(test run)', status: 'errored', ...error, row })
  }
}

function idOf(value: unknown): string {
  return looseText(value) ?? ''
}

function nameOfHook(hook: JsonObject): string {
  const type = looseText(hook.type)
  const words: Readonly<Record<string, string | undefined>> = {
    BEFORE_TEST_RUN: 'BeforeAll hook',
    AFTER_TEST_RUN: 'AfterAll hook',
    BEFORE_TEST_CASE: 'Before hook',
    AFTER_TEST_CASE: 'After hook',
    BEFORE_TEST_STEP: 'BeforeStep hook',
    AFTER_TEST_STEP: 'AfterStep hook',
  }
  const word = type !== undefined && Object.hasOwn(words, type) ? words[type] : undefined
  const name = looseText(hook.name)
  return name === undefined ? (word ?? 'Hook') : `${word ?? 'Hook'}: ${name}`
}

function toTestCase(message: JsonObject): TestCase {
  const steps = looseObjects(message.testSteps).map(
    ({ id, pickleStepId, hookId }) =>
      [idOf(id), { pickleStepId: looseText(pickleStepId), hookId: looseText(hookId) }] as const,
  )
  return { pickleId: idOf(message.pickleId), steps: new Map(steps) }
}

function errorOf(result: JsonObject): Pick<TestResult, 'message' | 'details' | 'type'> {
  const exception = looseObject(result.exception)
  const message = looseText(result.message)
  const short = looseText(exception.message)
  return {
    message: short ?? message,
    details: looseText(exception.stackTrace) ?? message,
    type: looseText(exception.type),
  }
}

/** Seconds and nanoseconds as milliseconds. */
function millisecondsOf(time: unknown): number | undefined {
  const { seconds, nanos } = looseObject(time)
  const whole = looseNumber(seconds)
  return whole === undefined ? undefined : whole * 1_000 + (looseNumber(nanos) ?? 0) / 1e6
}

function secondsOf(duration: unknown): number | undefined {
  const milliseconds = millisecondsOf(duration)
  return milliseconds !== undefined && milliseconds >= 0 ? milliseconds / 1_000 : undefined
}

function inline(
  { contentEncoding, fileName, mediaType }: JsonObject,
  body: string,
): ResultAttachment | undefined {
  const base64 = contentEncoding === 'BASE64' ? body : Buffer.from(body).toString('base64')
  return inlineAttachment(base64, fileName, mediaType)
}

function decode({ contentEncoding }: JsonObject, body: string): string {
  return contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString() : body
}
