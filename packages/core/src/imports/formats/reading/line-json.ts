import { isObject, type JsonObject } from './fields.js'
import type { Line } from './line-records.js'
import { refuseAt } from './refusal.js'

/** The object that a line of JSON holds; undefined for any other line. */
export function objectOf(line: string): JsonObject | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * The object that a line of a report holds, where lines of other programs may be in between; undefined for
 * those.
 *
 * @throws ValidationError naming file and line when it begins like an object of JSON but is none.
 */
export function eventOf({ text, row, isWhole }: Line, file: string): JsonObject | undefined {
  const line = text.trim()
  const event = objectOf(line)
  if (event === undefined && /^\{\s*"/.test(line)) {
    const problem = isWhole ? 'is malformed JSON' : 'ends in the middle of a line'
    refuseAt({ file, row }, `${problem}; was the run cut off?`)
  }
  return event
}
