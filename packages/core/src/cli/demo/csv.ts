/** The sample project's test cases as a CSV file, the way a test management tool exports them. */

import { dayOf, daysBefore } from './dates.js'
import { daysSinceWritten } from './results.js'
import type { CaseKind, SampleCase } from './test-cases.js'

const columns = 'external_id,title,suite,file,automation_status,status,priority,jira_keys,created'

const statusOf: Readonly<Record<CaseKind, string>> = {
  auto: 'ready',
  manual: 'ready',
  draft: 'draft',
  retired: 'deprecated',
}

/** `test-cases.csv`: one row per test case; several keys of tickets are separated by blanks. */
export function testCasesCsv(cases: readonly SampleCase[], now: Date): string {
  const rows = cases.map((testCase) => {
    const { id, title, suite, kind, priority, keys } = testCase
    const automated = kind === 'auto' || kind === 'retired'
    const written = dayOf(daysBefore(now, daysSinceWritten(testCase)))
    const file = automated ? specFile(suite) : ''
    const automation = automated ? 'automated' : 'manual'
    return [id, title, suite, file, automation, statusOf[kind], priority, keys, written].map(quoted).join(',')
  })
  return `${[columns, ...rows].join('\n')}\n`
}

/** The file that holds the automated tests of a suite: `gift-cards.spec.ts`. */
export function specFile(suite: string): string {
  return `${suite.toLowerCase().replaceAll(' ', '-')}.spec.ts`
}

/** A field as RFC 4180 wants it. */
function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
