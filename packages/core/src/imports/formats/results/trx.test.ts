import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/trx.js'
import type { TestResult } from './result.js'
import { readTrx } from './trx.js'

const definition = (id: string, rest = '') =>
  `<UnitTest id="${id}">${rest}<TestMethod className="Shop.CartTest" name="Adds"/></UnitTest>`

/** The results of a report in which the definitions follow. */
function results(inner: string, definitions: string = definition('1')): Promise<TestResult[]> {
  return readReport(
    readTrx,
    `<TestRun><Results>${inner}</Results><TestDefinitions>${definitions}</TestDefinitions></TestRun>`,
  )
}

describe('A TRX report', () => {
  it('becomes one result for each result in it, with what its definition says', async () => {
    const inherited = {
      className: 'Shop.CartTest',
      suite: [],
      startedAt: new Date('2026-03-01T09:00:00.123Z'),
      suiteProperties: [],
      properties: [],
      tags: [],
      steps: [],
      attachments: [],
      attempt: 1,
    }
    expect(await readReport(readTrx, sample)).toEqual([
      {
        ...inherited,
        identity: 'Shop.CartTest > Adds',
        name: 'Adds',
        suite: ['shop.tests.dll'],
        status: 'passed',
        durationSeconds: 0.002,
        startedAt: new Date('2026-03-01T09:00:01Z'),
        suiteProperties: [{ name: 'computerName', value: 'agent' }],
        tags: ['fast'],
        properties: [
          { name: 'Priority', value: '1' },
          { name: 'Description', value: 'Adds one' },
          { name: 'Owner', value: 'me' },
          { name: 'Jira', value: 'SHOP-1' },
          { name: 'WorkItem', value: '7' },
        ],
        output: 'adding – é\nslow',
        attachments: [
          { path: 'agent_2026/In/e1/agent/shot.png', name: 'shot.png' },
          { path: 'agent_2026/In/e1/agent/a.coverage', name: 'a.coverage' },
        ],
        row: 5,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Sums (Data Row 0)',
        name: 'Sums (Data Row 0)',
        status: 'passed',
        row: 9,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Sums',
        name: 'Sums',
        status: 'failed',
        durationSeconds: 1,
        message: 'System.Exception : no <',
        details: 'at Shop.CartTest.Sums()',
        type: 'System.Exception',
        row: 8,
      },
      { ...inherited, identity: 'Shop.CartTest > Waits', name: 'Waits', status: 'skipped', row: 10 },
      { ...inherited, identity: 'Lost', name: 'Lost', className: undefined, status: 'errored', row: 10 },
    ])
  })

  it.each([
    ['Passed', 'passed'],
    ['PassedButRunAborted', 'passed'],
    ['Failed', 'failed'],
    ['Error', 'errored'],
    ['Timeout', 'errored'],
    ['NotExecuted', 'skipped'],
    ['Inconclusive', 'skipped'],
    ['Aborted', 'skipped'],
    ['NotRunnable', 'skipped'],
    ['Warning', 'skipped'],
    ['Pending', 'skipped'],
    ['Completed', 'skipped'],
    ['InProgress', 'skipped'],
    ['Disconnected', 'skipped'],
  ])('with the outcome %s is %s', async (outcome, status) => {
    expect(await results(`<UnitTestResult testId="1" testName="a" outcome="${outcome}"/>`)).toMatchObject([
      { status },
    ])
  })

  it('without an outcome broke', async () => {
    expect(await results('<UnitTestResult testId="1" testName="a"/>')).toMatchObject([{ status: 'errored' }])
  })

  it('may define its tests before their results', async () => {
    const xml = `<TestRun><TestDefinitions>${definition('1')}</TestDefinitions><Results><UnitTestResult testId="1" testName="Adds"/><UnitTestResult testId="1" testName="Adds"/></Results></TestRun>`
    expect(await readReport(readTrx, xml)).toMatchObject([
      { identity: 'Shop.CartTest > Adds' },
      { identity: 'Shop.CartTest > Adds' },
    ])
  })

  it('has several results of one test, and results of several kinds', async () => {
    const inner =
      '<UnitTestResult testId="1" testName="Adds" outcome="Failed"/><GenericTestResult testId="1" testName="Adds" outcome="Passed"/><Counters testId="1"/>'
    expect(await results(inner)).toMatchObject([{ status: 'failed' }, { status: 'passed' }])
  })

  it('takes the time from start to end where there is no duration', async () => {
    const times = 'startTime="2026-03-01T10:00:00.25Z" endTime="2026-03-01T10:00:02Z"'
    expect(await results(`<UnitTestResult testId="1" testName="a" ${times}/>`)).toMatchObject([
      { durationSeconds: 1.75 },
    ])
  })

  it('takes the reason of a skipped test from its output, where xUnit puts it', async () => {
    const output = '<Output><StdOut>not yet\nmaybe later</StdOut></Output>'
    expect(
      await results(
        `<UnitTestResult testId="1" testName="a" outcome="NotExecuted">${output}</UnitTestResult>`,
      ),
    ).toMatchObject([{ message: 'not yet' }])
  })

  it('leaves addresses and absolute paths of files as they are', async () => {
    const files = ['C:\\a.png', '/b.png', 'https://example.org/c.png', 'd\\e.png']
    const inner = files.map((path) => `<ResultFile path="${path}"/>`).join('')
    const [only] = await results(
      `<UnitTestResult testId="1" testName="a"><ResultFiles>${inner}</ResultFiles></UnitTestResult>`,
    )
    expect(only?.attachments.map(({ path }) => path)).toEqual([
      'C:/a.png',
      '/b.png',
      'https://example.org/c.png',
      'd/e.png',
    ])
  })

  it('shortens the long texts of results that wait for their definition once there are many', async () => {
    const text = 'x'.repeat(60_000)
    const inner = Array.from(
      { length: 300 },
      (_, index) =>
        `<UnitTestResult testId="1" testName="${index}"><Output><StdOut>${text}</StdOut></Output></UnitTestResult>`,
    )
    const found = await results(inner.join(''))
    expect(found).toHaveLength(300)
    expect(found[0]?.output).toBe(text)
    expect(found.at(-1)?.output).toMatch(/^x{400}\n… \(shortened: only the first 400 characters were kept\)$/)
  })

  it('is refused when it uses entities, or its root is another one', async () => {
    expect(await refusalOf(readTrx, '<TestRun>&x;</TestRun>')).toContain('uses the entity &x;')
    expect(await refusalOf(readTrx, '<Results/>')).toBe(
      'report, row 1: has the root element <Results>, which is not one of TRX; it has to be <TestRun>',
    )
  })
})
