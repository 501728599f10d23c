import type { Disagreement } from '../../maturity/disagreements.js'
import { describeMetric } from '../../maturity/metrics.js'
import type { DimensionReport, MaturityReport } from '../../maturity/report.js'
import type { RoadmapStep } from '../../maturity/roadmap.js'
import type { Terminal } from '../terminal.js'
import { renderTable } from './table.js'

const shownSteps = 5

/** Levels of each dimension, the scores over them, and the cheapest steps ahead. */
export function renderMaturity(terminal: Terminal, name: string, report: MaturityReport): string {
  const { colors } = terminal
  const score = [
    `average ${report.average?.toFixed(2) ?? '–'}`,
    `gated level ${report.gatedLevel ?? '–'}`,
    `confidence ${Math.round(report.confidence * 100)} %`,
  ].join(', ')
  const lines = [
    `${colors.bold(name)}: ${score} (${report.model.name} version ${report.model.version}, as of ${report.asOf.toISOString().slice(0, 10)})`,
    '',
    renderDimensions(terminal, report),
  ]
  if (report.belowFoundation.length > 0) {
    lines.push('', `Below Foundation, the lowest level: ${report.belowFoundation.join(', ')}.`)
  }
  if (report.disagreements.length > 0) {
    lines.push('', colors.bold('Where people and facts differ'))
    for (const disagreement of report.disagreements) lines.push(`  ${describe(disagreement)}`)
  }
  if (report.roadmap.length > 0) lines.push('', colors.bold('Next steps, widest gap first'))
  for (const entry of report.roadmap) {
    lines.push(`  ${entry.dimension}: to level ${entry.to} of ${entry.target}`)
    for (const step of entry.steps.slice(0, shownSteps)) {
      lines.push(
        `    ${colors.dim(step.criterion.id.padEnd(7))} ${step.criterion.text}${measuredSoFar(step)}`,
      )
    }
    if (entry.steps.length > shownSteps) lines.push(`    and ${entry.steps.length - shownSteps} more`)
    if (entry.steps.length === 0) lines.push('    The criteria hold: assess it again.')
  }
  return lines.join('\n')
}

function renderDimensions(terminal: Terminal, { dimensions }: MaturityReport): string {
  return renderTable(
    terminal,
    [
      { title: 'dimension' },
      { title: 'level', align: 'right' },
      { title: 'assessed', align: 'right' },
      { title: 'derived', align: 'right' },
      { title: 'target', align: 'right' },
      { title: 'gap', align: 'right' },
      { title: '' },
    ],
    dimensions.map((dimension) => [
      dimension.name,
      levelBar(terminal, dimension.level),
      number(dimension.assessed),
      dimension.belowFoundation ? '<1' : number(dimension.derived),
      number(dimension.target),
      number(dimension.gap),
      remarkOn(terminal, dimension),
    ]),
  )
}

/** What to keep in mind about a level. */
function remarkOn({ colors }: Terminal, { basis, stale, derivation }: DimensionReport): string {
  const remarks = [
    ...(basis === 'derived'
      ? [`derived from ${Math.round(derivation.conclusiveShare * 100)} % of its criteria`]
      : []),
    ...(stale ? ['evidence is old'] : []),
  ]
  return colors.yellow(remarks.join(', '))
}

function levelBar({ colors }: Terminal, level: number | null): string {
  if (level === null) return colors.dim('–')
  return `${colors.cyan('●'.repeat(level))}${colors.dim('○'.repeat(5 - level))} ${level}`
}

function number(value: number | null): string {
  return value === null ? '–' : String(value)
}

function describe({ dimension, assessed, derived, because, deciding }: Disagreement): string {
  const reason = {
    met: 'above what was assessed, these hold',
    unmet: 'these do not hold',
    silence: 'nobody has measured or answered these',
  }[because]
  const ids = deciding.map((criterion) => criterion.id).join(', ')
  return `${dimension}: assessed ${assessed}, derived ${derived ?? 'below 1'}; ${reason}: ${ids}`
}

/** How far a measured criterion is. */
function measuredSoFar({ criterion }: RoadmapStep): string {
  if (criterion.kind !== 'measured') return criterion.status === 'partly' ? ' (partly there)' : ''
  if (criterion.value === null) return ' (not measurable yet)'
  const isRatio = describeMetric(criterion.metric).unit === 'ratio'
  return isRatio
    ? ` (now ${Math.round(criterion.value * 100)} %)`
    : ` (now ${Math.round(criterion.value * 100) / 100})`
}
