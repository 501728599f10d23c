import type { CoverageChange, CoverageDiff } from '../../coverage/types.js'
import type { Verdict } from '../../coverage/verdict.js'
import { count, plural } from '../../formatting.js'
import type { Terminal } from '../terminal.js'
import { paint } from './coverage.js'
import { renderTable } from './table.js'

/** How many tickets went from which verdict to which, and those of the page with their reasons. */
export function renderDiff(terminal: Terminal, diff: CoverageDiff): string {
  if (diff.total === 0) return 'No ticket has another verdict.'
  const transitions = diff.transitions.map(
    ({ from, to, tickets }) =>
      `  ${count(tickets).padStart(6)}  ${shown(terminal, from)} → ${shown(terminal, to)}`,
  )
  const table = renderTable(
    terminal,
    [
      { title: 'ticket' },
      { title: 'from' },
      { title: 'to' },
      { title: 'why', width: 60 },
      { title: 'summary', width: 40 },
    ],
    diff.changed.map((change) => [
      change.key,
      shown(terminal, change.from),
      shown(terminal, change.to),
      reasonsOf(change),
      change.summary,
    ]),
  )
  return [`${plural(diff.total, 'ticket')} with another verdict:`, ...transitions, '', table].join('\n')
}

function shown(terminal: Terminal, verdict: Verdict | null): string {
  return verdict === null ? '(not there)' : paint(terminal, verdict)
}

const ticketReasons = {
  tombstoned: 'found deleted',
  returned: 'found deleted as of the first',
  entered: 'selected by the second scope only',
  left: 'selected by the first scope only',
  created: 'created in between',
} as const

const shownTestCases = 3

function reasonsOf({ ticket, because }: CoverageChange): string {
  const reasons = because.slice(0, shownTestCases).map(({ title, from, to, why }) => {
    if (why === 'results') return `"${title}" ${from} → ${to}`
    return why === 'linked' ? `"${title}" linked` : `"${title}" not linked yet`
  })
  const more = because.length - shownTestCases
  return [
    ...(ticket === null ? [] : [ticketReasons[ticket]]),
    ...reasons,
    ...(more > 0 ? [`and ${count(more)} more`] : []),
  ].join(', ')
}
