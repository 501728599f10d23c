import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../../../test/support/project-report.js'
import { reportCsv } from './csv.js'

async function rowsOf(report = reportOf()): Promise<Record<string, string>[]> {
  return parse(await reportCsv(report), { columns: true })
}

describe('a report as CSV', () => {
  it('is one table: a line for the whole, for each value and for each point of the trend', async () => {
    const rows = await rowsOf()
    expect(rows.map(({ by, value }) => `${by} ${value}`)).toEqual([
      'all ',
      'fixVersion Checkout',
      'fixVersion ',
      'component Checkout',
      'component ',
      'epic Checkout',
      'epic ',
      'priority Checkout',
      'priority ',
      'date 2026-11-08',
      'date 2026-11-15',
      'date 2026-11-22',
    ])
    expect(rows[0]).toEqual({
      by: 'all',
      value: '',
      tickets: '15',
      linked: '11',
      executed: '9',
      passing: '7',
      linkedPercentage: '73.33',
      executedPercentage: '60',
      passingPercentage: '46.67',
      OK: '7',
      NOK: '2',
      NOTRUN: '1',
      UNKNOWN: '1',
      UNCOVERED: '4',
      testCases: '11',
      asOf: '2026-11-22T12:00:00.000Z',
    })
    expect(rows.at(-1)).toMatchObject({
      tickets: '15',
      passingPercentage: '46.67',
      OK: '',
      asOf: '2026-11-22',
    })
  })

  it('holds nothing that a spreadsheet would run', async () => {
    const rows = await rowsOf(reportOf({ value: '=HYPERLINK("https://example.com")' }))
    expect(rows[1]?.value).toBe('\'=HYPERLINK("https://example.com")')
  })
})
