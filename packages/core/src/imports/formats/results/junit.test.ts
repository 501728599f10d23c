import { describe, expect, it } from 'vitest'
import { ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import { readJUnit } from './junit.js'
import type { TestResult } from './result.js'

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

/** The results of a report given as text. */
function results(xml: string): Promise<TestResult[]> {
  return collect(readJUnit(openSource(new Blob([xml]), { name: 'report.xml' })))
}

/** The only result of a report that consists of one suite with this in it. */
async function result(xml: string): Promise<TestResult> {
  const [first, ...others] = await results(`<testsuite name="S">${xml}</testsuite>`)
  if (first === undefined || others.length > 0) throw new Error('The report does not have one result.')
  return first
}

async function refusal(xml: string): Promise<string> {
  const error = await results(xml).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof ValidationError ? error.message : `no refusal but ${error}`
}

describe('A JUnit report', () => {
  it('becomes one result for each test case', async () => {
    const report = `<?xml version="1.0"?>
      <testsuites name="nightly">
        <testsuite name="checkout" timestamp="2021-04-02T15:48:23" file="checkout.test.ts">
          <properties><property name="environment" value="ios"/></properties>
          <testcase classname="Cart" name="adds an item" time="0.25" line="12"/>
          <testcase classname="Cart" name="refuses a broken one" time="1">
            <failure message="expected 1 to be 2" type="AssertionError">at cart.ts:7</failure>
          </testcase>
        </testsuite>
      </testsuites>`
    const inherited = {
      suite: ['checkout'],
      className: 'Cart',
      startedAt: new Date('2021-04-02T15:48:23Z'),
      file: 'checkout.test.ts',
      properties: [],
      tags: [],
      suiteProperties: [{ name: 'environment', value: 'ios' }],
      steps: [],
      attachments: [],
      attempt: 1,
    }
    expect(await results(report)).toEqual([
      {
        ...inherited,
        identity: 'Cart > adds an item',
        name: 'adds an item',
        status: 'passed',
        durationSeconds: 0.25,
        line: 12,
        row: 5,
      },
      {
        ...inherited,
        identity: 'Cart > refuses a broken one',
        name: 'refuses a broken one',
        status: 'failed',
        durationSeconds: 1,
        message: 'expected 1 to be 2',
        type: 'AssertionError',
        details: 'at cart.ts:7',
        row: 6,
      },
    ])
  })

  it('may have a <testsuite> as its root, or suites inside of suites', async () => {
    const [one, two, three] = await results(
      '<testsuite name="A"><testsuite name="B"><testcase name="1"/></testsuite><testsuite><testcase name="2"/></testsuite><testcase name="3"/></testsuite>',
    )
    expect([one?.suite, two?.suite, three?.suite]).toEqual([['A', 'B'], ['A'], ['A']])
  })

  it('may have nothing in it', async () => {
    expect(await results('<testsuites/>')).toEqual([])
  })

  it('is refused when its root is another one', async () => {
    const wanted = 'which is not one of JUnit XML; it has to be <testsuites> or <testsuite>'
    expect(await refusal('\n<test-run/>')).toBe(
      `report.xml, row 2: has the root element <test-run>, ${wanted}`,
    )
    expect(await refusal('<testcase/>')).toBe(`report.xml, row 1: has the root element <testcase>, ${wanted}`)
  })

  it('is refused when test cases contain each other', async () => {
    expect(await refusal('<testsuite>\n<testcase>\n<testcase/></testcase></testsuite>')).toBe(
      'report.xml, row 3: has a <testcase> inside of a <testcase>; is it a JUnit report?',
    )
  })

  it('yields what comes before the place where it was cut off, and then says so', async () => {
    const reading = readJUnit(
      openSource(new Blob(['<testsuite><testcase name="a"/><testcase na']), { name: 'cut.xml' }),
    )
    expect((await reading.next()).value).toMatchObject({ name: 'a' })
    await expect(reading.next()).rejects.toThrow('cut.xml, row 1: ends in the middle')
  })
})

describe('The identity of a test', () => {
  it('is its class name and its name', async () => {
    expect((await result('<testcase classname="a.B" name="c"/>')).identity).toBe('a.B > c')
    expect((await result('<testcase class="a.B" name="c"/>')).identity).toBe('a.B > c')
  })

  it('is the name alone where there is no class name', async () => {
    expect((await result('<testcase name="c"/>')).identity).toBe('c')
    expect((await result('<testcase classname=" " name="c"/>')).identity).toBe('c')
  })

  it('is never empty', async () => {
    expect(await result('<testcase/>')).toMatchObject({ identity: '(unnamed)', name: '(unnamed)' })
  })

  it('fits into the database however long the name is', async () => {
    const { identity, name } = await result(`<testcase name="${'n'.repeat(100_000)}"/>`)
    expect(identity).toMatch(/^n{435}…[0-9a-f]{64}$/)
    expect(name).toHaveLength(65_536 + '\n… (shortened: only the first 65536 characters were kept)'.length)
  })
})

describe('The status of a test', () => {
  it.each([
    ['', 'passed'],
    ['<failure/>', 'failed'],
    ['<error/>', 'errored'],
    ['<skipped/>', 'skipped'],
    ['<skipped/><failure/>', 'failed'],
    ['<failure/><error/>', 'errored'],
    ['<error/><failure/>', 'errored'],
    ['<system-out/>', 'passed'],
  ])('with %s in it is %s', async (children, status) => {
    expect((await result(`<testcase>${children}</testcase>`)).status).toBe(status)
  })

  it.each([
    ['status="run" result="completed"', 'passed'],
    ['status="notrun" result="suppressed"', 'skipped'],
    ['status="FAILED"', 'failed'],
    ['status="error"', 'errored'],
    // As in reports/junit/tst/disabled.xml, where the tool counts these among the tests it ran.
    ['status="disabled"', 'passed'],
    ['status="constructor"', 'passed'],
  ])('is taken from %s where no child says more: %s', async (attributes, status) => {
    expect((await result(`<testcase ${attributes}/>`)).status).toBe(status)
  })
})

describe('The story of a failure', () => {
  it('takes the first line of the details where there is no message', async () => {
    const { message, details } = await result(
      '<testcase><failure>\n  Error: no\n    at x\n</failure></testcase>',
    )
    expect({ message, details }).toEqual({ message: 'Error: no', details: 'Error: no\n    at x' })
  })

  it('has the details of every failure, as GoogleTest writes one for each expectation', async () => {
    const { message, details } = await result(
      '<testcase><failure message="one">1</failure><failure message="two"/><failure>3</failure></testcase>',
    )
    expect({ message, details }).toEqual({ message: 'one', details: '1\n\ntwo\n\n3' })
  })

  it('tells why a test was skipped', async () => {
    expect(await result('<testcase><skipped message="not on Windows"/></testcase>')).toMatchObject({
      status: 'skipped',
      message: 'not on Windows',
      details: undefined,
    })
  })

  it('keeps 64 Ki characters of details and of output, and says so', async () => {
    const long = 'x'.repeat(1_000_000)
    const { message, details, output } = await result(
      `<testcase><failure message="${long}"><![CDATA[${long}]]></failure><system-out>${long}</system-out></testcase>`,
    )
    const kept = `${'x'.repeat(65_536)}\n… (shortened: only the first 65536 characters were kept)`
    expect([message, details, output]).toEqual([kept, kept, kept])
  })

  it('has standard output before standard error', async () => {
    const { output } = await result(
      '<testcase><system-out>a\r\n</system-out><system-err>b</system-err></testcase>',
    )
    expect(output).toBe('a\n\nb')
  })
})

describe('Durations', () => {
  it.each([
    ['1.5', 1.5],
    ['1,234.5', 1_234.5],
    ['1,234,567', 1_234_567],
    ['0,25', 0.25],
    ['0,250', 0.25],
    ['12,5', 12.5],
    ['1.2e-05', 0.000012],
    ['0', 0],
    ['-1', undefined],
    ['', undefined],
    ['soon', undefined],
    ['1e999', undefined],
  ])('%s means %s seconds', async (time, seconds) => {
    expect((await result(`<testcase time="${time}"/>`)).durationSeconds).toBe(seconds)
  })
})

describe('When and where', () => {
  it('is what the test says, or else its nearest suite', async () => {
    const [own, nearest, outer] = await results(`<testsuite timestamp="2021-01-01T00:00:00+02:00" file="a">
      <testsuite timestamp="2021-01-02T00:00:00" file="b">
        <testcase timestamp="2021-01-03T00:00:00Z" file="c" line="7"/><testcase line="seven"/>
      </testsuite>
      <testsuite timestamp="today"><testcase/></testsuite>
    </testsuite>`)
    expect(own).toMatchObject({ startedAt: new Date('2021-01-03T00:00:00Z'), file: 'c', line: 7 })
    expect(nearest).toMatchObject({ startedAt: new Date('2021-01-02T00:00:00Z'), file: 'b', line: undefined })
    expect(outer).toMatchObject({ startedAt: new Date('2020-12-31T22:00:00Z'), file: 'a' })
  })
})

describe('Properties of suites', () => {
  it('belong to the tests after them, outer ones first', async () => {
    const [before, inner, after] = await results(`<testsuite><testcase/>
      <properties><property name="version" value="1"/></properties>
      <testsuite><properties><property name="browser">Firefox</property></properties><testcase/></testsuite>
      <testcase/></testsuite>`)
    expect(before?.suiteProperties).toEqual([])
    expect(inner?.suiteProperties).toEqual([
      { name: 'version', value: '1' },
      { name: 'browser', value: 'Firefox' },
    ])
    expect(after?.suiteProperties).toEqual([{ name: 'version', value: '1' }])
  })

  it('are not endless', async () => {
    const many = '<property name="n" value="v"/>'.repeat(1_200)
    const { properties, suiteProperties } = await result(
      `<properties>${many}</properties><testcase><properties>${many}</properties></testcase>`,
    )
    expect([properties.length, suiteProperties.length]).toEqual([1_000, 1_000])
  })
})

describe('Repeated tests, as surefire reports them,', () => {
  it('show each try before the one that passed', async () => {
    const tries = await results(`<testsuite><testcase classname="C" name="t" time="0.5">
        <flakyFailure message="no" type="E" time="0.1"><stackTrace>at 1</stackTrace><system-out>out 1</system-out></flakyFailure>
        <flakyError message="boom"><stackTrace>at 2</stackTrace></flakyError>
        <system-out>out 3</system-out>
      </testcase></testsuite>`)
    expect(tries).toMatchObject([
      {
        attempt: 1,
        status: 'failed',
        message: 'no',
        type: 'E',
        details: 'at 1',
        output: 'out 1',
        durationSeconds: 0.1,
        row: 2,
      },
      {
        attempt: 2,
        status: 'errored',
        message: 'boom',
        details: 'at 2',
        output: undefined,
        durationSeconds: undefined,
        row: 3,
      },
      {
        attempt: 3,
        status: 'passed',
        message: undefined,
        details: undefined,
        output: 'out 3',
        durationSeconds: 0.5,
        row: 1,
      },
    ])
    expect(new Set(tries.map(({ identity }) => identity))).toEqual(new Set(['C > t']))
  })

  it('show each try after the first, where none passed', async () => {
    const tries = await results(`<testsuite><testcase name="t">
        <failure message="first">at 1</failure>
        <rerunFailure message="second"><stackTrace>at 2</stackTrace></rerunFailure>
        <rerunError message="third">at 3</rerunError>
      </testcase></testsuite>`)
    expect(tries).toMatchObject([
      { attempt: 1, status: 'failed', message: 'first', details: 'at 1' },
      { attempt: 2, status: 'failed', message: 'second', details: 'at 2' },
      { attempt: 3, status: 'errored', message: 'third', details: 'at 3' },
    ])
  })
})
