import { count, percent } from '../../formatting.js'
import type { CycleExecution, CycleExecutions } from '../../test-cycles/types.js'
import { cyclesTable } from '../cycles-table.js'
import type { Chart } from './chart.js'
import { color, type Fill, verdictFills } from './palette.js'
import { drawBars } from './stacked-bars.js'
import { label } from './texts.js'

/** Each status as the verdict that it comes to; the two that are none have a colour of their own. */
const fills: Readonly<Record<string, Fill>> = {
  passed: verdictFills.OK,
  failed: verdictFills.NOK,
  blocked: verdictFills.UNKNOWN,
  skipped: verdictFills.NOTRUN,
  'in-progress': { color: color('series-1'), text: color('page'), border: color('page') },
  'not-run': verdictFills.UNCOVERED,
}
const otherFill: Fill = { color: color('muted'), text: color('page'), border: color('page') }

/** How far each cycle is: its test cases by the status of their newest run there. */
export function cycleBars(cycles: CycleExecutions): Chart {
  const sentences = cycles.items.map(({ name, total, statuses, passRate }) => {
    const counts = statuses.map((one) => `${count(one.count)} ${one.status}`).join(', ')
    return `${name}: of ${count(total)} test cases ${counts}; ${percent(passRate)} passed`
  })
  const shown = statusesOf(cycles.items)
  return {
    title: 'Execution of test cycles',
    text: `The newest cycles first. ${sentences.join('. ')}.`,
    table: cyclesTable(cycles),
    ...drawBars({
      parts: shown.map((status) => ({ name: label(status, 20), fill: fillOf(status) })),
      bars: cycles.items.map(({ name, total, statuses }) => ({
        name,
        total,
        counts: shown.map((wanted) => statuses.find(({ status }) => status === wanted)?.count ?? 0),
      })),
    }),
  }
}

/** Object.hasOwn, because a team may call a status `constructor`. */
function fillOf(status: string): Fill {
  return (Object.hasOwn(fills, status) ? fills[status] : undefined) ?? otherFill
}

/** Every status that there is, those with a meaning first. */
function statusesOf(cycles: readonly CycleExecution[]): readonly string[] {
  const known = Object.keys(fills)
  const used = new Set(cycles.flatMap(({ statuses }) => statuses.map(({ status }) => status)))
  const own = [...used].filter((status) => !known.includes(status)).sort()
  return [...known.filter((status) => used.has(status)), ...own]
}
