import { ValidationError } from '../../../errors.js'
import type { TestResult } from '../results/result.js'
import type { CappedText } from './text.js'
import type { TextSource } from './text-source.js'
import { type EntityPolicy, type XmlAttributes, type XmlHandler, XmlReader } from './xml.js'

/**
 * What an element of a report means. The reader asks an element what its children mean, so that each
 * element knows only what may be inside of it.
 */
export interface XmlElement {
  /** What a child means; undefined where it is passed over with everything in it. */
  child?(name: string, attributes: XmlAttributes, line: number): XmlElement | undefined
  /** A piece of the text directly inside of it. */
  text?(piece: string): void
  end?(): void
}

/** Makes sense of a root element. What is pushed onto the results comes out in that order. */
export type OpenRoot = (results: TestResult[], attributes: XmlAttributes, line: number) => XmlElement

/** A kind of report: what its root may be. */
export interface XmlReport {
  /** What it is called in messages. */
  readonly title: string
  /** What the root elements mean, by name. */
  readonly roots: ReadonlyMap<string, OpenRoot>
  readonly entities: EntityPolicy
}

/**
 * Reads a report element by element, in flat memory: results come out while the report is read, so those
 * before a fault have been yielded by the time it is found.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off or has another
 *   root element.
 */
export async function* readXmlReport(
  source: TextSource,
  report: XmlReport,
): AsyncGenerator<TestResult, void, undefined> {
  const results: TestResult[] = []
  const xml = new XmlReader(source.name, new TreeHandler(source.name, report, results), report.entities)
  for await (const text of source) {
    xml.write(text)
    for (const result of results.splice(0)) yield result
  }
  xml.end()
}

class TreeHandler implements XmlHandler {
  readonly #file: string
  readonly #report: XmlReport
  readonly #results: TestResult[]
  readonly #path: (XmlElement | undefined)[] = []

  constructor(file: string, report: XmlReport, results: TestResult[]) {
    this.#file = file
    this.#report = report
    this.#results = results
  }

  open(name: string, attributes: XmlAttributes, line: number): void {
    this.#path.push(
      this.#path.length === 0
        ? this.#openRoot(name, attributes, line)
        : this.#path.at(-1)?.child?.(name, attributes, line),
    )
  }

  text(piece: string): void {
    this.#path.at(-1)?.text?.(piece)
  }

  close(): void {
    this.#path.pop()?.end?.()
  }

  #openRoot(name: string, attributes: XmlAttributes, row: number): XmlElement {
    const open = this.#report.roots.get(name)
    if (open !== undefined) return open(this.#results, attributes, row)
    const roots = [...this.#report.roots.keys()].map((root) => `<${root}>`).join(' or ')
    const message = `has the root element <${name}>, which is not one of ${this.#report.title}; it has to be ${roots}`
    throw new ValidationError([{ path: '', message, file: this.#file, row }])
  }
}

/** An element that consists of text. */
export function textElement(text: CappedText, end?: () => void): XmlElement {
  return { text: (piece) => text.add(piece), ...(end === undefined ? {} : { end }) }
}

/** An element that only holds others: their meaning is that of its own children. */
export function listElement(child: NonNullable<XmlElement['child']>): XmlElement {
  return { child }
}

/** An element that holds elements of one name, which consist of their attributes. */
export function attributeList(name: string, take: (attributes: XmlAttributes) => void): XmlElement {
  return {
    child(child, attributes) {
      if (child === name) take(attributes)
      return undefined
    },
  }
}
