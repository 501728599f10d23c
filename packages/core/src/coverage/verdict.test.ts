import { describe, expect, it } from 'vitest'
import {
  type CoverageRun,
  isFinal,
  join,
  joinAll,
  percentage,
  type RollupTicket,
  rollup,
  statusVerdict,
  testCaseVerdict,
  ticketVerdict,
  type Verdict,
} from './verdict.js'

/** Runs from the oldest to the newest, a day apart, on one environment unless told otherwise. */
function runsOf(
  ...given: readonly (string | (Partial<CoverageRun> & { readonly status: string }))[]
): readonly CoverageRun[] {
  return given.map((run, index) => ({
    id: index + 1,
    environment: 'ios',
    executedAt: new Date(Date.UTC(2026, 2, index + 1)),
    ...(typeof run === 'string' ? { status: run } : run),
  }))
}

describe('what a status says', () => {
  it.each([
    ['passed', 'OK', true],
    ['failed', 'NOK', true],
    ['blocked', 'NOTRUN', false],
    ['skipped', 'NOTRUN', false],
    ['in-progress', 'NOTRUN', false],
    ['not-run', 'NOTRUN', false],
    ['flaky', 'UNKNOWN', false],
  ])('%s is %s', (status, verdict, final) => {
    expect(statusVerdict(status)).toBe(verdict)
    expect(isFinal(status)).toBe(final)
  })

  it('is for the policy to say where the status is a team’s own', () => {
    expect(statusVerdict('flaky', { statuses: { flaky: 'NOK' } })).toBe('NOK')
    expect(statusVerdict('odd', { statuses: { flaky: 'NOK' } })).toBe('UNKNOWN')
  })

  it('cannot be changed by a policy where the status is built in', () => {
    expect(statusVerdict('failed', { statuses: { failed: 'OK' } })).toBe('NOK')
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'is UNKNOWN for %s, which every object in JavaScript has, but no policy',
    (status) => {
      expect(statusVerdict(status, { statuses: { flaky: 'NOK' } })).toBe('UNKNOWN')
    },
  )

  it('does not depend on case or blanks: those are other statuses', () => {
    expect(statusVerdict('Passed')).toBe('UNKNOWN')
    expect(statusVerdict('passed ')).toBe('UNKNOWN')
  })
})

describe('the join', () => {
  it('takes the worst: NOK > UNKNOWN > NOTRUN > OK, and UNCOVERED adds nothing', () => {
    const worstFirst: readonly Verdict[] = ['NOK', 'UNKNOWN', 'NOTRUN', 'OK', 'UNCOVERED']
    worstFirst.forEach((worse, index) => {
      for (const better of worstFirst.slice(index)) {
        expect(join(worse, better)).toBe(worse)
        expect(join(better, worse)).toBe(worse)
      }
    })
  })

  it('of nothing is UNCOVERED', () => {
    expect(joinAll([])).toBe('UNCOVERED')
    expect(ticketVerdict([])).toBe('UNCOVERED')
  })

  it('of a ticket’s test cases is the ticket', () => {
    expect(ticketVerdict(['OK', 'OK'])).toBe('OK')
    expect(ticketVerdict(['OK', 'NOTRUN'])).toBe('NOTRUN')
    expect(ticketVerdict(['OK', 'NOTRUN', 'NOK', 'UNKNOWN'])).toBe('NOK')
  })
})

describe('a test case', () => {
  it('without runs in scope is NOTRUN, and was not executed', () => {
    expect(testCaseVerdict([])).toEqual({ verdict: 'NOTRUN', executed: false, environments: [] })
  })

  it('goes by its newest final run, whatever was blocked or skipped since', () => {
    const runs = runsOf('failed', 'passed', 'blocked', 'skipped')
    const { verdict, executed, environments } = testCaseVerdict(runs)
    expect({ verdict, executed }).toEqual({ verdict: 'OK', executed: true })
    expect(environments[0]?.taken).toMatchObject({ id: 2, status: 'passed' })
    expect(environments[0]?.passedOver.map((run) => run.id)).toEqual([4, 3, 1])
  })

  it('goes by its newest run, where the policy says so', () => {
    const runs = runsOf('failed', 'passed', 'blocked')
    const { verdict, executed, environments } = testCaseVerdict(runs, { finalRunsFirst: false })
    expect({ verdict, executed }).toEqual({ verdict: 'NOTRUN', executed: true })
    expect(environments[0]?.taken.id).toBe(3)
  })

  it('goes by its newest run, where none is final', () => {
    const runs = runsOf('in-progress', 'flaky')
    expect(testCaseVerdict(runs)).toMatchObject({ verdict: 'UNKNOWN', executed: false })
  })

  it('goes by the highest id among runs of the same moment', () => {
    const executedAt = new Date('2026-03-01')
    const runs = runsOf(
      { id: 7, status: 'passed', executedAt },
      { id: 9, status: 'failed', executedAt },
      { id: 8, status: 'passed', executedAt },
    )
    expect(testCaseVerdict(runs).verdict).toBe('NOK')
  })

  it('takes a run without a date for older than any other, even of 1960', () => {
    const runs = runsOf(
      { id: 2, status: 'failed', executedAt: null },
      { id: 1, status: 'passed', executedAt: new Date('1960-01-01') },
    )
    expect(testCaseVerdict(runs).verdict).toBe('OK')
    expect(testCaseVerdict(runs.slice(0, 1)).verdict).toBe('NOK')
  })

  it('is the join of its environments', () => {
    const runs = runsOf(
      { status: 'passed', environment: 'android' },
      { status: 'failed', environment: 'ios' },
      { status: 'passed', environment: 'windows' },
    )
    const { verdict, environments } = testCaseVerdict(runs)
    expect(verdict).toBe('NOK')
    expect(environments.map((one) => [one.environment, one.verdict])).toEqual([
      ['android', 'OK'],
      ['ios', 'NOK'],
      ['windows', 'OK'],
    ])
  })

  it('has an environment of their own for runs without one, however that is written', () => {
    const runs = runsOf(
      { status: 'failed', environment: null },
      { status: 'passed', environment: '' },
      { status: 'passed', environment: 'ios' },
    )
    const { verdict, environments } = testCaseVerdict(runs)
    expect(verdict).toBe('OK')
    expect(environments.map((one) => [one.environment, one.taken.id])).toEqual([
      [null, 2],
      ['ios', 3],
    ])
  })

  it('is held at NOTRUN by a platform that skips it, unless the policy ignores that', () => {
    const runs = runsOf(
      { status: 'passed', environment: 'android' },
      { status: 'skipped', environment: 'windows' },
    )
    expect(testCaseVerdict(runs).verdict).toBe('NOTRUN')
    const ignoring = testCaseVerdict(runs, { skipped: 'ignore' })
    expect(ignoring.verdict).toBe('OK')
    expect(ignoring.environments.map((one) => one.ignored)).toEqual([false, true])
  })

  it('stays NOTRUN where every platform skips it', () => {
    expect(testCaseVerdict(runsOf('skipped'), { skipped: 'ignore' })).toMatchObject({
      verdict: 'NOTRUN',
      executed: false,
    })
  })

  it('ignores the run that is taken, not every skipped one: a blocked one before stays passed over', () => {
    const runs = runsOf('blocked', 'skipped')
    const { verdict, environments } = testCaseVerdict(runs, { skipped: 'ignore' })
    expect(verdict).toBe('NOTRUN')
    expect(environments).toMatchObject([{ taken: { status: 'skipped' }, ignored: true }])
  })
})

describe('a rollup', () => {
  const ticket = (key: string, parentKey: string | null, verdict: Verdict): RollupTicket => ({
    key,
    parentKey,
    verdict,
  })

  it('says how complete it is: one OK story among nine uncovered ones is not simply OK', () => {
    const stories = Array.from({ length: 10 }, (_, index) =>
      ticket(`SHOP-${index + 2}`, 'SHOP-1', index === 0 ? 'OK' : 'UNCOVERED'),
    )
    expect(rollup('SHOP-1', [ticket('SHOP-1', null, 'UNCOVERED'), ...stories])).toEqual({
      verdict: 'OK',
      children: 10,
      childrenCovered: 1,
    })
  })

  it('joins the ticket’s own verdict with everything below, to any depth', () => {
    const chain = Array.from({ length: 500 }, (_, index) =>
      ticket(`SHOP-${index}`, index === 0 ? null : `SHOP-${index - 1}`, index === 499 ? 'NOK' : 'OK'),
    )
    expect(rollup('SHOP-0', chain)).toEqual({ verdict: 'NOK', children: 499, childrenCovered: 499 })
    expect(rollup('SHOP-499', chain)).toEqual({ verdict: 'NOK', children: 0, childrenCovered: 0 })
  })

  it('ends where it began, in a cycle and for a ticket that is its own parent', () => {
    const cycle = [
      ticket('SHOP-1', 'SHOP-3', 'OK'),
      ticket('SHOP-2', 'SHOP-1', 'NOTRUN'),
      ticket('SHOP-3', 'SHOP-2', 'UNCOVERED'),
    ]
    expect(rollup('SHOP-1', cycle)).toEqual({ verdict: 'NOTRUN', children: 2, childrenCovered: 1 })
    expect(rollup('SHOP-1', [ticket('SHOP-1', 'SHOP-1', 'OK')])).toEqual({
      verdict: 'OK',
      children: 0,
      childrenCovered: 0,
    })
  })

  it('leaves a parent that does not exist alone', () => {
    const orphans = [ticket('SHOP-1', 'GONE-1', 'OK'), ticket('SHOP-2', 'GONE-1', 'NOK')]
    expect(rollup('SHOP-1', orphans)).toEqual({ verdict: 'OK', children: 0, childrenCovered: 0 })
    expect(() => rollup('GONE-1', orphans)).toThrow(new RangeError('there is no ticket GONE-1'))
  })
})

describe('a percentage', () => {
  it.each([
    [58, 22_371, 0.26],
    [1, 3, 33.33],
    [2, 3, 66.67],
    // Exactly between two hundredths, which a quotient in floating point does not see.
    [1, 800, 0.13],
    [201, 20_000, 1.01],
    [3, 3, 100],
    [0, 3, 0],
  ])('%d of %d is %d', (part, whole, expected) => {
    expect(percentage(part, whole)).toBe(expected)
  })

  it('of nothing is null', () => {
    expect(percentage(0, 0)).toBeNull()
  })
})
