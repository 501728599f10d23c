import { capText, withUnixLineEnds } from '../reading/text.js'
import type { ResultStatus } from './result.js'

/**
 * Seconds out of a `time` attribute. `1,234.5` has a thousands separator, `0,25` and `12,5` a decimal comma.
 * Undefined for what is no number, is negative or endless.
 */
export function parseSeconds(time: string | undefined): number | undefined {
  if (time === undefined || time.trim() === '') return undefined
  const seconds = Number(time.includes(',') ? withDecimalPoint(time.trim()) : time)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}

function withDecimalPoint(time: string): string {
  const thousands = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/.test(time)
  return thousands ? time.replaceAll(',', '') : time.replace(',', '.')
}

/** A line number, from 1. */
export function parseLine(line: string | undefined): number | undefined {
  return line !== undefined && /^[1-9]\d{0,8}$/.test(line) ? Number(line) : undefined
}

/** An attribute's text; undefined where it is missing or blank. */
export function attributeText(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const text = withUnixLineEnds(value).trim()
  return text === '' ? undefined : capText(text)
}

/**
 * What a `status` or `result` attribute says where no child element says more. Words that are not here mean
 * that the test passed, `disabled` among them: the tool that writes it counts such tests among those it ran.
 */
const statusWords: Readonly<Record<string, ResultStatus | undefined>> = {
  failed: 'failed',
  failure: 'failed',
  fail: 'failed',
  errored: 'errored',
  error: 'errored',
  skipped: 'skipped',
  ignored: 'skipped',
  pending: 'skipped',
  notrun: 'skipped',
  suppressed: 'skipped',
}

/** The status of a test case without `<failure>`, `<error>` or `<skipped>`. */
export function statusOfAttributes(status: string | undefined, result: string | undefined): ResultStatus {
  if (status === undefined && result === undefined) return 'passed'
  return wordToStatus(status) ?? wordToStatus(result) ?? 'passed'
}

/** The status that a word such as `failure` or `passed` stands for. */
export function wordToStatus(word: string | undefined): ResultStatus | undefined {
  const lower = word?.toLowerCase() ?? ''
  if (lower === 'passed') return 'passed'
  return Object.hasOwn(statusWords, lower) ? statusWords[lower] : undefined
}
