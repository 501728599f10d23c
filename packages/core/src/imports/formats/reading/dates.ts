const iso =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(?:Z|UTC|GMT|([+-])(\d{2}):?(\d{2})?)?$/i
const jira =
  /^(\d{1,2})[/ -]([a-z]{3})[a-z]*[/ -](\d{4}|\d{2})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))? ?([ap]m)?)?$/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What {@link parseDate} understands, for messages. */
export const dateExamples = '"2011-04-15T02:22:16Z" or "15/Apr/11 2:22 AM"'

/**
 * A point in time out of ISO 8601 (`2011-04-15T02:22:16.000+0000`, `2011-04-15 02:22`, `2011-04-15`) or
 * Jira's own export format (`15/Apr/11 2:22 AM`). Without a zone it is read as UTC, whatever the machine's
 * own zone is. A year of two digits lies between 1970 and 2069. Undefined for anything else, also for days
 * that are in no calendar and times that are on no clock.
 */
export function parseDate(text: string): Date | undefined {
  const trimmed = text.trim()
  const isoParts = iso.exec(trimmed)
  if (isoParts !== null) return toDate(fromIso(isoParts))
  const jiraParts = jira.exec(trimmed)
  return jiraParts === null ? undefined : toDate(fromJira(jiraParts))
}

interface Moment {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  /** Minutes ahead of UTC. */
  readonly offset: number
}

function fromIso(parts: RegExpExecArray): Moment {
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour, zoneMinute] = parts
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
    offset: (sign === '-' ? -1 : 1) * (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)),
  }
}

function fromJira(parts: RegExpExecArray): Moment {
  const [, day, monthName = '', year, hour, minute, second, half] = parts
  const century = year?.length === 4 ? 0 : Number(year) < 70 ? 2000 : 1900
  const afternoon = half?.toLowerCase() === 'pm' ? 12 : 0
  return {
    year: Number(year) + century,
    month: months.indexOf(monthName.toLowerCase()) + 1,
    day: Number(day),
    hour: half === undefined ? Number(hour ?? 0) : (Number(hour) % 12) + afternoon,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: 0,
    offset: 0,
  }
}

function toDate(moment: Moment): Date | undefined {
  const date = new Date(0)
  date.setUTCFullYear(moment.year, moment.month - 1, moment.day)
  const inCalendar =
    moment.year > 0 && date.getUTCMonth() === moment.month - 1 && date.getUTCDate() === moment.day
  const onClock = moment.hour < 24 && moment.minute < 60 && moment.second <= 60
  if (!inCalendar || !onClock) return undefined
  date.setUTCHours(moment.hour, moment.minute - moment.offset, moment.second, moment.millisecond)
  return date
}
