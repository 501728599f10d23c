import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/testng.js'
import type { TestResult } from './result.js'
import { readTestNG } from './testng.js'

/** The results of the methods of one class. */
function results(methods: string): Promise<TestResult[]> {
  return readReport(
    readTestNG,
    `<testng-results><suite name="S"><test name="T"><class name="shop.CartTest">${methods}</class></test></suite></testng-results>`,
  )
}

describe('A TestNG report', () => {
  it('becomes one result for each method that is a test', async () => {
    const inherited = {
      className: 'shop.CartTest',
      suite: ['Nightly', 'Shop'],
      startedAt: new Date('2026-03-01T10:00:00Z'),
      suiteProperties: [],
      properties: [],
      tags: [],
      steps: [],
      attachments: [],
      attempt: 1,
    }
    expect(await readReport(readTestNG, sample)).toEqual([
      {
        ...inherited,
        identity: 'shop.CartTest > adds(1 – é, shop.Cart, null)',
        name: 'adds(1 – é, shop.Cart, null)',
        status: 'passed',
        durationSeconds: 0.013,
        startedAt: new Date('2026-03-01T10:00:01Z'),
        tags: ['slow', 'web', 'fast'],
        properties: [
          { name: 'description', value: 'Adds one' },
          { name: 'jira', value: 'SHOP-1' },
        ],
        output: 'adding\nadded',
        row: 7,
      },
      {
        ...inherited,
        identity: 'shop.CartTest > flaky',
        name: 'flaky',
        status: 'failed',
        durationSeconds: 0.007,
        type: 'java.lang.AssertionError',
        message: '1 <> 2',
        details: 'java.lang.AssertionError: 1 <> 2\n\tat shop.CartTest.flaky(CartTest.java:7)',
        row: 11,
      },
      {
        ...inherited,
        identity: 'shop.CartTest > flaky',
        name: 'flaky',
        status: 'passed',
        durationSeconds: 0.007,
        attempt: 2,
        row: 14,
      },
      {
        ...inherited,
        identity: 'shop.CartTest > refuses',
        name: 'refuses',
        status: 'failed',
        durationSeconds: 0.007,
        type: 'java.lang.Error',
        message: 'java.lang.Error',
        details: 'java.lang.Error',
        row: 15,
      },
      {
        ...inherited,
        identity: 'shop.CartTest > waits',
        name: 'waits',
        status: 'skipped',
        durationSeconds: 0,
        row: 16,
      },
    ])
  })

  it.each([
    ['status="PASS"', 'passed'],
    ['status="FAIL"', 'failed'],
    ['status="SKIP"', 'skipped'],
    ['status="SUCCESS_PERCENTAGE_FAILURE"', 'passed'],
    ['', 'failed'],
  ])('with %j is %s', async (attributes, status) => {
    expect(await results(`<test-method name="a" ${attributes}/>`)).toMatchObject([{ status }])
  })

  it('counts the tries of each test, until one is not repeated', async () => {
    const retried = (name: string) =>
      `<test-method name="${name}" status="SKIP" retried="true"><exception class="E"/></test-method>`
    const last = (name: string) => `<test-method name="${name}" status="PASS"/>`
    const methods = [retried('a'), retried('b'), retried('a'), last('a'), last('b'), last('a')]
    const found = await results(methods.join(''))
    expect(found.map(({ name, attempt, status }) => `${name}${attempt} ${status}`)).toEqual([
      'a1 failed',
      'b1 failed',
      'a2 failed',
      'a3 passed',
      'b2 passed',
      'a1 passed',
    ])
  })

  it('may split the class from its package', async () => {
    const xml =
      '<testng-results><suite><test><class name="CartTest" package="shop"><test-method name="a"/></class><class name="Top" package="[default]"><test-method name="a"/></class></test></suite></testng-results>'
    const found = await readReport(readTestNG, xml)
    expect(found.map(({ identity }) => identity)).toEqual(['shop.CartTest > a', 'Top > a'])
  })

  it('knows the groups of a method by its class', async () => {
    const xml = `<testng-results><suite><groups><group name="fast"><method name="a" class="One"/></group></groups>
      <test><class name="One"><test-method name="a"/></class><class name="Two"><test-method name="a"/></class></test></suite></testng-results>`
    expect((await readReport(readTestNG, xml)).map(({ tags }) => tags)).toEqual([['fast'], []])
  })

  it('is refused when it uses entities, or its root is another one', async () => {
    expect(await refusalOf(readTestNG, '<testng-results>&x;</testng-results>')).toContain(
      'uses the entity &x;',
    )
    expect(await refusalOf(readTestNG, '<suite/>')).toBe(
      'report, row 1: has the root element <suite>, which is not one of TestNG; it has to be <testng-results>',
    )
  })
})
