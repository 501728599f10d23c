import { ValidationError } from './errors.js'

/** The distance between two points of a series. */
export type Interval = 'day' | 'week' | 'month'

const millisecondsOfDay = 86_400_000

/**
 * The days on which intervals end, such as `2026-11-22`, in UTC: `to` is the last, and each other one lies an
 * interval before the next. Months keep the day of the month where they have it.
 *
 * @throws ValidationError where `from` is after `to`, or there are more than `most`.
 */
export function intervalEnds(from: Date, to: Date, interval: Interval, most: number): readonly string[] {
  const days: string[] = []
  const last = startOfDay(to)
  for (let index = 0; ; index++) {
    const day = step(last, interval, index)
    if (day < startOfDay(from)) break
    days.unshift(new Date(day).toISOString().slice(0, 10))
    if (days.length > most) {
      throw new ValidationError([{ path: 'from', message: `is more than ${most} ${interval}s before "to"` }])
    }
  }
  if (days.length === 0) throw new ValidationError([{ path: 'from', message: 'must not be after "to"' }])
  return days
}

/** The first moment after a day. */
export function endOfDay(day: string): Date {
  return new Date(Date.parse(day) + millisecondsOfDay)
}

/** The day that lies `count` intervals before. */
function step(last: number, interval: Interval, count: number): number {
  if (interval !== 'month') return last - count * (interval === 'week' ? 7 : 1) * millisecondsOfDay
  const date = new Date(last)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - count]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth))
}

/** The first moment of a day, in UTC. */
export function startOfDay(date: Date): number {
  return Math.floor(date.getTime() / millisecondsOfDay) * millisecondsOfDay
}
