import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock, formatJiraDate, parseJiraDate, zonedTime, zoneOffset } from './clock.js'

const zones = fc.constantFrom(
  'UTC',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Europe/Berlin',
)
const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) })

describe('a date as Jira writes it', () => {
  it('has milliseconds and an offset without a colon', () => {
    const moment = Date.parse('2012-05-24T14:42:57.000Z')
    expect(formatJiraDate(moment)).toBe('2012-05-24T14:42:57.000+0000')
    expect(formatJiraDate(moment, 'America/Los_Angeles')).toBe('2012-05-24T07:42:57.000-0700')
  })

  it('says the same moment in every zone', () => {
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        expect(parseJiraDate(formatJiraDate(moment, zone))).toBe(moment)
      }),
    )
  })
})

describe('the time on a wall', () => {
  it('leads back to a moment that shows it', () => {
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const local = moment + zoneOffset(moment, zone)
        const back = zonedTime(local, zone)
        expect(back).toBeGreaterThanOrEqual(moment)
        expect((back ?? 0) + zoneOffset(back ?? 0, zone)).toBe(local)
      }),
    )
  })
})

describe('the clock of the server', () => {
  it('stands still where a test has set it', () => {
    const clock = createClock('2026-03-10T12:00:00Z')
    clock.advance(1000)
    expect(clock.now()).toBe(Date.parse('2026-03-10T12:00:01Z'))
    clock.set('2020-01-01T00:00:00Z')
    expect(clock.now()).toBe(Date.parse('2020-01-01T00:00:00Z'))
  })
})
