import { shortenIdentity } from './formats/identity.js'
import type { TestResult } from './formats/result.js'
import type { ResultFormat } from './formats/result-formats.js'
import { shorten } from './formats/text.js'
import type { ResultRowValues } from './result-rows.js'
import type { TestCaseRowValues } from './test-case-rows.js'

const titleLimit = 200
const suiteNameLimit = 100
/** What is kept of a failure's story. */
const notesLimit = 10_000
const maxInteger = 2_147_483_647

/** What the results of a file become. */
export interface ResultTarget {
  readonly projectId: number
  readonly cycle: { readonly id: number; readonly name: string }
  readonly environment: string | undefined
  readonly version: string | undefined
  readonly format?: ResultFormat | undefined
  readonly createTestCases: boolean
  /** When a result took place that does not say so itself. */
  readonly now: Date
}

/** A result as a run. */
export function toRunValues(
  result: TestResult,
  testCaseId: number,
  cycleItemId: number,
  target: ResultTarget,
): ResultRowValues {
  const { durationSeconds } = result
  return {
    cycleItemId,
    testCaseId,
    // A test that broke has not passed; that it broke rather than failed is kept as a tag.
    status: result.status === 'errored' ? 'failed' : result.status,
    executedAt: result.startedAt ?? target.now,
    durationMs:
      durationSeconds === undefined ? null : Math.min(Math.round(durationSeconds * 1000), maxInteger),
    notes: notesOf(result),
    environment: target.environment ?? propertyOf(result, 'environment'),
    version: target.version ?? propertyOf(result, 'version'),
    evidence: result.attachments,
    stepResults: result.steps,
    tags: result.status === 'errored' ? ['error'] : [],
    attempt: result.attempt,
  }
}

/** A test case for a test that has none. */
export function toTestCase(result: TestResult): TestCaseRowValues {
  const suite = result.className ?? result.suite.at(-1)
  return {
    externalId: result.identity,
    title: shorten(result.name, titleLimit),
    description: null,
    preconditions: null,
    steps: null,
    expectedResults: null,
    priority: null,
    severity: null,
    status: 'ready',
    suite: suite === undefined ? null : shortenIdentity(suite, suiteNameLimit),
    automationStatus: 'automated',
    automatable: true,
    tags: null,
    sourceFile: result.file ?? null,
    createdAt: null,
  }
}

/** The innermost value of a property that the test or its suites have. */
function propertyOf(result: TestResult, name: string): string | null {
  const all = [...result.suiteProperties, ...result.properties]
  const value = all.findLast((property) => property.name.toLowerCase() === name)?.value.trim()
  return value === undefined || value === '' ? null : shorten(value, 50)
}

function notesOf({ type, message, details }: TestResult): string | null {
  const headline = [type, message].filter((part) => part !== undefined && part !== '').join(': ')
  const story = details === undefined || details === message ? '' : details
  const notes = [headline, story].filter((part) => part !== '').join('\n\n')
  return notes === '' ? null : shorten(notes, notesLimit)
}

/** How much memory a result takes, in characters. */
export function weightOf({ details, output, message, properties, steps, attachments }: TestResult): number {
  const texts = [details, output, message].map((text) => text?.length ?? 0)
  const annotations = [
    ...properties.map((property) => property.value.length),
    ...steps.map((step) => step.text.length + (step.expected?.length ?? 0)),
    ...attachments.map((attachment) => attachment.path.length),
  ]
  return [...texts, ...annotations].reduce((sum, length) => sum + length, 0)
}
