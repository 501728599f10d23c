import type { CoverageMatrix, TestCaseMatrix, TestCaseResult } from '../../coverage/matrix-types.js'
import { day } from '../../formatting.js'
import type { Terminal } from '../terminal.js'
import { paint } from './coverage.js'
import { type Column, renderTable } from './table.js'

/** A page of a matrix: what a row is about stands on its first line alone. */
export function renderMatrix(terminal: Terminal, matrix: CoverageMatrix | TestCaseMatrix): string {
  const { groupBy, environments } = matrix
  const group: readonly Column[] = groupBy === null ? [] : [{ title: groupBy, width: 24 }]
  const testCase: readonly Column[] = [
    { title: 'test case', width: 60 },
    ...environments.map((environment) => ({ title: environment === '' ? '(no environment)' : environment })),
    { title: 'last run' },
    { title: 'defects', width: 24 },
  ]
  const ticket: readonly Column[] = [{ title: 'ticket' }, { title: 'verdict' }]
  const testCaseCells = (result: TestCaseResult): readonly string[] => [
    result.externalId ?? result.title,
    ...environments.map((environment) => {
      // Object.hasOwn, because an environment may well be called `constructor`.
      const one = Object.hasOwn(result.environments, environment)
        ? result.environments[environment]
        : undefined
      return one === undefined ? '' : paint(terminal, one)
    }),
    day(result.lastExecutedAt),
    result.defects.map((defect) => defect.key).join(', '),
  ]
  const groupCell = (value: string | null | undefined): readonly string[] =>
    groupBy === null ? [] : [value ?? '(none)']
  if (matrix.by === 'ticket') {
    const rows = matrix.items.flatMap(({ group, key, verdict, testCases }) =>
      beside(
        [...groupCell(group), key, paint(terminal, verdict)],
        testCases.map(testCaseCells),
        testCase.length,
      ),
    )
    return renderTable(terminal, [...group, ...ticket, ...testCase], rows)
  }
  const rows = matrix.items.flatMap(({ group, tickets, ...result }) =>
    beside(
      [...groupCell(group), ...testCaseCells(result)],
      tickets.map(({ key, verdict }) => [key, paint(terminal, verdict)]),
      ticket.length,
    ),
  )
  return renderTable(terminal, [...group, ...testCase, ...ticket], rows)
}

/** Lines with what they are about beside the first; one empty line where there are none. */
function beside(
  about: readonly string[],
  lines: readonly (readonly string[])[],
  width: number,
): readonly (readonly string[])[] {
  const none = Array.from({ length: width }, () => '')
  const blank = about.map(() => '')
  return (lines.length === 0 ? [none] : lines).map((line, index) => [
    ...(index === 0 ? about : blank),
    ...line,
  ])
}
