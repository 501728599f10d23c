import { parseDate } from '../reading/dates.js'
import type { JsonObject } from '../reading/fields.js'
import { looseSeconds, looseText, plainText } from '../reading/json-values.js'
import { CappedText, detach, firstLine } from '../reading/text.js'
import { annotationLimit } from './annotations.js'
import { joinTexts, newAttachment, newResult, PropertyList, textOf } from './new-result.js'
import type { ResultAttachment, ResultStatus, TestResult } from './result.js'

const statuses: Readonly<Record<string, ResultStatus | undefined>> = {
  pass: 'passed',
  bench: 'passed',
  fail: 'failed',
  skip: 'skipped',
}

/** A test while it is run. */
interface OpenTest {
  readonly startedAt: Date | undefined
  readonly row: number
  readonly output: CappedText
  readonly properties: PropertyList
  readonly attachments: ResultAttachment[]
}

/** How a package ended. */
interface PackageEnd {
  readonly row: number
  /** What the compiler said. */
  readonly build: string
  readonly event: JsonObject
}

/** One package while it is tested. */
export class GoPackage {
  readonly #name: string
  /** How often tests of the whole run that failed have ended: tools run them again. */
  readonly #failures: Map<string, number>
  readonly #tests = new Map<string, OpenTest>()
  /** How often each test has ended: with `-count` they are repeated. */
  readonly #attempts = new Map<string, number>()
  readonly #output = new CappedText()
  #failed = false

  /** Whether more is to come before it ends. */
  isOpen = false

  constructor(name: string, failures: Map<string, number>) {
    this.#name = name
    this.#failures = failures
  }

  addOutput(text: string): void {
    this.#output.add(text)
  }

  *takeTest(action: string, event: JsonObject, row: number): Generator<TestResult, void, undefined> {
    this.isOpen = true
    const name = looseText(event.Test) ?? ''
    const test = this.#open(name, event, row)
    const status = statuses[action]
    if (status !== undefined) {
      yield this.#close(name, test, status, looseSeconds(event.Elapsed, 1))
    } else if (action === 'output') {
      if (typeof event.Output === 'string') test.output.add(plainText(event.Output))
    } else if (action === 'attr') {
      test.properties.add(looseText(event.Key) ?? '', event.Value)
    } else if (action === 'artifacts') {
      const attachment = newAttachment(event.Path, undefined, undefined)
      if (attachment !== undefined && test.attachments.length < annotationLimit)
        test.attachments.push(attachment)
    }
  }

  /** What has not ended with its package, and the package itself where nothing else tells why it failed. */
  *end(action: 'pass' | 'fail' | 'skip', end: PackageEnd): Generator<TestResult, void, undefined> {
    const story = textOf(this.#output)
    for (const [name, test] of this.#tests) {
      if (action === 'pass' && name.startsWith('Benchmark')) {
        yield this.#close(name, test, 'passed', undefined)
      } else {
        const result = this.#close(name, test, 'errored', undefined)
        const details = joinTexts([result.details, story].filter((text) => text !== undefined))
        const message = panicOf(details) ?? 'was started, but did not end before its package did'
        yield { ...result, details, message }
      }
    }
    if (action !== 'fail' || this.#failed) return
    const isBuild = end.event.FailedBuild !== undefined || /\[(?:build|setup) failed\]/.test(story ?? '')
    const details = joinTexts([isBuild ? end.build : '', story ?? ''].filter((text) => text !== ''))
    yield newResult({
      name: '(package failed)',
      className: this.#name,
      suite: [this.#name],
      status: 'errored',
      startedAt: parseDate(looseText(end.event.Time) ?? ''),
      durationSeconds: looseSeconds(end.event.Elapsed, 1),
      message: panicOf(details) ?? firstLine(details?.replace(/^#.*\n/gm, '')),
      details,
      row: end.row,
    })
  }

  #open(name: string, event: JsonObject, row: number): OpenTest {
    const known = this.#tests.get(name)
    if (known !== undefined) return known
    const test: OpenTest = {
      startedAt: parseDate(looseText(event.Time) ?? ''),
      row,
      output: new CappedText(),
      properties: new PropertyList(),
      attachments: [],
    }
    this.#tests.set(name, test)
    return test
  }

  #close(
    name: string,
    test: OpenTest,
    status: ResultStatus,
    durationSeconds: number | undefined,
  ): TestResult {
    this.#tests.delete(name)
    const key = detach(`${this.#name} ${name}`)
    const attempt = (this.#attempts.get(name) ?? this.#failures.get(key) ?? 0) + 1
    this.#attempts.set(name, attempt)
    const isBad = status === 'failed' || status === 'errored'
    if (isBad) {
      this.#failed = true
      this.#failures.set(key, attempt)
    }
    const text = withoutFraming(test.output.toString())
    return newResult({
      name,
      className: this.#name,
      suite: [this.#name],
      status,
      durationSeconds,
      startedAt: test.startedAt,
      message: status === 'passed' ? undefined : messageOf(text),
      details: isBad ? text : undefined,
      properties: test.properties.all,
      attachments: test.attachments,
      attempt,
      output: isBad ? undefined : text,
      row: test.row,
    })
  }
}

/** The lines that the tests print themselves, without those that say which test is running. */
function withoutFraming(text: string): string | undefined {
  const lines = text
    .split('\n')
    .filter((line) => !/^(?:=== (?:RUN|PAUSE|CONT|NAME|ATTR|ARTIFACTS) |\s*--- )/.test(line))
  const kept = lines.join('\n').trim()
  return kept === '' ? undefined : kept
}

/** What was said first by `t.Error`, `t.Fatal` or `t.Skip`. */
function messageOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^[ \t]*\S{1,500}\.go:\d+: (.{1,1000})/m.exec(text)?.[1]?.trim()
}

function panicOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^panic: .{1,1000}/m.exec(text)?.[0].trim()
}
