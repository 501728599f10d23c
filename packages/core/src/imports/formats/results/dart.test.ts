import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readEvents, readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/dart.js'
import { openSource } from '../../source.js'
import { looksLikeDart, readDart } from './dart.js'
import { countResults } from './result.js'

const started = { type: 'start', protocolVersion: '0.1.1' }
const test = (name: string, more: object = {}) => ({ type: 'testStart', test: { id: 1, name, ...more } })
const done = (result: string, more: object = {}) => ({ type: 'testDone', testID: 1, result, ...more })
const end = { type: 'done', success: true }
const read = (...events: readonly object[]) => readEvents(readDart, [started, ...events, end])

describe('The output of Dart or Flutter', () => {
  it('has a result for each test that is not hidden', async () => {
    const [first, ...others] = await readReport(readDart, sample)
    expect(first).toEqual({
      identity: 'test.shop.cart > Cart "é" adds',
      name: 'Cart "é" adds',
      className: 'test.shop.cart',
      suite: ['Cart "é"'],
      status: 'passed',
      durationSeconds: 0.005,
      file: 'test/shop/cart_test.dart',
      line: 4,
      properties: [{ name: 'platform', value: 'chrome' }],
      tags: [],
      environment: 'chrome',
      suiteProperties: [],
      steps: [],
      attachments: [],
      attempt: 1,
      output: 'adding',
      row: 9,
    })
    expect(others).toMatchObject([
      {
        name: 'Cart "é" drops',
        status: 'failed',
        message: 'Expected: 1\n  Actual: 2',
        details: 'Expected: 1\n  Actual: 2\ncart_test.dart 7:5  main',
      },
      { name: 'Cart "é" breaks', status: 'errored', message: 'Exception: no' },
      { name: 'Cart "é" waits', status: 'skipped', message: 'not yet' },
      { name: 'Cart "é" hangs', status: 'errored', message: 'was started, but not done' },
    ])
  })

  it('shows a file that could not be loaded, although its test is hidden otherwise', async () => {
    const error = { type: 'error', testID: 1, error: 'no such file', isFailure: false }
    expect(await read(test('loading a'), error, done('error', { hidden: true }))).toMatchObject([
      { name: 'loading a', status: 'errored', message: 'no such file' },
    ])
    expect(await read(test('loading a'), done('success', { hidden: true }))).toEqual([])
  })

  it.each([
    ['test/a_test.dart', 'test.a'],
    ['./test/src/my-shop_test.dart', 'test.src.my_shop'],
    ['/home/me/test/app/test/shop/a_test.dart', 'test.shop.a'],
    ['C:\\work\\app\\integration_test\\a.dart', 'integration_test.a'],
    ['/somewhere/a.dart', 'somewhere.a'],
  ])('takes the class name of %s for %s', async (path, className) => {
    const suite = { type: 'suite', suite: { id: 0, path, platform: 'vm' } }
    const [result] = await read(suite, test('a', { suiteID: 0 }), done('success'))
    expect(result).toMatchObject({ className, file: path, environment: undefined })
  })

  it('knows the groups by their own names', async () => {
    const group = (id: number, name: string) => ({ type: 'group', group: { id, name } })
    const groups = [group(2, ''), group(3, 'Cart'), group(4, 'Cart of two')]
    const [result] = await read(...groups, test('Cart of two adds', { groupIDs: [2, 3, 4] }), done('success'))
    expect(result).toMatchObject({ name: 'Cart of two adds', suite: ['Cart', 'of two'] })
  })

  it('has the story of several errors', async () => {
    const error = (text: string) => ({ type: 'error', testID: 1, error: text, stackTrace: `at ${text}` })
    const [result] = await read(test('a'), error('one'), error('two'), done('failure'))
    expect(result).toMatchObject({ message: 'one', details: 'one\nat one\n\ntwo\nat two' })
  })

  it.each([
    [`${JSON.stringify(started)}\n`, 'row 1: ends without the event "done"; the run was cut off'],
    [`${JSON.stringify(started)}\n{"type":"do`, 'row 2: ends in the middle of a line; was the run cut off?'],
    ['{"type":"start",}\n{}\n', 'row 1: is malformed JSON'],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readDart, report)).toContain(message)
  })

  it('is recognised by its first event, also after other lines', () => {
    expect(looksLikeDart(sample)).toBe(true)
    expect(looksLikeDart('{"type":"start"}\n')).toBe(false)
  })
})

const report = new URL('../../../../../../../shared/data/reports/dart/json/tests.json', import.meta.url)

it.skipIf(!existsSync(report))('A real report (skipped where ../shared/data is absent)', async () => {
  const counts = { total: 20, passed: 16, failed: 1, errored: 2, skipped: 1 }
  expect(await countResults(readDart(openSource(report)))).toEqual(counts)
})
