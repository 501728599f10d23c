import { describe, expect, it } from 'vitest'
import { age, describePolicy, describeScope } from './words.js'

describe('a scope in words', () => {
  it('says that it selects everything', () => {
    expect(describeScope({}, [])).toEqual({ tickets: 'all tickets', runs: 'all runs' })
    expect(describeScope({ components: [] }, [])).toEqual({ tickets: 'all tickets', runs: 'all runs' })
  })

  it('names what it selects', () => {
    const scope = {
      issueTypes: ['Bug', 'Story'],
      fixVersions: ['2.5.0'],
      createdSince: '2026-11-01',
      environments: ['ios', ''],
      cycleIds: [4],
      asOf: '2026-11-20',
    }
    expect(describeScope(scope, ['Nightly'])).toEqual({
      tickets: 'tickets of type Bug or Story, for fix version 2.5.0, created since 2026-11-01',
      runs: 'runs on ios or (no environment), in cycle Nightly, until 2026-11-20',
    })
  })
})

describe('a policy in words', () => {
  it('says what the defaults are', () => {
    expect(describePolicy({})).toEqual([
      'For each test case and environment the newest run that passed or failed decides; where there is none, the newest run.',
      'A skipped run counts as not run.',
    ])
  })

  it('says what differs from them', () => {
    const policy = { finalRunsFirst: false, skipped: 'ignore', statuses: { flaky: 'NOK' } } as const
    expect(describePolicy(policy)).toEqual([
      'For each test case and environment the newest run decides.',
      'Environments whose run was skipped are left out.',
      'The status “flaky” means NOK.',
    ])
  })
})

it.each([
  [null, ''],
  ['2026-11-22T01:00:00Z', 'less than a day old'],
  ['2026-11-21T11:00:00Z', '1 day old'],
  ['2021-11-22T12:00:00Z', '1,826 days old'],
])('the age of %s is told as %j', (moment, expected) => {
  expect(age(moment === null ? null : new Date(moment), new Date('2026-11-22T12:00:00Z'))).toBe(expected)
})
