/**
 * How Jira is asked for issues. JQL knows minutes only, and reads them in the time zone of the account that asks.
 */

/** Everything of some projects, in an order that changes to the issues do not disturb. */
export function allIssues(projectKeys: readonly string[]): string {
  return `project in (${projectKeys.map(quote).join(', ')}) ORDER BY created ASC, key ASC`
}

/**
 * What changed since a moment, oldest change first: an issue that changes while the pages are read moves to their
 * end and is met again.
 *
 * @param zone the IANA name of the account's time zone
 */
export function changedIssues(projectKeys: readonly string[], since: Date, zone: string): string {
  const from = minuteInZone(beforeClockChange(since, zone), zone)
  return `project in (${projectKeys.map(quote).join(', ')}) AND updated >= "${from}" ORDER BY updated ASC, key ASC`
}

/** A moment as JQL writes it, rounded down to the minute. */
export function minuteInZone(moment: Date, zone: string): string {
  const parts = clockOf(zone).formatToParts(moment)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** A zone's wall clock. Making one takes long. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  clocks.set(zone, clock)
  return clock
}

/** Whether the platform knows a time zone. */
export function isZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || zone === '') return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const hour = 3_600_000

/**
 * Near a change of the clocks a wall time can mean two moments, or none: then one from well before it, so that
 * whichever Jira takes, nothing is left out.
 */
function beforeClockChange(moment: Date, zone: string): Date {
  const around = [-3, 3].map((hours) => offsetAt(new Date(moment.getTime() + hours * hour), zone))
  return around[0] === around[1] ? moment : new Date(moment.getTime() - 4 * hour)
}

/** The difference between a zone's wall clock and UTC, in minutes. */
function offsetAt(moment: Date, zone: string): number {
  const minute = Math.floor(moment.getTime() / 60_000)
  const wall = Date.parse(`${minuteInZone(moment, zone).replace(' ', 'T')}Z`) / 60_000
  return wall - minute
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
