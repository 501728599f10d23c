import { describe, expect, it } from 'vitest'
import {
  type ExplainedTestCase,
  explainTestCase,
  explainVerdict,
  type LinkedTestCase,
  type RunEvidence,
} from './explanation.js'
import type { CoveragePolicy } from './verdict.js'

const now = new Date('2026-03-10T12:00:00Z')

let lastId = 0

/** A run that ended so many days ago. */
function runOf(status: string, environment: string | null, daysAgo: number | null): RunEvidence {
  lastId += 1
  const executedAt = daysAgo === null ? null : new Date(now.getTime() - daysAgo * 86_400_000)
  return { id: lastId, status, environment, version: null, executedAt, cycleId: 1, attempt: 1 }
}

/** A linked test case, and the run that is taken in each of its environments. */
function linked(
  title: string,
  taken: readonly RunEvidence[],
  given: Partial<LinkedTestCase> = {},
): LinkedTestCase {
  return {
    id: taken[0]?.id ?? 0,
    externalId: null,
    title,
    status: 'ready',
    linkOrigin: 'manual',
    linkedAt: null,
    aiGenerated: false,
    approved: false,
    environments: taken.map((run) => ({
      environment: run.environment,
      taken: run,
      passedOver: [],
      total: 1,
    })),
    ...given,
  }
}

function explain(testCases: readonly LinkedTestCase[], policy: CoveragePolicy = {}) {
  return explainVerdict(
    testCases.map((testCase) => explainTestCase(testCase, policy)),
    now,
  )
}

describe('a linked test case', () => {
  it('is shown with the run taken in each environment, and how many were passed over', () => {
    const [taken, older] = [runOf('failed', 'ios', 1), runOf('passed', 'ios', 2)]
    const testCase = linked('pays by card', [taken], {
      environments: [{ environment: 'ios', taken, passedOver: [older], total: 23 }],
    })
    expect(explainTestCase(testCase, {})).toEqual<ExplainedTestCase>({
      id: taken.id,
      externalId: null,
      title: 'pays by card',
      status: 'ready',
      linkOrigin: 'manual',
      linkedAt: null,
      counted: true,
      notCountedBecause: null,
      verdict: 'NOK',
      environments: [
        {
          environment: 'ios',
          verdict: 'NOK',
          taken,
          passedOver: [older],
          passedOverTotal: 22,
          ignored: false,
        },
      ],
    })
  })

  it.each<[string, Partial<LinkedTestCase>]>([
    ['it is deprecated', { status: 'deprecated' }],
    ['it is deprecated', { status: 'deprecated', aiGenerated: true }],
    ['a model wrote it and nobody approved it yet', { aiGenerated: true }],
  ])('says that it does not count because %s', (reason, given) => {
    const shown = explainTestCase(linked('pays by card', [runOf('failed', null, 1)], given), {})
    expect(shown).toMatchObject({ counted: false, notCountedBecause: reason, verdict: null })
    // Its runs are shown all the same.
    expect(shown.environments).toHaveLength(1)
  })

  it('counts once a person approved it', () => {
    const approved = { aiGenerated: true, approved: true }
    expect(explainTestCase(linked('pays by card', [], approved), {})).toMatchObject({
      counted: true,
      verdict: 'NOTRUN',
    })
  })
})

describe('the sentence for a verdict', () => {
  it('UNCOVERED: nothing is linked', () => {
    expect(explain([])).toEqual({
      verdict: 'UNCOVERED',
      reason: 'UNCOVERED: no test case is linked to it.',
      decidedBy: null,
    })
  })

  it('UNCOVERED: what is linked does not count', () => {
    const deprecated = linked('pays by card', [runOf('passed', 'ios', 1)], { status: 'deprecated' })
    expect(explain([deprecated]).reason).toBe('UNCOVERED: its only linked test case does not count.')
    expect(explain([deprecated, deprecated])).toMatchObject({
      reason: 'UNCOVERED: none of its 2 linked test cases counts.',
      decidedBy: null,
    })
  })

  it('OK: everything passed, decided by the newest of the runs', () => {
    const newest = runOf('passed', 'android', 1)
    const one = linked('pays by card', [runOf('passed', 'ios', 2), newest])
    expect(explain([one])).toEqual({
      verdict: 'OK',
      reason: 'OK: its only test case passed in every environment that is in scope.',
      decidedBy: { ...newest, testCaseId: one.id, ageDays: 1 },
    })
    const other = linked('pays by invoice', [runOf('passed', 'ios', 3)])
    expect(explain([one, other]).reason).toBe(
      'OK: all 2 test cases passed in every environment that is in scope.',
    )
  })

  it('OK: everything passed but where the policy ignores that it was skipped', () => {
    const testCase = linked('pays by card', [runOf('passed', 'ios', 2), runOf('skipped', 'windows', 1)])
    expect(explain([testCase], { skipped: 'ignore' })).toMatchObject({
      reason: 'OK: its only test case passed in every environment that is in scope and does not skip it.',
      decidedBy: { status: 'passed' },
    })
  })

  it('NOK: one failing test case is enough', () => {
    const failing = linked('pays by invoice', [runOf('failed', 'ios', 3), runOf('passed', 'android', 0)])
    const { reason, decidedBy } = explain([linked('pays by card', [runOf('passed', 'ios', 0)]), failing])
    expect(decidedBy).toMatchObject({ testCaseId: failing.id, environment: 'ios', ageDays: 3 })
    expect(reason).toBe(
      `NOK: "pays by invoice" is failed on ios 3 days ago (run ${decidedBy?.id}); one failing test case is enough.`,
    )
  })

  it('NOK: by a status of the team’s own', () => {
    const flaky = linked('pays by card', [runOf('flaky', null, 1)])
    const { reason, decidedBy } = explain([flaky], { statuses: { flaky: 'NOK' } })
    expect(reason).toBe(
      `NOK: "pays by card" is flaky 1 day ago (run ${decidedBy?.id}); one failing test case is enough.`,
    )
  })

  it('UNKNOWN: nobody said what the status means', () => {
    const { reason, decidedBy } = explain([linked('pays by card', [runOf('flaky', 'ios', null)])])
    expect(decidedBy?.ageDays).toBeNull()
    expect(reason).toBe(
      `UNKNOWN: "pays by card" is flaky on ios (run ${decidedBy?.id}); the policy gives this status no meaning.`,
    )
  })

  it('NOTRUN: the run that is taken is no result', () => {
    const { reason, decidedBy } = explain([linked('pays by card', [runOf('blocked', 'ios', 0)])])
    expect(reason).toBe(
      `NOTRUN: "pays by card" is blocked on ios 0 days ago (run ${decidedBy?.id}); it is not a result.`,
    )
  })

  it('NOTRUN: there is no run', () => {
    expect(explain([linked('pays by card', [])])).toEqual({
      verdict: 'NOTRUN',
      reason: 'NOTRUN: its only test case has no run in scope that counts.',
      decidedBy: null,
    })
    const passing = linked('pays by invoice', [runOf('passed', 'ios', 1)])
    expect(explain([linked('pays by card', []), passing]).reason).toBe(
      'NOTRUN: 1 of its 2 test cases has no run in scope that counts.',
    )
  })

  it('NOTRUN: there is no run but those that the policy ignores', () => {
    const skipped = linked('pays by card', [runOf('skipped', 'ios', 1)])
    const unrun = linked('pays by invoice', [])
    const passing = linked('pays later', [runOf('passed', 'ios', 1)])
    expect(explain([skipped, unrun, passing], { skipped: 'ignore' })).toMatchObject({
      verdict: 'NOTRUN',
      reason: 'NOTRUN: 2 of its 3 test cases have no run in scope that counts.',
      decidedBy: null,
    })
  })
})

describe('the run that decides', () => {
  it('is the newest of those that say what the ticket says', () => {
    const older = linked('pays by card', [runOf('failed', 'ios', 5)])
    const newer = linked('pays by invoice', [runOf('failed', 'ios', 2)])
    expect(explain([older, newer]).decidedBy?.testCaseId).toBe(newer.id)
    expect(explain([newer, older]).decidedBy?.testCaseId).toBe(newer.id)
  })

  it('has a date where any has one, however old, and else the highest id', () => {
    const undated = linked('pays by card', [runOf('failed', 'ios', null)])
    const ancient = linked('pays by cheque', [runOf('failed', 'ios', 40_000)])
    expect(explain([undated, ancient]).decidedBy?.testCaseId).toBe(ancient.id)
    const later = linked('pays by invoice', [runOf('failed', 'ios', null)])
    expect(explain([undated, later]).decidedBy?.testCaseId).toBe(later.id)
  })

  it('is a whole number of days old, and never younger than new', () => {
    const age = (days: number) => explain([linked('pays', [runOf('passed', null, days)])]).decidedBy?.ageDays
    expect([age(0.99), age(1), age(1.99), age(-3)]).toEqual([0, 1, 1, 0])
  })
})
