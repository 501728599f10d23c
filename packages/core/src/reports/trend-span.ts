import { type Interval, startOfDay } from '../intervals.js'

/** The days that a trend covers, and how far apart its points are. */
export interface TrendSpan {
  readonly from: Date
  readonly to: Date
  readonly interval: Interval
}

const day = 86_400_000
const [mostDays, mostWeeks, mostMonths] = [21, 26, 120]
/** A reader wants the last quarter even where there is more. */
const usualWeeks = 12

/**
 * The span that shows most: days for a project that began within three weeks, the last twelve weeks where results
 * still arrive, and months back to the first result where they no longer do.
 *
 * @param runs When the first and the newest run took place; undefined where there is none.
 * @param since Where the trend is to begin, if that was asked for.
 */
export function trendSpan(
  to: Date,
  runs: { readonly first: Date; readonly newest: Date } | undefined,
  since?: Date,
): TrendSpan {
  const ago = (days: number): Date => new Date(to.getTime() - days * day)
  if (since !== undefined) return bounded(since, to)
  if (runs === undefined || runs.first > to) return { from: ago(usualWeeks * 7), to, interval: 'week' }
  // One point before the first result, so that the line begins where it began.
  const first = new Date(runs.first.getTime() - day)
  if (first >= ago(mostDays)) return { from: first, to, interval: 'day' }
  if (runs.newest >= ago(usualWeeks * 7)) return { from: ago(usualWeeks * 7), to, interval: 'week' }
  return bounded(first, to)
}

/** From a given day on, at the smallest interval of which there are not too many. */
function bounded(wanted: Date, to: Date): TrendSpan {
  const from = wanted > to ? to : wanted
  const days = (startOfDay(to) - startOfDay(from)) / day
  if (days <= mostDays) return { from, to, interval: 'day' }
  if (days <= mostWeeks * 7) return { from, to, interval: 'week' }
  const earliest = new Date(to.getTime() - (mostMonths - 1) * 30 * day)
  return { from: from < earliest ? earliest : from, to, interval: 'month' }
}
