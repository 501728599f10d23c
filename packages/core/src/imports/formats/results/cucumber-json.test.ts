import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/cucumber-json.js'
import { looksLikeCucumberJson, readCucumberJson } from './cucumber-json.js'

const read = (report: unknown) => readReport(readCucumberJson, report)
const step = (status: string | undefined, more: object = {}) => ({
  keyword: 'When ',
  name: 'x',
  result: { status, ...more },
})

/** The result of a scenario with these in it. */
async function resultOf(scenario: object) {
  const [result] = await read([
    { name: 'Cart', elements: [{ type: 'scenario', name: 'Adding', ...scenario }] },
  ])
  return result
}

describe("A report of Cucumber's json formatter", () => {
  it('has a result for each scenario and each row of an outline', async () => {
    const [first, ...others] = await read(sample)
    expect(first).toEqual({
      identity: 'Cart "é" > Adding',
      name: 'Adding',
      className: 'Cart "é"',
      suite: ['Cart "é"'],
      status: 'failed',
      durationSeconds: 0.009,
      startedAt: new Date('2026-03-01T10:00:00Z'),
      message: 'expected 1',
      details: 'expected 1\n  at cart.rb:7\n\nand no step',
      file: 'features/cart.feature',
      line: 6,
      properties: [],
      tags: ['shop', 'SHOP-1', 'smoke'],
      suiteProperties: [],
      steps: [
        { text: 'Given a cart', status: 'passed', durationSeconds: 0.002 },
        {
          text: 'When adding "1"',
          status: 'failed',
          durationSeconds: 0.003,
          message: 'expected 1\n  at cart.rb:7',
        },
        { text: 'AfterStep hook', status: 'failed', message: 'and no step' },
        { text: 'Then there is 1', status: 'skipped' },
      ],
      attachments: [{ path: 'data:image/png;base64,aGVsbG8=', name: 'shot', contentType: 'image/png' }],
      attempt: 1,
      output: 'adding',
      row: 2,
    })
    expect(others).toMatchObject([
      { identity: 'Cart "é" > Dropping 1', status: 'failed', message: 'When dropping: undefined' },
      { identity: 'Cart "é" > Empty', status: 'passed', steps: [] },
    ])
  })

  it.each([
    [['passed', 'passed'], 'passed'],
    [['passed', 'skipped'], 'skipped'],
    [['skipped', 'pending'], 'failed'],
    [['undefined', 'skipped'], 'failed'],
    [['ambiguous'], 'failed'],
    [['pending', 'failed', 'skipped'], 'failed'],
    [['PASSED'], 'passed'],
    [['passed', undefined], 'skipped'],
    [['passed', 'untested'], 'skipped'],
  ])('takes steps that are %j for %s', async (statuses, expected) => {
    expect(await resultOf({ steps: statuses.map((status) => step(status)) })).toMatchObject({
      status: expected,
    })
  })

  it('fails when a hook did', async () => {
    const after = [{ result: { status: 'failed', error_message: 'no logout' } }]
    expect(await resultOf({ steps: [step('passed')], after })).toMatchObject({
      status: 'failed',
      message: 'no logout',
      steps: [{ text: 'When x' }, { text: 'After hook', status: 'failed', message: 'no logout' }],
    })
  })

  it('may be written by Behave: seconds, and scenarios that broke', async () => {
    const broken = { status: 'hook_error', location: 'cart.feature:7', tags: ['smoke'] }
    expect(
      await resultOf({ ...broken, steps: [step('passed', { duration: 0.5, error_message: ['a', 'b'] })] }),
    ).toMatchObject({
      status: 'errored',
      durationSeconds: 0.5,
      details: 'a\nb',
      file: 'cart.feature',
      tags: ['smoke'],
    })
  })

  it('has one background for each scenario, where it stands beside them', async () => {
    const background = { type: 'background', steps: [step('failed', { error_message: 'no cart' })] }
    const scenario = (name: string) => ({ type: 'scenario', name, steps: [step('skipped')] })
    const elements = [background, scenario('one'), scenario('two')]
    expect(await read([{ name: 'Cart', elements }])).toMatchObject([
      { name: 'one', status: 'failed', message: 'no cart' },
      { name: 'two', status: 'skipped' },
    ])
  })

  it.each([
    ['{}', 'row 1: it has to be the JSON of Cucumber'],
    ['[\n7]', 'row 2: has a feature that is no object'],
    ['[{"elements": [7]}]', 'row 1: has a scenario that is no object'],
    [
      '[{"elements": [{"steps": [{"result": {"status": "exploded"}}]}]}]',
      `row 1: has a step with the status "exploded", which is none of Cucumber's`,
    ],
    ['[{"elements": []}', 'it ends in the middle'],
  ])('is refused when it is %s', async (report, message) => {
    expect(await refusalOf(readCucumberJson, report)).toContain(message)
  })

  it('is recognised by its features', () => {
    expect(looksLikeCucumberJson(sample)).toBe(true)
    expect(looksLikeCucumberJson('[{"keyword": "Feature", "uri": "a.feature"')).toBe(true)
    expect(looksLikeCucumberJson('[]')).toBe(false)
    expect(looksLikeCucumberJson('{"elements": []}')).toBe(false)
  })
})
