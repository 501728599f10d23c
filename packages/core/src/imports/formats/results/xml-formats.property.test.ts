import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, type ReportReader, readPieces, readReport } from '../../../../../../test/support/read-report.js'
import { sampleOf } from '../../../../../../test/support/report-samples.js'
import {
  expectedResults,
  testClasses,
  writeNUnit2,
  writeNUnit3,
  writeRobot,
  writeTestNG,
  writeTrx,
  writeXunit,
} from '../../../../../../test/support/report-writers.js'
import { ValidationError } from '../../../errors.js'
import { readNUnit2, readNUnit3 } from './nunit.js'
import type { ResultStatus } from './result.js'
import { readRobot } from './robot.js'
import { readTestNG } from './testng.js'
import { readTrx } from './trx.js'
import { xmlResultFormats } from './xml-result-formats.js'
import { readXunit } from './xunit.js'

const dialects = [
  ['NUnit 2', writeNUnit2, readNUnit2, 'errored', 'told'],
  ['NUnit 3', writeNUnit3, readNUnit3, 'failed', 'told'],
  ['xUnit.net', writeXunit, readXunit, 'failed', 'told'],
  ['TRX', writeTrx, readTrx, 'errored', 'told'],
  ['TestNG', writeTestNG, readTestNG, 'failed', 'untold'],
] as const satisfies readonly (readonly [string, unknown, unknown, ResultStatus, string])[]

describe('A generated report of', () => {
  it.each(dialects)('%s is read back as it was', async (_title, write, read, errored, skipped) => {
    await fc.assert(
      fc.asyncProperty(testClasses, async (classes) => {
        const expected = expectedResults(classes, { errored, skipped })
        const found = await readReport(read, write(classes))
        expect(found).toHaveLength(expected.length)
        expect(found).toMatchObject(expected)
      }),
    )
  })

  it('Robot Framework is read back as it was, with the first line as the message', async () => {
    await fc.assert(
      fc.asyncProperty(testClasses, async (classes) => {
        const expected = expectedResults(classes, { errored: 'failed', skipped: 'told' })
        const found = await readReport(readRobot, writeRobot(classes))
        expect(found).toHaveLength(expected.length)
        expect(found).toMatchObject(
          expected.map((result) => ({
            ...result,
            message: result.message?.split('\n', 1)[0],
            details: result.message,
          })),
        )
      }),
    )
  })
})

describe('Wherever the bytes are cut, the results are the same for', () => {
  it.each(xmlResultFormats.map(({ name, read }) => [name, read] as const))('%s', async (name, read) => {
    const bytes = await sampleOf(name)
    const whole = await readPieces(read, [bytes])
    for (let at = 1; at < bytes.length; at++) {
      expect(await readPieces(read, cut(bytes, [at]))).toEqual(whole)
    }
  })
})

describe('Time is in proportion to', () => {
  const size = 2_000_000
  const repeat = (piece: string) => piece.repeat(size / piece.length)
  const numbered = (count: number, write: (number: number) => string) =>
    Array.from({ length: count }, (_, number) => write(number)).join('')
  const nest = (open: string, close: string, inner: string) =>
    `${open.repeat(120)}${inner}${close.repeat(120)}`
  const long = 'n'.repeat(2_000)

  it.each<readonly [string, ReportReader, string]>([
    [
      'nested suites',
      readNUnit3,
      nest('<test-suite name="a">', '</test-suite>', repeat('<test-case name="a"/>')),
    ],
    [
      'long namespaces',
      readNUnit2,
      `<test-results>${nest(`<test-suite type="Namespace" name="${long}">`, '</test-suite>', repeat('<test-case name="a"/>'))}</test-results>`,
    ],
    ['dots and brackets', readNUnit2, `<test-results><test-case name="${repeat('.(')}"/></test-results>`],
    [
      'categories',
      readNUnit3,
      `<test-run><test-suite>${numbered(50_000, (number) => `<properties><property name="Category" value="${number}"/></properties>`)}${'<test-case name="a"><properties><property name="Category" value="b"/></properties></test-case>'.repeat(2_000)}</test-suite></test-run>`,
    ],
    [
      'properties of suites',
      readNUnit3,
      `<test-run><test-suite><properties>${repeat('<property name="a" value="b"/>')}</properties></test-suite></test-run>`,
    ],
    [
      'attachments',
      readNUnit3,
      `<test-run><test-case name="a"><attachments>${numbered(20_000, (number) => `<attachment><filePath>${number}</filePath></attachment>`)}</attachments></test-case></test-run>`,
    ],
    [
      'failures',
      readXunit,
      `<assembly><collection><test name="a">${repeat('<failure/>')}</test></collection></assembly>`,
    ],
    [
      'traits',
      readXunit,
      `<assembly><collection><test name="a"><traits>${repeat('<trait name="a" value="b"/>')}</traits></test></collection></assembly>`,
    ],
    [
      'results without a definition',
      readTrx,
      `<TestRun><Results>${repeat('<UnitTestResult testId="1"/>')}</Results></TestRun>`,
    ],
    [
      'results of one test',
      readTrx,
      `<TestRun><Results>${repeat('<UnitTestResult testId="1"/>')}</Results><TestDefinitions>${'<UnitTest id="1"/>'.repeat(10_000)}</TestDefinitions></TestRun>`,
    ],
    [
      'results in results',
      readTrx,
      `<TestRun><Results>${nest('<InnerResults><UnitTestResult>', '</UnitTestResult></InnerResults>', repeat('<Output/>'))}</Results></TestRun>`,
    ],
    [
      'time spans',
      readTrx,
      `<TestRun><Results><UnitTestResult duration="${repeat('1:')}"/></Results></TestRun>`,
    ],
    [
      'groups',
      readTestNG,
      `<testng-results><suite><groups>${repeat('<group name="g"><method name="a" class="b"/></group>')}</groups><test><class name="b"><test-method name="a"/></class></test></suite></testng-results>`,
    ],
    [
      'parameters',
      readTestNG,
      `<testng-results><suite><test><class><test-method name="a"><params>${repeat('<param><value>x@1</value></param>')}</params></test-method></class></test></suite></testng-results>`,
    ],
    [
      'nested suites of long names',
      readRobot,
      `<robot>${nest(`<suite name="${long}">`, '</suite>', repeat('<test name="a"/>'))}</robot>`,
    ],
    [
      'nested keywords',
      readRobot,
      `<robot><suite><test name="a">${nest('<kw name="a">', '</kw>', repeat('<msg>a</msg>'))}</test></suite></robot>`,
    ],
    [
      'steps',
      readRobot,
      `<robot><suite><test name="a">${repeat('<kw name="a"><arg>b</arg></kw>')}</test></suite></robot>`,
    ],
    ['metadata', readRobot, `<robot><suite>${repeat('<meta name="a">b</meta>')}</suite></robot>`],
  ])(
    '%s',
    async (_what, read, xml) => {
      const outcome = await readReport(read, xml).catch((error: unknown) => error)
      if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(ValidationError)
    },
    // In proportion, 2 MB take less than a second; in its square, minutes.
    20_000,
  )
})
