/** Dates of the sample project: all are counted back from one given moment, none comes from a clock. */

const minute = 60_000
const day = 24 * 60 * minute

/** The moment so many minutes after midnight (UTC) of the day that lies so many days before `now`. */
export function daysBefore(now: Date, days: number, minutes = 0): Date {
  return new Date(Math.floor(now.getTime() / day) * day - days * day + minutes * minute)
}

/** `2026-11-21` */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
