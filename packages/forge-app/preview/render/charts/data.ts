import { tokenValue } from '../style-values.js'

/** A value of a chart: where it stands, how much it is, and what series it belongs to. */
export interface Point {
  readonly x: string
  readonly y: number
  /** Null where a chart has one series. */
  readonly series: string | null
}

/** What an accessor finds in a row, which is a list or an object. */
export function access(row: unknown, accessor: unknown): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, String(accessor)) : undefined
}

export function pointsOf(props: Readonly<Record<string, unknown>>): readonly Point[] {
  const { data, xAccessor, yAccessor, colorAccessor } = props
  return (Array.isArray(data) ? data : []).map((row: unknown) => ({
    x: shownValue(access(row, xAccessor)),
    y: Number(access(row, yAccessor)),
    series: colorAccessor === undefined ? null : shownValue(access(row, colorAccessor)),
  }))
}

export function shownValue(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return shownNumber(value)
  return value === undefined || value === null ? '' : String(value)
}

export function shownNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100)
}

/** The values of a list, each once, in their order. */
export function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}

/** The colours of series: those that the app wants, then the theme's. */
export function colorsOf(
  palette: unknown,
  series: readonly (string | null)[],
): (name: string | null) => string {
  const wanted = (Array.isArray(palette) ? palette : []) as readonly unknown[]
  const byName = new Map(
    wanted.flatMap((one): [string, string][] => {
      if (typeof one !== 'object' || one === null) return []
      return [[String(access(one, 'key')), tokenValue(access(one, 'value')) ?? '']]
    }),
  )
  return (name) => {
    const index = Math.max(0, series.indexOf(name))
    const own = wanted[index]
    if (name !== null && byName.has(name)) return byName.get(name) ?? ''
    if (typeof own === 'string') return tokenValue(own) ?? own
    return `var(--ds-chart-categorical-${(index % 8) + 1})`
  }
}

/** Round numbers from zero to just above the largest value. */
export function ticksTo(largest: number): readonly number[] {
  if (!(largest > 0)) return [0, 1]
  const rough = largest / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude
  const count = Math.ceil(largest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => Math.round(index * step * 1e6) / 1e6)
}
