import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/mocha.js'
import { looksLikeMocha, readMocha } from './mocha.js'

const read = (report: unknown) => readReport(readMocha, report)
const test = (title: string, more: object = {}) => ({ title, fullTitle: `Cart ${title}`, err: {}, ...more })

describe('A report of Mocha', () => {
  it('has each test once, and the hooks that failed', async () => {
    const inherited = {
      startedAt: new Date('2026-03-01T10:00:00Z'),
      file: '/t/cart.js',
      properties: [],
      tags: [],
      suiteProperties: [],
      steps: [],
      attachments: [],
    }
    expect(await read(sample)).toEqual([
      {
        ...inherited,
        identity: 'Cart > waits',
        name: 'waits',
        className: 'Cart',
        suite: ['Cart'],
        status: 'skipped',
        attempt: 1,
        row: 42,
      },
      {
        ...inherited,
        identity: 'Cart of two > drops "é"',
        name: 'drops "é"',
        className: 'Cart of two',
        suite: ['Cart of two'],
        status: 'failed',
        durationSeconds: 0.012,
        message: 'expected 1',
        details: 'AssertionError: expected 1\n    at t/cart.js:7',
        type: 'AssertionError',
        attempt: 3,
        row: 51,
      },
      {
        ...inherited,
        identity: 'Till > "before all" hook in "Till"',
        name: '"before all" hook in "Till"',
        className: 'Till',
        suite: ['Till'],
        status: 'errored',
        durationSeconds: 0.001,
        message: 'no till',
        details: 'Error: no till',
        type: 'ENOENT',
        file: '/t/till.js',
        attempt: 1,
        row: 63,
      },
      {
        ...inherited,
        identity: 'Cart > adds',
        name: 'adds',
        className: 'Cart',
        suite: ['Cart'],
        status: 'passed',
        durationSeconds: 0.003,
        attempt: 1,
        row: 77,
      },
    ])
  })

  it('counts a test once that failed after it had passed', async () => {
    const failed = test('adds', { err: { message: 'done() called twice' } })
    const results = await read({ failures: [failed], passes: [failed, test('drops')] })
    expect(results.map(({ name, status }) => [name, status])).toEqual([
      ['adds', 'failed'],
      ['drops', 'passed'],
    ])
  })

  it('counts two tests of the same name as two', async () => {
    const results = await read({ failures: [test('adds'), test('adds')], passes: [test('adds')] })
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed', 'passed'])
  })

  it('takes a failure with an error mode for a broken test', async () => {
    const [result] = await read({ failures: [test('adds', { err: { message: 'm', errorMode: 'default' } })] })
    expect(result).toMatchObject({ status: 'errored', type: 'default' })
  })

  it('may have nothing in it', async () => {
    expect(await read({ stats: {}, tests: [], pending: [], failures: [], passes: [] })).toEqual([])
  })

  it('may have tests outside of suites and without names', async () => {
    const results = await read({ passes: [{ title: 'alone', fullTitle: 'alone' }, {}, { title: 7 }] })
    expect(results.map(({ identity, className }) => [identity, className])).toEqual([
      ['alone', undefined],
      ['(unnamed)', undefined],
      ['7', undefined],
    ])
  })

  it.each([
    ['[]', 'row 1: it has to be a report of Mocha'],
    ['{"stats": {}}', 'row 1: has no "passes", "failures" and "pending"'],
    ['{"passes": 7}', 'row 1: has "passes" that is no list'],
    ['{"passes": [\n7]}', 'row 2: has a test in "passes" that is no object'],
    ['{"passes": [{"title": "a"', 'row 1: malformed JSON: it ends in the middle; was the run cut off?'],
    ['{"passes": [}', 'row 1: malformed JSON on line 1'],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readMocha, report)).toContain(message)
  })

  it('is recognised by its tests or its statistics', () => {
    expect(looksLikeMocha(sample)).toBe(true)
    expect(looksLikeMocha(sample.slice(0, 200))).toBe(true)
    expect(looksLikeMocha('{"stats": {"suites": 1, "passes": 1}, "results": []}')).toBe(false)
    expect(looksLikeMocha('{"tests": []}')).toBe(false)
  })
})
