import { expect, it } from 'vitest'
import { usedHeap } from '../../../../../../test/support/heap.js'
import type { ReportReader } from '../../../../../../test/support/read-report.js'
import { openSource } from '../../source.js'
import { readCtrf } from './ctrf.js'
import { readGoTest } from './go-test.js'
import { readMocha } from './mocha.js'
import { readPlaywright } from './playwright.js'
import { readTap } from './tap.js'

const megabyte = 1_000_000
const tests = 100_000

/** A report of that many tests, made while it is read. */
function* report(
  start: string,
  test: (number: number) => string,
  separator: string,
  end: string,
): Generator<Buffer> {
  yield Buffer.from(start)
  for (let from = 0; from < tests; from += 500) {
    const some = Array.from({ length: 500 }, (_, index) => test(from + index)).join(separator)
    yield Buffer.from(`${from === 0 ? '' : separator}${some}`)
  }
  yield Buffer.from(end)
}

const story = 'expected one thing, but got another one, which is a long story'.repeat(4)

const formats: readonly (readonly [string, ReportReader, () => Iterable<Buffer>])[] = [
  [
    'Playwright, all in one suite',
    readPlaywright,
    () =>
      report(
        '{"config":{"rootDir":"/"},"suites":[{"title":"a.spec.ts","specs":[',
        (number) =>
          JSON.stringify({
            title: `test ${number}`,
            tests: [
              { projectName: 'a', results: [{ status: 'failed', error: { message: story }, retry: 0 }] },
            ],
          }),
        ',\n',
        ']}],"errors":[]}',
      ),
  ],
  [
    'CTRF',
    readCtrf,
    () =>
      report(
        '{"results":{"tool":{"name":"a"},"tests":[',
        (number) => JSON.stringify({ name: `test ${number}`, status: 'failed', duration: 1, message: story }),
        ',\n',
        ']}}',
      ),
  ],
  [
    'Mocha on one line',
    readMocha,
    () =>
      report(
        '{"tests":[],"failures":[],"passes":[',
        (number) =>
          JSON.stringify({ title: `test ${number}`, fullTitle: `a test ${number} ${story}`, err: {} }),
        ',',
        ']}',
      ),
  ],
  [
    'Go, a package for 500 tests',
    readGoTest,
    () =>
      report(
        '',
        (number) => {
          const about = { Package: `shop/${Math.floor(number / 500)}`, Test: `Test${number}` }
          const end = number % 500 === 499 ? [{ Action: 'fail', Package: about.Package }] : []
          return [{ Action: 'output', ...about, Output: story }, { Action: 'fail', ...about }, ...end]
            .map((event) => JSON.stringify(event))
            .join('\n')
        },
        '\n',
        '\n',
      ),
  ],
  ['TAP', readTap, () => report('', (number) => `not ok ${number + 1} - ${story}`, '\n', `\n1..${tests}\n`)],
]

it.each(formats)('reads a report of 100,000 tests in flat memory: %s', async (_what, read, pieces) => {
  async function* input(): AsyncGenerator<Buffer> {
    yield* pieces()
  }
  const before = usedHeap()
  let most = 0
  let results = 0
  for await (const _ of read(openSource(input()))) {
    results++
    if (results % 10_000 === 0) most = Math.max(most, usedHeap() - before)
  }
  expect(results).toBe(tests)
  expect(most).toBeLessThan(15 * megabyte)
})
