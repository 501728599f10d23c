import { shortenIdentity } from './formats/identity.js'
import { shorten } from './formats/reading/text.js'
import type { TestResult } from './formats/results/result.js'
import { type ReportEvidence, toEvidence } from './report-evidence.js'
import type { ResultRowValues } from './result-rows.js'
import type { TestCaseRowValues } from './test-case-rows.js'

const titleLimit = 200
const suiteNameLimit = 100
/** What is kept of a failure's story. */
const notesLimit = 10_000
const environmentLimit = 50
const tagLimit = 50
const tagLength = 100
const maxInteger = 2_147_483_647

/** What the results of a file become. */
export interface ResultTarget {
  readonly projectId: number
  readonly cycle: { readonly id: number; readonly name: string }
  readonly environment: string | undefined
  readonly version: string | undefined
  readonly createTestCases: boolean
  readonly linkKeys: boolean
  /** When a result took place that does not say so itself. */
  readonly now: Date
}

/** A result as a run. */
export function toRunValues(
  result: TestResult,
  testCaseId: number,
  target: ResultTarget,
  evidence: ReportEvidence | undefined,
): Omit<ResultRowValues, 'cycleItemId'> {
  const { durationSeconds } = result
  return {
    testCaseId,
    // A test that broke has not passed; that it broke rather than failed is kept as a tag.
    status: result.status === 'errored' ? 'failed' : result.status,
    executedAt: result.startedAt ?? target.now,
    durationMs:
      durationSeconds === undefined ? null : Math.min(Math.round(durationSeconds * 1000), maxInteger),
    notes: notesOf(result),
    environment: environmentOf(result, target),
    version: target.version ?? propertyOf(result, 'version'),
    evidence: result.attachments.map((attachment) => toEvidence(attachment, evidence)),
    stepResults: result.steps,
    tags: tagsOf(result),
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

/**
 * Where it ran. A report of several places tells them apart: what the import says is then only the beginning, for one
 * place's result must not hide another's.
 */
function environmentOf(result: TestResult, { environment }: ResultTarget): string | null {
  if (result.environment === undefined) return environment ?? propertyOf(result, 'environment')
  const place = environment === undefined ? result.environment : `${environment} / ${result.environment}`
  return shorten(place, environmentLimit)
}

function tagsOf({ status, tags }: TestResult): readonly string[] {
  const kept = tags.slice(0, tagLimit).map((tag) => shorten(tag, tagLength))
  return status === 'errored' ? ['error', ...kept] : kept
}

/** The innermost value of a property that the test or its suites have. */
function propertyOf(result: TestResult, name: string): string | null {
  const all = [...result.suiteProperties, ...result.properties]
  const value = all.findLast((property) => property.name.toLowerCase() === name)?.value.trim()
  return value === undefined || value === '' ? null : shorten(value, environmentLimit)
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
