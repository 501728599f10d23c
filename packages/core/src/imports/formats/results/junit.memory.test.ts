import { expect, it } from 'vitest'
import { usedHeap } from '../../../../../../test/support/heap.js'
import { openSource } from '../../source.js'
import { readJUnit } from './junit.js'

const megabyte = 1_000_000

/** A report of that many bytes and a few more, made while it is read. */
async function* report(bytes: number): AsyncGenerator<Buffer> {
  const log = 'a line that a test has printed, and which is not the last one\n'.repeat(20_000)
  let written = 0
  yield Buffer.from('<testsuites>')
  for (let suite = 0; written < bytes; suite++) {
    const cases = Array.from(
      { length: 200 },
      (_, index) =>
        `<testcase classname="suite.number.${suite}" name="does thing ${index}" time="0.${index}">` +
        `<failure message="expected ${index}" type="AssertionError">at file.ts:${index}</failure></testcase>`,
    )
    const printing = `<testcase name="prints"><system-out><![CDATA[${log}]]></system-out></testcase>`
    const text = Buffer.from(`<testsuite name="${suite}">${cases.join('\n')}${printing}</testsuite>`)
    written += text.length
    yield text
  }
  yield Buffer.from('</testsuites>')
}

it('reads a report of any size in flat memory', async () => {
  const source = openSource(report(150 * megabyte))
  const before = usedHeap()
  let nextLook = 0
  let most = 0
  let results = 0
  for await (const result of readJUnit(source)) {
    results += result.attempt
    if (source.bytesRead < nextLook) continue
    most = Math.max(most, usedHeap() - before)
    nextLook = source.bytesRead + 10 * megabyte
  }
  expect(source.bytesRead).toBeGreaterThan(150 * megabyte)
  expect(results).toBeGreaterThan(20_000)
  expect(most).toBeLessThan(30 * megabyte)
})
