import { describe, expect, it } from 'vitest'
import { type Formats, formatsFor } from './formats'

const english = plainly(formatsFor('en-US', 'America/New_York'))
const german = plainly(formatsFor('de_DE', 'Europe/Berlin'))

/** With ordinary spaces: which kind stands before a unit differs between versions of Node.js. */
function plainly({ number, percent, day, moment }: Formats): Formats {
  const plain = (text: string): string => text.replace(/\s/g, ' ')
  return {
    number: (value, digits) => plain(number(value, digits)),
    percent: (value) => plain(percent(value)),
    day: (value) => plain(day(value)),
    moment: (value) => plain(moment(value)),
  }
}

it('writes numbers in the user’s way', () => {
  expect(english.number(12_345.678)).toBe('12,346')
  expect(german.number(12_345.678, 2)).toBe('12.345,68')
  expect(english.number(null)).toBe('–')
})

it('writes percentages that go from 0 to 100', () => {
  expect(english.percent(66.666)).toBe('66.7%')
  expect(german.percent(66.666)).toBe('66,7 %')
  expect(english.percent(null)).toBe('–')
})

describe('moments', () => {
  it('are told where the user is', () => {
    expect(english.moment('2026-11-20T02:30:00Z')).toBe('Nov 19, 2026, 9:30 PM')
    expect(english.day('2026-11-20T02:30:00Z')).toBe('Nov 19, 2026')
    expect(german.moment('2026-11-20T02:30:00Z')).toBe('20.11.2026, 03:30')
  })

  it('are days where the server says no more', () => {
    expect(english.day('2026-11-20')).toBe('Nov 20, 2026')
  })

  it('may be missing', () => {
    expect(english.moment(null)).toBe('–')
    expect(english.day(null)).toBe('–')
  })
})

it('makes do with names that it does not know', () => {
  const lost = plainly(formatsFor('not a locale', 'Nowhere/Land'))
  expect(lost.moment('2026-11-20T02:30:00Z')).toBe('Nov 20, 2026, 2:30 AM')
})
