/** A maturity report in words, the same on the terminal and in reports. */

import type { MeasuredResult } from './criteria.js'
import type { Disagreement } from './disagreements.js'
import { describeMetric } from './metrics.js'
import type { DimensionReport, MaturityReport } from './report.js'
import type { RoadmapStep } from './roadmap.js'

/** The average to two decimals, or a dash where there is none. */
export function averageOf({ average }: Pick<MaturityReport, 'average'>): string {
  return average?.toFixed(2) ?? '–'
}

/** A level or a gap, or a dash where there is none. */
export function orDash(value: number | null): string {
  return value === null ? '–' : String(value)
}

/** A number from 0 to 1 as whole percent. */
export function share(value: number): string {
  return `${Math.round(value * 100)} %`
}

/** The derived level of a dimension; the scale has no 0. */
export function derivedLevel({
  derived,
  belowFoundation,
}: Pick<DimensionReport, 'derived' | 'belowFoundation'>): string {
  return belowFoundation ? '<1' : orDash(derived)
}

/** What to keep in mind about a level. */
export function remarksOn({
  basis,
  stale,
  derivation,
}: Pick<DimensionReport, 'basis' | 'stale' | 'derivation'>): readonly string[] {
  return [
    ...(basis === 'derived' ? [`derived from ${share(derivation.conclusiveShare)} of its criteria`] : []),
    ...(stale ? ['evidence is old'] : []),
  ]
}

/** Where people and facts differ about a dimension, and by which criteria. */
export function describeDisagreement({
  dimension,
  assessed,
  derived,
  because,
  deciding,
}: Disagreement): string {
  const reason = {
    met: 'above what was assessed, these hold',
    unmet: 'these do not hold',
    silence: 'nobody has measured or answered these',
  }[because]
  const ids = deciding.map((criterion) => criterion.id).join(', ')
  return `${dimension}: assessed ${assessed}, derived ${derived ?? 'below 1'}; ${reason}: ${ids}`
}

/** A criterion to meet, and how far it is. */
export function describeStep({ criterion }: RoadmapStep): string {
  if (criterion.kind !== 'measured') {
    return criterion.status === 'partly' ? `${criterion.text} (partly there)` : criterion.text
  }
  if (criterion.value === null) return `${criterion.text} (not measurable yet)`
  const isRatio = describeMetric(criterion.metric).unit === 'ratio'
  const now = isRatio ? share(criterion.value) : String(Math.round(criterion.value * 100) / 100)
  return `${criterion.text} (now ${now})`
}

const operatorWords = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
  '==': 'exactly',
} as const

/** What a measured criterion wants, and what was measured. */
export function measuredWords(
  criterion: Pick<MeasuredResult, 'metric' | 'value' | 'op' | 'threshold'>,
): string {
  const { title, unit } = describeMetric(criterion.metric)
  const number = (value: number): string =>
    unit === 'ratio' ? share(value) : String(Math.round(value * 100) / 100)
  const now = criterion.value === null ? 'not measurable yet' : `now ${number(criterion.value)}`
  return `${title}: ${now}, wanted ${operatorWords[criterion.op]} ${number(criterion.threshold)}`
}
