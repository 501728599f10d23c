import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readEvents, readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/cucumber-messages.js'
import { openSource } from '../../source.js'
import { looksLikeCucumberMessages, readCucumberMessages } from './cucumber-messages.js'
import { countResults } from './result.js'

/** A run of one test case with a step for each of these statuses, and what else happened in it. */
const run = (statuses: readonly string[], ...more: readonly object[]) => [
  {
    pickle: {
      id: 'p',
      name: 'Adding',
      astNodeIds: [],
      steps: statuses.map((_, n) => ({ id: `p${n}`, text: `step ${n}` })),
    },
  },
  {
    testCase: {
      id: 'c',
      pickleId: 'p',
      testSteps: statuses.map((_, n) => ({ id: `t${n}`, pickleStepId: `p${n}` })),
    },
  },
  { testCaseStarted: { id: 's', testCaseId: 'c', attempt: 0 } },
  ...statuses.map((status, n) => ({
    testStepFinished: { testCaseStartedId: 's', testStepId: `t${n}`, testStepResult: { status } },
  })),
  ...more,
]
const finished = { testCaseFinished: { testCaseStartedId: 's' } }
const end = { testRunFinished: { success: true } }

describe("A stream of Cucumber's messages", () => {
  it('has a result for each try, and for hooks of the run that failed', async () => {
    const [first, ...others] = await readReport(readCucumberMessages, sample)
    expect(first).toEqual({
      identity: 'Cart > Things "é" > Adding <count>',
      name: 'Adding 1',
      className: 'Cart > Things "é"',
      suite: ['Cart', 'Things "é"'],
      status: 'failed',
      durationSeconds: 0.004,
      startedAt: new Date(1_772_359_200_001),
      message: 'expected 1',
      details: 'AssertionError: expected 1\n  at cart.js:7',
      type: 'AssertionError',
      file: 'cart.feature',
      line: 9,
      properties: [{ name: 'example', value: '#1.1' }],
      tags: ['SHOP-1'],
      suiteProperties: [],
      steps: [
        { text: 'Given a cart', status: 'passed', durationSeconds: 0.001 },
        {
          text: 'When adding 1',
          status: 'failed',
          durationSeconds: 0.001,
          message: 'AssertionError: expected 1\n  at cart.js:7',
        },
      ],
      attachments: [{ path: 'data:image/png;base64,aGVsbG8=', name: 'shot.png', contentType: 'image/png' }],
      attempt: 1,
      output: 'adding',
      row: 9,
    })
    expect(others).toMatchObject([
      {
        identity: 'Cart > Things "é" > Adding <count>',
        attempt: 2,
        status: 'failed',
        message: 'Given a cart: undefined',
        attachments: [{ path: 'file:shot.png', contentType: 'image/png' }],
      },
      { identity: 'AfterAll hook', status: 'errored', message: 'no logout' },
    ])
  })

  it.each([
    [[], 'passed'],
    [['PASSED'], 'passed'],
    [['UNKNOWN'], 'passed'],
    [['PASSED', 'SKIPPED'], 'skipped'],
    [['PENDING', 'SKIPPED'], 'failed'],
    [['UNDEFINED'], 'failed'],
    [['AMBIGUOUS'], 'failed'],
    [['SKIPPED', 'FAILED'], 'failed'],
  ])('takes steps that are %j for %s', async (statuses, status) => {
    expect(await readEvents(readCucumberMessages, [...run(statuses, finished), end])).toMatchObject([
      { status },
    ])
  })

  it('says which test case was started but not finished', async () => {
    expect(await readEvents(readCucumberMessages, [...run(['PASSED']), end])).toMatchObject([
      { identity: 'Adding', status: 'errored', message: 'was started, but not finished' },
    ])
  })

  it('has a result for the exception that ended the run', async () => {
    const message = { testRunFinished: { success: false, message: 'no power', exception: { type: 'Error' } } }
    expect(await readEvents(readCucumberMessages, [message])).toMatchObject([
      { identity: '(test run)', status: 'errored', message: 'no power', type: 'Error' },
    ])
  })

  it('keeps attachments as they are: inside, outside, as addresses and as text', async () => {
    const attach = (more: object) => ({
      attachment: { testCaseStartedId: 's', contentEncoding: 'IDENTITY', ...more },
    })
    const [result] = await readEvents(readCucumberMessages, [
      ...run(
        ['PASSED'],
        attach({ body: '{"a": 1}', mediaType: 'application/json' }),
        attach({ body: 'https://shop.example', mediaType: 'text/uri-list' }),
        attach({ body: '', url: 'https://shop.example/log', mediaType: 'text/plain' }),
        attach({ body: 'bG9n', contentEncoding: 'BASE64', mediaType: 'text/x.cucumber.log+plain' }),
        attach({ body: 7 }),
        finished,
      ),
      end,
    ])
    expect(result?.attachments.map(({ path }) => path)).toEqual([
      'data:application/json;base64,eyJhIjogMX0=',
      'https://shop.example',
      'https://shop.example/log',
    ])
    expect(result?.output).toBe('log')
  })

  it.each([
    ['', 'row 1: ends without "testRunFinished"; the run was cut off'],
    ['{"meta": {}}\nhello\n', 'row 2: is no message of Cucumber'],
    ['{"meta": {}}\n{"testRunFin', 'row 2: ends in the middle of a line; was the run cut off?'],
    ['{"meta": {"a": }}\n', 'row 1: is malformed JSON; was the run cut off?'],
    [
      run(['PASSED'], finished)
        .map((each) => JSON.stringify(each))
        .join('\n'),
      'row 5: ends without "testRunFinished"',
    ],
    [
      run(['EXPLODED'])
        .map((each) => JSON.stringify(each))
        .join('\n'),
      'row 4: has a step with the status "EXPLODED"',
    ],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readCucumberMessages, report)).toContain(message)
  })

  it('is recognised by its first message', () => {
    expect(looksLikeCucumberMessages(sample)).toBe(true)
    expect(looksLikeCucumberMessages('{"source": {"uri": "a", "mediaType": "b"}}')).toBe(true)
    expect(looksLikeCucumberMessages('{"meta": {"page": 1}}')).toBe(false)
  })
})

const reports = new URL('../../../../../../../shared/data/reports/cucumber/', import.meta.url)

describe.skipIf(!existsSync(reports))(
  'Real streams of messages (skipped where ../shared/data is absent)',
  () => {
    it.each([
      ['minimal', { total: 1, passed: 1 }],
      ['rules', { total: 3, passed: 3 }],
      ['retry', { total: 9, passed: 3, failed: 6 }],
      ['skipped-exception', { total: 1, skipped: 1 }],
      ['undefined-multiple', { total: 7, failed: 7 }],
      ['examples-tables-undefined-multiple', { total: 4, failed: 4 }],
    ])('%s has %o', async (name, counts) => {
      const none = { passed: 0, failed: 0, errored: 0, skipped: 0 }
      const source = openSource(new URL(`${name}.ndjson`, reports))
      expect(await countResults(readCucumberMessages(source))).toEqual({ ...none, ...counts })
    })

    it('retry shows each try of each test case', async () => {
      const attempts: number[] = []
      for await (const { attempt } of readCucumberMessages(openSource(new URL('retry.ndjson', reports))))
        attempts.push(attempt)
      expect(attempts).toEqual([1, 1, 2, 1, 2, 3, 1, 2, 3])
    })
  },
)
