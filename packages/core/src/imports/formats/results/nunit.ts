import { parseDate } from '../reading/dates.js'
import type { TextSource } from '../reading/text-source.js'
import type { XmlAttributes } from '../reading/xml.js'
import { listElement, type OpenRoot, readXmlReport, type XmlElement } from '../reading/xml-tree.js'
import { fileName } from './dotnet-values.js'
import { attributeText } from './junit-values.js'
import { nunitCase } from './nunit-case.js'
import type { TestResult } from './result.js'
import { nowhere, type Place, withProperty, withTag } from './test-draft.js'

/**
 * Reads a report of NUnit 2 (`<test-results>`), as NUnit's console, NAnt, Mono and Gallio write it.
 *
 * A test is identified by its class and its name with arguments, `Shop.CartTest > Adds(1)`, whatever
 * namespaces the report nests its suites in. Categories are tags, also those of the suites around the test.
 * A test that was not run, is ignored, not runnable or inconclusive is skipped; `Error` is errored. Times
 * are those of the machine, read as UTC.
 *
 * Entities stay in the text as they are: old reports declare some, and nothing is expanded or fetched.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off or has another
 *   root element.
 */
export function readNUnit2(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  return readXmlReport(source, {
    title: 'NUnit 2',
    roots: new Map([['test-results', openRun]]),
    entities: 'literal',
  })
}

/**
 * Reads a report of NUnit 3 or 4 (`<test-run>`), or a `<test-suite>` of one.
 *
 * A test is identified as in NUnit's own JUnit output: class and name with arguments, where the class of a
 * fixture with arguments includes them. Categories are tags, also those of the suites around the test. An
 * inconclusive test is skipped, one that passed with warnings has passed. NUnit 3 counts an error as a failure,
 * and so does this: what it calls it is the type, unless the exception says more.
 *
 * Entities stay in the text as they are, as in NUnit 2.
 *
 * @throws ValidationError naming file and line when the report is not well-formed, is cut off or has another
 *   root element.
 */
export function readNUnit3(source: TextSource): AsyncGenerator<TestResult, void, undefined> {
  return readXmlReport(source, {
    title: 'NUnit 3',
    roots: new Map<string, OpenRoot>([
      ['test-run', openRun],
      ['test-suite', (results, attributes) => new NUnitSuite(results, nowhere, undefined, attributes)],
    ]),
    entities: 'literal',
  })
}

/** The whole run. Its name is that of its only assembly, which follows. */
function openRun(results: TestResult[], attributes: XmlAttributes): XmlElement {
  const startedAt =
    parseDate(attributes['start-time'] ?? '') ??
    parseDate(`${attributes.date ?? ''}T${attributes.time ?? ''}`)
  let place: Place = { ...nowhere, startedAt }
  return {
    child(name, inner, line) {
      if (name === 'environment') place = withEnvironment(place, inner)
      if (name === 'test-suite') return new NUnitSuite(results, place, undefined, inner)
      if (name === 'test-case') return nunitCase(results, place, undefined, inner, line)
      return undefined
    },
  }
}

/** What of the machine is worth keeping: not whose it is. */
const environmentNames = [
  'nunit-version',
  'framework-version',
  'clr-version',
  'os-version',
  'platform',
  'os-architecture',
  'machine-name',
  'culture',
]

function withEnvironment(place: Place, attributes: XmlAttributes): Place {
  return environmentNames.reduce((at, name) => withProperty(at, name, attributes[name]), place)
}

/** Names that are longer do not name classes. */
const namespaceLimit = 2_000

/** A `<test-suite>`: an assembly, a namespace, a fixture, or a test with several sets of arguments. */
class NUnitSuite implements XmlElement {
  readonly #results: TestResult[]
  #place: Place
  /** The namespace that the suites so far make up, or the class where one of them is a fixture. */
  readonly #namespace: string | undefined

  constructor(
    results: TestResult[],
    around: Place,
    namespace: string | undefined,
    attributes: XmlAttributes,
  ) {
    const { type } = attributes
    const name = attributeText(attributes.name)
    const shown = name === undefined || type === 'Namespace' ? name : assemblyName(name)
    this.#results = results
    this.#place = {
      ...around,
      suite: shown === undefined ? around.suite : [...around.suite, shown],
      startedAt: parseDate(attributes['start-time'] ?? '') ?? around.startedAt,
    }
    this.#namespace =
      name !== undefined && (type === 'Namespace' || type === 'TestFixture')
        ? join(namespace, name)
        : namespace
  }

  child(name: string, attributes: XmlAttributes, line: number): XmlElement | undefined {
    switch (name) {
      case 'test-suite':
        return new NUnitSuite(this.#results, this.#place, this.#namespace, attributes)
      case 'test-case':
        return nunitCase(this.#results, this.#place, this.#namespace, attributes, line)
      case 'results':
      case 'properties':
      case 'categories':
        return listElement((inner, innerAttributes, innerLine) =>
          this.child(inner, innerAttributes, innerLine),
        )
      case 'category':
        this.#place = withTag(this.#place, attributes.name)
        return undefined
      case 'property':
        this.#addProperty(attributes)
        return undefined
      case 'environment':
        this.#place = withEnvironment(this.#place, attributes)
        return undefined
      default:
        return undefined
    }
  }

  #addProperty({ name, value }: XmlAttributes): void {
    if (name === 'Category') this.#place = withTag(this.#place, value)
    // Names with an underscore are NUnit's own: the process, the domain.
    else if (name?.startsWith('_') === false) this.#place = withProperty(this.#place, name, value)
  }
}

/** Assemblies are named by their path on one machine in NUnit 2; what counts is the file. */
function assemblyName(name: string): string {
  return /\.(?:dll|exe|nunit)$/i.test(name) ? fileName(name) : name
}

function join(namespace: string | undefined, name: string): string | undefined {
  const joined = namespace === undefined ? name : `${namespace}.${name}`
  return joined.length <= namespaceLimit ? joined : undefined
}
