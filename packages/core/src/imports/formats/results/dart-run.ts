import type { JsonObject } from '../reading/fields.js'
import {
  looseLine,
  looseList,
  looseNumber,
  looseObject,
  looseText,
  plainText,
} from '../reading/json-values.js'
import { CappedText } from '../reading/text.js'
import { annotationLimit } from './annotations.js'
import { joinTexts, newResult, textOf } from './new-result.js'
import type { ResultStatus, TestResult } from './result.js'

interface DartSuite {
  readonly path: string | undefined
  readonly platform: string | undefined
}

/** A test while it is run. */
interface OpenTest {
  readonly test: JsonObject
  readonly startedAt: number | undefined
  readonly row: number
  readonly errors: JsonObject[]
  readonly output: CappedText
  skipReason: string | undefined
}

/** Follows a run by its events. */
export class DartRun {
  isDone = false
  readonly #suites = new Map<unknown, DartSuite>()
  readonly #groups = new Map<unknown, string>()
  readonly #tests = new Map<unknown, OpenTest>();

  *take(event: JsonObject, row: number): Generator<TestResult, void, undefined> {
    switch (event.type) {
      case 'suite': {
        const { id, path, platform } = looseObject(event.suite)
        this.#suites.set(id, { path: looseText(path), platform: looseText(platform) })
        break
      }
      case 'group': {
        const { id, name } = looseObject(event.group)
        this.#groups.set(id, looseText(name) ?? '')
        break
      }
      case 'testStart':
        this.#start(event, row)
        break
      case 'print':
        this.#print(event)
        break
      case 'error':
        this.#fail(event)
        break
      case 'testDone':
        yield* this.#finish(event)
        break
      case 'done':
        this.isDone = true
        for (const open of this.#tests.values()) {
          yield this.#toResult(open, 'errored', undefined, 'was started, but not done')
        }
        this.#tests.clear()
    }
  }

  #start(event: JsonObject, row: number): void {
    const test = looseObject(event.test)
    this.#tests.set(test.id, {
      test,
      startedAt: looseNumber(event.time),
      row,
      errors: [],
      output: new CappedText(),
      skipReason: looseText(looseObject(test.metadata).skipReason),
    })
  }

  #print({ testID, message, messageType }: JsonObject): void {
    const open = this.#tests.get(testID)
    if (open === undefined || typeof message !== 'string') return
    if (messageType === 'skip') open.skipReason ??= looseText(message)?.replace(/^Skip: /, '')
    else open.output.add(`${plainText(message)}\n`)
  }

  #fail(event: JsonObject): void {
    const open = this.#tests.get(event.testID)
    if (open !== undefined && open.errors.length < annotationLimit) open.errors.push(event)
  }

  *#finish(event: JsonObject): Generator<TestResult, void, undefined> {
    const open = this.#tests.get(event.testID)
    if (open === undefined) return
    this.#tests.delete(event.testID)
    const isFine = event.result === 'success'
    if (event.hidden === true && isFine) return
    const status = isFine ? (event.skipped === true ? 'skipped' : 'passed') : toBadStatus(event.result)
    yield this.#toResult(open, status, looseNumber(event.time), undefined)
  }

  #toResult(
    open: OpenTest,
    status: ResultStatus,
    endedAt: number | undefined,
    reason: string | undefined,
  ): TestResult {
    const { test, startedAt, errors } = open
    const suite = this.#suites.get(test.suiteID)
    const groups = this.#groupsOf(test)
    const texts = errors.map(({ error, stackTrace }) =>
      joinTexts(
        [looseText(error) ?? '', looseText(stackTrace) ?? ''].filter((text) => text !== ''),
        '\n',
      ),
    )
    return newResult({
      name: looseText(test.name),
      className: suite?.path === undefined ? undefined : toClassName(suite.path),
      suite: groups,
      status,
      durationSeconds:
        startedAt === undefined || endedAt === undefined || endedAt < startedAt
          ? undefined
          : (endedAt - startedAt) / 1_000,
      message: looseText(errors[0]?.error) ?? (status === 'skipped' ? open.skipReason : reason),
      details: joinTexts(texts.filter((text) => text !== undefined)),
      file: suite?.path ?? looseText(test.root_url) ?? looseText(test.url),
      line: looseLine(test.root_line) ?? looseLine(test.line),
      properties: suite?.platform === undefined ? [] : [{ name: 'platform', value: suite.platform }],
      environment: suite?.platform === 'vm' ? undefined : suite?.platform,
      output: textOf(open.output),
      row: open.row,
    })
  }

  /** The own names of the groups: each event has it after those of the groups around it. */
  #groupsOf(test: JsonObject): readonly string[] {
    const names: string[] = []
    let around = ''
    for (const id of looseList(test.groupIDs).slice(0, annotationLimit)) {
      const full = this.#groups.get(id) ?? ''
      const own = around !== '' && full.startsWith(`${around} `) ? full.slice(around.length + 1) : full
      if (own !== '') names.push(own)
      if (full !== '') around = full
    }
    return names
  }
}

function toBadStatus(result: unknown): ResultStatus {
  return result === 'failure' ? 'failed' : 'errored'
}

/** As junitreport makes it of a path, but the same wherever the project lies. */
function toClassName(path: string): string {
  const parts = path.replace(/(?:_test)?\.dart$/, '').split(/[\\/]+/)
  const isAbsolute = parts[0] === '' || /^[a-z]:$/i.test(parts[0] ?? '')
  const start = isAbsolute
    ? parts.findLastIndex((part) => /^(?:integration_test|test|test_driver)$/.test(part))
    : 0
  return parts
    .slice(Math.max(start, 0))
    .filter((part) => part !== '' && part !== '.')
    .join('.')
    .replaceAll('-', '_')
}
