import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from './dates.js'

describe('parseDate', () => {
  it.each([
    ['2011-04-15T02:22:16Z', '2011-04-15T02:22:16.000Z'],
    ['2011-04-15T02:22:16.000+0000', '2011-04-15T02:22:16.000Z'],
    ['2011-04-15T02:22:16.5+05:30', '2011-04-14T20:52:16.500Z'],
    ['2011-04-15T02:22:16-08', '2011-04-15T10:22:16.000Z'],
    ['2020-09-04T16:18:04.966371', '2020-09-04T16:18:04.966Z'],
    ['2011-04-15 02:22', '2011-04-15T02:22:00.000Z'],
    ['2011/04/15 02:22:16 UTC', '2011-04-15T02:22:16.000Z'],
    ['2011-04-15', '2011-04-15T00:00:00.000Z'],
    ['15/Apr/11 2:22 AM', '2011-04-15T02:22:00.000Z'],
    ['15/Apr/11 12:05 AM', '2011-04-15T00:05:00.000Z'],
    ['15/Apr/11 12:05 PM', '2011-04-15T12:05:00.000Z'],
    ['15/Apr/1999 14:22', '1999-04-15T14:22:00.000Z'],
    ['1-September-98', '1998-09-01T00:00:00.000Z'],
  ])('reads %s, as UTC where it names no zone', (text, expected) => {
    expect(parseDate(text)?.toISOString()).toBe(expected)
  })

  it.each([
    '',
    'yesterday',
    '15',
    '2011-02-29',
    '2011-13-01',
    '0000-01-01',
    '2011-04-15T24:00:00',
    '2011-04-15T02:60',
    '31/Jun/11',
    '15/Foo/11',
    '15.04.2011',
    '1302834136',
  ])('does not guess at %j', (text) => {
    expect(parseDate(text)).toBeUndefined()
  })

  it('gives back every date that it is given', () => {
    const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseDate(date.toISOString())).toEqual(date)
      }),
    )
  })
})
