import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/tap.js'
import { looksLikeTap, readTap } from './tap.js'

const read = (...lines: readonly string[]) => readReport(readTap, lines.map((line) => `${line}\n`).join(''))

/** What became of each test of a report. */
const outcomes = async (...lines: readonly string[]) =>
  (await read(...lines)).map(({ identity, status }) => `${identity}: ${status}`)

describe('A TAP report', () => {
  it('has a result for each test, and for each that is missing', async () => {
    const results = await readReport(readTap, sample)
    expect(results.map(({ identity, status, row }) => [identity, status, row])).toEqual([
      ['adds', 'passed', 4],
      ['drops # "é"', 'failed', 5],
      ['waits', 'skipped', 18],
      ['later', 'skipped', 19],
      ['till.drawer > opens', 'passed', 22],
      ['till.drawer > closes', 'failed', 23],
      ['till > rings', 'passed', 26],
      ['till > (test 3)', 'errored', 28],
      ['door > opens', 'passed', 31],
      ['(test 7)', 'errored', 34],
      ['(test 8)', 'errored', 34],
    ])
    expect(results[1]).toEqual({
      identity: 'drops # "é"',
      name: 'drops # "é"',
      suite: [],
      status: 'failed',
      durationSeconds: 0.0075,
      message: 'expected 1',
      details: 'expected 1\nCart.drops (cart.js:7:3)\nrun (run.js:1:1)',
      file: 'cart.js',
      line: 7,
      properties: [],
      tags: [],
      suiteProperties: [],
      steps: [],
      attachments: [],
      attempt: 1,
      output: '# what the test said',
      row: 5,
    })
    expect(results[0]).toMatchObject({ durationSeconds: 0.0125 })
    expect(results[2]).toMatchObject({ message: 'not yet' })
    expect(results.at(-1)).toMatchObject({ message: 'was not run: no power' })
  })

  it.each([
    ['ok', '(unnamed): passed'],
    ['ok 1', '(unnamed): passed'],
    ['ok 1 adds', 'adds: passed'],
    ['ok - adds', 'adds: passed'],
    ['ok 1 - - adds', '- adds: passed'],
    ['not ok 1 - adds', 'adds: failed'],
    ['ok 1 - adds # SKIP', 'adds: skipped'],
    ['ok 1 - adds # skipped: no net', 'adds: skipped'],
    ['not ok 1 - adds # skip', 'adds: skipped'],
    ['not ok 1 - adds # TODO', 'adds: skipped'],
    ['ok 1 - adds # TODO', 'adds: passed'],
    ['ok 1 - adds \\# SKIP', 'adds # SKIP: passed'],
    ['ok 1 - number #7', 'number #7: passed'],
    ['ok 1 - adds # time=5ms', 'adds: passed'],
    ['ok 1 - adds\r', 'adds: passed'],
  ])('with %j says %s', async (line, outcome) => {
    expect(await outcomes(line, '1..1')).toEqual([outcome])
  })

  it('has no line for the point that sums up a subtest', async () => {
    expect(await outcomes('# Subtest: a', '    ok 1 - b', '    1..1', 'ok 1 - a', '1..1')).toEqual([
      'a > b: passed',
    ])
    expect(
      await outcomes('    # Subtest: a', '    not ok 1 - b', '    1..1', 'not ok 1 - a', '1..1'),
    ).toEqual(['a > b: failed'])
    expect(await outcomes('ok 1 - a {', '    ok 1 - b', '    1..1', '}', '1..1')).toEqual(['a > b: passed'])
  })

  it('has one where the subtest failed for no test in it, or says itself why they broke', async () => {
    const subtest = ['# Subtest: a', '    ok 1 - b', '    1..1', 'not ok 1 - a', '1..1']
    expect(await outcomes(...subtest)).toEqual(['a > b: passed', 'a: failed'])
    const broken = [
      '# Subtest: a',
      '    not ok 1 - b',
      '    1..1',
      'not ok 1 - a',
      '  ---',
      "  failureType: 'hookFailed'",
      '  ...',
    ]
    expect(await outcomes(...broken, '1..1')).toEqual(['a > b: failed', 'a: errored'])
  })

  it('has one where the subtest has no tests', async () => {
    expect(
      await outcomes(
        '# Subtest: a',
        'ok 1 - a',
        '# Subtest: b',
        '    1..0 # SKIP no net',
        'ok 2 # SKIP',
        '1..2',
      ),
    ).toEqual(['a: passed', 'b: skipped'])
  })

  it.each([
    ['testCodeFailure', 'failed'],
    ['testTimeoutFailure', 'errored'],
    ['cancelledByParent', 'errored'],
    ['hookFailed', 'errored'],
  ])('with the failure %s of Node is %s', async (type, status) => {
    const [result] = await read(
      '1..1',
      'not ok 1 - a',
      '  ---',
      `  failureType: '${type}'`,
      "  error: 'it''s no'",
      '  ...',
    )
    expect(result).toMatchObject({ status, message: "it's no" })
  })

  it('tells a failure in the words of the comments, where there is no YAML', async () => {
    const [result] = await read(
      'not ok 1 - a',
      '#   Failed test',
      '#   at a.t line 7.',
      '1..1',
      '# Looks like you failed 1 test.',
    )
    expect(result).toMatchObject({
      message: 'Failed test',
      details: 'Failed test\nat a.t line 7.',
      output: undefined,
    })
  })

  it('ends where it bails out', async () => {
    expect(await outcomes('ok 1 - a', 'Bail out! no power', 'ok 2 - b')).toEqual([
      'a: passed',
      '(bail out): errored',
    ])
    expect(await outcomes('1..2', 'ok 1 - a', '    Bail out!')).toEqual(['a: passed', '(test 2): errored'])
  })

  it('may skip everything', async () => {
    expect(await outcomes('1..0 # SKIP no net')).toEqual([])
  })

  it.each([
    ['ok 1 - a\n', 'row 1: ends without a plan such as "1..12"; the run was cut off'],
    ['', 'row 1: ends without a plan'],
    ['1..10002\nok\n', 'row 2: has 1 of the 10002 tests of its plan; the run was cut off'],
    [
      Array.from({ length: 110 }, (_, depth) => `${'    '.repeat(depth)}# Subtest: a\n`).join(''),
      'has subtests more than 100 levels deep',
    ],
  ])('is refused when it is %j', async (report, message) => {
    expect(await refusalOf(readTap, report)).toContain(message)
  })

  it('is recognised by its version, its plan or its test points', () => {
    expect(looksLikeTap(sample)).toBe(true)
    expect(looksLikeTap('1..2\nok\n')).toBe(true)
    expect(looksLikeTap('# hello\nnot ok 1 - a\n')).toBe(true)
    expect(looksLikeTap('1..0 # SKIP\n')).toBe(true)
    expect(looksLikeTap('ok  \tgithub.com/shop/cart\t0.1s\n')).toBe(false)
    expect(looksLikeTap('ok computer\n')).toBe(false)
  })
})
