import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyMoment,
  anyPolicy,
  anyProject,
  anyScope,
  dataOf,
} from '../../../../test/support/coverage-project.js'
import { type CoverageData, coverTickets, isCounted, summarizeCoverage } from './summary.js'
import { isFinal } from './verdict.js'

const noTicket = { issueType: 'Story', priority: null, status: 'Open', parentKey: null, createdDate: null }
const noLists = { components: [], labels: [], fixVersions: [] }

/** A shop: paying works on one of two phones, the cart is untested, the search is nobody's. */
const shop: CoverageData = {
  tickets: [
    { key: 'SHOP-1', ...noTicket, ...noLists, components: ['payment'] },
    { key: 'SHOP-2', ...noTicket, ...noLists, components: ['cart', 'payment'] },
    { key: 'SHOP-3', ...noTicket, ...noLists, issueType: 'Bug' },
  ],
  testCases: [
    { id: 1, status: 'ready', aiGenerated: false, approved: false },
    { id: 2, status: 'draft', aiGenerated: false, approved: false },
    { id: 3, status: 'deprecated', aiGenerated: false, approved: false },
    { id: 4, status: 'ready', aiGenerated: true, approved: false },
    { id: 5, status: 'ready', aiGenerated: true, approved: true },
  ],
  links: [
    { testCaseId: 1, key: 'SHOP-1', createdAt: new Date('2026-03-01') },
    { testCaseId: 1, key: 'SHOP-2', createdAt: new Date('2026-03-04') },
    { testCaseId: 2, key: 'SHOP-2', createdAt: null },
    { testCaseId: 3, key: 'SHOP-3', createdAt: null },
    { testCaseId: 4, key: 'SHOP-3', createdAt: null },
  ],
  runs: [
    runOf(1, 1, 'passed', 'ios', '2026-03-02'),
    runOf(2, 1, 'failed', 'android', '2026-03-03'),
    runOf(3, 3, 'failed', 'ios', '2026-03-03'),
    runOf(4, 5, 'passed', 'ios', '2026-03-03'),
  ],
}

function runOf(id: number, testCaseId: number, status: string, environment: string, day: string) {
  return { id, testCaseId, status, environment, version: null, cycleId: 1, executedAt: new Date(day) }
}

describe('which test cases count', () => {
  it.each([
    ['a draft', { status: 'draft', aiGenerated: false, approved: false }, true],
    ['a deprecated one', { status: 'deprecated', aiGenerated: false, approved: true }, false],
    ['one that a model wrote', { status: 'ready', aiGenerated: true, approved: false }, false],
    [
      'one that a model wrote and a person approved',
      { status: 'ready', aiGenerated: true, approved: true },
      true,
    ],
    [
      'a deprecated one that was approved',
      { status: 'deprecated', aiGenerated: true, approved: true },
      false,
    ],
  ])('%s', (_, testCase, counted) => {
    expect(isCounted({ id: 1, ...testCase })).toBe(counted)
  })
})

describe('the summary of a project', () => {
  it('gives three numbers, never one', () => {
    expect(summarizeCoverage(shop, {}, {}, 7)).toEqual({
      projectId: 7,
      scope: {},
      tickets: 3,
      linked: 2,
      executed: 2,
      passing: 0,
      linkedPercentage: 66.67,
      executedPercentage: 66.67,
      passingPercentage: 0,
      verdicts: { OK: 0, NOK: 2, NOTRUN: 0, UNKNOWN: 0, UNCOVERED: 1 },
      // Test case 5 counts although nothing links it: no ticket in particular was asked about.
      testCases: 3,
      testCaseVerdicts: { OK: 1, NOK: 1, NOTRUN: 1, UNKNOWN: 0 },
    })
  })

  it('has no percentages where there are no tickets', () => {
    const nothing = summarizeCoverage({ ...shop, tickets: [] })
    expect(nothing).toMatchObject({
      tickets: 0,
      linkedPercentage: null,
      executedPercentage: null,
      passingPercentage: null,
    })
  })

  it('counts the test cases of the selected tickets, where a scope selects some', () => {
    const payment = summarizeCoverage(shop, { components: ['payment'] })
    expect(payment).toMatchObject({ tickets: 2, testCases: 2, testCaseVerdicts: { NOK: 1, NOTRUN: 1 } })
    const cart = summarizeCoverage(shop, { components: ['cart'], environments: ['ios'] })
    expect(cart).toMatchObject({ tickets: 1, verdicts: { NOTRUN: 1 }, executed: 1, testCases: 2 })
    const bugs = summarizeCoverage(shop, { issueTypes: ['Bug'] })
    expect(bugs).toMatchObject({ tickets: 1, linked: 0, testCases: 0 })
  })

  it('sees only the runs of the environments asked about', () => {
    expect(summarizeCoverage(shop, { environments: ['ios'] }).verdicts).toMatchObject({ OK: 1, NOTRUN: 1 })
    expect(summarizeCoverage(shop, { environments: ['windows'] })).toMatchObject({
      linked: 2,
      executed: 0,
      verdicts: { NOTRUN: 2 },
    })
  })

  it('of a day past is without the runs and links made later', () => {
    expect(summarizeCoverage(shop, { asOf: '2026-03-01' }).verdicts).toMatchObject({
      NOTRUN: 2,
      UNCOVERED: 1,
    })
    expect(summarizeCoverage(shop, { asOf: '2026-03-02' }).verdicts).toMatchObject({ OK: 1, NOTRUN: 1 })
    // On the third, the run on Android failed, but nobody had linked that test to SHOP-2 yet.
    expect(summarizeCoverage(shop, { asOf: '2026-03-03' }).verdicts).toMatchObject({ NOK: 1, NOTRUN: 1 })
    expect(summarizeCoverage(shop, { asOf: '2026-03-04' }).verdicts).toMatchObject({ NOK: 2 })
  })
})

describe('the tickets of a summary', () => {
  it('come in the order given, each with its verdict', () => {
    expect(coverTickets(shop)).toEqual([
      { key: 'SHOP-1', verdict: 'NOK', testCases: 1, executed: true },
      { key: 'SHOP-2', verdict: 'NOK', testCases: 2, executed: true },
      { key: 'SHOP-3', verdict: 'UNCOVERED', testCases: 0, executed: false },
    ])
  })

  it('count a test case once that is linked twice', () => {
    const twice = { ...shop, links: [...shop.links, ...shop.links] }
    expect(coverTickets(twice)).toEqual(coverTickets(shop))
  })
})

describe('a summary, whatever the project and the scope', () => {
  it('adds up: verdicts to tickets, linked ⊇ executed, linked ⊇ passing', () => {
    fc.assert(
      fc.property(anyProject, anyScope, anyPolicy, (project, scope, policy) => {
        const summary = summarizeCoverage(dataOf(project), scope, policy)
        const { OK, NOK, NOTRUN, UNKNOWN, UNCOVERED } = summary.verdicts
        expect(OK + NOK + NOTRUN + UNKNOWN + UNCOVERED).toBe(summary.tickets)
        expect(summary.linked).toBe(summary.tickets - UNCOVERED)
        expect(summary.passing).toBe(OK)
        expect(summary.executed).toBeLessThanOrEqual(summary.linked)
      }),
    )
  })

  it('by the published policy passes nothing that was not executed', () => {
    fc.assert(
      fc.property(anyProject, anyScope, (project, scope) => {
        for (const { verdict, executed } of coverTickets(dataOf(project), scope)) {
          if (verdict === 'OK' || verdict === 'NOK') expect(executed).toBe(true)
        }
      }),
    )
  })

  it('never loses a link or an execution as time goes by', () => {
    fc.assert(
      fc.property(anyProject, anyScope, anyPolicy, anyMoment, anyMoment, (project, scope, policy, a, b) => {
        const [earlier, later] = [a, b].toSorted((one, other) => one.getTime() - other.getTime())
        const data = dataOf(project)
        const was = coverTickets(data, { ...scope, asOf: earlier }, policy)
        const became = coverTickets(data, { ...scope, asOf: later }, policy)
        was.forEach((ticket, index) => {
          expect(became[index]?.testCases).toBeGreaterThanOrEqual(ticket.testCases)
          if (ticket.executed) expect(became[index]?.executed).toBe(true)
        })
      }),
    )
  })

  it('of a moment after everything is that of now', () => {
    fc.assert(
      fc.property(anyProject, anyScope, anyPolicy, (project, { asOf: _, ...scope }, policy) => {
        const data = dataOf(project)
        const { scope: __, ...then } = summarizeCoverage(data, { ...scope, asOf: '2030-01-01' }, policy)
        expect(summarizeCoverage(data, scope, policy)).toMatchObject(then)
      }),
    )
  })

  it('does not depend on the order of runs and links', () => {
    fc.assert(
      fc.property(anyProject, anyScope, anyPolicy, (project, scope, policy) => {
        const data = dataOf(project)
        const reversed = { ...data, runs: data.runs.toReversed(), links: data.links.toReversed() }
        expect(summarizeCoverage(reversed, scope, policy)).toEqual(summarizeCoverage(data, scope, policy))
      }),
    )
  })

  it('is not changed by runs of test cases that do not count', () => {
    fc.assert(
      fc.property(anyProject, anyScope, anyPolicy, (project, scope, policy) => {
        const data = dataOf(project)
        const counted = new Set(data.testCases.filter(isCounted).map((testCase) => testCase.id))
        const runs = data.runs.filter((run) => counted.has(run.testCaseId))
        expect(summarizeCoverage({ ...data, runs }, scope, policy)).toEqual(
          summarizeCoverage(data, scope, policy),
        )
      }),
    )
  })

  it('counts as executed what has a final run in scope, whichever runs the policy takes', () => {
    fc.assert(
      fc.property(anyProject, anyPolicy, (project, policy) => {
        const data = dataOf(project)
        const counted = new Set(data.testCases.filter(isCounted).map((testCase) => testCase.id))
        const final = new Set(data.runs.filter((run) => isFinal(run.status)).map((run) => run.testCaseId))
        for (const { key, executed } of coverTickets(data, {}, policy)) {
          const links = data.links.filter((link) => link.key === key && counted.has(link.testCaseId))
          expect(executed).toBe(links.some((link) => final.has(link.testCaseId)))
        }
      }),
    )
  })
})
