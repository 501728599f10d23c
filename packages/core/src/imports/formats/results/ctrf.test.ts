import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/ctrf.js'
import { openSource } from '../../source.js'
import { looksLikeCtrf, readCtrf } from './ctrf.js'
import { countResults } from './result.js'

const read = (...tests: readonly object[]) => readReport(readCtrf, { results: { tests } })
const test = (more: object = {}) => ({ name: 'adds', status: 'passed', duration: 5, ...more })

describe('A CTRF report', () => {
  it('has a result for each try of each test', async () => {
    expect(await readReport(readCtrf, sample)).toMatchObject([
      {
        identity: 'Cart > of two > adds "é"',
        suite: ['Cart', 'of two'],
        status: 'failed',
        attempt: 1,
        durationSeconds: 0.005,
        message: 'too slow',
        details: 'Error: too slow\n  at 1',
        steps: [],
        output: undefined,
      },
      {
        identity: 'Cart > of two > adds "é"',
        status: 'passed',
        attempt: 2,
        durationSeconds: 0.007,
        startedAt: new Date(1_772_359_200_000),
        message: undefined,
        output: 'fast',
        environment: 'chromium, phone',
        file: 'cart.test.js',
        line: 7,
        tags: ['smoke'],
        steps: [
          { text: 'open', status: 'passed' },
          { text: 'add', status: 'failed' },
        ],
        properties: [
          { name: 'testId', value: 'cart-adds' },
          { name: 'priority', value: 'P1' },
          { name: 'owners', value: 'qa' },
          { name: 'owners', value: 'shop' },
          { name: 'automated', value: 'true' },
          { name: 'parameter:role', value: 'admin' },
        ],
        row: 26,
      },
      {
        identity: 'Cart > drops > drops',
        suite: ['Cart > drops'],
        status: 'failed',
        message: 'expected 1',
        details: 'AssertionError: expected 1\n  at cart.js:8',
        output: 'a\nb\nc',
        attachments: [
          { path: 'data:image/png;base64,aGVsbG8=', name: 'screenshot', contentType: 'image/png' },
          { path: '/t/log.txt', name: 'log', contentType: 'text/plain' },
        ],
      },
      { identity: 'waits', status: 'skipped', message: 'not yet', details: undefined },
      { identity: 'hangs', status: 'errored', durationSeconds: 30 },
    ])
  })

  it('says of its environment what comes before the tests', async () => {
    const environment = { testEnvironment: 'staging', buildNumber: 7 }
    const tests = [test()]
    const [before] = await readReport(readCtrf, { results: { environment, tests } })
    expect(before?.suiteProperties).toEqual([
      { name: 'testEnvironment', value: 'staging' },
      { name: 'buildNumber', value: '7' },
      { name: 'environment', value: 'staging' },
    ])
    expect((await readReport(readCtrf, { results: { tests, environment } }))[0]?.suiteProperties).toEqual([])
  })

  it.each([
    ['passed', undefined, 'passed'],
    ['failed', 'broken', 'failed'],
    ['skipped', undefined, 'skipped'],
    ['pending', undefined, 'skipped'],
    ['other', undefined, 'skipped'],
    ['other', 'timedOut', 'errored'],
    ['other', 'broken', 'errored'],
    ['other', 'failed', 'failed'],
    ['other', 'constructor', 'skipped'],
  ])('takes the status %s (%s) for %s', async (status, rawStatus, expected) => {
    expect(await read(test({ status, rawStatus }))).toMatchObject([{ status: expected }])
  })

  it.each([
    [
      'the last try is the test itself',
      { retries: 1, retryAttempts: ['failed', 'passed'] },
      ['failed', 'passed'],
    ],
    [
      'only the earlier ones are listed',
      { retries: 2, retryAttempts: ['failed', 'failed'] },
      ['failed', 'failed', 'passed'],
    ],
    ['nobody counts, and the last passed too', { retryAttempts: ['failed', 'passed'] }, ['failed', 'passed']],
    ['nobody counts, and the last did not', { retryAttempts: ['failed'] }, ['failed', 'passed']],
    ['there are none', { retryAttempts: [] }, ['passed']],
  ])('has its tries where %s', async (_what, { retryAttempts, ...more }, expected) => {
    const attempts = retryAttempts.map((status) => ({ status }))
    const results = await read(test({ ...more, retryAttempts: attempts }))
    expect(results.map(({ status }) => status)).toEqual(expected)
    expect(results.map(({ attempt }) => attempt)).toEqual(expected.map((_, index) => index + 1))
  })

  it('says which try it was where only their number is known', async () => {
    expect(await read(test({ retries: 2 }))).toMatchObject([{ attempt: 3 }])
  })

  it('passes over fields of the wrong type', async () => {
    const odd = {
      duration: '5',
      start: 'now',
      suite: 7,
      tags: {},
      labels: [],
      steps: 'a',
      attachments: [7, {}],
      line: -1,
    }
    expect(
      await read(test({ ...odd, browser: {}, stdout: 'text', extra: null, __proto__: { name: 'x' } })),
    ).toEqual([
      {
        identity: '7 > adds',
        name: 'adds',
        className: '7',
        suite: ['7'],
        status: 'passed',
        durationSeconds: 0.005,
        properties: [],
        tags: [],
        suiteProperties: [],
        steps: [],
        attachments: [],
        attempt: 1,
        row: 1,
      },
    ])
  })

  it('is not fooled by the names of prototypes', async () => {
    const hostile =
      '{"results": {"tests": [{"__proto__": {"status": "passed", "name": "x"}, "status": "failed"}]}}'
    expect(await readReport(readCtrf, hostile)).toMatchObject([{ name: '(unnamed)', status: 'failed' }])
  })

  it.each([
    ['{"results": []}', 'row 1: it has to be a CTRF report'],
    ['{"results": {}}', 'row 1: has no "tests"'],
    ['{"results": {"tests": {}}}', 'row 1: it has to be a CTRF report'],
    ['{"results": {"tests": [\n7]}}', 'row 2: has a test that is no object'],
    ['{"results": {"tests": [{"name": "a"}]}}', `has a test with the status "", which is none of CTRF's`],
    ['{"results": {"tests": [{"status": "passed"}]', 'it ends in the middle'],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readCtrf, report)).toContain(message)
  })

  it('is recognised by what is under "results"', () => {
    expect(looksLikeCtrf(sample)).toBe(true)
    expect(looksLikeCtrf('{"results": {"tool": {"name": "a"}')).toBe(true)
    expect(looksLikeCtrf('{"results": [{"tests": []}]}')).toBe(false)
  })
})

const reports = new URL('../../../../../../../shared/data/reports/ctrf/', import.meta.url)

describe.skipIf(!existsSync(reports))('Real CTRF reports (skipped where ../shared/data is absent)', () => {
  it.each([
    ['minimal.json', { total: 1, passed: 1 }],
    ['with-diagnostics.json', { total: 1, failed: 1 }],
    ['with-insights.json', { total: 2, passed: 2 }],
    ['with-retries.json', { total: 4, passed: 2, failed: 2 }],
    ['comprehensive.json', { total: 4, passed: 2, failed: 2 }],
  ])('%s has %o', async (file, counts) => {
    const none = { passed: 0, failed: 0, errored: 0, skipped: 0 }
    expect(await countResults(readCtrf(openSource(new URL(file, reports))))).toEqual({ ...none, ...counts })
  })
})
