import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/xunit.js'
import type { TestResult } from './result.js'
import { readXunit } from './xunit.js'

/** The results of a report of one assembly. */
function results(xml: string, attributes = ''): Promise<TestResult[]> {
  return readReport(readXunit, `<assemblies><assembly ${attributes}>${xml}</assembly></assemblies>`)
}

describe('An xUnit.net report', () => {
  it('becomes one result for each test', async () => {
    const inherited = {
      className: 'Shop.CartTest',
      suite: ['Shop.Tests.dll', 'Test collection for Shop.CartTest'],
      startedAt: new Date('2026-03-01T10:00:00Z'),
      suiteProperties: [
        { name: 'computer', value: 'agent' },
        { name: 'test-environment', value: '64-bit .NET 9.0' },
        { name: 'test-framework', value: 'xUnit.net v3' },
      ],
      properties: [],
      tags: [],
      steps: [],
      attachments: [],
      attempt: 1,
    }
    expect(await readReport(readXunit, sample)).toEqual([
      {
        ...inherited,
        identity: 'test-class-cleanup: Shop.CartTest',
        name: 'test-class-cleanup: Shop.CartTest',
        className: undefined,
        suite: ['Shop.Tests.dll'],
        status: 'errored',
        type: 'System.IO.IOException',
        message: 'busy',
        row: 4,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Adds(count: 1, name: "é")',
        name: 'Adds(count: 1, name: "é")',
        status: 'passed',
        durationSeconds: 0.0131,
        startedAt: new Date('2026-03-01T10:00:01.5Z'),
        file: 'CartTest.cs',
        line: 12,
        tags: ['fast'],
        properties: [
          { name: 'Category', value: 'fast' },
          { name: 'Jira', value: 'SHOP-1' },
        ],
        output: 'adding\nwarning: slow',
        attachments: [
          { path: 'data:text/plain;charset=utf-8,plain', name: 'log' },
          { path: 'data:image/png;base64,aGVsbG8=', name: 'shot', contentType: 'image/png' },
        ],
        row: 6,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Refuses',
        name: 'Refuses',
        status: 'failed',
        durationSeconds: 1,
        type: 'Xunit.Sdk.EqualException',
        message: 'Expected: 1 <>',
        details: 'at Shop.CartTest.Refuses()',
        row: 9,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Waits',
        name: 'Waits',
        status: 'skipped',
        durationSeconds: 0,
        message: 'not yet',
        row: 11,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Asks',
        name: 'Asks',
        status: 'skipped',
        durationSeconds: 0,
        row: 12,
      },
      {
        ...inherited,
        identity: 'Shop.Tests.dll > (not listed: failed 1)',
        name: '(not listed: failed 1)',
        className: 'Shop.Tests.dll',
        suite: ['Shop.Tests.dll'],
        status: 'failed',
        message: 'The report counts this test but does not list it.',
        row: 3,
      },
    ])
  })

  it('of v1 has classes, reasons with a message, and classes that fail themselves', async () => {
    const report = `<assembly name="/build/Shop.dll"><class name="Shop.CartTest">
      <failure exception-type="System.Exception"><message>no fixture</message></failure>
      <test name="Shop.CartTest.Waits" type="Shop.CartTest" method="Waits" result="Skip"><reason><message>later</message></reason></test>
      </class></assembly>`
    expect(await readReport(readXunit, report)).toMatchObject([
      { name: 'class: Shop.CartTest', status: 'errored', message: 'no fixture', type: 'System.Exception' },
      {
        identity: 'Shop.CartTest > Waits',
        status: 'skipped',
        message: 'later',
        suite: ['Shop.dll', 'Shop.CartTest'],
      },
    ])
  })

  it('without a word for the outcome goes by what is in the test', async () => {
    const tests =
      '<test name="a"/><test name="b"><failure/></test><test name="c"><reason>later</reason></test>'
    const found = await results(`<collection>${tests}</collection>`)
    expect(found.map(({ status }) => status)).toEqual(['passed', 'failed', 'skipped'])
  })

  it('with a class of no name has tests without a class', async () => {
    expect(
      await results('<collection><test name="a" type="" method="" result="Pass"/></collection>'),
    ).toMatchObject([{ identity: 'a', name: 'a' }])
  })

  it('drops no test that its assembly counts, and takes no report for larger than it can be', async () => {
    const test = '<collection><test name="a" result="Fail"/></collection>'
    const statuses = async (attributes: string) =>
      (await results(test, attributes)).map(({ status }) => status)
    expect(await statuses('total="3" failed="2" passed="1"')).toEqual(['failed', 'failed', 'passed'])
    expect(await statuses('total="1" failed="0" passed="1"')).toEqual(['failed'])
    expect(await statuses('total="x" failed="9"')).toEqual(['failed'])
    expect(await statuses('total="999999999" failed="999999999"')).toHaveLength(1_001)
  })

  it('keeps no half attachments', async () => {
    const attachments = ['a'.repeat(1_000_000), 'b'.repeat(100_000), 'c'].map(
      (content) => `<attachment name="${content[0]}">${content}</attachment>`,
    )
    const [only] = await results(
      `<collection><test name="t"><attachments>${attachments.join('')}</attachments></test></collection>`,
    )
    expect(only?.attachments.map(({ name }) => name)).toEqual(['a', 'c'])
  })

  it('is refused when it uses entities, or its root is another one', async () => {
    expect(await refusalOf(readXunit, '<assemblies>&x;</assemblies>')).toContain('uses the entity &x;')
    expect(await refusalOf(readXunit, '<test/>')).toBe(
      'report, row 1: has the root element <test>, which is not one of xUnit.net; it has to be <assemblies> or <assembly>',
    )
  })
})
