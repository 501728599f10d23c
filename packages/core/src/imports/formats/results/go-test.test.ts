import { describe, expect, it } from 'vitest'
import { readEvents, readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/go-test.js'
import { looksLikeGoTest, readGoTest } from './go-test.js'

const event = (Action: string, Test?: string, more: object = {}) => ({
  Action,
  Package: 'shop',
  Test,
  ...more,
})
const read = (...events: readonly object[]) => readEvents(readGoTest, events)

describe('The output of go test -json', () => {
  it('has a result for each test, subtest and benchmark, also of packages that are interleaved', async () => {
    const results = await readReport(readGoTest, sample)
    expect(results.map(({ identity, status, attempt }) => [identity, status, attempt])).toEqual([
      ['shop/cart > TestAdds/one', 'failed', 1],
      ['shop/cart > TestAdds', 'failed', 1],
      ['shop/till > TestOpens', 'errored', 1],
      ['shop/cart > TestAdds', 'passed', 2],
      ['shop/cart > TestWaits', 'skipped', 1],
      ['shop/cart > BenchmarkAdds', 'passed', 1],
      ['shop/gate > (package failed)', 'errored', 1],
      ['shop/door > (package failed)', 'errored', 1],
    ])
    expect(results[0]).toEqual({
      identity: 'shop/cart > TestAdds/one',
      name: 'TestAdds/one',
      className: 'shop/cart',
      suite: ['shop/cart'],
      status: 'failed',
      durationSeconds: 0.01,
      startedAt: new Date('2026-03-01T10:00:00.123Z'),
      message: 'expected 1 "é"',
      details: 'cart_test.go:7: expected 1 "é"',
      properties: [],
      tags: [],
      suiteProperties: [],
      steps: [],
      attachments: [],
      attempt: 1,
      row: 10,
    })
    expect(results[1]).toMatchObject({ properties: [{ name: 'ticket', value: 'SHOP-1' }] })
    expect(results[4]).toMatchObject({ message: 'not yet' })
    expect(results[6]).toMatchObject({
      message: './gate.go:3:1: syntax error',
      details: './gate.go:3:1: syntax error\n\nFAIL\tshop/gate [build failed]',
    })
    expect(results[7]).toMatchObject({ message: './door.go:7:2: undefined: é' })
  })

  it('says which test did not end because its package panicked', async () => {
    const results = await read(
      event('run', 'TestA'),
      event('pass', 'TestA'),
      event('run', 'TestB'),
      event('output', undefined, { Output: 'panic: no cart\n' }),
      event('fail'),
    )
    expect(results).toMatchObject([
      { name: 'TestA', status: 'passed' },
      { name: 'TestB', status: 'errored', message: 'panic: no cart', details: 'panic: no cart' },
    ])
  })

  it('has a result for a package that failed for no test of it', async () => {
    const results = await read(
      event('run', 'TestA'),
      event('pass', 'TestA'),
      event('output', undefined, { Output: 'exit status 2\n' }),
      event('fail', undefined, { Elapsed: 1.5 }),
    )
    expect(results).toMatchObject([
      { name: 'TestA' },
      {
        name: '(package failed)',
        className: 'shop',
        status: 'errored',
        details: 'exit status 2',
        durationSeconds: 1.5,
      },
    ])
    expect(await read(event('fail', 'TestA'), event('fail'))).toMatchObject([
      { name: 'TestA', status: 'failed' },
    ])
  })

  it('has none for a package without tests', async () => {
    expect(await read(event('start'), event('skip'))).toEqual([])
  })

  it('counts repetitions from 1 for each package', async () => {
    const results = await read(
      event('pass', 'TestA'),
      event('fail', 'TestA'),
      event('fail'),
      { Action: 'pass', Package: 'other', Test: 'TestA' },
      { Action: 'pass', Package: 'other' },
    )
    expect(results.map(({ className, attempt }) => [className, attempt])).toEqual([
      ['shop', 1],
      ['shop', 2],
      ['other', 1],
    ])
  })

  it('counts on where a test that failed is run again', async () => {
    const again = [event('start'), event('pass', 'TestA'), event('pass', 'TestB'), event('pass')]
    const results = await read(event('fail', 'TestA'), event('pass', 'TestB'), event('fail'), ...again)
    expect(results.map(({ name, attempt }) => [name, attempt])).toEqual([
      ['TestA', 1],
      ['TestB', 1],
      ['TestA', 2],
      ['TestB', 1],
    ])
  })

  it('lets benchmarks pass with their package', async () => {
    expect(await read(event('run', 'BenchmarkA'), event('pass'))).toMatchObject([{ status: 'passed' }])
    expect(await read(event('run', 'BenchmarkA'), event('fail'))).toMatchObject([{ status: 'errored' }])
  })

  it.each([
    ['hello\n', 'row 1: has no event of "go test -json" in it'],
    [
      '{"Action":"run","Package":"shop","Test":"TestA"}\n',
      'row 1: ends before the package "shop" did; the run was cut off',
    ],
    [
      '{"Action":"start","Package":"shop"}\n{"Action":"pa',
      'row 2: ends in the middle of a line; was the run cut off?',
    ],
    ['{"Action":"start","Package":"shop"\n{}\n', 'row 1: is malformed JSON'],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readGoTest, report)).toContain(message)
  })

  it('is recognised by an event, also after lines of the compiler', () => {
    expect(looksLikeGoTest(sample)).toBe(true)
    expect(looksLikeGoTest('{"Action":"exploded"}\n')).toBe(false)
    expect(looksLikeGoTest('ok  \tshop\t0.1s\n')).toBe(false)
  })
})
