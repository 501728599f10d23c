import { parseDate } from '../reading/dates.js'
import type { TextSource } from '../reading/text-source.js'
import type { XmlAttributes } from '../reading/xml.js'
import { listElement, readXmlReport, type XmlElement } from '../reading/xml-tree.js'
import { attributeText } from './junit-values.js'
import type { TestResult } from './result.js'
import { nowhere, type Place } from './test-draft.js'
import { TestNGClass } from './testng-class.js'
import { TestNGGroups } from './testng-groups.js'

/**
 * Reads a report of TestNG (`<testng-results>`).
 *
 * A test is identified by its class and its method, `shop.CartTest > adds`, and one with parameters by these
 * as well, `shop.CartTest > adds(1, eur)`, without the addresses that Java prints of objects. Groups are tags.
 * Methods that prepare or clean up (`is-config`) are no tests. A try that TestNG repeated stands in the report
 * as skipped and `retried`: where it has an exception it is a failed attempt, and the next result of the
 * same test the attempt after it. A failure within the success percentage that a test allows has passed.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off, has another
 *   root element or uses entities.
 */
export function readTestNG(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  return readXmlReport(source, {
    title: 'TestNG',
    roots: new Map([['testng-results', openResults]]),
    entities: 'refuse',
  })
}

function openResults(results: TestResult[]): XmlElement {
  return listElement((name, attributes) => (name === 'suite' ? suiteElement(results, attributes) : undefined))
}

function suiteElement(results: TestResult[], attributes: XmlAttributes): XmlElement {
  const suite = inside(nowhere, attributes)
  const groups = new TestNGGroups()
  return listElement((name, inner) => {
    if (name === 'groups') return groups.element()
    if (name !== 'test') return undefined
    const test = inside(suite, inner)
    return listElement((kind, about) =>
      kind === 'class' ? new TestNGClass(results, test, groups, about) : undefined,
    )
  })
}

function inside(place: Place, attributes: XmlAttributes): Place {
  const name = attributeText(attributes.name)
  return {
    ...place,
    suite: name === undefined ? place.suite : [...place.suite, name],
    startedAt: parseDate(attributes['started-at'] ?? '') ?? place.startedAt,
  }
}
