import type { MaturityReport } from '../../maturity/report.js'
import {
  averageOf,
  derivedLevel,
  describeDisagreement,
  describeStep,
  orDash,
  remarksOn,
  share,
} from '../../maturity/wording.js'
import type { Terminal } from '../terminal.js'
import { renderTable } from './table.js'

const shownSteps = 5

/** Levels of each dimension, the scores over them, and the cheapest steps ahead. */
export function renderMaturity(terminal: Terminal, name: string, report: MaturityReport): string {
  const { colors } = terminal
  const score = [
    `average ${averageOf(report)}`,
    `gated level ${orDash(report.gatedLevel)}`,
    `confidence ${share(report.confidence)}`,
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
    for (const disagreement of report.disagreements) lines.push(`  ${describeDisagreement(disagreement)}`)
  }
  if (report.roadmap.length > 0) lines.push('', colors.bold('Next steps, widest gap first'))
  for (const entry of report.roadmap) {
    lines.push(`  ${entry.dimension}: to level ${entry.to} of ${entry.target}`)
    for (const step of entry.steps.slice(0, shownSteps)) {
      lines.push(`    ${colors.dim(step.criterion.id.padEnd(7))} ${describeStep(step)}`)
    }
    if (entry.steps.length > shownSteps) lines.push(`    and ${entry.steps.length - shownSteps} more`)
    if (entry.steps.length === 0) lines.push('    The criteria hold: assess it again.')
  }
  return lines.join('\n')
}

function renderDimensions(terminal: Terminal, { dimensions }: MaturityReport): string {
  const { colors } = terminal
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
      orDash(dimension.assessed),
      derivedLevel(dimension),
      orDash(dimension.target),
      orDash(dimension.gap),
      colors.yellow(remarksOn(dimension).join(', ')),
    ]),
  )
}

function levelBar({ colors }: Terminal, level: number | null): string {
  if (level === null) return colors.dim('–')
  return `${colors.cyan('●'.repeat(level))}${colors.dim('○'.repeat(5 - level))} ${level}`
}
