import type { CoverageExplanation } from '../../coverage/explanation.js'
import type { CoverageGaps } from '../../coverage/gaps.js'
import type { CoverageSummary } from '../../coverage/summary.js'
import type { TrendPoint } from '../../coverage/trend.js'
import type { CoverageBreakdown, CoverageTicket } from '../../coverage/types.js'
import type { Verdict } from '../../coverage/verdict.js'
import { count, day, percent, plural } from '../../formatting.js'
import type { Terminal } from '../terminal.js'
import { renderTable } from './table.js'

const shownVerdicts: readonly Verdict[] = ['OK', 'NOK', 'NOTRUN', 'UNKNOWN', 'UNCOVERED']
const barWidth = 24

/** A verdict in its colour. */
export function paint({ colors }: Terminal, verdict: Verdict, text: string = verdict): string {
  const paints = {
    OK: colors.green,
    NOK: colors.red,
    NOTRUN: colors.yellow,
    UNKNOWN: colors.magenta,
    UNCOVERED: colors.dim,
  }
  return paints[verdict](text)
}

/** The three numbers, each with a bar, and where the verdicts stand. */
export function renderSummary(terminal: Terminal, name: string, summary: CoverageSummary): string {
  const { colors } = terminal
  const line = (label: string, value: number, percentage: number | null) =>
    `  ${label.padEnd(10)}${count(value).padStart(9)}  ${percent(percentage).padStart(9)}  ${bar(terminal, percentage)}`
  return [
    `${colors.bold(name)}: ${plural(summary.tickets, 'ticket')}${describeScope(summary)}`,
    '',
    `${line('linked', summary.linked, summary.linkedPercentage)}  a test case covers them`,
    `${line('executed', summary.executed, summary.executedPercentage)}  such a test passed or failed`,
    `${line('passing', summary.passing, summary.passingPercentage)}  every such test passed`,
    '',
    `  tickets     ${verdictList(terminal, summary.verdicts)}`,
    `  test cases  ${verdictList(terminal, summary.testCaseVerdicts)}`,
  ].join('\n')
}

function bar({ colors }: Terminal, percentage: number | null): string {
  const full = Math.round(((percentage ?? 0) / 100) * barWidth)
  return colors.green('█'.repeat(full)) + colors.dim('░'.repeat(barWidth - full))
}

function verdictList(terminal: Terminal, verdicts: Readonly<Partial<Record<Verdict, number>>>): string {
  return shownVerdicts
    .flatMap((verdict) => {
      const number = verdicts[verdict]
      return number === undefined ? [] : [`${paint(terminal, verdict)} ${count(number)}`]
    })
    .join('  ')
}

function describeScope({ scope }: CoverageSummary): string {
  const parts = Object.entries(scope).map(([key, value]) => {
    const shown = Array.isArray(value)
      ? value.join(', ')
      : value instanceof Date
        ? value.toISOString()
        : String(value)
    return `${key} ${shown}`
  })
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

export function renderBreakdown(terminal: Terminal, { by, items }: CoverageBreakdown): string {
  const none = by === 'epic' ? '(no epic)' : '(none)'
  return renderTable(
    terminal,
    [
      { title: by, width: 34 },
      { title: 'tickets', align: 'right' },
      { title: 'linked', align: 'right' },
      { title: 'executed', align: 'right' },
      { title: 'passing', align: 'right' },
      { title: 'OK', align: 'right' },
      { title: 'NOK', align: 'right' },
      { title: 'NOTRUN', align: 'right' },
      { title: 'UNCOVERED', align: 'right' },
    ],
    items.map(({ value, summary }) => [
      value ?? none,
      count(summary.tickets),
      percent(summary.linkedPercentage),
      percent(summary.executedPercentage),
      percent(summary.passingPercentage),
      paint(terminal, 'OK', count(summary.verdicts.OK)),
      paint(terminal, summary.verdicts.NOK > 0 ? 'NOK' : 'UNCOVERED', count(summary.verdicts.NOK)),
      count(summary.verdicts.NOTRUN),
      count(summary.verdicts.UNCOVERED),
    ]),
  )
}

export function renderTickets(terminal: Terminal, items: readonly CoverageTicket[]): string {
  if (items.length === 0) return 'No ticket is selected.'
  return renderTable(
    terminal,
    [
      { title: 'ticket' },
      { title: 'verdict' },
      { title: 'tests', align: 'right' },
      { title: 'last run' },
      { title: 'type', width: 14 },
      { title: 'priority', width: 10 },
      { title: 'below' },
      { title: 'summary', width: summaryWidth(terminal) },
    ],
    items.map((ticket) => [
      ticket.key,
      paint(terminal, ticket.verdict),
      count(ticket.testCases),
      day(ticket.lastExecutedAt),
      ticket.issueType ?? '–',
      ticket.priority ?? '–',
      ticket.children === undefined
        ? ''
        : `${ticket.rolledUpVerdict} ${ticket.childrenCovered}/${ticket.children}`,
      ticket.summary,
    ]),
  )
}

export function renderExplanation(terminal: Terminal, explanation: CoverageExplanation): string {
  const { colors } = terminal
  const lines = [
    `${colors.bold(explanation.key)} ${explanation.summary}`,
    '',
    paint(terminal, explanation.verdict, explanation.reason),
  ]
  if (explanation.rollup !== null) {
    const { verdict, children, childrenCovered } = explanation.rollup
    const below = `${plural(children, 'ticket')} below it, ${childrenCovered} covered`
    lines.push(`Together with ${below}: ${paint(terminal, verdict)}.`)
  }
  for (const testCase of explanation.testCases) {
    const label = testCase.externalId ?? testCase.title
    const verdict = testCase.verdict === null ? colors.dim('not counted') : paint(terminal, testCase.verdict)
    lines.push(
      '',
      `  ${verdict}  ${label} ${colors.dim(`(test case ${testCase.id}, linked by ${testCase.linkOrigin} on ${day(testCase.linkedAt)})`)}`,
    )
    if (testCase.notCountedBecause !== null) lines.push(`      does not count: ${testCase.notCountedBecause}`)
    if (testCase.environments.length === 0) lines.push('      no run in scope')
    for (const one of testCase.environments) {
      const where = one.environment ?? '(no environment)'
      const version = one.taken.version === null ? '' : ` ${one.taken.version}`
      const ignored = one.ignored ? ', left out by the policy' : ''
      const over = one.passedOverTotal === 0 ? '' : `, ${plural(one.passedOverTotal, 'run')} passed over`
      lines.push(
        `      ${paint(terminal, one.verdict)} on ${where}: run ${one.taken.id}${version} ${one.taken.status} ${day(one.taken.executedAt)}${over}${ignored}`,
      )
    }
  }
  return lines.join('\n')
}

export function renderGaps(terminal: Terminal, gaps: CoverageGaps): string {
  if (gaps.items.length === 0) return 'Nothing fails and everything is covered.'
  return renderTable(
    terminal,
    [
      { title: 'risk', align: 'right' },
      { title: 'ticket' },
      { title: 'verdict' },
      { title: 'why', width: 70 },
      { title: 'summary', width: summaryWidth(terminal) },
    ],
    gaps.items.map((gap) => [
      String(Math.round(gap.risk)),
      gap.key,
      paint(terminal, gap.verdict),
      gap.reasons.join(', '),
      gap.summary,
    ]),
  )
}

export function renderTrend(terminal: Terminal, points: readonly TrendPoint[]): string {
  return renderTable(
    terminal,
    [
      { title: 'date' },
      { title: 'tickets', align: 'right' },
      { title: 'linked', align: 'right' },
      { title: 'executed', align: 'right' },
      { title: 'passing', align: 'right' },
    ],
    points.map((point) => [
      point.date,
      count(point.tickets),
      percent(point.linkedPercentage),
      percent(point.executedPercentage),
      percent(point.passingPercentage),
    ]),
  )
}

/** What is left of a line for the last and least important column. */
function summaryWidth({ width }: Terminal): number {
  return Math.max(24, Math.min(60, width - 72))
}
