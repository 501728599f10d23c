import { count, percent, plural } from '../../formatting.js'
import { breakdownTable, inOrder } from '../breakdown-table.js'
import { groupings, type NamedBreakdown, verdictOrder } from '../words.js'
import type { Chart } from './chart.js'
import { verdictFills } from './palette.js'
import { drawBars } from './stacked-bars.js'

/** How many bars a chart has at most: the values with most tickets. */
export const shownBars = 12

/** How the verdicts are shared out within each value of a breakdown. */
export function verdictBars({ by, items, names }: NamedBreakdown): Chart {
  const { one, many, none } = groupings[by]
  const largest = inOrder({ by, items }).slice(0, shownBars)
  const which =
    items.length > largest.length
      ? `The ${largest.length} of ${count(items.length)} ${many} with most tickets`
      : `${count(items.length)} ${items.length === 1 ? one.toLowerCase() : many}`
  const nameOf = (value: string | null): string =>
    value === null ? none : [value, names?.get(value)].filter((part) => part !== undefined).join(' ')
  const sentences = largest.map(
    ({ value, summary }) =>
      `${nameOf(value)}: ${percent(summary.passingPercentage)} of ${plural(summary.tickets, 'ticket')} passing`,
  )
  const shown = verdictOrder.filter((verdict) => largest.some(({ summary }) => summary.verdicts[verdict] > 0))
  return {
    title: `Verdicts by ${one.toLowerCase()}`,
    text: `${which}. ${sentences.join('; ')}.`,
    table: breakdownTable({ by, items, names }),
    ...drawBars({
      parts: shown.map((verdict) => ({ name: verdict, fill: verdictFills[verdict] })),
      bars: largest.map(({ value, summary }) => ({
        name: nameOf(value),
        total: summary.tickets,
        counts: shown.map((verdict) => summary.verdicts[verdict]),
      })),
    }),
  }
}
