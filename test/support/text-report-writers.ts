/** Writes results as reports in each format that is JSON, lines or text. */
import fc from 'fast-check'
import type { ResultStatus } from '../../packages/core/src/imports/formats/results/result.js'
import type { textResultFormats } from '../../packages/core/src/imports/formats/results/text-result-formats.js'

export interface Written {
  readonly suite: string
  readonly name: string
  readonly status: ResultStatus
  readonly milliseconds: number
  readonly text: string
}

/** Text with everything that JSON and TAP make difficult. Without blank ends, which a reader may drop. */
const text = fc
  .string({
    unit: fc.constantFrom('a', 'é', '👋', '"', '\\', '{', '}', '[', ']', ' ', '#', '$', '$&', ': '),
    maxLength: 20,
  })
  .map((value) => `x${value.trim()}x`)

export const written: fc.Arbitrary<Written> = fc.record({
  suite: text,
  name: text,
  status: fc.constantFrom('passed', 'failed', 'errored', 'skipped'),
  milliseconds: fc.nat(10_000_000),
  text,
})

/** A way to write a report; what a format cannot say is left out of the comparison. */
export interface Writer {
  readonly write: (tests: readonly Written[]) => string
  /** The status that the format has for these; the same by default. */
  readonly status?: Partial<Record<ResultStatus, ResultStatus>>
  readonly hasNoSuite?: boolean
  /** Whether there are places in the middle at which nobody can see that more was to come. */
  readonly mayEndEarly?: boolean
}

const lines = (events: readonly unknown[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('')
/** Compact or with a line for every value, so that both are read. */
const json = (value: unknown, tests: readonly Written[]) => JSON.stringify(value, null, tests.length % 2)
export const isBad = (status: ResultStatus) => status === 'failed' || status === 'errored'

export const writers: Readonly<Record<(typeof textResultFormats)[number]['name'], Writer>> = {
  mocha: {
    write: (tests) => {
      const list = (wanted: (status: ResultStatus) => boolean) =>
        tests
          .filter(({ status }) => wanted(status))
          .map(({ suite, name, status, milliseconds, text }) => ({
            title: name,
            fullTitle: `${suite} ${name}`,
            duration: milliseconds,
            err: isBad(status) ? { message: text, ...(status === 'errored' ? { errorMode: 'm' } : {}) } : {},
          }))
      const report = {
        pending: list((status) => status === 'skipped'),
        failures: list(isBad),
        passes: list((status) => status === 'passed'),
      }
      return json(report, tests)
    },
  },
  jest: {
    status: { errored: 'failed' },
    write: (tests) => {
      const words = { passed: 'passed', failed: 'failed', errored: 'failed', skipped: 'pending' }
      const assertionResults = tests.map(({ suite, name, status, milliseconds, text }) => ({
        ancestorTitles: [suite],
        title: name,
        status: words[status],
        duration: milliseconds,
        failureMessages: isBad(status) ? [text] : [],
      }))
      const status = tests.some((test) => isBad(test.status)) ? 'failed' : 'passed'
      return json({ numTotalTests: 1, testResults: [{ assertionResults, name: 'f', status }] }, tests)
    },
  },
  playwright: {
    write: (tests) => {
      const words = { passed: 'passed', failed: 'failed', errored: 'timedOut', skipped: 'skipped' }
      const suites = tests.map(({ suite, name, status, milliseconds, text }) => ({
        title: suite,
        specs: [
          {
            title: name,
            tests: [
              { results: [{ status: words[status], duration: milliseconds, error: { message: text } }] },
            ],
          },
        ],
      }))
      return json({ config: { rootDir: '/' }, suites }, tests)
    },
  },
  ctrf: {
    write: (tests) => {
      const list = tests.map(({ suite, name, status, milliseconds, text }) => ({
        name,
        suite: [suite],
        duration: milliseconds,
        ...(status === 'errored' ? { status: 'other', rawStatus: 'broken' } : { status }),
        message: isBad(status) ? text : undefined,
      }))
      return json({ results: { tool: { name: 't' }, tests: list } }, tests)
    },
  },
  'cucumber-json': {
    status: { errored: 'failed' },
    write: (tests) => {
      const words = { passed: 'passed', failed: 'failed', errored: 'failed', skipped: 'skipped' }
      const features = tests.map(({ suite, name, status, milliseconds, text }) => {
        const result = {
          status: words[status],
          duration: milliseconds * 1e6,
          error_message: isBad(status) ? text : undefined,
        }
        return {
          name: suite,
          keyword: 'Feature',
          uri: 'f',
          elements: [{ name, steps: [{ name: 's', result }] }],
        }
      })
      return json(features, tests)
    },
  },
  'cucumber-messages': {
    status: { errored: 'failed' },
    write: (tests) => {
      const words = { passed: 'PASSED', failed: 'FAILED', errored: 'FAILED', skipped: 'SKIPPED' }
      const at = (milliseconds: number) => ({
        seconds: Math.floor(milliseconds / 1e3),
        nanos: (milliseconds % 1e3) * 1e6,
      })
      const messages = tests.flatMap(({ suite, name, status, milliseconds, text }, n) => [
        {
          gherkinDocument: {
            feature: { name: suite, children: [{ scenario: { id: `n${n}`, name } }] },
            comments: [],
          },
        },
        { pickle: { id: `p${n}`, name, astNodeIds: [`n${n}`], steps: [{ id: `s${n}`, text: 's' }] } },
        { testCase: { id: `c${n}`, pickleId: `p${n}`, testSteps: [{ id: `t${n}`, pickleStepId: `s${n}` }] } },
        { testCaseStarted: { id: `r${n}`, testCaseId: `c${n}`, timestamp: at(0) } },
        {
          testStepFinished: {
            testCaseStartedId: `r${n}`,
            testStepId: `t${n}`,
            testStepResult: { status: words[status], message: isBad(status) ? text : undefined },
          },
        },
        { testCaseFinished: { testCaseStartedId: `r${n}`, timestamp: at(milliseconds) } },
      ])
      return lines([{ meta: { protocolVersion: '1' } }, ...messages, { testRunFinished: {} }])
    },
  },
  allure: {
    write: (tests) =>
      `${json({ uuid: 'c', status: 'container', children: [] }, tests)}${tests
        .map(({ suite, name, status, milliseconds, text }) => {
          const statusDetails = isBad(status) ? { message: text } : {}
          const labels = [{ name: 'testClass', value: suite }]
          const word = status === 'errored' ? 'broken' : status
          return json(
            { uuid: 'u', name, status: word, statusDetails, labels, start: 0, stop: milliseconds },
            tests,
          )
        })
        .join(' ')}`,
    mayEndEarly: true,
  },
  dart: {
    write: (tests) => {
      const words = { passed: 'success', failed: 'failure', errored: 'error', skipped: 'success' }
      const events = tests.flatMap(({ suite, name, status, milliseconds, text }, id) => [
        { type: 'suite', suite: { id, path: suite.replace(/[\\-]/g, '_'), platform: 'vm' } },
        { type: 'testStart', test: { id, name, suiteID: id }, time: 0 },
        ...(isBad(status) ? [{ type: 'error', testID: id, error: text }] : []),
        {
          type: 'testDone',
          testID: id,
          result: words[status],
          skipped: status === 'skipped',
          time: milliseconds,
        },
      ])
      return lines([{ type: 'start', protocolVersion: '1' }, ...events, { type: 'done' }])
    },
    hasNoSuite: true,
  },
  'go-test': {
    status: { errored: 'failed' },
    mayEndEarly: true,
    write: (tests) => {
      const words = { passed: 'pass', failed: 'fail', errored: 'fail', skipped: 'skip' }
      const events = tests.flatMap(({ suite, name, status, milliseconds, text }) => {
        const about = { Package: suite, Test: name }
        return [
          ...(isBad(status) ? [{ Action: 'output', ...about, Output: `    a.go:7: ${text}\n` }] : []),
          { Action: words[status], ...about, Elapsed: milliseconds / 1e3 },
        ]
      })
      const packages = new Set(tests.map(({ suite }) => suite))
      return lines([...events, ...[...packages].map((Package) => ({ Action: 'pass', Package }))])
    },
  },
  tap: {
    write: (tests) =>
      tests
        .map(({ suite, name, status, milliseconds, text }, n) => {
          const escaped = (value: string) => value.replace(/[\\#]/g, '\\$&')
          const directive = status === 'skipped' ? ' # SKIP' : ''
          const type = status === 'errored' ? '\n      failureType: hookFailed' : ''
          const yaml = isBad(status) ? `\n      message: ${JSON.stringify(text)}${type}` : ''
          const point = `    ${isBad(status) ? 'not ok' : 'ok'} 1 - ${escaped(name)}${directive}`
          const diagnostics = `      ---${yaml}\n      duration_ms: ${milliseconds}\n      ...`
          const sum = `${isBad(status) ? 'not ok' : 'ok'} ${n + 1} - sum`
          return `# Subtest: ${suite}\n${point}\n${diagnostics}\n    1..1\n${sum}\n`
        })
        .join('')
        .concat(`1..${tests.length}\n`),
    mayEndEarly: true,
  },
}
