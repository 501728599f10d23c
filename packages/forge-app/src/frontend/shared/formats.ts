/** Numbers and moments as the user reads them. */
export interface Formats {
  /** At most `digits` decimals; by default none. */
  readonly number: (value: number | null, digits?: number) => string
  /** From 0 to 100, as the server gives them. */
  readonly percent: (value: number | null) => string
  /** The day of a moment where the user is, or a day such as `2026-11-22`, which is the same everywhere. */
  readonly day: (value: string | null) => string
  readonly moment: (value: string | null) => string
}

/** Where there is nothing to show. */
export const nothing = '–'

/** By Jira's name of the locale, which may be written `de_DE`, and of the time zone. */
export function formatsFor(locale: string, timeZone: string): Formats {
  const known = knownLocale(locale)
  const zone = knownZone(timeZone)
  const days = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: zone })
  const calendarDays = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: 'UTC' })
  const moments = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  const percents = new Intl.NumberFormat(known, { style: 'percent', maximumFractionDigits: 1 })
  return {
    number: (value, digits = 0) =>
      value === null ? nothing : value.toLocaleString(known, { maximumFractionDigits: digits }),
    percent: (value) => (value === null ? nothing : percents.format(value / 100)),
    day: (value) => {
      if (value === null) return nothing
      return (value.includes('T') ? days : calendarDays).format(new Date(value))
    },
    moment: (value) => (value === null ? nothing : moments.format(new Date(value))),
  }
}

function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replace('_', '-'))[0] ?? 'en-US'
  } catch {
    return 'en-US'
  }
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
