import { dateExamples, parseDate } from './dates.js'
import { FieldError } from './rows.js'
import { cleanText, shorten } from './text.js'

/** The fields of one row by their canonical names, as the file has them: nothing is checked yet. */
export type LooseFields<Field extends string> = Partial<Record<Field, unknown>>

/**
 * Finds the field that a column or property means. Case, blanks and punctuation do not matter: `Issue key`,
 * `issue_key` and `issueKey` are one name.
 */
export class FieldNames<Field extends string> {
  readonly #aliases: ReadonlyMap<string, Field>
  /** Issues repeat the same hundreds of names; this spares looking at their letters again. */
  readonly #known = new Map<string, Field | undefined>()

  constructor(aliases: Readonly<Record<Field, readonly string[]>>) {
    const entries = Object.entries(aliases) as [Field, readonly string[]][]
    this.#aliases = new Map(
      entries.flatMap(([field, names]) =>
        [field, ...names].map((name) => [simpleName(name), field] as const),
      ),
    )
  }

  find(name: string): Field | undefined {
    if (this.#known.has(name)) return this.#known.get(name)
    const field = this.#aliases.get(simpleName(name))
    if (this.#known.size < 10_000) this.#known.set(name, field)
    return field
  }

  /** The fields among an object's properties. Of several that mean the same, the first with a value counts. */
  gather(from: JsonObject, onUnknown?: (name: string) => void): LooseFields<Field> {
    const fields: LooseFields<Field> = {}
    for (const name of Object.keys(from)) {
      const field = this.find(name)
      const value = from[name]
      if (field === undefined) onUnknown?.(name)
      else if (value !== null) fields[field] ??= value
    }
    return fields
  }
}

/** A name without what people write differently: case, blanks and punctuation. */
export function simpleName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** An object as JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object, neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Clean text without blank ends; undefined where there is none. Anything but text is refused. */
export function optionalText(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new FieldError(path, `is ${describe(value)}; it has to be text`)
  const text = cleanText(value).trim()
  return text === '' ? undefined : text
}

/** Like {@link optionalText}, but there has to be some. */
export function requiredText(value: unknown, path: string, hint: string): string {
  const text = optionalText(value, path)
  if (text === undefined) throw new FieldError(path, `is missing; ${hint}`)
  return text
}

/** Text, or an object that carries its text as a name, shortened to `limit` characters with an ellipsis. */
export function optionalName(value: unknown, path: string, limit: number): string | undefined {
  const text = optionalText(nameOf(value), path)
  return text === undefined ? undefined : shorten(text, limit)
}

/** A date in ISO 8601 or as Jira exports it; undefined where there is none. */
export function optionalDate(value: unknown, path: string): Date | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string')
    throw new FieldError(path, `is ${describe(value)}; it has to be a date in text`)
  if (value.trim() === '') return undefined
  const date = parseDate(value)
  if (date !== undefined) return date
  throw new FieldError(
    path,
    `${JSON.stringify(value.slice(0, 40))} is not understood; dates look like ${dateExamples}`,
  )
}

/** A list of texts or of objects with names, without blanks and repetitions. */
export function nameList(value: unknown, path: string): readonly string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new FieldError(path, `is ${describe(value)}; it has to be a list`)
  const names = value.map((item, index) => optionalText(nameOf(item), `${path}[${index}]`))
  return [...new Set(names.filter((name) => name !== undefined))]
}

/** Where an object stands for a thing, what that thing is called. Anything else is its own name. */
function nameOf(value: unknown): unknown {
  if (!isObject(value)) return value
  return value.displayName ?? value.name ?? value.value ?? value.key ?? value
}

/** A value's kind, for messages: `a number`, `a list`. */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}
