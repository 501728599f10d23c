import { zonedTime } from './clock.js'

const minute = 60_000
const units: Readonly<Record<string, number>> = {
  '': minute,
  m: minute,
  minute: minute,
  minutes: minute,
  h: 60 * minute,
  hour: 60 * minute,
  hours: 60 * minute,
  d: 1440 * minute,
  day: 1440 * minute,
  days: 1440 * minute,
  w: 10_080 * minute,
  week: 10_080 * minute,
  weeks: 10_080 * minute,
}

/**
 * A date as JQL has it, in the zone of who asks: `2024-03-10 02:30`, `2024/03/10`, or a distance from now
 * such as `-90m` or `4w 2d`. Undefined where it is none, which a time is, too, that the zone's clocks skip.
 * There are no seconds and there is no offset: that is the trap.
 */
export function parseJqlDate(text: string, now: number, timeZone: string): number | undefined {
  const distance = parseDistance(text.trim())
  return distance === undefined ? parseDate(text.trim(), timeZone) : now + distance
}

const datePattern =
  /^(?<year>\d{4})(?<sign>[-/])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?: (?<hour>\d{1,2}):(?<minute>\d{1,2}))?$/

function parseDate(text: string, timeZone: string): number | undefined {
  const parts = datePattern.exec(text)?.groups
  if (parts === undefined) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minutes = 0] = [
    parts.year,
    parts.month,
    parts.day,
    parts.hour ?? '0',
    parts.minute ?? '0',
  ].map(Number)
  const local = Date.UTC(year, month - 1, day, hour, minutes)
  const date = new Date(local)
  // Date.UTC takes the 30th of February for the 2nd of March; Jira does not.
  const asGiven =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minutes
  return asGiven ? zonedTime(local, timeZone) : undefined
}

function parseDistance(text: string): number | undefined {
  const [, sign, parts] = /^([+-]?)((?:\d+[a-z]*(?:\s+|$))+|(?:\d+[a-z]+)+)$/i.exec(text) ?? []
  if (parts === undefined) return undefined
  let distance = 0
  for (const [, count, unit = ''] of parts.matchAll(/(\d+)([a-z]*)/gi)) {
    const length = units[unit.toLowerCase()]
    if (length === undefined) return undefined
    distance += Number(count) * length
  }
  return sign === '-' ? -distance : distance
}
