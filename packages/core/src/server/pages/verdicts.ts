import type { CoverageSummary } from '../../coverage/summary.js'
import { statusVerdict } from '../../coverage/verdict.js'
import { count, percent } from '../../formatting.js'
import { verdictOrder } from '../../reports/words.js'
import { type Content, html } from './markup.js'

/** A run's status, with the look of what it usually means. */
export function statusBadge(status: string): Content {
  return html`<span class="verdict ${lookOf(status)}">${status}</span>`
}

/** What a status looks like: that of the verdict that it leads to, and hollow where nobody has tested. */
export function lookOf(status: string): string {
  return status === 'not-run' ? 'uncovered' : statusVerdict(status).toLowerCase()
}

/** Parts of a whole as a line, with the same said in words. */
export function bar(
  parts: readonly { readonly look: string; readonly label: string; readonly value: number }[],
): Content {
  const total = parts.reduce((sum, { value }) => sum + value, 0)
  if (total === 0) return html`<span class="muted">–</span>`
  const shown = parts.filter(({ value }) => value > 0)
  const words = shown.map(({ label, value }) => `${label} ${count(value)}`).join(', ')
  let left = 0
  const rects = shown.map(({ look, value }) => {
    const width = (value / total) * 100
    const rect = html`<rect class="${look}" x="${left.toFixed(3)}" width="${width.toFixed(3)}" height="8"/>`
    left += width
    return rect
  })
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${words}">${rects}</svg>`
}

/** Tickets by verdict, as a line. */
export function verdictBar({ verdicts }: Pick<CoverageSummary, 'verdicts'>): Content {
  return bar(
    verdictOrder.map((verdict) => ({
      look: verdict.toLowerCase(),
      label: verdict,
      value: verdicts[verdict],
    })),
  )
}

/** Three numbers, never one. */
export function keyFigures(summary: CoverageSummary): Content {
  const figure = (title: string, value: string, remark: string) =>
    html`<div class="${title.toLowerCase()}"><dt>${title}</dt><dd><strong>${value}</strong> <span class="muted">${remark}</span></dd></div>`
  const of = (part: number): string => `${count(part)} of ${count(summary.tickets)}`
  return html`<dl class="figures">
    ${figure('Linked', percent(summary.linkedPercentage), of(summary.linked))}
    ${figure('Executed', percent(summary.executedPercentage), of(summary.executed))}
    ${figure('Passing', percent(summary.passingPercentage), of(summary.passing))}
    ${figure('Failing', count(summary.verdicts.NOK), summary.verdicts.NOK === 1 ? 'ticket' : 'tickets')}
    ${figure('Test cases', count(summary.testCases), 'that count')}
  </dl>`
}
