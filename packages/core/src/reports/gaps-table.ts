import { day } from '../formatting.js'
import { ticketUrl } from './jira-links.js'
import type { Table } from './tables.js'
import type { ReportedGap } from './types.js'

/** Tickets with their risk and the sentence that explains their verdict, riskiest first. */
export function gapsTable(caption: string, items: readonly ReportedGap[], browseUrl: string | null): Table {
  return {
    caption,
    columns: [
      { title: 'Ticket' },
      { title: 'Risk', kind: 'number' },
      { title: 'Summary' },
      { title: 'Why' },
      { title: 'Priority' },
      { title: 'Status' },
      { title: 'Last run', kind: 'date' },
    ],
    rows: items.map((gap) => [
      { text: gap.key, url: ticketUrl(browseUrl, gap.key) },
      { text: String(Math.round(gap.risk)), value: gap.risk },
      { text: gap.summary },
      { text: withoutVerdict(gap), remark: gap.reasons.slice(1).join(', ') },
      { text: gap.priority ?? '–', value: gap.priority },
      { text: gap.status },
      { text: day(gap.lastExecutedAt), value: gap.lastExecutedAt?.getTime() ?? null },
    ]),
  }
}

/** The explanation without the verdict that it begins with: all tickets of a table have the same. */
function withoutVerdict({ explanation, verdict }: ReportedGap): string {
  const rest = explanation.startsWith(`${verdict}: `) ? explanation.slice(verdict.length + 2) : explanation
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
