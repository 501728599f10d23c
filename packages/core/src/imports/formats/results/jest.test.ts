import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/jest.js'
import { looksLikeJest, readJest } from './jest.js'

const read = (report: unknown) => readReport(readJest, report)

describe('A report of Jest or Vitest', () => {
  it('has the tests of each file, each try, and the files that failed themselves', async () => {
    const results = await read(sample)
    expect(results).toMatchObject([
      { identity: 'Cart of two > adds "é"', status: 'failed', attempt: 1, message: 'Error: slow', line: 7 },
      { identity: 'Cart of two > adds "é"', status: 'passed', attempt: 2, durationSeconds: 0.003 },
      {
        identity: 'Cart > drops',
        status: 'failed',
        message: 'Error: expect(1)',
        details: 'Error: expect(1)\n\nError: twice',
      },
      { identity: 'waits', status: 'skipped' },
      { identity: 'later', status: 'skipped' },
      {
        identity: '/t/till.test.js > (test file failed)',
        status: 'errored',
        details: '● Test suite failed to run\n\n    Cannot find module "till"',
      },
    ])
    expect(results[0]).toEqual({
      identity: 'Cart of two > adds "é"',
      name: 'adds "é"',
      className: 'Cart of two',
      suite: ['Cart', 'of two'],
      status: 'failed',
      startedAt: new Date(1_772_359_200_500),
      message: 'Error: slow',
      details: 'Error: slow\n    at t/cart.test.js:8',
      file: '/t/cart.test.js',
      line: 7,
      properties: [],
      tags: [],
      suiteProperties: [],
      steps: [],
      attachments: [],
      attempt: 1,
      row: 7,
    })
  })

  it('says which try it was where Jest counts them without reasons', async () => {
    const test = { title: 'a', status: 'passed', invocations: 3 }
    expect(await read({ testResults: [{ assertionResults: [test] }] })).toMatchObject([{ attempt: 3 }])
  })

  it('has no result of its own for a file in which a test failed', async () => {
    const file = { status: 'failed', message: 'm', assertionResults: [{ title: 'a', status: 'failed' }] }
    expect(await read({ testResults: [file] })).toMatchObject([{ name: 'a', status: 'failed' }])
  })

  it('has one for a file whose hook broke after its tests had passed', async () => {
    const file = {
      name: 'f',
      status: 'failed',
      message: 'm',
      assertionResults: [{ title: 'a', status: 'passed' }],
    }
    expect(await read({ testResults: [file] })).toMatchObject([
      { name: 'a', status: 'passed' },
      { name: '(test file failed)', status: 'errored', message: 'm' },
    ])
  })

  it.each([
    ['7', 'row 1: it has to be the JSON of Jest or Vitest'],
    ['{}', 'row 1: has no "testResults"'],
    ['{"testResults": {}}', 'row 1: it has to be the JSON of Jest or Vitest'],
    ['{"testResults": [\n"a"]}', 'row 2: has a test file that is no object'],
    ['{"testResults": [{"assertionResults": [7]}]}', 'row 1: has a test that is no object'],
    [
      '{"testResults": [\n\n{"assertionResults": [{"title": "a", "status": "exploded"}]}]}',
      'row 3: has a test with the status "exploded", which is not known',
    ],
    ['{"testResults": [{"assertionResults": [{"title": "a"}]}]}', 'has a test with the status ""'],
    ['{"testResults": [{"assertionResults": []', 'it ends in the middle'],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readJest, report)).toContain(message)
  })

  it('is recognised by its counts or its test files', () => {
    expect(looksLikeJest(sample)).toBe(true)
    expect(looksLikeJest('{"testResults": [{"assertionResults": []}]}')).toBe(true)
    expect(looksLikeJest('{"testResults": []}')).toBe(false)
  })
})
