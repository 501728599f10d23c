import type { CoverageSummary } from '../coverage/summary.js'
import { verdicts } from '../coverage/verdict.js'
import type { ProjectReport } from './types.js'

type Row = Readonly<Record<string, string | number>>

const numbers = [
  'tickets',
  'linked',
  'executed',
  'passing',
  'linkedPercentage',
  'executedPercentage',
  'passingPercentage',
] as const

/** The columns, in order: what a line is about, its numbers, and as of when they are. */
const columns = ['by', 'value', ...numbers, ...verdicts, 'testCases', 'asOf']

/**
 * The coverage of a report as one flat table, made to be filtered and pivoted: a line for the whole (`by` is `all`),
 * one for each value of each breakdown, and one for each point of the trend (`by` is `date`; verdicts are not known
 * then). What a spreadsheet would run as a formula begins with an apostrophe.
 */
export async function reportCsv({ coverage, breakdowns, trend, asOf }: ProjectReport): Promise<string> {
  const { stringify } = await import('csv-stringify/sync')
  const moment = asOf.toISOString()
  const line = (by: string, value: string | null, summary: CoverageSummary): Row => ({
    by,
    value: value ?? '',
    ...numbersOf(summary),
    ...summary.verdicts,
    testCases: summary.testCases,
    asOf: moment,
  })
  const rows: readonly Row[] = [
    line('all', null, coverage),
    ...breakdowns.flatMap(({ by, items }) => items.map(({ value, summary }) => line(by, value, summary))),
    ...trend.points.map((point) => ({
      by: 'date',
      value: point.date,
      ...numbersOf(point),
      asOf: point.date,
    })),
  ]
  return stringify([...rows], { header: true, columns, escape_formulas: true })
}

/** A percentage of nothing is no number. */
function numbersOf(summary: Readonly<Record<(typeof numbers)[number], number | null>>): Row {
  return Object.fromEntries(numbers.map((name) => [name, summary[name] ?? '']))
}
