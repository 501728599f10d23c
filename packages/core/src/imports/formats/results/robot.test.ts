import { describe, expect, it } from 'vitest'
import { readReport, refusalOf } from '../../../../../../test/support/read-report.js'
import { sample } from '../../../../../../test/support/report-samples/robot.js'
import type { TestResult } from './result.js'
import { readRobot } from './robot.js'

/** The only result of an output that consists of one test with this in it. */
async function result(inner: string): Promise<TestResult | undefined> {
  const xml = `<robot><suite name="Shop"><test name="a">${inner}</test></suite></robot>`
  return (await readReport(readRobot, xml))[0]
}

describe('An output of Robot Framework', () => {
  it('becomes one result for each test, of versions before and after 7', async () => {
    const inherited = {
      className: 'Shop.Cart',
      suite: ['Shop', 'Cart'],
      file: '/tests/cart.robot',
      suiteProperties: [{ name: 'Build', value: '17' }],
      properties: [],
      tags: [],
      steps: [],
      attachments: [],
      attempt: 1,
    }
    expect(await readReport(readRobot, sample)).toEqual([
      {
        ...inherited,
        identity: 'Shop.Cart > Adds an item',
        name: 'Adds an item',
        status: 'passed',
        startedAt: new Date('2026-03-01T10:00:01Z'),
        durationSeconds: 0.5,
        line: 10,
        tags: ['fast', 'SHOP-1'],
        properties: [{ name: 'documentation', value: 'It adds.' }],
        steps: [
          { text: '@{items}    Add    apple – é    2', status: 'passed', durationSeconds: 0.25 },
          { text: 'FOR    @{i}    IN    1', status: 'passed' },
          { text: 'IF    True', status: 'passed' },
          { text: 'VAR    @{x}    1', status: 'passed' },
        ],
        output: 'INFO: adding <apple>',
        row: 5,
      },
      {
        ...inherited,
        identity: 'Shop.Cart > Refuses',
        name: 'Refuses',
        status: 'failed',
        startedAt: new Date('2026-03-01T10:00:02Z'),
        durationSeconds: 1.5,
        tags: ['slow'],
        message: 'no',
        details: 'no\nreally',
        steps: [{ text: 'Fail    no', status: 'failed', durationSeconds: 0.25, message: 'no' }],
        output: 'FAIL: no\nreally',
        row: 11,
      },
      {
        ...inherited,
        identity: 'Shop.Cart > Waits',
        name: 'Waits',
        status: 'skipped',
        message: 'later',
        details: 'later',
        row: 14,
      },
    ])
  })

  it.each([
    ['PASS', 'passed'],
    ['FAIL', 'failed'],
    ['SKIP', 'skipped'],
    ['NOT RUN', 'skipped'],
    ['', 'failed'],
  ])('with the status %j is %s', async (status, expected) => {
    expect((await result(`<status status="${status}"/>`))?.status).toBe(expected)
  })

  it('without a status did not end', async () => {
    expect((await result(''))?.status).toBe('failed')
  })

  it.each([
    ['<kw name="Open" type="SETUP"/>', 'SETUP    Open'],
    ['<kw name="Log" type="kw"><arguments><arg>a</arg></arguments></kw>', 'Log    a'],
    ['<kw name="Get"><assign><var>@{a}</var></assign></kw>', '@{a}    Get'],
    ['<kw name="a IN [ 1 ]" type="for"/>', 'FOR    a IN [ 1 ]'],
    ['<while condition="True"><iter/></while>', 'WHILE    True'],
    ['<if><branch type="IF" condition="1"/><branch type="ELSE IF" condition="2"/></if>', 'IF    1'],
    ['<try><branch type="TRY"/></try>', 'TRY'],
    ['<group name="Pay"/>', 'GROUP    Pay'],
    ['<return><value>a</value></return>', 'RETURN    a'],
    ['<break/>', 'BREAK'],
    ['<continue/>', 'CONTINUE'],
    ['<error><value>Bad</value><value>setting</value></error>', 'Bad    setting'],
    ['<kw/>', '(unnamed)'],
  ])('with %s has the step %s', async (xml, text) => {
    expect((await result(xml))?.steps.map((step) => step.text)).toEqual([text])
  })

  it('says of a step why it failed, by its status or by what it logged', async () => {
    const log = '<kw name="Inner"><msg level="FAIL">logged\nat x</msg></kw>'
    const steps = [
      `<kw name="a">${log}<status status="FAIL"/></kw>`,
      `<kw name="b">${log}<status status="FAIL">told</status></kw>`,
      `<kw name="c">${log}<status status="PASS"/></kw>`,
      '<kw name="d"><status status="NOT RUN"/></kw>',
    ]
    expect((await result(steps.join('')))?.steps).toEqual([
      { text: 'a', status: 'failed', message: 'logged' },
      { text: 'b', status: 'failed', message: 'told' },
      { text: 'c', status: 'passed' },
      { text: 'd', status: 'skipped' },
    ])
  })

  it('joins the names of suites, however many and long they are, to one that is not', async () => {
    const depth = 100
    const xml = `<robot>${`<suite name="${'s'.repeat(500)}">`.repeat(depth)}<test name="a"/>${'</suite>'.repeat(depth)}</robot>`
    const [only] = await readReport(readRobot, xml)
    expect(only?.suite).toHaveLength(depth)
    expect(only?.className?.length).toBeLessThanOrEqual(2_000)
  })

  it('is refused when it uses entities, or its root is another one', async () => {
    expect(await refusalOf(readRobot, '<robot>&x;</robot>')).toContain('uses the entity &x;')
    expect(await refusalOf(readRobot, '<suite/>')).toBe(
      'report, row 1: has the root element <suite>, which is not one of Robot Framework; it has to be <robot>',
    )
  })
})
