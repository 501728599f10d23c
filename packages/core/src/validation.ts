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
export const json = z.unknown().refine((value) => {
  const written = JSON.stringify(value) ?? 'null'
  return !written.includes('\\u0000') && written.isWellFormed()
}, 'must not hold NUL or broken characters')

/** A moment, as a `Date` or in ISO 8601. */
export const date = z
  .union([z.date(), z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((value) => new Date(value))

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

/**
 * `input` as the schema makes it.
 *
 * @throws ValidationError with every field that is wrong: what it got and what it wants.
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown, at = ''): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const [first, ...others] = result.error.issues.map((issue) => describe(issue, input, at))
  throw new ValidationError(first === undefined ? 'is not valid' : [first, ...others])
}

function describe(issue: z.core.$ZodIssue, input: unknown, at: string): Issue {
  const path = pathOf([...(at === '' ? [] : [at]), ...issue.path])
  if (issue.code === 'unrecognized_keys') {
    return { path, message: `there is no ${issue.keys.map((key) => JSON.stringify(key)).join(', ')} here` }
  }
  const got = issue.path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
  const message = issue.message.replace(/^Invalid input: /, '').replace(/, received .*$/, '')
  return { path, message: got === undefined ? missing(message) : `${lowerFirst(message)}, got ${show(got)}` }
}

function missing(message: string): string {
  return /^expected/.test(message) ? `is missing (${message})` : lowerFirst(message)
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, key) => {
    if (typeof key === 'number') return `${joined}[${key}]`
    return joined === '' ? String(key) : `${joined}.${String(key)}`
  }, '')
}

/** A value in a few characters; long texts shortened. */
function show(value: unknown): string {
  const written = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value))
  return written.length > 60 ? `${written.slice(0, 57)}…` : written
}
