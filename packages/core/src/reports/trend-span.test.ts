import { describe, expect, it } from 'vitest'
import { trendSpan } from './trend-span.js'

const to = new Date('2026-11-22T12:00:00Z')
const ago = (days: number): Date => new Date(to.getTime() - days * 86_400_000)

describe('the span of a trend', () => {
  it.each<[string, { first: number; newest: number } | undefined, string, number]>([
    ['twelve weeks where there is no result yet', undefined, 'week', 84],
    ['the days since the first result, in a new project', { first: 9, newest: 1 }, 'day', 10],
    ['twelve weeks where results still arrive', { first: 900, newest: 3 }, 'week', 84],
    [
      'the weeks since the first result, where they stopped arriving',
      { first: 150, newest: 100 },
      'week',
      151,
    ],
    [
      'the months since the first result, where they stopped long ago',
      { first: 900, newest: 800 },
      'month',
      901,
    ],
  ])('is %s', (_, runs, interval, days) => {
    const known = runs && { first: ago(runs.first), newest: ago(runs.newest) }
    expect(trendSpan(to, known)).toEqual({ from: ago(days), to, interval })
  })

  it.each([
    [10, 'day'],
    [90, 'week'],
    [400, 'month'],
  ])('begins where it is asked to: %i days ago, by %s', (days, interval) => {
    expect(trendSpan(to, undefined, ago(days))).toEqual({ from: ago(days), to, interval })
  })

  it('never has more points than anybody reads', () => {
    const { from, interval } = trendSpan(to, undefined, new Date('1990-01-01T00:00:00Z'))
    expect([interval, from.getUTCFullYear()]).toEqual(['month', 2017])
  })

  it('ends at the date asked for even where that is before the first result', () => {
    expect(trendSpan(to, { first: new Date('2027-01-01'), newest: new Date('2027-02-01') })).toEqual({
      from: ago(84),
      to,
      interval: 'week',
    })
  })
})
