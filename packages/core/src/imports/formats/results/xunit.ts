import { parseDate } from '../reading/dates.js'
import type { TextSource } from '../reading/text-source.js'
import type { XmlAttributes } from '../reading/xml.js'
import { listElement, type OpenRoot, readXmlReport, type XmlElement } from '../reading/xml-tree.js'
import { fileName } from './dotnet-values.js'
import { attributeText } from './junit-values.js'
import type { TestResult } from './result.js'
import { nowhere, type Place, TestDraft, withProperty } from './test-draft.js'
import { failureElement, xunitTest } from './xunit-test.js'
import { UnlistedTests } from './xunit-totals.js'

/**
 * Reads a report of xUnit.net, v1 to v3, and of Fixie: `<assemblies>` or a single `<assembly>`.
 *
 * A test is identified by its class and its display name without the class, `Shop.CartTest > Adds(count: 1)`.
 * Traits are properties, and those called `Category` are tags as well. What an assembly says of the machine is
 * the property `test-environment`, so that it is not taken for the environment that a team tests.
 *
 * An `<error>` of the assembly, such as a fixture that cannot be disposed, is an errored result of its own. So
 * is a test that the assembly counts but does not list, as one without a name: no failure gets lost.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off, has another
 *   root element or uses entities.
 */
export function readXunit(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  return readXmlReport(source, {
    title: 'xUnit.net',
    roots: new Map<string, OpenRoot>([
      ['assemblies', openAssemblies],
      ['assembly', (results, attributes, line) => assembly(results, nowhere, attributes, line)],
    ]),
    entities: 'refuse',
  })
}

function openAssemblies(results: TestResult[], attributes: XmlAttributes): XmlElement {
  const place = withProperty(nowhere, 'computer', attributes.computer)
  return listElement((name, inner, line) =>
    name === 'assembly' ? assembly(results, place, inner, line) : undefined,
  )
}

function assembly(results: TestResult[], around: Place, attributes: XmlAttributes, line: number): XmlElement {
  const place = placeOf(around, attributes)
  const totals = new UnlistedTests(attributes)
  const add = (result: TestResult) => {
    totals.count(result.status)
    results.push(result)
  }
  return {
    child(name, inner) {
      if (name === 'errors') {
        return listElement((error, about, errorLine) =>
          error === 'error' ? errorElement(results, place, about, errorLine) : undefined,
        )
      }
      return name === 'collection' || name === 'class' ? collection(results, add, place, inner) : undefined
    },
    end() {
      for (const result of totals.results(place, line)) results.push(result)
    },
  }
}

/** A `<collection>` of v2 and later or a `<class>` of v1, which may have a failure of its own. */
function collection(
  results: TestResult[],
  add: (result: TestResult) => void,
  around: Place,
  attributes: XmlAttributes,
): XmlElement {
  const name = attributeText(attributes.name)
  const place = inside(around, name)
  return {
    child(element, inner, line) {
      if (element === 'test') return xunitTest(add, place, inner, line)
      if (element !== 'failure') return undefined
      const { draft, end } = broken(results, place, 'class', name, line)
      return { ...failureElement(draft, inner), end }
    },
  }
}

function errorElement(
  results: TestResult[],
  place: Place,
  attributes: XmlAttributes,
  line: number,
): XmlElement {
  const kind = attributeText(attributes.type) ?? 'error'
  const { draft, end } = broken(results, place, kind, attributeText(attributes.name), line)
  return {
    child: (element, inner) => (element === 'failure' ? failureElement(draft, inner) : undefined),
    end,
  }
}

/** What broke outside of any test: the draft of a result for it, and what adds it. */
function broken(
  results: TestResult[],
  place: Place,
  kind: string,
  what: string | undefined,
  row: number,
): { readonly draft: TestDraft; readonly end: () => void } {
  const draft = new TestDraft()
  const name = what === undefined ? kind : `${kind}: ${fileName(what)}`
  return { draft, end: () => void results.push(draft.finish({ name, status: 'errored', row }, place)) }
}

function placeOf(around: Place, attributes: XmlAttributes): Place {
  const name = attributeText(attributes.name)
  const properties = [
    ['test-environment', attributes.environment],
    ['test-framework', attributes['test-framework']],
    ['target-framework', attributes['target-framework']],
  ] as const
  const start = attributes['start-rtf'] ?? `${attributes['run-date'] ?? ''}T${attributes['run-time'] ?? ''}`
  const place = inside(around, name === undefined ? undefined : fileName(name))
  return properties.reduce((at, [property, value]) => withProperty(at, property, value), {
    ...place,
    startedAt: parseDate(start),
  })
}

function inside(place: Place, suite: string | undefined): Place {
  return suite === undefined ? place : { ...place, suite: [...place.suite, suite] }
}
