import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/playwright.js'
import { openSource } from '../../source.js'
import { looksLikePlaywright, readPlaywright } from './playwright.js'
import { countResults } from './result.js'

const read = (report: unknown) => readReport(readPlaywright, report)

/** A report of one spec, with a test of each of these. */
const ofTests = (...tests: readonly object[]) => ({
  suites: [{ title: 'cart.spec.ts', specs: [{ title: 'adds', tests }] }],
})

describe('A report of Playwright', () => {
  it('has a result for each try of each project', async () => {
    const results = await read(sample)
    expect(
      results.map(({ identity, environment, status, attempt }) => [identity, environment, status, attempt]),
    ).toEqual([
      ['cart.spec.ts > waits', 'chromium', 'skipped', 1],
      ['cart.spec.ts > waits', 'webkit', 'skipped', 1],
      ['cart.spec.ts > cart › adds', 'chromium', 'failed', 1],
      ['cart.spec.ts > cart › adds', 'chromium', 'passed', 2],
      ['cart.spec.ts > cart › adds', 'webkit', 'passed', 1],
      ['cart.spec.ts > cart › adds', 'webkit', 'errored', 1],
      ['cart.spec.ts > cart › adds', 'webkit', 'errored', 2],
      ['(global error)', undefined, 'errored', 1],
    ])
    expect(results[2]).toEqual({
      identity: 'cart.spec.ts > cart › adds',
      name: 'cart › adds',
      className: 'cart.spec.ts',
      suite: ['cart.spec.ts', 'cart'],
      status: 'failed',
      durationSeconds: 0.015,
      startedAt: new Date('2026-03-01T10:00:00.500Z'),
      message: 'expected 1',
      details: 'expected 1',
      file: 'cart.spec.ts',
      line: 7,
      properties: [{ name: 'issue', value: 'SHOP-1' }],
      tags: ['smoke'],
      environment: 'chromium',
      suiteProperties: [],
      steps: [
        { text: 'open', status: 'passed', durationSeconds: 0.003 },
        { text: 'open › log in', status: 'failed', durationSeconds: 0.001, message: 'no' },
      ],
      attachments: [
        { path: 'data:text/plain;base64,aGVsbG8=', name: 'log', contentType: 'text/plain' },
        { path: '/t/trace.zip', name: 'trace', contentType: 'application/zip' },
      ],
      attempt: 1,
      output: 'adding\né',
      row: 96,
    })
  })

  it.each([
    ['passed', 'passed', 'passed'],
    ['passed', 'failed', 'failed'],
    ['passed', 'timedOut', 'errored'],
    ['passed', 'interrupted', 'errored'],
    ['passed', 'skipped', 'skipped'],
    ['failed', 'failed', 'passed'],
    ['failed', 'passed', 'failed'],
    ['failed', 'timedOut', 'errored'],
    ['skipped', 'skipped', 'skipped'],
    [undefined, 'passed', 'passed'],
  ])('where %s was expected takes %s for %s', async (expectedStatus, status, expected) => {
    expect(await read(ofTests({ expectedStatus, results: [{ status }] }))).toMatchObject([
      { status: expected },
    ])
  })

  it('says so when a test passed that should have failed', async () => {
    const [result] = await read(ofTests({ expectedStatus: 'failed', results: [{ status: 'passed' }] }))
    expect(result?.message).toBe('was expected to be failed, but passed')
  })

  it('says why a test was skipped', async () => {
    const annotations = [{ type: 'fixme', description: 'not on Safari' }, { type: 'slow' }]
    const [result] = await read(ofTests({ annotations, results: [{ status: 'skipped', annotations }] }))
    expect(result).toMatchObject({
      message: 'not on Safari',
      properties: [
        { name: 'fixme', value: 'not on Safari' },
        { name: 'slow', value: 'true' },
      ],
    })
  })

  it('waits for the title of a suite that comes after its specs', async () => {
    const spec = (title: string) => ({ tests: [{ results: [{ status: 'passed' }] }], title })
    const results = await read({
      suites: [
        {
          file: 'a.spec.ts',
          specs: [spec('one')],
          suites: [{ specs: [spec('two')], title: 'inner' }],
          title: 'a.spec.ts',
        },
      ],
    })
    expect(results.map(({ identity }) => identity)).toEqual(['a.spec.ts > one', 'a.spec.ts > inner › two'])
  })

  it.each([
    ['7', 'row 1: it has to be the JSON of Playwright'],
    ['{"config": {}}', 'row 1: has no "suites"'],
    ['{"suites": {}}', 'row 1: has "suites" that is no list'],
    ['{"suites": [\n7]}', 'row 2: has a suite that is no object'],
    ['{"suites": [{"title": "a", "specs": 7}]}', 'row 1: has "specs" that is no list'],
    ['{"suites": [{"title": "a", "specs": [7]}]}', 'row 1: has a spec that is no object'],
    ['{"suites": [{"title": "a", "specs": [{"tests": [7]}]}]}', 'row 1: has a test that is no object'],
    [
      '{"suites": [{"title": "a", "specs": [{"tests": [{"results": [7]}]}]}]}',
      'has a result that is no object',
    ],
    [JSON.stringify(ofTests({ results: [{ status: 'exploded' }] })), 'has a test with the status "exploded"'],
    [JSON.stringify(ofTests()).slice(0, -1), 'it ends in the middle'],
    [`{"suites": ${'[{"suites": '.repeat(150)}`, 'row 1: is nested more than 200 levels deep'],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readPlaywright, report)).toContain(message)
  })

  it('is recognised by its configuration or its suites', () => {
    expect(looksLikePlaywright(sample)).toBe(true)
    expect(looksLikePlaywright(sample.slice(0, 200))).toBe(true)
    expect(looksLikePlaywright('{"suites": [{"title": "a", "specs": []')).toBe(true)
    expect(looksLikePlaywright('{"settings": {"rootDir": "/"}, "tests": []}')).toBe(false)
  })
})

const reports = new URL('../../../../../../../shared/data/reports/playwright/', import.meta.url)

describe.skipIf(!existsSync(reports))(
  'Real Playwright reports (skipped where ../shared/data is absent)',
  () => {
    it.each([
      ['report-valid.json', { total: 24, passed: 11, failed: 12, errored: 0, skipped: 1 }],
      ['report-sharded.json', { total: 32, passed: 23, failed: 6, errored: 0, skipped: 3 }],
    ])('%s has %o', async (file, counts) => {
      expect(await countResults(readPlaywright(openSource(new URL(file, reports))))).toEqual(counts)
    })
  },
)
