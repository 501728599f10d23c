import type {
  CoverageMatrix,
  MatrixGrouping,
  MatrixTicket,
  TestCaseMatrix,
  TestCaseResult,
} from './matrix-types.js'
import type { Verdict } from './verdict.js'

/** A page of a matrix, whatever its rows are. */
export type MatrixTablePage =
  | Pick<CoverageMatrix, 'by' | 'groupBy' | 'environments' | 'items'>
  | Pick<TestCaseMatrix, 'by' | 'groupBy' | 'environments' | 'items'>

/** One field of a table. */
export interface TableCell {
  readonly text: string
  /** Where the field says one. */
  readonly verdict?: Verdict
  /** What is easier to read in one piece: a ticket's key, or a moment in ISO 8601. */
  readonly kind?: 'key' | 'time'
}

/** A row of a matrix: what it is about, and a line of fields for each ticket or test case of it. */
export interface TableItem {
  readonly group: string | null
  readonly about: readonly TableCell[]
  readonly lines: readonly (readonly TableCell[])[]
}

/** What the columns of a matrix are called: those about the row, and those of each line. */
export function columnsOf({ by, environments }: MatrixTablePage): {
  readonly about: readonly string[]
  readonly lines: readonly string[]
} {
  const testCase = [...testCaseColumns, ...environments.map(nameOf)]
  return by === 'ticket'
    ? { about: ticketColumns, lines: testCase }
    : { about: testCase, lines: ticketColumns }
}

/** The rows of a page, as they are written in a table. Made one by one: as fields they are far larger than as text. */
export function* tableItems(page: MatrixTablePage): Generator<TableItem, void, void> {
  const { environments } = page
  if (page.by === 'ticket') {
    for (const item of page.items) {
      const lines = item.testCases.map((testCase) => testCaseCells(testCase, environments))
      yield { group: item.group ?? null, about: ticketCells(item), lines }
    }
  } else {
    for (const item of page.items) {
      const about = testCaseCells(item, environments)
      yield { group: item.group ?? null, about, lines: item.tickets.map(ticketCells) }
    }
  }
}

/** What a grouping is called at the head of a column. */
export const groupingNames: Readonly<Record<MatrixGrouping, string>> = {
  epic: 'epic',
  fixVersion: 'fix version',
  component: 'component',
}

const ticketColumns = ['ticket', 'summary', 'verdict']

function ticketCells({ key, summary, verdict }: MatrixTicket): readonly TableCell[] {
  return [{ text: key, kind: 'key' }, { text: summary }, { text: verdict, verdict }]
}

const testCaseColumns = [
  'test case',
  'test verdict',
  'last result',
  'last run',
  'environment',
  'version',
  'run',
  'defects',
]

function testCaseCells(
  { externalId, title, verdict, lastRun, environments, defects }: TestCaseResult,
  shown: readonly string[],
): readonly TableCell[] {
  return [
    { text: externalId ?? title },
    { text: verdict, verdict },
    { text: lastRun?.status ?? '' },
    { text: lastRun?.executedAt?.toISOString() ?? '', kind: 'time' },
    { text: lastRun?.environment ?? '' },
    { text: lastRun?.version ?? '' },
    { text: lastRun === null ? '' : String(lastRun.id) },
    { text: defects.map((defect) => defect.key).join(', ') },
    ...shown.map((environment) => {
      // Object.hasOwn, because an environment may well be called `constructor`.
      const one = Object.hasOwn(environments, environment) ? environments[environment] : undefined
      return one === undefined ? { text: '' } : { text: one, verdict: one }
    }),
  ]
}

function nameOf(environment: string): string {
  return environment === '' ? '(no environment)' : environment
}
