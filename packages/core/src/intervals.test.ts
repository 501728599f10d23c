import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValidationError } from './errors.js'
import { endOfDay, type Interval, intervalEnds } from './intervals.js'

const ends = (from: string, to: string, interval: Interval, most = 1_500) =>
  intervalEnds(new Date(from), new Date(to), interval, most)

describe('the ends of intervals', () => {
  it.each<[Interval, string, string, readonly string[]]>([
    ['day', '2026-02-27', '2026-03-02', ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']],
    // Counted from the end, so that the last point is always the day that was asked for.
    ['week', '2026-03-01', '2026-03-20', ['2026-03-06', '2026-03-13', '2026-03-20']],
    ['month', '2026-01-15', '2026-04-20', ['2026-01-20', '2026-02-20', '2026-03-20', '2026-04-20']],
    ['month', '2023-12-31', '2024-03-31', ['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-31']],
    ['month', '2026-02-28', '2026-04-30', ['2026-02-28', '2026-03-30', '2026-04-30']],
    ['day', '2026-03-02', '2026-03-02', ['2026-03-02']],
  ])('each %s from %s to %s', (interval, from, to, expected) => {
    expect(ends(from, to, interval)).toEqual(expected)
  })

  it('are days in UTC, whatever the time of day', () => {
    expect(ends('2026-03-01T23:59:59.999Z', '2026-03-02T00:00:00Z', 'day')).toEqual([
      '2026-03-01',
      '2026-03-02',
    ])
    expect(ends('2026-03-01T01:00:00+02:00', '2026-03-01T01:00:00+02:00', 'day')).toEqual(['2026-02-28'])
  })

  it('are refused where the first day is after the last', () => {
    expect(() => ends('2026-03-03', '2026-03-02', 'week')).toThrow(ValidationError)
  })

  it('are refused where there are too many', () => {
    expect(ends('2026-03-01', '2026-03-05', 'day', 5)).toHaveLength(5)
    expect(() => ends('2026-03-01', '2026-03-06', 'day', 5)).toThrow('more than 5 days before "to"')
    expect(() => ends('0001-01-01', '9999-12-31', 'day', 5)).toThrow(ValidationError)
  })

  it('are an interval apart, end with the last day, and leave no room for one more before the first', () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000))
    const anyInterval = fc.constantFrom<Interval>('day', 'week', 'month')
    fc.assert(
      fc.property(anyDay, fc.nat(400), anyInterval, (from, length, interval) => {
        const to = new Date(from.getTime() + length * 86_400_000)
        const found = intervalEnds(from, to, interval, 500)
        expect(found.at(-1)).toBe(to.toISOString().slice(0, 10))
        const gaps = found.slice(1).map((day, index) => daysBetween(found[index] ?? '', day))
        const [least, most] = { day: [1, 1], week: [7, 7], month: [28, 31] }[interval]
        for (const gap of gaps) {
          expect(gap).toBeGreaterThanOrEqual(least ?? 0)
          expect(gap).toBeLessThanOrEqual(most ?? 0)
        }
        const room = daysBetween(from.toISOString().slice(0, 10), found[0] ?? '')
        expect(room).toBeGreaterThanOrEqual(0)
        expect(room).toBeLessThan(most ?? 0)
      }),
    )
  })

  it('keep the day of the month where the month has it', () => {
    const found = ends('2020-01-01', '2026-01-31', 'month')
    for (const day of found) {
      const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
      expect(date).toBe(Math.min(31, new Date(Date.UTC(year, month, 0)).getUTCDate()))
    }
  })
})

describe('the end of a day', () => {
  it('is the first moment after it', () => {
    expect(endOfDay('2026-02-28')).toEqual(new Date('2026-03-01T00:00:00Z'))
  })
})

function daysBetween(a: string, b: string): number {
  return (Date.parse(b) - Date.parse(a)) / 86_400_000
}
