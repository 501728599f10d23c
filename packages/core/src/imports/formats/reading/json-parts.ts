import Assembler from 'stream-json/core/assembler.js'
import { jsonParser, type Token } from 'stream-json/core/parser.js'
import { ValidationError } from '../../../errors.js'
import { refuseAt } from './refusal.js'
import type { TextSource } from './text-source.js'

/** What to do with a value: read it as a whole, look at what is in it one by one, or pass it over. */
export type Visit = 'take' | 'enter' | 'skip'

/** The keys that lead to a value; the elements of a list are under `[]`. */
export type JsonPath = readonly string[]

/** Something that was met on the way through a document. */
export interface JsonPart {
  /** A value that was taken, or an object or a list that was entered or left. */
  readonly kind: 'value' | 'object' | 'list' | 'end'
  readonly path: JsonPath
  /** The value that was taken. */
  readonly value: unknown
  /** The line at which the value begins, from 1; of an end, the line at which it is. */
  readonly row: number
}

/** The most characters of one value; only one is in memory at a time. */
const lengthLimit = 134_217_728
/** The most values inside of one: small ones take more memory than they have characters. */
const valueLimit = 4_000_000
const depthLimit = 200

/**
 * Walks through a JSON document of any size, or through several one after the other, and hands out the parts
 * that `visit` wants. A text or number that is entered is taken.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, is nested more than 200
 *   levels deep, or one value is too large.
 */
export async function* readJsonParts(
  source: TextSource,
  visit: (path: JsonPath) => Visit,
): AsyncGenerator<JsonPart, void, undefined> {
  const parse = jsonParser({ packValues: true, streamValues: false, jsonStreaming: true })
  const walk = new JsonWalk(source.name, visit)
  for await (const text of source) {
    // Line by line, because the parser does not say where a value is.
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start) + 1 || text.length
      const isWhole = text[end - 1] === '\n'
      const piece = text.slice(start, end)
      start = end
      const tokens = parseLine(parse, isWhole ? `${piece}      ` : piece, source.name, walk.row)
      walk.addLength(piece.length, tokens.length > 0)
      for (const token of tokens) {
        const part = walk.take(token)
        if (part !== undefined) yield part
      }
      if (isWhole) walk.row++
    }
  }
  walk.refuseOpen()
  // A number, a word or a text at the end may still be incomplete: a line end and blanks show it.
  for (const token of parseLine(parse, `\n${' '.repeat(16)}`, source.name, walk.row)) {
    const part = walk.take(token)
    if (part !== undefined) yield part
  }
  walk.refuseEmpty()
}

/** The blanks after a line make the parser notice at once that a text must not contain a line end. */
function parseLine(
  parse: ReturnType<typeof jsonParser>,
  line: string,
  file: string,
  row: number,
): readonly Token[] {
  try {
    const tokens = parse(line)
    // A symbol stands for no tokens.
    return typeof tokens === 'symbol' ? [] : tokens.values
  } catch (cause) {
    const reason =
      cause instanceof Error ? cause.message.replace(/^Parser (?:cannot parse input: )?/, '') : ''
    throw new ValidationError(
      [{ path: '', message: `malformed JSON on line ${row} (${reason})`, file, row }],
      {
        cause,
      },
    )
  }
}

/** Follows the tokens of a document and puts those together that belong to a value that is taken. */
class JsonWalk {
  row = 1
  readonly #file: string
  readonly #visit: (path: JsonPath) => Visit
  /** The key of each object or list that is open, `[]` in lists. */
  readonly #path: string[] = []
  #depth = 0
  /** How deep the value is that is being taken or passed over; undefined while there is none. */
  #inside:
    | { readonly depth: number; readonly path: JsonPath; readonly row: number; taken: boolean }
    | undefined
  #assembler = new Assembler()
  #length = 0
  #values = 0
  #sawValue = false

  constructor(file: string, visit: (path: JsonPath) => Visit) {
    this.#file = file
    this.#visit = visit
  }

  /** Counts the characters of what is in memory: a value that is taken, or a text that has not ended yet. */
  addLength(length: number, gaveTokens: boolean): void {
    this.#length = gaveTokens && this.#inside?.taken !== true ? 0 : this.#length + length
    if (this.#length > lengthLimit)
      refuseAt(this.#place, `has a value of more than ${lengthLimit} characters; is it a test report?`)
  }

  take(token: Token): JsonPart | undefined {
    this.#sawValue = true
    switch (token.name) {
      case 'keyValue':
        if (this.#inside === undefined) this.#path[this.#path.length - 1] = token.value
        // As a name it would set the prototype.
        else if (this.#inside.taken) this.#assembler.keyValue(token.value === '__proto__' ? '' : token.value)
        return undefined
      case 'startObject':
      case 'startArray':
        return this.#open(token)
      case 'endObject':
      case 'endArray':
        return this.#close(token)
      default:
        return this.#scalar(token)
    }
  }

  refuseEmpty(): void {
    if (!this.#sawValue) refuseAt(this.#place, 'is empty; was the report written?')
  }

  refuseOpen(): void {
    if (this.#depth > 0) refuseAt(this.#place, 'malformed JSON: it ends in the middle; was the run cut off?')
  }

  get #place(): { readonly file: string; readonly row: number } {
    return { file: this.#file, row: this.row }
  }

  #open(token: Token): JsonPart | undefined {
    this.#depth++
    if (this.#depth > depthLimit)
      refuseAt(this.#place, `is nested more than ${depthLimit} levels deep; is it a test report?`)
    if (this.#inside !== undefined) {
      if (this.#inside.taken) this.#consume(token)
      return undefined
    }
    const path = [...this.#path]
    const visit = this.#visit(path)
    if (visit === 'enter') {
      const isList = token.name === 'startArray'
      this.#path.push(isList ? '[]' : '')
      return { kind: isList ? 'list' : 'object', path, value: undefined, row: this.row }
    }
    this.#inside = { depth: this.#depth, path, row: this.row, taken: visit === 'take' }
    if (this.#inside.taken) this.#consume(token)
    return undefined
  }

  #close(token: Token): JsonPart | undefined {
    const inside = this.#inside
    this.#depth--
    if (inside === undefined) {
      this.#path.pop()
      return { kind: 'end', path: [...this.#path], value: undefined, row: this.row }
    }
    if (inside.taken) this.#consume(token)
    if (this.#depth >= inside.depth) return undefined
    this.#inside = undefined
    return inside.taken ? this.#finish(inside.path, inside.row) : undefined
  }

  #scalar(token: Token): JsonPart | undefined {
    if (this.#inside !== undefined) {
      if (this.#inside.taken) this.#consume(token)
      return undefined
    }
    const path = [...this.#path]
    if (this.#visit(path) === 'skip') return undefined
    const value =
      token.name === 'numberValue' ? Number(token.value) : 'value' in token ? token.value : undefined
    return { kind: 'value', path, value, row: this.row }
  }

  #consume(token: Token): void {
    if (++this.#values > valueLimit)
      refuseAt(this.#place, `has a value with more than ${valueLimit} values in it; is it a test report?`)
    this.#assembler.consume(token)
  }

  #finish(path: JsonPath, row: number): JsonPart {
    const value = this.#assembler.current
    this.#assembler = new Assembler()
    this.#length = 0
    this.#values = 0
    return { kind: 'value', path, value, row }
  }
}
