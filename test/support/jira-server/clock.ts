/** What time it is on the Jira server, which need not be the client's time. */
export interface ServerClock {
  now(): number
  /** From then on it stands still until it is told otherwise. */
  set(moment: Date | string): void
  advance(milliseconds: number): void
}

export function createClock(start?: Date | string): ServerClock {
  let fixed = start === undefined ? undefined : new Date(start).getTime()
  let ahead = 0
  return {
    now: () => fixed ?? Date.now() + ahead,
    set: (moment) => {
      fixed = new Date(moment).getTime()
    },
    advance: (milliseconds) => {
      if (fixed === undefined) ahead += milliseconds
      else fixed += milliseconds
    },
  }
}

/** As Jira writes it: `2012-05-24T14:42:57.000+0000`. */
export function formatJiraDate(moment: number, timeZone = 'UTC'): string {
  const offset = zoneOffset(moment, timeZone)
  const sign = offset < 0 ? '-' : '+'
  const minutes = Math.abs(offset) / 60_000
  const digits = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const local = new Date(moment + offset).toISOString().replace('Z', '')
  return `${local}${sign}${digits(minutes / 60)}${digits(minutes % 60)}`
}

/** Milliseconds since 1970 of a date as Jira writes it. */
export function parseJiraDate(text: string): number {
  const moment = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (Number.isNaN(moment)) throw new Error(`'${text}' is no date as Jira writes it`)
  return moment
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(moment: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const part = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  )
  const local = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  )
  return local - Math.floor(moment / 1000) * 1000
}

/**
 * The moment of a wall clock's time in a zone. Where the clocks are put back, a time that occurs twice is
 * the later one; where they are put forward, a time that does not occur is undefined: so does the
 * formatter of Java, not lenient, with which Jira reads dates in JQL.
 */
export function zonedTime(local: number, timeZone: string): number | undefined {
  const offsets = [zoneOffset(local - 86_400_000, timeZone), zoneOffset(local + 86_400_000, timeZone)]
  const moments = offsets.map((offset) => local - offset)
  const real = moments.filter((moment) => moment + zoneOffset(moment, timeZone) === local)
  return real.length === 0 ? undefined : Math.max(...real)
}
