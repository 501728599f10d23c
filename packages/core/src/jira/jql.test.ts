import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allIssues, changedIssues, isZone, minuteInZone } from './jql.js'

const zones = [
  'UTC',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]
const year = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })

/** Every moment that a wall time can mean in a zone. */
function momentsOf(wall: string, zone: string): readonly number[] {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`)
  const found: number[] = []
  for (let offset = -14 * 60; offset <= 14 * 60; offset += 15) {
    const moment = asUtc + offset * 60_000
    if (minuteInZone(new Date(moment), zone) === wall) found.push(moment)
  }
  return found
}

describe('JQL', () => {
  it('names projects so that none of their characters means anything', () => {
    expect(allIssues(['SHOP', 'A"B'])).toBe('project in ("SHOP", "A\\"B") ORDER BY created ASC, key ASC')
  })

  it('asks by the wall clock of the account', () => {
    const moment = new Date('2026-07-01T12:34:56Z')
    expect(changedIssues(['SHOP'], moment, 'America/Los_Angeles')).toBe(
      'project in ("SHOP") AND updated >= "2026-07-01 05:34" ORDER BY updated ASC, key ASC',
    )
  })

  it('leaves nothing out, whichever moment Jira takes a wall time for, and reads little twice', () => {
    fc.assert(
      fc.property(year, fc.constantFrom(...zones), (moment, zone) => {
        const wall = /updated >= "([^"]+)"/.exec(changedIssues(['A'], moment, zone))?.[1] ?? ''
        const meant = momentsOf(wall, zone)
        // A wall time that the clocks skip would be refused.
        expect(meant.length).toBeGreaterThan(0)
        for (const one of meant) {
          expect(one).toBeLessThanOrEqual(moment.getTime())
          expect(one).toBeGreaterThan(moment.getTime() - 6 * 3_600_000)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('tells zones from other texts', () => {
    expect(['Europe/Berlin', 'Mars/Olympus', '', 7].map(isZone)).toEqual([true, false, false, false])
  })
})
