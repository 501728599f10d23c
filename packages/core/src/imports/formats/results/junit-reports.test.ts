import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openSource, type SourceInput } from '../../source.js'
import { readJUnit } from './junit.js'
import { countResults, type TestResult } from './result.js'

async function results(input: SourceInput): Promise<TestResult[]> {
  const list: TestResult[] = []
  for await (const result of readJUnit(openSource(input))) list.push(result)
  return list
}

/** What each tool writes, cut down to what is its own way of saying it. */
const dialects: readonly (readonly [string, string, readonly Partial<TestResult>[]])[] = [
  [
    'pytest: messages over many lines, skips with a type',
    `<testsuites><testsuite name="pytest" errors="0" timestamp="2020-09-04T16:18:04.966371" hostname="h">
      <testcase classname="test.test_spark.SparkTests" file="test/test_spark.py" line="819" name="test_rsh[a-1]" time="7.541">
        <failure message="assert 143 == 0&#10;  where 143">def test_rsh():
&gt;     assert 143 == 0</failure></testcase>
      <testcase classname="test.test_spark.SparkTests" name="test_gpu" time="0.001">
        <skipped type="pytest.skip" message="no GPU">/test_spark.py:1642: no GPU</skipped></testcase>
    </testsuite></testsuites>`,
    [
      {
        identity: 'test.test_spark.SparkTests > test_rsh[a-1]',
        status: 'failed',
        message: 'assert 143 == 0\n  where 143',
        details: 'def test_rsh():\n>     assert 143 == 0',
        line: 819,
        startedAt: new Date('2020-09-04T16:18:04.966Z'),
      },
      { status: 'skipped', type: 'pytest.skip', message: 'no GPU' },
    ],
  ],
  [
    'jest-junit: no message, colours as character references',
    `<testsuites name="jest tests"><testsuite name="cart" timestamp="2021-01-01T10:00:00">
      <testcase classname="cart adds" name="cart adds an item" time="0.004">
        <failure>Error: &#27;[2mexpect(&#27;[22mreceived)
    at Object.&lt;anonymous&gt; (cart.test.js:3:5)</failure></testcase></testsuite></testsuites>`,
    [{ status: 'failed', message: 'Error: &#27;[2mexpect(&#27;[22mreceived)' }],
  ],
  [
    'mocha-junit-reporter: an empty root suite that knows the file',
    `<testsuites name="Mocha Tests"><testsuite name="Root Suite" timestamp="2021-01-01T10:00:00" file="/t/cart.js"></testsuite>
      <testsuite name="cart" file="/t/cart.js"><testcase name="cart adds" time="0" classname="adds"></testcase></testsuite></testsuites>`,
    [{ identity: 'adds > cart adds', suite: ['cart'], file: '/t/cart.js', durationSeconds: 0 }],
  ],
  [
    'Playwright: attachments in the output',
    `<testsuites id="" name=""><testsuite name="cart.spec.ts" hostname="chromium" timestamp="2024-01-01T10:00:00.000Z">
      <testcase name="cart › adds" classname="cart.spec.ts" time="1.5">
        <failure message="cart.spec.ts:3:1 adds" type="FAILURE"><![CDATA[  [chromium] › cart.spec.ts:3:1

    Error: expect(received)]]></failure>
        <system-out><![CDATA[
[[ATTACHMENT|test-results/cart/trace.zip]]
]]></system-out></testcase></testsuite></testsuites>`,
    [
      {
        identity: 'cart.spec.ts > cart › adds',
        type: 'FAILURE',
        attachments: [{ path: 'test-results/cart/trace.zip' }],
      },
    ],
  ],
  [
    'gradle: a repeated test as two test cases',
    `<testsuite name="CartTest" tests="2" hostname="h" timestamp="2021-01-01T10:00:00"><properties/>
      <testcase name="adds()" classname="CartTest" time="0.1"><failure message="no" type="E">at</failure></testcase>
      <testcase name="adds()" classname="CartTest" time="0.1"/><system-out><![CDATA[]]></system-out></testsuite>`,
    [
      { identity: 'CartTest > adds()', status: 'failed' },
      { identity: 'CartTest > adds()', status: 'passed' },
    ],
  ],
  [
    'PHPUnit: suites in suites, class names with backslashes and with dots',
    `<testsuites><testsuite name="" tests="1"><testsuite name="App\\CartTest" file="/t/CartTest.php">
      <testcase name="testAdds" class="App\\CartTest" classname="App.CartTest" file="/t/CartTest.php" line="9" assertions="1" time="0.01">
        <error type="TypeError">App\\CartTest::testAdds
TypeError: no</error></testcase></testsuite></testsuite></testsuites>`,
    [
      {
        identity: 'App.CartTest > testAdds',
        suite: ['App\\CartTest'],
        status: 'errored',
        type: 'TypeError',
        line: 9,
      },
    ],
  ],
  [
    'GoogleTest: failures one by one, tests that are not run',
    `<testsuites tests="2" name="AllTests" timestamp="2021-01-01T10:00:00"><testsuite name="Cart" disabled="1">
      <testcase name="Adds" file="cart.cc" line="7" status="run" result="completed" time="0." timestamp="2021-01-01T10:00:01.500" classname="Cart">
        <failure message="cart.cc:8&#x0A;Expected: 1" type=""><![CDATA[cart.cc:8]]></failure>
        <failure message="cart.cc:9&#x0A;Expected: 2" type=""><![CDATA[cart.cc:9]]></failure></testcase>
      <testcase name="DISABLED_Drops" status="notrun" result="suppressed" time="0" classname="Cart"/></testsuite></testsuites>`,
    [
      {
        status: 'failed',
        message: 'cart.cc:8\nExpected: 1',
        details: 'cart.cc:8\n\ncart.cc:9',
        type: undefined,
        startedAt: new Date('2021-01-01T10:00:01.500Z'),
      },
      { status: 'skipped' },
    ],
  ],
]

describe('The dialect of', () => {
  it.each(dialects)('%s', async (_what, xml, expected) => {
    const found = await results(new Blob([xml]))
    expect(found).toHaveLength(expected.length)
    expect(found).toMatchObject(expected)
  })
})

const reports = new URL('../../../../../../../shared/data/reports/', import.meta.url)
const titanium = new URL('../../../../../../../shared/data/titanium/', import.meta.url)

describe.skipIf(!existsSync(reports))(
  'Reports of real tools (skipped where ../shared/data is absent)',
  () => {
    it.each(existsSync(reports) ? readdirSync(new URL('conventions/', reports)) : [])(
      'conventions/%s is read',
      async (file) => {
        const counts = await countResults(readJUnit(openSource(new URL(`conventions/${file}`, reports))))
        expect(counts.total).toBeGreaterThan(0)
      },
    )

    it('conventions.xml: properties, steps and attachments, in properties and in the output', async () => {
      const [only] = await results(new URL('conventions/conventions.xml', reports))
      expect(only?.attachments.map(({ path }) => path)).toEqual([
        'screenshots/dashboard.png',
        'screenshots/users.png',
        'logs/browser/console.txt',
        'logs/server/access.txt',
        'https://build-server/runs/45112/screenshot1.png',
        'data:text/html;base64,SGVsbG8sIFdvcmxkIQ==',
      ])
      expect(only?.steps.map(({ status }) => status)).toEqual([
        ...Array(5).fill(undefined),
        'passed',
        'failed',
        'skipped',
        'errored',
        'passed',
      ])
      expect(only?.steps.at(-1)).toEqual({
        text: 'This line describes this step. You can also use <strong>HTML</strong>.',
        expected: 'You can optionally include more sub fields, e.g. for the expected results.',
        status: 'passed',
      })
      expect(only?.properties.map(({ name }) => name)).toEqual([
        'priority',
        'author',
        'description',
        'url:github',
        'html:output',
        'author',
        'language',
        'browser-log',
        'html:output',
      ])
      expect(only?.properties.at(-2)?.value).toBe('Log line #1\nLog line #2\nLog line #3')
    })

    it('junit-complete.xml: properties of the suite, lines, output', async () => {
      const all = await results(new URL('conventions/junit-complete.xml', reports))
      expect(all).toHaveLength(8)
      expect(all[0]?.suiteProperties[0]).toEqual({ name: 'version', value: '1.774' })
      expect(all[6]).toMatchObject({
        identity: 'Tests.Registration > testCase7',
        line: 287,
        output: 'Data written to standard out.\nData written to standard error.',
      })
    })
  },
)

describe.skipIf(!existsSync(titanium))('Titanium (skipped where ../shared/data is absent)', () => {
  it('has 7,467 results on three platforms', async () => {
    const platforms = ['android', 'ios', 'windows'].map((platform) =>
      countResults(readJUnit(openSource(new URL(`junit-${platform}.xml`, titanium)))),
    )
    expect(await Promise.all(platforms)).toEqual([
      { total: 2_488, passed: 2_314, failed: 133, errored: 0, skipped: 41 },
      { total: 2_544, passed: 2_373, failed: 143, errored: 0, skipped: 28 },
      { total: 2_435, passed: 2_217, failed: 172, errored: 0, skipped: 46 },
    ])
  })
})
