import { CappedText, firstLine, shorten } from '../reading/text.js'
import type { XmlAttributes } from '../reading/xml.js'
import { listElement, textElement, type XmlElement } from '../reading/xml-tree.js'
import { attributeText } from './junit-values.js'
import type { ResultStep } from './result.js'
import { type Log, RobotStatus } from './robot-status.js'

/** How long the text of a step may be, each of its parts, and how many of these it may have. */
const stepLength = 1_000
const partLength = 200
const partLimit = 50

/** What a step is written like, out of its attributes, its variables and its arguments or values. */
type Wording = (
  attributes: XmlAttributes,
  variables: readonly string[],
  values: readonly string[],
) => readonly (string | undefined)[]

const wordings: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  ['kw', ({ name, type }, variables, values) => [...variables, kindOf(type), name, ...values]],
  ['for', ({ flavor }, variables, values) => ['FOR', ...variables, flavor, ...values]],
  ['while', ({ condition }) => ['WHILE', condition]],
  ['if', (_attributes, _variables, values) => ['IF', ...values]],
  ['try', () => ['TRY']],
  ['group', ({ name }) => ['GROUP', name]],
  ['variable', ({ name }, variables) => ['VAR', name, ...variables]],
  ['return', (_attributes, _variables, values) => ['RETURN', ...values]],
  ['break', () => ['BREAK']],
  ['continue', () => ['CONTINUE']],
  ['error', (_attributes, _variables, values) => values],
])

/** A keyword or a control structure directly in a test; undefined where the element is neither. */
export function robotStep(
  element: string,
  attributes: XmlAttributes,
  log: Log,
  add: (step: ResultStep) => void,
): XmlElement | undefined {
  const wording = wordings.get(element)
  return wording === undefined ? undefined : new RobotStep(wording, attributes, log, add)
}

/** Setups and teardowns say so; before version 4 loops were keywords of a type of their own. */
function kindOf(type: string | undefined): string | undefined {
  return type?.toLowerCase() === 'kw' ? undefined : type?.toUpperCase()
}

class RobotStep implements XmlElement {
  readonly #wording: Wording
  readonly #attributes: XmlAttributes
  readonly #log: Log
  readonly #add: (step: ResultStep) => void
  readonly #status = new RobotStatus()
  readonly #variables: string[] = []
  readonly #values: string[] = []
  #failure: string | undefined

  constructor(wording: Wording, attributes: XmlAttributes, log: Log, add: (step: ResultStep) => void) {
    this.#wording = wording
    this.#attributes = attributes
    this.#add = add
    this.#log = (level, text) => {
      // Before version 7 the status of a keyword does not say why: the last message about a failure does.
      if (level === 'FAIL') this.#failure = text
      log(level, text)
    }
  }

  child(name: string, attributes: XmlAttributes): XmlElement | undefined {
    switch (name) {
      case 'status':
        return this.#status.element(attributes)
      case 'var':
        return partElement(this.#variables)
      case 'arg':
      case 'value':
        return partElement(this.#values)
      case 'assign':
        return listElement((inner) => (inner === 'var' ? partElement(this.#variables) : undefined))
      case 'arguments':
        return listElement((inner) => (inner === 'arg' ? partElement(this.#values) : undefined))
      case 'branch':
        // The first one is the IF, whose condition says the most.
        if (this.#values.length === 0) this.#values.push(attributes.condition ?? '')
    }
    return insideStep(name, attributes, this.#log)
  }

  end(): void {
    const { status, durationSeconds, message } = this.#status
    const parts = this.#wording(this.#attributes, this.#variables, this.#values).flatMap(
      (part) => attributeText(part) ?? [],
    )
    this.#add({
      text: shorten(parts.join('    ') || '(unnamed)', stepLength),
      status,
      durationSeconds,
      message: status === 'passed' ? undefined : firstLine(message ?? this.#failure),
    })
  }
}

/** Deeper down only the messages count. */
function insideStep(name: string, attributes: XmlAttributes, log: Log): XmlElement {
  if (name !== 'msg') return { child: (inner, about) => insideStep(inner, about, log) }
  const text = new CappedText()
  return textElement(text, () => log(attributes.level?.trim() || 'INFO', text.toString()))
}

function partElement(parts: string[]): XmlElement {
  const text = new CappedText(partLength)
  return textElement(text, () => {
    if (parts.length < partLimit) parts.push(text.toString())
  })
}
