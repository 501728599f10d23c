import { shortenIdentity } from '../identity.js'
import { parseDate } from '../reading/dates.js'
import { CappedText } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { listElement, textElement, type XmlElement } from '../reading/xml-tree.js'
import { annotationLimit } from './annotations.js'
import { attributeText } from './junit-values.js'
import type { ResultStatus, TestResult } from './result.js'
import { type Place, TestDraft } from './test-draft.js'
import type { TestNGGroups } from './testng-groups.js'

/** How long a parameter may be in the name of a test, and how many there may be. */
const parameterLength = 200
const parameterLimit = 20

/** A `<class>`: its methods, and the tries of them that were repeated. */
export class TestNGClass implements XmlElement {
  readonly #results: TestResult[]
  readonly #place: Place
  readonly #groups: TestNGGroups
  readonly #name: string | undefined
  /** How many tries there were of each test that TestNG repeated. */
  readonly #tries = new Map<string, number>()

  constructor(results: TestResult[], place: Place, groups: TestNGGroups, attributes: XmlAttributes) {
    const name = attributeText(attributes.name)
    const packageName = attributeText(attributes.package)
    this.#results = results
    this.#place = place
    this.#groups = groups
    this.#name =
      name === undefined || packageName === undefined || packageName === '[default]'
        ? name
        : `${packageName}.${name}`
  }

  child(name: string, attributes: XmlAttributes, line: number): XmlElement | undefined {
    if (name !== 'test-method' || attributes['is-config'] === 'true') return undefined
    return new TestNGMethod(attributes, (draft, parameters, hasException) => {
      const wasRetried = attributes.retried === 'true'
      const method = attributeText(attributes.name) ?? '(unnamed)'
      const told = {
        name: parameters.length === 0 ? method : `${method}(${parameters.join(', ')})`,
        className: this.#name,
        status: statusOf(attributes.status, wasRetried && hasException),
        durationSeconds: milliseconds(attributes['duration-ms']),
        startedAt: parseDate(attributes['started-at'] ?? ''),
        row: line,
      }
      for (const group of this.#groups.of(this.#name, attributes.name)) draft.addTag(group)
      this.#results.push(
        draft.finish({ ...told, attempt: this.#attempt(told.name, wasRetried) }, this.#place),
      )
    })
  }

  #attempt(name: string, wasRetried: boolean): number {
    const key = shortenIdentity(name)
    const attempt = (this.#tries.get(key) ?? 0) + 1
    if (wasRetried) this.#tries.set(key, attempt)
    else this.#tries.delete(key)
    return attempt
  }
}

/** A `<test-method>`. What it says is handed on at its end. */
class TestNGMethod implements XmlElement {
  readonly #draft = new TestDraft()
  readonly #parameters: string[] = []
  readonly #finish: (draft: TestDraft, parameters: readonly string[], hasException: boolean) => void
  #hasException = false

  constructor(
    attributes: XmlAttributes,
    finish: (draft: TestDraft, parameters: readonly string[], hasException: boolean) => void,
  ) {
    this.#finish = finish
    this.#draft.addProperty('description', attributes.description)
    for (const group of attributes.groups?.split(',', annotationLimit) ?? []) this.#draft.addTag(group)
  }

  child(name: string, attributes: XmlAttributes): XmlElement | undefined {
    switch (name) {
      case 'params':
        return listElement((param) => (param === 'param' ? this.#parameter() : undefined))
      case 'exception':
        this.#hasException = true
        this.#draft.type ??= attributeText(attributes.class)
        return listElement((inner) => this.#exception(inner))
      case 'reporter-output':
        return listElement((line) => (line === 'line' ? this.#line() : undefined))
      case 'attributes':
        return listElement((kind, about) => (kind === 'attribute' ? this.#attribute(about) : undefined))
      default:
        return undefined
    }
  }

  end(): void {
    this.#finish(this.#draft, this.#parameters, this.#hasException)
  }

  #parameter(): XmlElement {
    return listElement((name, attributes) => {
      if (name !== 'value') return undefined
      const text = new CappedText(parameterLength)
      if (attributes['is-null'] === 'true') text.add('null')
      return textElement(text, () => {
        if (this.#parameters.length < parameterLimit) this.#parameters.push(withoutAddress(text.toString()))
      })
    })
  }

  #exception(name: string): XmlElement | undefined {
    if (name === 'message') return textElement(this.#draft.message)
    const isTrace = name === 'full-stacktrace' || name === 'short-stacktrace'
    return isTrace ? textElement(this.#draft.details) : undefined
  }

  #line(): XmlElement {
    this.#draft.output.add('\n')
    return textElement(this.#draft.output)
  }

  #attribute({ name }: XmlAttributes): XmlElement {
    const value = new CappedText()
    return textElement(value, () => this.#draft.addProperty(name, value.toString()))
  }
}

/** `Cart@1a2b3c` is another text in each run, `Cart` is not. */
function withoutAddress(parameter: string): string {
  return parameter.replace(/(?<=[\w\])])@[\da-f]{1,16}\b/g, '')
}

function statusOf(status: string | undefined, isFailedTry: boolean): ResultStatus {
  if (isFailedTry) return 'failed'
  if (status === 'PASS' || status === 'SUCCESS_PERCENTAGE_FAILURE') return 'passed'
  return status === 'SKIP' ? 'skipped' : 'failed'
}

function milliseconds(text: string | undefined): number | undefined {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) / 1_000 : undefined
}
