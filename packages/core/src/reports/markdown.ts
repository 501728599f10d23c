import type { CoverageSummary } from '../coverage/summary.js'
import { count, percent, plural } from '../formatting.js'
import { averageOf, orDash, share } from '../maturity/wording.js'
import { breakdownTable } from './breakdown-table.js'
import { verdictDonut } from './charts/verdict-donut.js'
import { cyclesTable } from './cycles-table.js'
import { gapsTable } from './gaps-table.js'
import { escapeMarkdown, tableMarkdown } from './markdown-parts.js'
import { maturityTable } from './maturity-table.js'
import { recommendationsTable } from './recommendations-table.js'
import type { Table } from './tables.js'
import type { ProjectReport, ReportedGap } from './types.js'
import { breakdownOf, describeScope, groupings, minute } from './words.js'

/** What GitHub takes as one comment. */
const longestComment = 65_536
const [shownTickets, shownValues] = [10, 15]

/**
 * A report as GitHub-flavoured Markdown, for a comment on a pull request: the numbers first, the tickets that matter
 * next, the rest in parts that open. Whole parts are left out at the end where it would be too long.
 */
export function reportMarkdown(report: ProjectReport): string {
  const { project, coverage, maturity, gaps, cycles, recommendations, generatedAt, version } = report
  const end = `<sub>ATMosFera ${escapeMarkdown(version)}, ${minute(generatedAt)}</sub>\n`
  const parts = [
    `## ${escapeMarkdown(project.name)}: test coverage and maturity\n`,
    `${scopeOf(report)}\n`,
    numbersOf(report),
    changeOf(report),
    gapsOf('Failing tickets', gaps.failing, report),
    gapsOf('Uncovered tickets', gaps.uncovered, report),
    coverage.tickets === 0 ? '' : folded('Verdicts', verdictDonut(coverage).table),
    ...(['fixVersion', 'component', 'epic', 'priority'] as const).map((by) => {
      const breakdown = breakdownOf(report, by)
      const left = breakdown.items.length - shownValues
      const more = left > 0 ? `${count(left)} ${groupings[by].many} with fewer tickets are left out.` : ''
      if (breakdown.items.every(({ value }) => value === null)) return ''
      return folded(`By ${groupings[by].one.toLowerCase()}`, breakdownTable(breakdown, shownValues), more)
    }),
    cycles.items.length === 0 ? '' : folded('Test cycles', cyclesTable(cycles)),
    folded('Maturity by dimension', maturityTable(maturity)),
    recommendations.items.length === 0
      ? ''
      : folded('Open recommendations', recommendationsTable(recommendations.items)),
  ].filter((part) => part !== '')
  return joined(parts, end)
}

/** As many parts as fit, and the end. */
function joined(parts: readonly string[], end: string): string {
  const note = '_The rest does not fit in here._\n'
  let text = ''
  for (const part of parts) {
    if (text.length + part.length + note.length + end.length + 3 > longestComment) {
      return `${text}\n${note}\n${end}`
    }
    text += text === '' ? part : `\n${part}`
  }
  return `${text}\n${end}`
}

function scopeOf({ scope, cyclesInScope, asOf, data }: ProjectReport): string {
  const { tickets, runs } = describeScope(scope, cyclesInScope)
  const newest = data.newestRunAt === null ? '' : `; newest test run ${minute(data.newestRunAt)}`
  return escapeMarkdown(`As of ${minute(asOf)}, ${tickets}, ${runs}${newest}.`)
}

/** The three numbers, with their change where that was asked for. */
function numbersOf({ coverage, maturity, change }: ProjectReport): string {
  const line = (name: string, number: number, of: (summary: CoverageSummary) => number | null) => {
    const before = change === null ? null : of(change.before)
    const now = of(coverage)
    const points = before === null || now === null ? '' : signed(now - before)
    const cells = [name, count(number), percent(now), ...(change === null ? [] : [points])]
    return `| ${cells.join(' | ')} |`
  }
  const { average, gatedLevel, confidence, belowFoundation } = maturity
  const below = belowFoundation.length === 0 ? '' : `, below Foundation: ${belowFoundation.join(', ')}`
  const since = change === null ? [] : [`Since ${minute(change.since)}`]
  return [
    `| ${['', 'Tickets', `of ${count(coverage.tickets)}`, ...since].join(' | ')} |`,
    `| --- | ---: | ---: |${change === null ? '' : ' ---: |'}`,
    line('**Linked**', coverage.linked, (summary) => summary.linkedPercentage),
    line('**Executed**', coverage.executed, (summary) => summary.executedPercentage),
    line('**Passing**', coverage.passing, (summary) => summary.passingPercentage),
    '',
    escapeMarkdown(
      `Maturity ${averageOf({ average })}, lowest level ${orDash(gatedLevel)}, confidence ${share(confidence)}${below}.`,
    ),
    '',
  ].join('\n')
}

function signed(points: number): string {
  const rounded = Math.round(points * 100) / 100
  return `${rounded > 0 ? '+' : ''}${rounded.toFixed(2)}`
}

function changeOf({ change }: ProjectReport): string {
  if (change === null) return ''
  const steps = change.transitions
    .slice(0, 8)
    .map(
      ({ from, to, tickets }) => `${count(tickets)} ${from ?? '(not in scope)'} → ${to ?? '(not in scope)'}`,
    )
  const detail = steps.length === 0 ? '' : `: ${steps.join(', ')}`
  return `${plural(change.total, 'ticket')} changed verdict since ${minute(change.since)}${detail}.\n`
}

function gapsOf(
  title: string,
  { total, items }: { readonly total: number; readonly items: readonly ReportedGap[] },
  { data }: ProjectReport,
): string {
  if (items.length === 0) return ''
  const table = gapsTable(title, items.slice(0, shownTickets), data.jira?.browseUrl ?? null)
  const left = total - Math.min(shownTickets, items.length)
  const more = left > 0 ? `\n${plural(left, 'ticket')} of less risk left out.\n` : ''
  return `### ${title} (${count(total)})\n\n${tableMarkdown(withoutRemarks(table))}${more}`
}

/** A comment has room for why, not for every reason. */
function withoutRemarks(table: Table): Table {
  return { ...table, rows: table.rows.map((row) => row.map(({ remark: _, ...cell }) => cell)) }
}

/** A part that the reader opens. */
function folded(title: string, table: Table, more = ''): string {
  const note = more === '' ? '' : `\n${more}\n`
  return `<details><summary>${title}</summary>\n\n${tableMarkdown(table)}${note}\n</details>\n`
}
