import { expect, it } from 'vitest'
import { usedHeap } from '../../../../../../test/support/heap.js'
import type { ReportReader } from '../../../../../../test/support/read-report.js'
import { openSource } from '../../source.js'
import { readNUnit3 } from './nunit.js'
import { readRobot } from './robot.js'
import { readTestNG } from './testng.js'
import { readTrx } from './trx.js'
import { readXunit } from './xunit.js'

const megabyte = 1_000_000

/** The most memory that was in use at one time while a report was read, beyond that before. */
async function mostMemory(
  read: ReportReader,
  report: AsyncIterable<Buffer>,
): Promise<{ readonly results: number; readonly most: number }> {
  const source = openSource(report)
  const before = usedHeap()
  let nextLook = 0
  let most = 0
  let results = 0
  for await (const _ of read(source)) {
    results += 1
    if (source.bytesRead < nextLook) continue
    most = Math.max(most, usedHeap() - before)
    nextLook = source.bytesRead + 5 * megabyte
  }
  return { results, most }
}

/** Pieces in a frame, made while they are read. */
async function* report(open: string, pieces: Iterable<string>, close: string): AsyncGenerator<Buffer> {
  yield Buffer.from(open)
  for (const piece of pieces) yield Buffer.from(piece)
  yield Buffer.from(close)
}

function* times(count: number, write: (index: number) => string): Generator<string> {
  for (let index = 0; index < count; index++) yield write(index)
}

const log = 'a line that a test has printed, and which is not the last one\n'.repeat(30)

it.each<readonly [string, ReportReader, string, (index: number) => string, string]>([
  [
    'NUnit 3',
    readNUnit3,
    '<test-run><test-suite name="a">',
    (index) =>
      `<test-suite name="s${index}"><test-case name="t${index}" result="Failed"><failure><message>no ${index}</message></failure><output>${log}</output></test-case></test-suite>`,
    '</test-suite></test-run>',
  ],
  [
    'xUnit.net',
    readXunit,
    '<assemblies><assembly name="a">',
    (index) =>
      `<collection name="c${index}"><test name="t${index}" type="T" result="Pass"><output>${log}</output></test></collection>`,
    '</assembly></assemblies>',
  ],
  [
    'TestNG',
    readTestNG,
    '<testng-results><suite name="a"><test name="b">',
    (index) =>
      `<class name="c${index}"><test-method name="m" status="PASS"><reporter-output><line>${log}</line></reporter-output></test-method></class>`,
    '</test></suite></testng-results>',
  ],
  [
    'Robot Framework',
    readRobot,
    '<robot><suite name="a">',
    (index) =>
      `<suite name="s${index}"><test name="t"><kw name="k"><msg level="INFO">${log}</msg></kw><status status="PASS"/></test></suite>`,
    '</suite></robot>',
  ],
])('reads a report of %s of any size in flat memory', async (_title, read, open, write, close) => {
  const count = 20_000
  const { results, most } = await mostMemory(read, report(open, times(count, write), close))
  expect(results).toBe(count)
  expect(most).toBeLessThan(20 * megabyte)
})

it('reads a TRX report of 100,000 results, whose definitions follow, within 100 MB', async () => {
  const count = 100_000
  const id = (index: number) => `aaaaaaaa-bbbb-cccc-dddd-${String(index).padStart(12, '0')}`
  const result = (index: number) => {
    const output =
      index % 10 === 0
        ? `<Output><StdOut>${log}</StdOut><ErrorInfo><Message>no ${index}</Message></ErrorInfo></Output>`
        : ''
    return `<UnitTestResult executionId="${id(index)}" testId="${id(index)}" testName="Shop.Cart.CartTest.Adds${index}" computerName="agent" duration="00:00:00.0020000" startTime="2026-03-01T10:00:01.${index}+01:00" endTime="2026-03-01T10:00:02+01:00" outcome="Passed">${output}</UnitTestResult>`
  }
  const definition = (index: number) =>
    `<UnitTest name="Adds${index}" storage="c:\\shop.dll" id="${id(index)}"><Execution id="${id(index)}"/><TestMethod codeBase="c:\\shop.dll" className="Shop.Cart.CartTest" name="Adds${index}"/></UnitTest>`
  function* pieces() {
    yield '<Results>'
    yield* times(count, result)
    yield '</Results><TestDefinitions>'
    yield* times(count, definition)
    yield '</TestDefinitions>'
  }
  const { results, most } = await mostMemory(readTrx, report('<TestRun>', pieces(), '</TestRun>'))
  expect(results).toBe(count)
  expect(most).toBeLessThan(100 * megabyte)
})
