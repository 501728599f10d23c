import { shortenIdentity } from '../identity.js'
import { parseDate } from '../reading/dates.js'
import { CappedText, firstLine } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { Annotations } from './annotations.js'
import { attributeText, parseLine, parseSeconds, statusOfAttributes } from './junit-values.js'
import { OutputMarks } from './output-marks.js'
import type { ResultProperty, ResultStatus, TestResult } from './result.js'

/** What a test case takes over from the suites around it. */
export interface JUnitSuite {
  /** Names of the suites, outermost first. */
  readonly path: readonly string[]
  readonly file: string | undefined
  readonly startedAt: Date | undefined
  readonly properties: readonly ResultProperty[]
}

/** Takes in text in pieces. */
export interface TextSink {
  add(piece: string): void
}

/** A `<failure>`, `<error>` or `<skipped>`, or a try that surefire reports inside of a test case. */
interface Outcome {
  readonly status: ResultStatus
  readonly message: string | undefined
  readonly type: string | undefined
  readonly text: CappedText
}

interface Attempt extends Outcome {
  readonly durationSeconds: number | undefined
  readonly output: CappedText
  readonly row: number
}

type Story = Pick<TestResult, 'message' | 'details' | 'type'>

const noStory: Story = { message: undefined, details: undefined, type: undefined }

/** Which outcome counts where a test case has several: the worst. */
const severity: Readonly<Record<ResultStatus, number>> = { passed: 0, skipped: 1, failed: 2, errored: 3 }

/** How many outcomes and tries of one test case are kept. */
const outcomeLimit = 100

const nothing: readonly never[] = Object.freeze([])

/**
 * One `<testcase>` while it is read. It becomes one result, or several where the tool repeated the test:
 * `<flakyFailure>` and `<flakyError>` are tries before the one that the test case stands for,
 * `<rerunFailure>` and `<rerunError>` tries after it.
 */
export class JUnitCase {
  readonly #suite: JUnitSuite
  readonly #attributes: XmlAttributes
  readonly #row: number
  #outcomes: Outcome[] | undefined
  #attempts: { readonly before: Attempt[]; readonly after: Attempt[] } | undefined
  #output: { readonly text: CappedText; readonly marks: OutputMarks } | undefined
  #annotations: Annotations | undefined

  constructor(suite: JUnitSuite, attributes: XmlAttributes, row: number) {
    this.#suite = suite
    this.#attributes = attributes
    this.#row = row
  }

  /** A child that says how the test went; its text goes to the sink that comes back. */
  addOutcome(status: ResultStatus, attributes: XmlAttributes): TextSink {
    this.#outcomes ??= []
    const outcome = toOutcome(status, attributes)
    if (this.#outcomes.length < outcomeLimit) this.#outcomes.push(outcome)
    return outcome.text
  }

  /** A child that stands for a try of its own. */
  addAttempt(
    order: 'before' | 'after',
    status: ResultStatus,
    attributes: XmlAttributes,
    row: number,
  ): { readonly text: TextSink; readonly output: TextSink } {
    const attempt = {
      ...toOutcome(status, attributes),
      durationSeconds: parseSeconds(attributes.time),
      output: new CappedText(),
      row,
    }
    this.#attempts ??= { before: [], after: [] }
    if (this.#attempts[order].length < outcomeLimit) this.#attempts[order].push(attempt)
    return attempt
  }

  addProperty(name: string, value: string): void {
    this.#annotations ??= new Annotations()
    this.#annotations.add(name, value)
  }

  /** Where what the test printed goes. */
  output(): TextSink {
    this.#annotations ??= new Annotations()
    if (this.#output === undefined) {
      this.#output = { text: new CappedText(), marks: new OutputMarks(this.#annotations) }
    } else {
      this.#output.text.add('\n')
    }
    const { text, marks } = this.#output
    return {
      add(piece) {
        text.add(piece)
        marks.read(piece)
      },
    }
  }

  /** The results, in the order of the tries. */
  finish(): TestResult[] {
    const own = this.#result()
    if (this.#attempts === undefined) return [own]
    const before = this.#attempts.before.map((attempt) => this.#retry(own, attempt))
    const after = this.#attempts.after.map((attempt) => this.#retry(own, attempt))
    return [...before, own, ...after].map((result, index) => ({ ...result, attempt: index + 1 }))
  }

  #result(): TestResult {
    const attributes = this.#attributes
    const suite = this.#suite
    const name = attributeText(attributes.name) ?? '(unnamed)'
    const className = attributeText(attributes.classname ?? attributes.class)
    const status = this.#status()
    const { message, details, type } = this.#story(status)
    return {
      identity: shortenIdentity(className === undefined ? name : `${className} > ${name}`),
      name,
      suite: suite.path,
      className,
      status,
      durationSeconds: parseSeconds(attributes.time),
      startedAt: attributes.timestamp === undefined ? suite.startedAt : startOf(attributes.timestamp, suite),
      message,
      details,
      type,
      file: attributeText(attributes.file) ?? suite.file,
      line: parseLine(attributes.line),
      properties: this.#annotations?.properties ?? nothing,
      tags: nothing,
      suiteProperties: suite.properties,
      steps: this.#annotations?.steps ?? nothing,
      attachments: this.#annotations?.attachments ?? nothing,
      attempt: 1,
      output: this.#output === undefined ? undefined : textOf(this.#output.text),
      row: this.#row,
    }
  }

  #status(): ResultStatus {
    if (this.#outcomes === undefined) {
      return statusOfAttributes(this.#attributes.status, this.#attributes.result)
    }
    return this.#outcomes.reduce<ResultStatus>(
      (worst, { status }) => (severity[status] > severity[worst] ? status : worst),
      'skipped',
    )
  }

  /** Of several outcomes that count equally, the first message and all the details. */
  #story(status: ResultStatus): Story {
    const deciding = this.#outcomes?.filter((outcome) => outcome.status === status) ?? nothing
    const first = deciding[0]
    if (first === undefined) return noStory
    if (deciding.length === 1) return toStory(first)
    const details = new CappedText()
    for (const { message, text } of deciding) details.add(`${textOf(text) ?? message ?? ''}\n\n`)
    return { message: toStory(first).message, details: textOf(details), type: first.type }
  }

  #retry(own: TestResult, attempt: Attempt): TestResult {
    return {
      ...own,
      status: attempt.status,
      durationSeconds: attempt.durationSeconds,
      ...toStory(attempt),
      output: textOf(attempt.output),
      steps: nothing,
      attachments: nothing,
      row: attempt.row,
    }
  }
}

function toOutcome(status: ResultStatus, attributes: XmlAttributes): Outcome {
  return {
    status,
    message: attributeText(attributes.message),
    type: attributeText(attributes.type),
    text: new CappedText(),
  }
}

function toStory({ message, type, text }: Outcome): Story {
  const details = textOf(text)
  return { message: message ?? firstLine(details), details, type }
}

function textOf(text: CappedText): string | undefined {
  const value = text.toString()
  return value === '' ? undefined : value
}

function startOf(timestamp: string, suite: JUnitSuite): Date | undefined {
  return parseDate(timestamp) ?? suite.startedAt
}
