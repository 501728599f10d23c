import { priorityWeight } from '../coverage/gaps.js'
import { count, percent } from '../formatting.js'
import type { Cell, Table } from './tables.js'
import { groupings, type NamedBreakdown, verdictOrder } from './words.js'

/** Priorities by urgency, everything else by the number of tickets. */
export function inOrder({ by, items }: Pick<NamedBreakdown, 'by' | 'items'>): NamedBreakdown['items'] {
  return by === 'priority'
    ? items.toSorted((a, b) => priorityWeight(b.value) - priorityWeight(a.value))
    : items.toSorted((a, b) => b.summary.tickets - a.summary.tickets)
}

/** A line for each value, the urgent ones or those with most tickets first. */
export function breakdownTable({ by, items, names }: NamedBreakdown, most: number = items.length): Table {
  const { one, none } = groupings[by]
  return {
    caption: `Coverage by ${one.toLowerCase()}`,
    columns: [
      { title: one },
      { title: 'Tickets', kind: 'number' },
      { title: 'Linked', kind: 'number' },
      { title: 'Executed', kind: 'number' },
      { title: 'Passing', kind: 'number' },
      ...verdictOrder.map((verdict) => ({ title: verdict, kind: 'number' as const })),
    ],
    rows: inOrder({ by, items })
      .slice(0, most)
      .map(({ value, summary }) => [
        { text: value ?? none, remark: names?.get(value ?? '') },
        number(summary.tickets),
        share(summary.linkedPercentage),
        share(summary.executedPercentage),
        share(summary.passingPercentage),
        ...verdictOrder.map((verdict) => number(summary.verdicts[verdict])),
      ]),
  }
}

function number(value: number): Cell {
  return { text: count(value), value }
}

function share(value: number | null): Cell {
  return { text: percent(value), value }
}
