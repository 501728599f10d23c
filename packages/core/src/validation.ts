import { z } from 'zod'
import { type Issue, ValidationError } from './errors.js'
import type { TestData } from './schema/test-management.js'

/** The largest value of PostgreSQL's `integer`, which every id of the specification is. */
const maxId = 2_147_483_647

/** An id of ours. */
export const id = z.int().positive().max(maxId)

/** Text that PostgreSQL can hold: no NUL characters, no halves of surrogate pairs. */
export const text = z
  .string()
  .refine((value) => !value.includes('\0') && value.isWellFormed(), 'must not hold NUL or broken characters')

/** Text of at least one visible character and at most `max` characters. */
export function name(max: number): z.ZodType<string, string> {
  return text.trim().min(1).max(max)
}

/** Text of at most `max` characters. */
export function shortText(max: number): z.ZodType<string, string> {
  return text.max(max)
}

/** Any JSON, as long as PostgreSQL can hold it. */
export const json = z.unknown().refine(isStorable, 'must be JSON without NUL or broken characters')

function isStorable(value: unknown): boolean {
  try {
    const written = JSON.stringify(value)
    return written === undefined ? value === undefined : !unstorableEscape.test(written)
  } catch {
    // It refers to itself, or holds a bigint.
    return false
  }
}

/** JSON writes these characters, and they alone, as escapes; one behind an odd backslash is only text. */
const unstorableEscape = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][\da-f]{2})/

/** A moment, as a `Date` or in ISO 8601, as it was given: a day without a time may mean its end. */
export const moment = z.union([z.date(), z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'expected a Date, or ISO 8601 such as "2026-03-01" or "2026-03-01T12:00:00Z"',
})

/** A moment as a `Date`. */
export const date = moment.transform((value) => new Date(value))

/** Named values with descriptions, as chapter 4.3 of the specification describes them. */
export function testData(): z.ZodType<TestData, TestData> {
  return z.record(name(100), z.strictObject({ value: text, description: text.optional() })).readonly()
}

/** A list of short texts without repetitions. */
export function labels(max: number): z.ZodType<string[], readonly string[]> {
  return z
    .array(text.max(max))
    .readonly()
    .transform((values) => [...new Set(values)])
}

/** Names of values that no message ever repeats. */
const secretNames: readonly string[] = ['password', 'currentPassword', 'encryptionKey', 'testData']

/**
 * `input` as the schema makes it.
 *
 * @param at what the input is called, where it is a part of something
 * @param secrets names of further values that no message may repeat
 * @throws ValidationError with every field that is wrong: what it got and what it wants.
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  at = '',
  secrets: readonly string[] = [],
): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const hidden = [...secretNames, ...secrets]
  const [first, ...others] = result.error.issues.map((issue) => describe(issue, input, at, hidden))
  throw new ValidationError(first === undefined ? 'is not valid' : [first, ...others])
}

function describe(issue: z.core.$ZodIssue, input: unknown, at: string, hidden: readonly string[]): Issue {
  const { path, message } = mostTelling(issue)
  const place = pathOf([...(at === '' ? [] : [at]), ...path])
  const got = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
  if (issue.code === 'unrecognized_keys' || issue.code === 'invalid_key') return { path: place, message }
  if (got === undefined) return { path: place, message: missing(message) }
  const isHidden = [at, ...path].some((key) => hidden.includes(String(key)))
  return { path: place, message: isHidden ? message : `${message}, got ${show(got, hidden)}` }
}

/** Of an input that no alternative fits, the complaint of the one that it came closest to. */
function mostTelling(issue: z.core.$ZodIssue): {
  readonly path: readonly PropertyKey[]
  readonly message: string
} {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => JSON.stringify(key)).join(', ')
    return { path: issue.path, message: `there is no ${names} here` }
  }
  if (issue.code === 'invalid_key') {
    const reason = plain(issue.issues[0]?.message ?? issue.message)
    const message = `the name ${JSON.stringify(issue.path.at(-1))} is not acceptable: ${reason}`
    return { path: issue.path.slice(0, -1), message }
  }
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input') {
    const complaints = issue.errors.flatMap(([first]) => (first === undefined ? [] : [mostTelling(first)]))
    const [closest] = complaints.sort((a, b) => b.path.length - a.path.length)
    if (closest !== undefined) return { path: [...issue.path, ...closest.path], message: closest.message }
  }
  return { path: issue.path, message: plain(issue.message) }
}

/** zod's words as the rest of a sentence. */
function plain(message: string): string {
  const words = message.replace(/^Invalid input: /, '').replace(/, received .*$/, '')
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function missing(message: string): string {
  return /^expected/.test(message) ? `is missing (${message})` : message
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, key) => {
    if (typeof key === 'number') return `${joined}[${key}]`
    return joined === '' ? String(key) : `${joined}.${String(key)}`
  }, '')
}

/** A value in a few characters, on one line, without its secrets. */
function show(value: unknown, hidden: readonly string[]): string {
  const written = write(value, hidden)
  return written.length > 60 ? `${written.slice(0, 57)}…` : written
}

function write(value: unknown, hidden: readonly string[]): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return 'a function'
  if (value instanceof Date && Number.isNaN(value.getTime())) return 'an invalid date'
  if (typeof value === 'number' || typeof value === 'symbol') return String(value)
  try {
    return JSON.stringify(value, (key, part: unknown) => (hidden.includes(key) ? '…' : part)) ?? 'an object'
  } catch {
    return 'an object'
  }
}
