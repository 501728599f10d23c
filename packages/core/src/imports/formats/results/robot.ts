import { shortenIdentity } from '../identity.js'
import { CappedText } from '../reading/text.js'
import type { TextSource } from '../reading/text-source.js'
import type { XmlAttributes } from '../reading/xml.js'
import { listElement, readXmlReport, textElement, type XmlElement } from '../reading/xml-tree.js'
import { attributeText } from './junit-values.js'
import type { TestResult } from './result.js'
import { robotTest } from './robot-test.js'
import { nowhere, type Place, withProperty } from './test-draft.js'

/**
 * Reads the `output.xml` of Robot Framework 3 to 7 (`<robot>`).
 *
 * A test is identified by its suites and its name, `Shop.Cart > Adds an item`, as in Robot Framework's own
 * JUnit output. Its top-level keywords and control structures are its steps; a step that was not run is
 * skipped. What it logs is its output. A suite's failed teardown comes after its tests and does not change
 * them: they stay as the report has them.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off, has another
 *   root element or uses entities.
 */
export function readRobot(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  return readXmlReport(source, {
    title: 'Robot Framework',
    roots: new Map([['robot', openRobot]]),
    entities: 'refuse',
  })
}

function openRobot(results: TestResult[]): XmlElement {
  return listElement((name, attributes) =>
    name === 'suite' ? new RobotSuite(results, nowhere, undefined, undefined, attributes) : undefined,
  )
}

/** A `<suite>`: a folder or a file, with suites or tests in it. */
class RobotSuite implements XmlElement {
  readonly #results: TestResult[]
  #place: Place
  /** The names of the suites down to this one, joined by dots. */
  readonly #path: string | undefined
  readonly #source: string | undefined

  constructor(
    results: TestResult[],
    around: Place,
    path: string | undefined,
    source: string | undefined,
    attributes: XmlAttributes,
  ) {
    const name = attributeText(attributes.name)
    this.#results = results
    this.#place = name === undefined ? around : { ...around, suite: [...around.suite, name] }
    const joined = [path, name].filter((part) => part !== undefined).join('.')
    this.#path = joined === '' ? undefined : shortenIdentity(joined, pathLimit)
    this.#source = attributeText(attributes.source) ?? source
  }

  child(name: string, attributes: XmlAttributes, line: number): XmlElement | undefined {
    switch (name) {
      case 'suite':
        return new RobotSuite(this.#results, this.#place, this.#path, this.#source, attributes)
      case 'test': {
        const suite = { place: this.#place, path: this.#path, source: this.#source }
        return robotTest(this.#results, suite, attributes, line)
      }
      case 'metadata':
        return listElement((inner, about) => (inner === 'item' ? this.#property(about) : undefined))
      case 'meta':
        return this.#property(attributes)
      default:
        return undefined
    }
  }

  #property({ name }: XmlAttributes): XmlElement {
    const value = new CappedText()
    return textElement(value, () => {
      this.#place = withProperty(this.#place, name, value.toString())
    })
  }
}

/** Paths are joined anew for every suite, so they must not grow without end. */
const pathLimit = 2_000
