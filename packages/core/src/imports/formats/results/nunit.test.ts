import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample as sample2 } from '../../../../../../test/support/report-samples/nunit2.js'
import { sample as sample3 } from '../../../../../../test/support/report-samples/nunit3.js'
import { readNUnit2, readNUnit3 } from './nunit.js'
import type { TestResult } from './result.js'

/** The only result of an NUnit 2 report that consists of this. */
async function case2(xml: string): Promise<TestResult | undefined> {
  return (await readReport(readNUnit2, `<test-results>${xml}</test-results>`))[0]
}

async function case3(xml: string): Promise<TestResult | undefined> {
  return (await readReport(readNUnit3, `<test-run>${xml}</test-run>`))[0]
}

describe('An NUnit 2 report', () => {
  it('becomes one result for each test case', async () => {
    const inherited = {
      className: 'Shop.CartTest',
      suite: ['Shop.Tests.dll', 'Shop', 'CartTest'],
      startedAt: new Date('2026-03-01T10:00:00Z'),
      suiteProperties: [
        { name: 'nunit-version', value: '2.6.4.14350' },
        { name: 'clr-version', value: '4.0.30319' },
        { name: 'os-version', value: 'Unix 5.0' },
        { name: 'machine-name', value: 'agent' },
        { name: 'Owner', value: 'me' },
      ],
      properties: [],
      tags: ['slow'],
      steps: [],
      attachments: [],
      attempt: 1,
    }
    expect(await readReport(readNUnit2, sample2)).toEqual([
      {
        ...inherited,
        identity: 'Shop.CartTest > Adds',
        name: 'Adds',
        status: 'passed',
        durationSeconds: 0.013,
        properties: [
          { name: 'Description', value: 'Adds "one"' },
          { name: 'asserts', value: '2' },
        ],
        row: 8,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Sums(1.5,"a.b")',
        name: 'Sums(1.5,"a.b")',
        suite: [...inherited.suite, 'Sums'],
        status: 'passed',
        durationSeconds: 0.5,
        properties: [{ name: 'asserts', value: '1' }],
        row: 10,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Refuses',
        name: 'Refuses',
        status: 'failed',
        durationSeconds: 1,
        message: 'Expected: 1 – é',
        details: 'at Shop.CartTest.Refuses()',
        row: 12,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Breaks',
        name: 'Breaks',
        status: 'errored',
        message: 'System.Exception : no',
        type: 'System.Exception',
        row: 14,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Waits',
        name: 'Waits',
        status: 'skipped',
        tags: ['slow', 'later'],
        message: 'not yet',
        row: 15,
      },
    ])
  })

  it.each([
    ['executed="True" success="True"', 'passed'],
    ['executed="True" success="False"', 'failed'],
    ['executed="False"', 'skipped'],
    ['executed="True" result="Success"', 'passed'],
    ['executed="True" result="Failure"', 'failed'],
    ['executed="True" result="Error"', 'errored'],
    ['executed="True" result="Cancelled"', 'errored'],
    ['executed="True" result="Inconclusive" success="False"', 'skipped'],
    ['executed="False" result="Ignored"', 'skipped'],
    ['executed="False" result="NotRunnable"', 'skipped'],
    ['', 'passed'],
  ])('with %j is %s', async (attributes, status) => {
    expect((await case2(`<test-case name="a" ${attributes}/>`))?.status).toBe(status)
  })

  it('of before 2.5 has failed where a test has a <failure>, whatever else it lacks', async () => {
    const failed = await case2(
      '<test-case name="A.B.c" executed="True"><failure><message>no</message></failure></test-case>',
    )
    expect(failed).toMatchObject({ status: 'failed', message: 'no', identity: 'A.B > c' })
  })

  it('takes the class from the suites where these say what they are, though the name has dots', async () => {
    const suites =
      '<test-suite type="Namespace" name="Shop"><results><test-suite type="TestFixture" name="CartTest"><results>'
    const close = '</results></test-suite></results></test-suite>'
    expect(await case2(`${suites}<test-case name="Shop.CartTest.costs 1.50 in all"/>${close}`)).toMatchObject(
      {
        identity: 'Shop.CartTest > costs 1.50 in all',
      },
    )
  })

  it('takes the suite for the class where names have none', async () => {
    const xml = '<test-suite name="CartTest"><results><test-case name="adds"/></results></test-suite>'
    expect(await case2(xml)).toMatchObject({ identity: 'CartTest > adds' })
  })

  it('may declare entities, of which none is looked up', async () => {
    const xml = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>
      <test-results><test-case name="A.b"><failure><message>&x;</message></failure></test-case></test-results>`
    expect(await readReport(readNUnit2, xml)).toMatchObject([{ message: '&x;', status: 'failed' }])
  })

  it('is refused when its root is another one', async () => {
    expect(await refusalOf(readNUnit2, '\n<test-run/>')).toBe(
      'report, row 2: has the root element <test-run>, which is not one of NUnit 2; it has to be <test-results>',
    )
  })
})

describe('An NUnit 3 report', () => {
  it('becomes one result for each test case', async () => {
    const inherited = {
      className: 'Shop.CartTest("eur")',
      suite: ['Shop.Tests.dll', 'CartTest("eur")'],
      startedAt: new Date('2026-03-01T10:00:00Z'),
      suiteProperties: [
        { name: 'framework-version', value: '4.1.0' },
        { name: 'os-version', value: 'Linux' },
        { name: 'machine-name', value: 'agent' },
        { name: 'culture', value: 'en' },
      ],
      properties: [],
      tags: ['nightly'],
      steps: [],
      attachments: [],
      attempt: 1,
    }
    expect(await readReport(readNUnit3, sample3)).toEqual([
      {
        ...inherited,
        identity: 'Shop.CartTest("eur") > Adds(1)',
        name: 'Adds(1)',
        status: 'passed',
        startedAt: new Date('2026-03-01T10:00:01Z'),
        durationSeconds: 0.036,
        tags: ['nightly', 'fast'],
        properties: [
          { name: 'asserts', value: '2' },
          { name: 'Jira', value: 'SHOP-1' },
        ],
        output: 'adding – é',
        row: 8,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest("eur") > Refuses',
        name: 'Refuses',
        status: 'failed',
        durationSeconds: 0.01,
        message: 'System.Exception : no',
        details: 'at Shop.CartTest.Refuses()',
        type: 'System.Exception',
        properties: [{ name: 'site', value: 'SetUp' }],
        attachments: [{ path: '/build/shot.png', name: 'The cart' }],
        row: 10,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Waits',
        name: 'Waits',
        className: 'Shop.CartTest',
        status: 'skipped',
        message: 'not yet',
        row: 14,
      },
      {
        ...inherited,
        identity: 'Shop.CartTest > Guesses',
        name: 'Guesses',
        className: 'Shop.CartTest',
        status: 'skipped',
        row: 15,
      },
    ])
  })

  it.each([
    ['result="Passed"', 'passed'],
    ['result="Warning"', 'passed'],
    ['result="Failed"', 'failed'],
    ['result="Failed" label="Error"', 'failed'],
    ['result="Skipped" label="Ignored"', 'skipped'],
    ['result="Inconclusive"', 'skipped'],
    ['runstate="NotRunnable"', 'skipped'],
  ])('with %j is %s', async (attributes, status) => {
    expect((await case3(`<test-case name="a" ${attributes}/>`))?.status).toBe(status)
  })

  it('says what NUnit calls the failure where it is no exception', async () => {
    expect(await case3('<test-case name="a" result="Failed" label="Invalid"/>')).toMatchObject({
      type: 'Invalid',
    })
  })

  it('keeps the reason of a warning, but not that of a success', async () => {
    const reason = '<reason><message>look</message></reason>'
    expect(await case3(`<test-case name="a" result="Warning">${reason}</test-case>`)).toMatchObject({
      message: 'look',
    })
    expect(
      (await case3(`<test-case name="a" result="Passed">${reason}</test-case>`))?.message,
    ).toBeUndefined()
  })

  it('may be a single suite', async () => {
    const xml =
      '<test-suite type="TestFixture" name="CartTest"><test-case name="adds" classname="CartTest"/></test-suite>'
    expect(await readReport(readNUnit3, xml)).toMatchObject([
      { identity: 'CartTest > adds', suite: ['CartTest'] },
    ])
  })

  it('is refused when its root is another one', async () => {
    expect(await refusalOf(readNUnit3, '<test-results/>')).toBe(
      'report, row 1: has the root element <test-results>, which is not one of NUnit 3; it has to be <test-run> or <test-suite>',
    )
  })
})
