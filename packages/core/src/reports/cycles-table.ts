import { count, day, percent } from '../formatting.js'
import type { CycleExecutions } from '../test-cycles/types.js'
import type { Table } from './tables.js'

/** Cycles with their dates and their test cases by status, the newest first. */
export function cyclesTable({ items }: Pick<CycleExecutions, 'items'>): Table {
  return {
    caption: 'Execution of test cycles',
    columns: [
      { title: 'Cycle' },
      { title: 'State' },
      { title: 'Start', kind: 'date' },
      { title: 'End', kind: 'date' },
      { title: 'Newest run', kind: 'date' },
      { title: 'Test cases', kind: 'number' },
      { title: 'Passed', kind: 'number' },
      { title: 'By status' },
    ],
    rows: items.map((cycle) => [
      { text: cycle.name },
      { text: cycle.status },
      { text: day(cycle.startDate), value: cycle.startDate?.getTime() ?? null },
      { text: day(cycle.endDate), value: cycle.endDate?.getTime() ?? null },
      { text: day(cycle.lastExecutedAt), value: cycle.lastExecutedAt?.getTime() ?? null },
      { text: count(cycle.total), value: cycle.total },
      { text: percent(cycle.passRate), value: cycle.passRate },
      { text: cycle.statuses.map(({ status, count: number }) => `${count(number)} ${status}`).join(', ') },
    ]),
  }
}
