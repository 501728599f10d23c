import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyPolicy,
  anyProject,
  dataOf,
  days,
  type GeneratedProject,
} from '../../../../test/support/coverage-project.js'
import { isCounted, summarizeCoverage } from './summary.js'
import { replayTrend, type TrendHistory } from './trend.js'
import { type CoveragePolicy, compareRuns, isFinal } from './verdict.js'

const dates = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04']

/** Linked, executed and passing tickets of each day. */
function numbers(history: TrendHistory, policy?: CoveragePolicy): readonly (readonly number[])[] {
  return replayTrend(history, dates, policy).map(({ linked, executed, passing }) => [
    linked,
    executed,
    passing,
  ])
}

const run = (day: number, status: string, environment: string | null = 'ios', testCaseId = 1) => ({
  day,
  testCaseId,
  environment,
  status,
  final: isFinal(status),
})

const link = (day: number, testCaseId = 1, ticketId = 1) => ({ day, testCaseId, ticketId })

describe('a trend', () => {
  it('gives the three numbers and their percentages for each day', () => {
    const history = {
      tickets: 3,
      links: [link(0), link(1, 2, 2)],
      runs: [run(1, 'passed'), run(2, 'failed')],
    }
    expect(replayTrend(history, dates.slice(0, 2))).toEqual([
      {
        date: '2026-03-01',
        tickets: 3,
        linked: 1,
        executed: 0,
        passing: 0,
        linkedPercentage: 33.33,
        executedPercentage: 0,
        passingPercentage: 0,
      },
      {
        date: '2026-03-02',
        tickets: 3,
        linked: 2,
        executed: 1,
        passing: 1,
        linkedPercentage: 66.67,
        executedPercentage: 33.33,
        passingPercentage: 33.33,
      },
    ])
    expect(numbers(history)).toEqual([
      [1, 0, 0],
      [2, 1, 1],
      [2, 1, 0],
      [2, 1, 0],
    ])
  })

  it('has no percentages without tickets', () => {
    const [point] = replayTrend({ tickets: 0, links: [], runs: [] }, dates)
    expect(point).toMatchObject({ tickets: 0, linkedPercentage: null, passingPercentage: null })
  })

  it('counts a run from the day on which its test case is linked', () => {
    expect(numbers({ tickets: 1, links: [link(2)], runs: [run(0, 'passed')] })).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1, 1, 1],
      [1, 1, 1],
    ])
  })

  it('keeps a final run when others are blocked later, unless the policy wants the newest', () => {
    const history = { tickets: 1, links: [link(0)], runs: [run(1, 'passed'), run(2, 'blocked')] }
    expect(numbers(history).at(-1)).toEqual([1, 1, 1])
    expect(numbers(history, { finalRunsFirst: false }).at(-1)).toEqual([1, 1, 0])
  })

  it('joins environments, and ignores what is skipped where the policy does', () => {
    const history = {
      tickets: 1,
      links: [link(0)],
      runs: [run(1, 'passed', null), run(2, 'skipped', 'windows')],
    }
    expect(numbers(history).at(-1)).toEqual([1, 1, 0])
    expect(numbers(history, { skipped: 'ignore' }).at(-1)).toEqual([1, 1, 1])
  })

  it('counts a ticket until the day on which it was found deleted', () => {
    const history = {
      tickets: 2,
      removed: [{ day: 2, ticketId: 1 }],
      links: [link(0), link(3, 1, 2)],
      runs: [run(1, 'passed')],
    }
    expect(
      replayTrend(history, dates).map(({ tickets, linked, passing }) => [tickets, linked, passing]),
    ).toEqual([
      [2, 1, 0],
      [2, 1, 1],
      [1, 0, 0],
      [1, 1, 1],
    ])
  })

  it('stays without a deleted ticket that somebody links later', () => {
    const history = {
      tickets: 1,
      removed: [{ day: 1, ticketId: 1 }],
      links: [link(2)],
      runs: [run(0, 'passed')],
    }
    expect(replayTrend(history, dates).map((point) => point.linked)).toEqual([0, 0, 0, 0])
  })
})

describe('a trend, whatever happened', () => {
  it('equals the summary as of the end of each day', () => {
    const someDates = fc.subarray([...days], { minLength: 1 })
    fc.assert(
      fc.property(anyProject, anyPolicy, someDates, (project, policy, ends) => {
        const points = replayTrend(historyOf(project, policy, ends), ends, policy)
        const expected = ends.map((date) => {
          const summary = summarizeCoverage(dataOf(project, date), { asOf: date }, policy)
          const { tickets, linked, executed, passing } = summary
          const { linkedPercentage, executedPercentage, passingPercentage } = summary
          return {
            date,
            tickets,
            linked,
            executed,
            passing,
            linkedPercentage,
            executedPercentage,
            passingPercentage,
          }
        })
        expect(points).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})

/** What the database reads of a project, made by hand. */
function historyOf(project: GeneratedProject, policy: CoveragePolicy, ends: readonly string[]): TrendHistory {
  const dayOf = (date: Date | null) => {
    const index = ends.findIndex((end) => date === null || date <= new Date(`${end}T23:59:59.999Z`))
    return index === -1 ? ends.length : index
  }
  const tickets = project.tickets.filter(({ deletedAt }) => deletedAt === null || dayOf(deletedAt) > 0)
  const ids = new Set(tickets.map((ticket) => ticket.id))
  const counted = new Set(
    dataOf(project)
      .testCases.filter(isCounted)
      .map((testCase) => testCase.id),
  )
  const runs = new Map<string, GeneratedProject['runs'][number][]>()
  for (const one of project.runs) {
    const at = `${dayOf(one.executedAt)} ${one.testCaseId} ${one.environment ?? ''}`
    runs.set(at, [...(runs.get(at) ?? []), one])
  }
  return {
    tickets: tickets.length,
    removed: tickets.flatMap(({ id, deletedAt }) =>
      deletedAt === null ? [] : [{ day: dayOf(deletedAt), ticketId: id }],
    ),
    links: project.links
      .filter((one) => ids.has(one.ticketId) && counted.has(one.testCaseId))
      .map(({ createdAt, testCaseId, ticketId }) => ({ day: dayOf(createdAt), testCaseId, ticketId })),
    runs: [...runs.values()].flatMap((group) => {
      const finals = group.filter((one) => isFinal(one.status))
      const rivals = policy.finalRunsFirst !== false && finals.length > 0 ? finals : group
      const [taken] = rivals.toSorted(compareRuns)
      return taken === undefined ? [] : [{ ...taken, day: dayOf(taken.executedAt), final: finals.length > 0 }]
    }),
  }
}
