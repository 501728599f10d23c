import type { RecordField } from '../database/project-kinds.js'
import { json, text } from '../validation.js'
import { describe } from './formats/reading/fields.js'

/** What is wrong with a value of a record, as the rest of a sentence; undefined where nothing is. */
export function problemWith(value: unknown, field: RecordField): string | undefined {
  switch (field.holds) {
    case 'record':
      return isNumberOfRecord(value)
        ? undefined
        : `is ${describe(value)}; it has to be the number of a record`
    case 'person':
    case 'builtInDimension':
      return problemWithText(value, Number.POSITIVE_INFINITY)
    default:
      return problemWithValue(value, field.type)
  }
}

/** Whether a value counts records: a whole number from 1. */
function isNumberOfRecord(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}

function problemWithValue(value: unknown, type: string): string | undefined {
  if (type === 'text') return problemWithText(value, Number.POSITIVE_INFINITY)
  if (type === 'integer') {
    const fits = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647
    return fits ? undefined : `is ${describe(value)}; it has to be a whole number of at most ten digits`
  }
  if (type === 'boolean')
    return typeof value === 'boolean' ? undefined : `is ${describe(value)}; it has to be true or false`
  if (type === 'timestamp')
    return isMoment(value) ? undefined : 'has to be a time such as 2026-03-01T12:00:00'
  if (type === 'jsonb')
    return json.safeParse(value).success ? undefined : 'has NUL or broken characters in it'
  if (type.startsWith('numeric'))
    return typeof value === 'number' && Number.isFinite(value)
      ? undefined
      : `is ${describe(value)}; it has to be a number`
  const [, length] = /^varchar\((\d+)\)$/.exec(type) ?? []
  return problemWithText(value, Number(length ?? Number.POSITIVE_INFINITY))
}

function problemWithText(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'string') return `is ${describe(value)}; it has to be text`
  if (!text.safeParse(value).success) return 'has NUL or broken characters in it'
  const length = value.length > limit ? [...value].length : value.length
  return length > limit ? `has ${length} characters; at most ${limit} are stored` : undefined
}

/** A time without a zone is UTC, and so is one that says so. Microseconds are kept. */
function isMoment(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z?$/.test(value) &&
    !Number.isNaN(Date.parse(value.endsWith('Z') ? value : `${value}Z`))
  )
}
