import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/allure.js'
import { looksLikeAllure, readAllure } from './allure.js'

const read = (...documents: readonly object[]) =>
  readReport(readAllure, documents.map((document) => JSON.stringify(document)).join('\n'))
const result = (more: object = {}) => ({ uuid: 'u', name: 'adds', status: 'passed', ...more })
const label = (name: string, value: string) => ({ name, value })

describe('Results of Allure', () => {
  it('are one for each document, and tries of one test where they have one history', async () => {
    const [first, ...others] = await readReport(readAllure, sample)
    expect(first).toEqual({
      identity: 'com.shop.CartTest > adds() "é"',
      name: 'adds() "é"',
      className: 'com.shop.CartTest',
      suite: ['shop', 'Cart'],
      status: 'errored',
      durationSeconds: 0.25,
      startedAt: new Date(1_772_359_200_000),
      message: 'no cart',
      details: 'java.io.IOException: no cart\n\tat Cart.java:7',
      properties: [
        { name: 'parentSuite', value: 'shop' },
        { name: 'suite', value: 'Cart' },
        { name: 'testClass', value: 'com.shop.CartTest' },
        { name: 'testMethod', value: 'adds' },
        { name: 'severity', value: 'critical' },
        { name: 'issue', value: 'SHOP-1' },
        { name: 'tms', value: 'T-7' },
        { name: 'parameter:count', value: '1' },
        { name: 'fullName', value: 'com.shop.CartTest.adds' },
        { name: 'testCaseId', value: 'c-1' },
        { name: 'historyId', value: 'h-1' },
        { name: 'flaky', value: 'true' },
      ],
      tags: ['smoke'],
      suiteProperties: [],
      steps: [
        { text: 'open', status: 'passed', durationSeconds: 0.1 },
        { text: 'open › log in', status: 'errored', message: 'no cart' },
      ],
      attachments: [
        { path: 'a-attachment.txt', name: 'log', contentType: 'text/plain' },
        { path: 'b-attachment.png', name: 'shot', contentType: 'image/png' },
      ],
      attempt: 1,
      row: 1,
    })
    expect(others).toMatchObject([
      { identity: 'com.shop.CartTest > adds() "é"', status: 'passed', attempt: 2, row: 2 },
      { identity: 'tests.test_till.TestTill > test_waits', status: 'skipped', attempt: 1 },
      { identity: 'tests.test_till > test_asks', status: 'skipped', attempt: 1 },
    ])
  })

  it('without a history are tries where they have one identity', async () => {
    const results = await read(result(), result({ name: 'drops' }), result())
    expect(results.map(({ attempt }) => attempt)).toEqual([1, 1, 2])
  })

  it.each([
    ['passed', 'passed'],
    ['failed', 'failed'],
    ['broken', 'errored'],
    ['skipped', 'skipped'],
    ['unknown', 'skipped'],
    [null, 'skipped'],
  ])('that are %s are %s', async (status, expected) => {
    expect(await read(result({ status }))).toMatchObject([{ status: expected }])
  })

  it.each([
    [{ fullName: 'a.b.C#d' }, 'a.b.C'],
    [{ fullName: 'a.b.C.d', labels: [label('testClass', 'a.b.C')] }, 'a.b.C'],
    [
      { fullName: 'cart.spec.ts:7', labels: [label('suite', 'Cart'), label('subSuite', 'of two')] },
      'Cart of two',
    ],
    [{}, undefined],
  ])('with %j are in the class %s', async (more, className) => {
    expect((await read(result(more)))[0]?.className).toBe(className)
  })

  it('are told apart by the titles around them, where the full name has them', async () => {
    const [js, python] = await read(
      result({ fullName: 'cart.spec.ts#Cart adds' }),
      result({ name: 'test_adds[1]', fullName: 'tests.test_cart#test_adds' }),
    )
    expect(js).toMatchObject({
      identity: 'cart.spec.ts > Cart adds',
      name: 'adds',
      className: 'cart.spec.ts',
    })
    expect(python).toMatchObject({ identity: 'tests.test_cart > test_adds[1]' })
  })

  it('leave out containers, which hold no results', async () => {
    expect(await read({ uuid: 'c', children: ['u'], befores: [] }, result())).toHaveLength(1)
  })

  it('are not endless', async () => {
    const steps = Array.from({ length: 1_200 }, (_, n) => ({
      name: `${n}`,
      attachments: [{ source: `${n}.png` }],
    }))
    const labels = Array.from({ length: 1_200 }, (_, n) => label('owner', `${n}`))
    const [only] = await read(result({ steps, labels }))
    expect([only?.steps.length, only?.attachments.length, only?.properties.length]).toEqual([
      1_000, 1_000, 1_000,
    ])
  })

  it.each([
    ['7', 'row 1: it has to be a result of Allure 2'],
    ['{"uuid": "a"}\n{"status": "passed"}', 'row 2: it has to be a result of Allure 2'],
    [
      '{"uuid": "a", "status": "exploded"}',
      `row 1: has a result with the status "exploded", which is none of Allure's`,
    ],
    ['{"uuid": "a"', 'it ends in the middle'],
  ])('are refused when they are %s', async (report, message) => {
    expect(await refusalOf(readAllure, report)).toContain(message)
  })

  it('are recognised by their ids', () => {
    expect(looksLikeAllure(sample)).toBe(true)
    expect(looksLikeAllure('{"name": "a", "status": "passed", "uuid": "u"')).toBe(true)
    expect(looksLikeAllure('{"uuid": "u", "children": [], "status": 1}')).toBe(false)
  })
})
