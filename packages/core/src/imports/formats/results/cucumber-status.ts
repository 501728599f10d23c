import type { ResultStatus } from './result.js'

/** Cucumber's statuses, by its own severity: the status of a scenario is the worst of its steps. */
const severity = ['unknown', 'passed', 'skipped', 'pending', 'undefined', 'ambiguous', 'failed'] as const

/** A status of Cucumber in lower case. */
export type CucumberStatus = (typeof severity)[number]

/** The status that a report means by a word, whatever its case; undefined for others. */
export function toCucumberStatus(word: unknown): CucumberStatus | undefined {
  const lower = typeof word === 'string' ? word.toLowerCase() : ''
  return severity.find((status) => status === lower)
}

/** The status that counts most; `unknown` where there is none. */
export function worstStatus(statuses: Iterable<CucumberStatus>): CucumberStatus {
  let worst = 0
  for (const status of statuses) worst = Math.max(worst, severity.indexOf(status))
  return severity[worst] ?? 'unknown'
}

/**
 * What a status of Cucumber's means here. Steps that are undefined, ambiguous or pending fail the run, and
 * Cucumber's own JUnit reports have them as failures. A scenario without steps passes.
 */
export function toResultStatus(status: CucumberStatus): ResultStatus {
  if (status === 'skipped') return 'skipped'
  return status === 'passed' || status === 'unknown' ? 'passed' : 'failed'
}
