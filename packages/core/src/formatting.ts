/** Numbers and days as people read them, the same on the terminal and in reports. */

/** A whole number with separators. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** A percentage, or a dash where there is none. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(2)} %`
}

/** A day, or a dash where there is none. */
export function day(value: Date | null): string {
  return value === null ? '–' : value.toISOString().slice(0, 10)
}

/** `1 ticket`, `2 tickets`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
