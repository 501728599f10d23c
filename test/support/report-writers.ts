/** Writes generated results as reports in each format that is XML. */
import fc from 'fast-check'
import type { ResultStatus, TestResult } from '../../packages/core/src/imports/formats/results/result.js'

interface WrittenTest {
  readonly name: string
  readonly status: ResultStatus
  readonly milliseconds: number
  /** Why it did not pass. */
  readonly message: string
  readonly tag: string
}

/** A class with its tests; in Robot Framework a suite. */
interface TestClass {
  readonly name: string
  readonly tests: readonly WrittenTest[]
}

const namespace = 'Shop'

/** Text with everything that XML makes difficult. Without blank ends, which a reader may drop. */
const text = fc
  .string({
    unit: fc.constantFrom('a', 'é', '👋', '<', '&', '>', '"', "'", ']]>', ' ', '\n', '.', '(', '&amp;', '@'),
    maxLength: 20,
  })
  .map((inner) => `x${inner}x`)

const writtenTest: fc.Arbitrary<WrittenTest> = fc.record({
  name: text,
  status: fc.constantFrom('passed', 'failed', 'errored', 'skipped'),
  // Quarters of a second: other fractions are not exact once a format has split them.
  milliseconds: fc.nat(40_000).map((quarters) => quarters * 250),
  message: text,
  tag: text,
})

/** Classes with different names, each with tests of different names. */
export const testClasses: fc.Arbitrary<readonly TestClass[]> = fc.uniqueArray(
  fc.record({
    name: fc.nat(1_000).map((number) => `Class${number}`),
    tests: fc.uniqueArray(writtenTest, { maxLength: 5, selector: ({ name }) => name }),
  }),
  { maxLength: 4, selector: ({ name }) => name },
)

/** How a format tells what not all of them can tell. */
interface Told {
  /** What an errored test is there. */
  readonly errored: ResultStatus
  /** Whether it says why a test was skipped. */
  readonly skipped: 'told' | 'untold'
}

/** The results of a report of these classes. */
export function expectedResults(classes: readonly TestClass[], told: Told): Partial<TestResult>[] {
  return classes.flatMap(({ name, tests }) =>
    tests.map((test) => ({
      identity: `${namespace}.${name} > ${test.name}`,
      name: test.name,
      className: `${namespace}.${name}`,
      status: test.status === 'errored' ? told.errored : test.status,
      durationSeconds: test.milliseconds / 1_000,
      tags: [test.tag],
      message:
        test.status === 'passed' || (test.status === 'skipped' && told.skipped === 'untold')
          ? undefined
          : test.message,
    })),
  )
}

export function writeNUnit2(classes: readonly TestClass[]): string {
  const results = { passed: 'Success', failed: 'Failure', errored: 'Error', skipped: 'Ignored' }
  const suites = classes.map(({ name, tests }) => {
    const cases = tests.map((test) => {
      const attributes = {
        name: `${namespace}.${name}.${test.name}`,
        executed: test.status === 'skipped' ? 'False' : 'True',
        result: results[test.status],
        time: test.milliseconds / 1_000,
      }
      const categories = element('categories', {}, element('category', { name: test.tag }, ''))
      return element('test-case', attributes, categories + nunitStory(test))
    })
    return element('test-suite', { type: 'TestFixture', name }, element('results', {}, cases.join('\n')))
  })
  const inner = element('results', {}, suites.join('\n'))
  return element('test-results', {}, element('test-suite', { type: 'Namespace', name: namespace }, inner))
}

export function writeNUnit3(classes: readonly TestClass[]): string {
  const results = { passed: 'Passed', failed: 'Failed', errored: 'Failed', skipped: 'Skipped' }
  const suites = classes.map(({ name, tests }) => {
    const cases = tests.map((test) => {
      const attributes = {
        name: test.name,
        fullname: `${namespace}.${name}.${test.name}`,
        classname: `${namespace}.${name}`,
        result: results[test.status],
        label: test.status === 'errored' ? 'Error' : undefined,
        duration: test.milliseconds / 1_000,
      }
      const category = element('property', { name: 'Category', value: test.tag }, '')
      return element('test-case', attributes, element('properties', {}, category) + nunitStory(test))
    })
    return element('test-suite', { type: 'TestFixture', name }, cases.join('\n'))
  })
  return element('test-run', {}, suites.join('\r\n'))
}

function nunitStory({ status, message }: WrittenTest): string {
  if (status === 'passed') return ''
  return element(status === 'skipped' ? 'reason' : 'failure', {}, element('message', {}, textNode(message)))
}

export function writeXunit(classes: readonly TestClass[]): string {
  const results = { passed: 'Pass', failed: 'Fail', errored: 'Fail', skipped: 'Skip' }
  const collections = classes.map(({ name, tests }) => {
    const type = `${namespace}.${name}`
    const cases = tests.map((test) => {
      const attributes = {
        name: `${type}.${test.name}`,
        type,
        time: test.milliseconds / 1_000,
        result: results[test.status],
      }
      const category = element('trait', { name: 'Category', value: test.tag }, '')
      return element('test', attributes, element('traits', {}, category) + xunitStory(test))
    })
    return element('collection', { name: type }, cases.join('\n'))
  })
  return element('assemblies', {}, element('assembly', { name: 'Shop.dll' }, collections.join('\n')))
}

function xunitStory({ status, message }: WrittenTest): string {
  if (status === 'passed') return ''
  if (status === 'skipped') return element('reason', {}, textNode(message))
  return element('failure', {}, element('message', {}, textNode(message)))
}

export function writeTrx(classes: readonly TestClass[]): string {
  const outcomes = { passed: 'Passed', failed: 'Failed', errored: 'Error', skipped: 'NotExecuted' }
  const all = classes.flatMap(({ name, tests }) =>
    tests.map((test) => ({ ...test, className: `${namespace}.${name}` })),
  )
  const results = all.map(({ name, className, status, milliseconds, message }, id) => {
    const error = element('ErrorInfo', {}, element('Message', {}, textNode(message)))
    const attributes = {
      testId: id,
      // Some adapters write the full name.
      testName: id % 2 === 0 ? name : `${className}.${name}`,
      outcome: outcomes[status],
      duration: timeSpan(milliseconds),
    }
    return element('UnitTestResult', attributes, status === 'passed' ? '' : element('Output', {}, error))
  })
  const definitions = all.map(({ name, className, tag }, id) => {
    const category = element('TestCategory', {}, element('TestCategoryItem', { TestCategory: tag }, ''))
    return element('UnitTest', { id, name }, category + element('TestMethod', { className, name }, ''))
  })
  const parts = [
    element('Results', {}, results.join('\n')),
    element('TestDefinitions', {}, definitions.join('\n')),
  ]
  return element('TestRun', {}, (classes.length % 2 === 0 ? parts : parts.toReversed()).join('\n'))
}

/** `hh:mm:ss.fffffff`. */
function timeSpan(milliseconds: number): string {
  const time = new Date(milliseconds).toISOString().slice(11, 23)
  return `${time}0000`
}

export function writeTestNG(classes: readonly TestClass[]): string {
  const statuses = { passed: 'PASS', failed: 'FAIL', errored: 'FAIL', skipped: 'SKIP' }
  const elements = classes.map(({ name, tests }) => {
    const methods = tests.map((test) => {
      const attributes = {
        name: test.name,
        groups: test.tag,
        status: statuses[test.status],
        'duration-ms': test.milliseconds,
      }
      const isBad = test.status === 'failed' || test.status === 'errored'
      const message = element('message', {}, textNode(test.message))
      return element('test-method', attributes, isBad ? element('exception', { class: 'E' }, message) : '')
    })
    return element('class', { name: `${namespace}.${name}` }, methods.join('\n'))
  })
  const test = element('test', { name: 'all' }, elements.join('\n'))
  return element('testng-results', {}, element('suite', { name: 'all' }, test))
}

export function writeRobot(classes: readonly TestClass[]): string {
  const statuses = { passed: 'PASS', failed: 'FAIL', errored: 'FAIL', skipped: 'SKIP' }
  const suites = classes.map(({ name, tests }) => {
    const elements = tests.map((test) => {
      const attributes = { status: statuses[test.status], elapsed: test.milliseconds / 1_000 }
      const status = element('status', attributes, test.status === 'passed' ? '' : textNode(test.message))
      return element('test', { name: test.name }, element('tag', {}, textNode(test.tag)) + status)
    })
    return element('suite', { name }, elements.join('\n'))
  })
  return element('robot', {}, element('suite', { name: namespace }, suites.join('\n')))
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inner: string,
): string {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  return inner === '' ? `<${name}${told}/>` : `<${name}${told}>${inner}</${name}>`
}

/** As CDATA or escaped: the choice is made by the length. */
function textNode(text: string): string {
  if (text.length % 2 === 0) return escapeXml(text)
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
