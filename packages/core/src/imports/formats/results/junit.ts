import { ValidationError } from '../../../errors.js'
import { parseDate } from '../reading/dates.js'
import { CappedText, capText } from '../reading/text.js'
import type { TextSource } from '../reading/text-source.js'
import { type XmlAttributes, type XmlHandler, XmlReader } from '../reading/xml.js'
import { annotationLength, annotationLimit } from './annotations.js'
import { JUnitCase, type JUnitSuite, type TextSink } from './junit-case.js'
import { attributeText } from './junit-values.js'
import type { ResultStatus, TestResult } from './result.js'

/**
 * Reads a JUnit XML report, as written by JUnit, surefire, gradle, pytest, jest-junit, mocha, Playwright,
 * PHPUnit, GoogleTest and many more. The root is `<testsuites>` or `<testsuite>`, suites may be nested, and
 * every attribute may be missing.
 *
 * Memory stays flat: results come out while the report is read, so those before a fault have been yielded
 * by the time it is found. A property of a suite belongs to the tests after it.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off, has another
 *   root element or uses entities.
 */
export async function* readJUnit(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  const report = new JUnitReport(source.name)
  const xml = new XmlReader(source.name, report, 'refuse')
  for await (const text of source) {
    xml.write(text)
    for (const result of report.takeResults()) yield result
  }
  xml.end()
}

const outcomes: Readonly<Record<string, ResultStatus | undefined>> = {
  failure: 'failed',
  error: 'errored',
  skipped: 'skipped',
}

const attempts: Readonly<Record<string, readonly ['before' | 'after', ResultStatus] | undefined>> = {
  flakyFailure: ['before', 'failed'],
  flakyError: ['before', 'errored'],
  rerunFailure: ['after', 'failed'],
  rerunError: ['after', 'errored'],
}

const outside: JUnitSuite = { path: [], file: undefined, startedAt: undefined, properties: [] }

/** Elements become results. Those that are not known are passed over, with the text in them. */
class JUnitReport implements XmlHandler {
  readonly #file: string
  #results: TestResult[] = []
  #suites: JUnitSuite[] = []
  #suite: JUnitSuite = outside
  #case: JUnitCase | undefined
  #attempt: { readonly text: TextSink; readonly output: TextSink } | undefined
  #property:
    | { readonly name: string; readonly value: string | undefined; readonly text: CappedText }
    | undefined
  /** Where text goes: that of the innermost element that gathers text. */
  #sink: TextSink | undefined
  #sinks: (TextSink | undefined)[] = []

  constructor(file: string) {
    this.#file = file
  }

  takeResults(): TestResult[] {
    const results = this.#results
    this.#results = []
    return results
  }

  open(name: string, attributes: XmlAttributes, line: number): void {
    switch (name) {
      case 'testcase':
        this.#refuseInsideCase(name, line)
        if (this.#suites.length === 0) this.#refuse(`has the root element <testcase>, ${wanted}`, line)
        this.#case = new JUnitCase(this.#suite, attributes, line)
        break
      case 'testsuite':
      case 'testsuites':
        this.#refuseInsideCase(name, line)
        this.#openSuite(name, attributes)
        break
      default:
        if (this.#suites.length === 0) this.#refuse(`has the root element <${name}>, ${wanted}`, line)
        if (gathersText(name)) this.#gather(this.#openInner(name, attributes, line))
    }
  }

  text(piece: string): void {
    this.#sink?.add(piece)
  }

  close(name: string): void {
    switch (name) {
      case 'testcase':
        for (const result of this.#case?.finish() ?? []) this.#results.push(result)
        this.#case = undefined
        break
      case 'testsuite':
      case 'testsuites':
        this.#suite = this.#suites.pop() ?? outside
        break
      default:
        if (!gathersText(name)) return
        this.#sink = this.#sinks.pop()
        if (name === 'property') this.#closeProperty()
        if (attempts[name] !== undefined) this.#attempt = undefined
    }
  }

  #openSuite(element: string, attributes: XmlAttributes): void {
    const around = this.#suite
    const name = element === 'testsuite' ? attributeText(attributes.name) : undefined
    this.#suites.push(around)
    this.#suite = {
      path: name === undefined ? around.path : [...around.path, name],
      file: attributeText(attributes.file) ?? around.file,
      startedAt: parseDate(attributes.timestamp ?? '') ?? around.startedAt,
      properties: around.properties,
    }
  }

  /** The element's effect, and where its text goes. */
  #openInner(name: string, attributes: XmlAttributes, line: number): TextSink | undefined {
    if (name === 'property') return this.#openProperty(attributes)
    if (name === 'stackTrace') return this.#attempt?.text ?? this.#sink
    if (this.#case === undefined) return undefined
    if (name === 'system-out' || name === 'system-err') return this.#attempt?.output ?? this.#case.output()
    const attempt = attempts[name]
    if (attempt !== undefined) {
      this.#attempt = this.#case.addAttempt(...attempt, attributes, line)
      return this.#attempt.text
    }
    const status = outcomes[name]
    return status === undefined ? undefined : this.#case.addOutcome(status, attributes)
  }

  #gather(sink: TextSink | undefined): void {
    this.#sinks.push(this.#sink)
    this.#sink = sink
  }

  #openProperty(attributes: XmlAttributes): TextSink {
    const text = new CappedText(annotationLength)
    this.#property = { name: attributeText(attributes.name) ?? '', value: attributes.value, text }
    return text
  }

  #closeProperty(): void {
    if (this.#property === undefined) return
    const { name, value, text } = this.#property
    this.#property = undefined
    if (name === '') return
    const content = value === undefined ? text.toString() : capText(value.trim(), annotationLength)
    if (this.#case !== undefined) {
      this.#case.addProperty(name, content)
    } else if (this.#suite.properties.length < annotationLimit) {
      // A new list: the results before this property share the old one.
      this.#suite = { ...this.#suite, properties: [...this.#suite.properties, { name, value: content }] }
    }
  }

  #refuseInsideCase(name: string, line: number): void {
    if (this.#case !== undefined)
      this.#refuse(`has a <${name}> inside of a <testcase>; is it a JUnit report?`, line)
  }

  #refuse(message: string, row: number): never {
    throw new ValidationError([{ path: '', message, file: this.#file, row }])
  }
}

const wanted = 'which is not one of JUnit XML; it has to be <testsuites> or <testsuite>'

const gathering: ReadonlySet<string> = new Set([
  ...Object.keys(outcomes),
  ...Object.keys(attempts),
  'property',
  'stackTrace',
  'system-out',
  'system-err',
])

function gathersText(name: string): boolean {
  return gathering.has(name)
}
