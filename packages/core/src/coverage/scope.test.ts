import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyProject, anyScope, dataOf } from '../../../../test/support/coverage-project.js'
import {
  type CoverageScope,
  isBy,
  momentOf,
  narrowsTickets,
  type ScopedRun,
  type ScopedTicket,
  selectsRun,
  selectsTicket,
} from './scope.js'

const ticket: ScopedTicket = {
  key: 'SHOP-7',
  issueType: 'Story',
  priority: 'High',
  status: 'Open',
  components: ['cart', 'checkout'],
  labels: ['mobile'],
  fixVersions: [],
  parentKey: 'SHOP-1',
  createdDate: new Date('2026-03-05T12:00:00Z'),
}

const run: ScopedRun = {
  environment: 'ios',
  version: '2.0',
  cycleId: 4,
  executedAt: new Date('2026-03-05T12:00:00Z'),
}

describe('which tickets a scope selects', () => {
  it.each<[string, CoverageScope, boolean]>([
    ['everything, where it says nothing', {}, true],
    ['everything, where its lists are empty', { issueTypes: [], components: [], parents: [] }, true],
    ['by issue type', { issueTypes: ['Bug', 'Story'] }, true],
    ['by issue type, as it is written', { issueTypes: ['story'] }, false],
    ['by priority', { priorities: ['Low'] }, false],
    ['by status', { statuses: ['Open'] }, true],
    ['by any of its components', { components: ['search', 'checkout'] }, true],
    ['by its labels', { labels: ['desktop'] }, false],
    ['by fix versions, of which it has none', { fixVersions: ['1.0'] }, false],
    ['by the parent directly above it', { parents: ['SHOP-1'] }, true],
    ['but not by itself', { parents: ['SHOP-7'] }, false],
    ['where all lists hold', { issueTypes: ['Story'], components: ['cart'], labels: ['mobile'] }, true],
    ['but not where one of them does not', { issueTypes: ['Story'], components: ['search'] }, false],
    ['created at that very moment', { createdSince: '2026-03-05T12:00:00Z' }, true],
    ['but not before', { createdSince: '2026-03-05T12:00:00.001Z' }, false],
    ['created that day, from its beginning', { createdSince: '2026-03-05' }, true],
  ])('%s', (_, scope, selected) => {
    expect(selectsTicket(scope, ticket)).toBe(selected)
  })

  it('leaves out what has no value where the scope names one', () => {
    const bare: ScopedTicket = {
      ...ticket,
      issueType: null,
      priority: null,
      parentKey: null,
      createdDate: null,
    }
    expect(selectsTicket({ issueTypes: ['Story'] }, bare)).toBe(false)
    expect(selectsTicket({ priorities: ['High'] }, bare)).toBe(false)
    expect(selectsTicket({ parents: ['SHOP-1'] }, bare)).toBe(false)
    expect(selectsTicket({ createdSince: '1970-01-01' }, bare)).toBe(false)
    expect(selectsTicket({ issueTypes: [], priorities: [], parents: [] }, bare)).toBe(true)
  })
})

describe('which runs a scope selects', () => {
  it.each<[string, CoverageScope, boolean]>([
    ['everything, where it says nothing', {}, true],
    ['everything, where its lists are empty', { environments: [], versions: [], cycleIds: [] }, true],
    ['by environment', { environments: ['android', 'ios'] }, true],
    ['by version', { versions: ['1.0'] }, false],
    ['by cycle', { cycleIds: [4] }, true],
    ['where all lists hold', { environments: ['ios'], versions: ['2.0'], cycleIds: [5] }, false],
    ['executed at that very moment', { asOf: new Date('2026-03-05T12:00:00Z') }, true],
    ['but not later', { asOf: '2026-03-05T11:59:59.999Z' }, false],
    ['executed that day, to its end', { asOf: '2026-03-05' }, true],
    ['but not the day after', { asOf: '2026-03-04' }, false],
    ['by a moment in another time zone', { asOf: '2026-03-05T14:00:00+02:00' }, true],
  ])('%s', (_, scope, selected) => {
    expect(selectsRun(scope, run)).toBe(selected)
  })

  it('takes the empty string for runs without an environment', () => {
    for (const environment of [null, '']) {
      expect(selectsRun({ environments: ['', 'android'] }, { ...run, environment })).toBe(true)
      expect(selectsRun({ environments: ['android'] }, { ...run, environment })).toBe(false)
    }
  })

  it('leaves out runs without a version where the scope names one', () => {
    expect(selectsRun({ versions: ['2.0', ''] }, { ...run, version: null })).toBe(false)
  })

  it('takes what has no date for always there', () => {
    expect(selectsRun({ asOf: '1970-01-01' }, { ...run, executedAt: null })).toBe(true)
  })
})

describe('the moment of asOf', () => {
  it('is the end of the day for a date without a time, and otherwise what it says', () => {
    expect(momentOf('2026-03-05')).toEqual(new Date('2026-03-05T23:59:59.999Z'))
    expect(momentOf('2026-03-05T12:00:00+02:00')).toEqual(new Date('2026-03-05T10:00:00Z'))
    expect(momentOf(new Date(5))).toEqual(new Date(5))
    expect(momentOf(undefined)).toBeUndefined()
  })

  it('includes what happened at it', () => {
    const moment = new Date('2026-03-05')
    expect(isBy(moment, moment)).toBe(true)
    expect(isBy(new Date(moment.getTime() + 1), moment)).toBe(false)
    expect(isBy(null, moment)).toBe(true)
    expect(isBy(moment, undefined)).toBe(true)
  })
})

describe('whether a scope selects tickets in particular', () => {
  it('goes by the lists for tickets, not by those for runs', () => {
    expect(narrowsTickets({})).toBe(false)
    expect(narrowsTickets({ issueTypes: [], labels: [] })).toBe(false)
    const runsAlone: CoverageScope = {
      environments: ['ios'],
      versions: ['1.0'],
      cycleIds: [1],
      asOf: '2026-03-05',
    }
    expect(narrowsTickets(runsAlone)).toBe(false)
    expect(narrowsTickets({ createdSince: '2026-03-05' })).toBe(true)
    for (const list of [
      'issueTypes',
      'components',
      'labels',
      'fixVersions',
      'priorities',
      'statuses',
      'parents',
    ]) {
      expect(narrowsTickets({ [list]: ['x'] })).toBe(true)
    }
  })
})

describe('scopes in general', () => {
  it('select what each of their lists selects alone', () => {
    fc.assert(
      fc.property(anyProject, anyScope, (project, scope) => {
        const alone = Object.entries(scope).map(([name, value]): CoverageScope => ({ [name]: value }))
        const data = dataOf(project)
        for (const one of data.tickets) {
          expect(selectsTicket(scope, one)).toBe(alone.every((part) => selectsTicket(part, one)))
        }
        for (const one of data.runs) {
          expect(selectsRun(scope, one)).toBe(alone.every((part) => selectsRun(part, one)))
        }
      }),
    )
  })

  it('select with a list what they select with any of its values', () => {
    fc.assert(
      fc.property(anyProject, anyScope, (project, scope) => {
        const data = dataOf(project)
        for (const [name, value] of Object.entries(scope)) {
          if (!Array.isArray(value) || value.length === 0) continue
          const single = value.map((one): CoverageScope => ({ [name]: [one] }))
          for (const one of data.tickets) {
            const expected = single.some((part) => selectsTicket(part, one))
            expect(selectsTicket({ [name]: value }, one)).toBe(expected)
          }
          for (const one of data.runs) {
            const expected = single.some((part) => selectsRun(part, one))
            expect(selectsRun({ [name]: value }, one)).toBe(expected)
          }
        }
      }),
    )
  })
})
