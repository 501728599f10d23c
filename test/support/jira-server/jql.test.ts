import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addIssues, keysOf, search, useJiraServers } from './asking.js'
import { parseJql } from './jql.js'
import { parseJqlDate } from './jql-dates.js'
import { JqlError } from './jql-tokens.js'

const now = Date.parse('2026-03-10T12:00:30.500Z')
const at = (text: string, zone = 'UTC') => {
  const moment = parseJqlDate(text, now, zone)
  return moment === undefined ? undefined : new Date(moment).toISOString()
}

describe('a date in JQL', () => {
  it('is read to the minute in the zone of who asks', () => {
    expect(at('2026-03-10 05:07')).toBe('2026-03-10T05:07:00.000Z')
    expect(at('2026/03/10 5:7')).toBe('2026-03-10T05:07:00.000Z')
    expect(at('2026-03-10')).toBe('2026-03-10T00:00:00.000Z')
    expect(at('2026-03-10 05:07', 'America/Los_Angeles')).toBe('2026-03-10T12:07:00.000Z')
    expect(at('2026-03-10 05:07', 'Asia/Kolkata')).toBe('2026-03-09T23:37:00.000Z')
  })

  it('can be a distance from now', () => {
    expect(at('-90m')).toBe('2026-03-10T10:30:30.500Z')
    expect(at('-1w 2d')).toBe('2026-03-01T12:00:30.500Z')
    expect(at('-5')).toBe('2026-03-10T11:55:30.500Z')
  })

  it('is the later one where the clocks are put back, and none where they skip it', () => {
    expect(at('2026-11-01 01:30', 'America/Los_Angeles')).toBe('2026-11-01T09:30:00.000Z')
    expect(at('2026-03-08 02:30', 'America/Los_Angeles')).toBeUndefined()
  })

  it('has neither seconds, nor an offset, nor days that there are not', () => {
    for (const text of [
      '2026-03-10 05:07:30',
      '2026-03-10T05:07',
      '2026-02-30',
      '2026-03-10 24:00',
      '-5x',
      '',
    ]) {
      expect(at(text)).toBeUndefined()
    }
  })
})

describe('JQL', () => {
  it('is read as it was written', () => {
    const key = fc.stringMatching(/^[A-Z][A-Z0-9]{1,8}$/)
    const clause = fc.oneof(
      fc.record({ field: fc.constant('project'), operator: fc.constant('='), values: fc.tuple(key) }),
      fc.record({
        field: fc.constantFrom('project', 'key', 'id'),
        operator: fc.constant('in'),
        values: fc.array(key, { minLength: 1, maxLength: 4 }),
      }),
      fc.record({
        field: fc.constantFrom('updated', 'created'),
        operator: fc.constantFrom('>=', '<', '<=', '>'),
        values: fc.tuple(fc.constantFrom('2026-03-10 05:07', '-5m')),
      }),
    )
    const sortKey = fc.record({
      field: fc.constantFrom('updated', 'created', 'key', 'id'),
      descending: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(clause, { maxLength: 4 }),
        fc.array(sortKey, { maxLength: 7 }),
        (clauses, order) => {
          const where = clauses.map(({ field, operator, values }) => {
            const quoted = values.map((value) => `"${value}"`).join(', ')
            return `${field} ${operator} ${operator === 'in' ? `(${quoted})` : quoted}`
          })
          const by = order.map(({ field, descending }) => `${field} ${descending ? 'DESC' : 'asc'}`)
          const jql = `${where.join(' AND ')}${order.length > 0 ? ` ORDER BY ${by.join(', ')}` : ''}`
          expect(parseJql(jql)).toEqual({ clauses, order })
        },
      ),
    )
  })

  it('is read or refused, whatever it is', () => {
    const pieces = fc.constantFrom(
      'project',
      '=',
      'in',
      '(',
      ')',
      ',',
      '"a b"',
      "'",
      '"',
      'AND',
      'ORDER',
      'BY',
      '-5m',
      '!',
      '\\',
    )
    const query = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(query, (jql) => {
        try {
          parseJql(jql)
        } catch (error) {
          expect(error).toBeInstanceOf(JqlError)
        }
      }),
    )
  })
})

describe('a query', () => {
  const start = useJiraServers({
    kind: 'cloud',
    now: '2026-03-10T12:00:00.000Z',
    users: [{ timeZone: 'America/Los_Angeles' }],
  })

  it('chooses by project, date, key and id', async () => {
    const server = await start()
    addIssues(server, 3)
    addIssues(server, 1, 'DEPOT')
    const ids = ['SHOP-1', 'DEPOT-1'].map((key) => server.issues.get(key)?.id)
    const found = async (jql: string) => keysOf(await search(server, { jql, fields: ['key'] }))
    expect(await found('project in (SHOP, "DEPOT") ORDER BY key ASC')).toEqual([
      'DEPOT-1',
      'SHOP-1',
      'SHOP-2',
      'SHOP-3',
    ])
    expect(await found('project = shop ORDER BY key DESC')).toEqual(['SHOP-3', 'SHOP-2', 'SHOP-1'])
    expect(await found('key in (SHOP-2, depot-1) ORDER BY created')).toEqual(['SHOP-2', 'DEPOT-1'])
    expect(await found(`id in (${ids.join()}) ORDER BY id`)).toEqual(['SHOP-1', 'DEPOT-1'])
    // The third issue is of 12:03 UTC, when it is 05:03 in Los Angeles.
    expect(await found('project = SHOP AND updated >= "2026-03-10 05:03"')).toEqual(['SHOP-3'])
    expect(await found('project = SHOP AND updated >= "2026-03-10 12:00"')).toEqual([])
    expect(await found('project = SHOP AND updated >= -2m')).toEqual(['SHOP-3', 'SHOP-2'])
  })

  it.each([
    ['project = NONE', "The value 'NONE' does not exist for the field 'project'."],
    ['key in (SHOP-1, SHOP-99)', "An issue with key 'SHOP-99' does not exist for field 'key'."],
    ['id = 99', "A value with ID '99' does not exist for the field 'id'."],
    ['key = 1.0', "The issue key '1.0' for field 'key' is invalid."],
    ['sprint = 5', "Field 'sprint' does not exist or you do not have permission to view it."],
    ['project ~ SHOP', "The operator '~' is not supported by the 'project' field."],
    ['project SHOP', "Error in the JQL Query: Expecting operator but got 'SHOP'."],
    [
      'project = IN',
      "You must surround 'IN' in quotation marks to use it as a value. (line 1, character 11)",
    ],
    [
      'project = SHOP OR project = SHOP',
      "Expecting either 'OR' or 'AND' but got 'OR'. (line 1, character 16)",
    ],
    ['project = "SHOP', "The quoted string 'SHOP' has not been completed."],
    ['project =', 'Expecting either a value, list or function before the end of the query.'],
    ['project = SHOP ORDER BY project', "Not able to sort using field 'project'."],
    [
      'updated >= "yesterday"',
      "Date value 'yesterday' for field 'updated' is invalid. Valid formats include:",
    ],
    ['updated >= "2026-03-08 02:30"', "Date value '2026-03-08 02:30' for field 'updated' is invalid."],
  ])('is refused in the words of Jira: %s', async (jql, message) => {
    const server = await start()
    addIssues(server, 1)
    expect(await search(server, { jql })).toMatchObject({
      status: 400,
      body: { errorMessages: [expect.stringContaining(message)], errors: {} },
    })
  })
})
