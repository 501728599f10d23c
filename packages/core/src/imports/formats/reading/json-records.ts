import Assembler from 'stream-json/core/assembler.js'
import { jsonParser, type Token } from 'stream-json/core/parser.js'
import { ValidationError } from '../../../errors.js'
import { lineLimit, readLines } from './line-records.js'
import { refuseAt } from './refusal.js'
import { acceptRow, FieldError, type RowOptions } from './rows.js'
import type { TextSource } from './text-source.js'

/** One record of a JSON file. */
export interface JsonRecord {
  /** The line in a file of one object a line, otherwise the position in the list; from 1. */
  readonly row: number
  readonly value: unknown
}

/** The most characters that one record may have; only one record is in memory at a time. */
export const recordLimit = lineLimit
const tooLong = `has a record of more than ${recordLimit} characters; is it a list of issues?`

/**
 * Reads the records of a JSON document or of NDJSON, one after the other. A document is a list of records,
 * an object with such a list under one of `listNames`, or a single record.
 *
 * A line of NDJSON that is no JSON is a bad row, see {@link RowOptions}; a document that is no JSON ends the
 * reading.
 *
 * @throws ValidationError naming file and line when the JSON is malformed or cut off, or a record too long.
 */
export async function* readJsonRecords(
  source: TextSource,
  listNames: readonly string[],
  options: RowOptions,
): AsyncGenerator<JsonRecord, void, undefined> {
  if (isLineByLine(await source.head())) yield* readRecordLines(source, options)
  else yield* readDocument(source, listNames)
}

/** Whether the text is JSON at all, as far as its first character tells. */
export function looksLikeJson(head: string): boolean {
  return /^\s*[[{]/.test(head)
}

/** NDJSON: a line ends where an object does, and on the next one another begins. */
function isLineByLine(head: string): boolean {
  return /^\s*\{[^\n]*\}[^\S\n]*\n\s*\{/.test(head)
}

async function* readRecordLines(
  source: TextSource,
  options: RowOptions,
): AsyncGenerator<JsonRecord, void, undefined> {
  for await (const { text, row } of readLines(source, tooLong)) {
    if (text.trim() === '') continue
    const record = acceptRow(() => ({ row, value: parseLine(text) }), { file: source.name, row }, options)
    if (record !== undefined) yield record
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new FieldError('', 'is malformed JSON; each line has to hold one complete object')
  }
}

async function* readDocument(
  source: TextSource,
  listNames: readonly string[],
): AsyncGenerator<JsonRecord, void, undefined> {
  const parse = jsonParser({ packValues: true, streamValues: false, jsonStreaming: true })
  const document = new RecordAssembler(listNames)
  let line = 1
  const fail = (message: string, cause?: unknown): never => {
    throw new ValidationError([{ path: '', message, file: source.name, row: line }], { cause })
  }
  for await (const text of source) {
    // Line by line, because the parser does not say where it fails.
    for (const piece of linesOf(text)) {
      const isWhole = piece.endsWith('\n')
      let tokens: ReturnType<typeof parse>
      try {
        // The blanks make it notice at once, not on a later line, that a text must not contain a line end.
        tokens = parse(isWhole ? `${piece}      ` : piece)
      } catch (error) {
        const reason =
          error instanceof Error ? error.message.replace(/^Parser (?:cannot parse input: )?/, '') : ''
        return fail(`malformed JSON on line ${line} (${reason})`, error)
      }
      // A symbol stands for no tokens.
      if (typeof tokens !== 'symbol') {
        for (const token of tokens.values) {
          const record = document.take(token)
          if (record !== undefined) yield record
        }
      }
      document.length += piece.length
      if (document.length > recordLimit) refuseAt({ file: source.name, row: line }, tooLong)
      if (isWhole) line++
    }
  }
  if (document.problem !== undefined) fail(document.problem)
}

function* linesOf(text: string): Generator<string, void, undefined> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start) + 1 || text.length
    yield text.slice(start, end)
    start = end
  }
}

/** Puts tokens together to records, and forgets what belongs to none. */
class RecordAssembler {
  /** Characters since the last record. */
  length = 0
  readonly #listNames: readonly string[]
  #depth = 0
  #row = 0
  #sawValue = false
  #sawList = false
  /** How deep the list is whose elements are records; 0 while there is none. */
  #listDepth = 0
  #key = ''
  #assembler = new Assembler()

  constructor(listNames: readonly string[]) {
    this.#listNames = listNames
  }

  /** What is wrong when the text ends here. */
  get problem(): string | undefined {
    if (!this.#sawValue) return 'is empty; was the export written?'
    return this.#depth > 0 ? 'malformed JSON: it ends in the middle; export or download it again' : undefined
  }

  /** The record that this token completes. */
  take(token: Token): JsonRecord | undefined {
    this.#sawValue = true
    switch (token.name) {
      case 'startObject':
      case 'startArray':
        return this.#open(token)
      case 'endObject':
      case 'endArray':
        this.#depth--
        if (this.#depth < this.#listDepth) this.#listDepth = 0
        break
      case 'keyValue':
        if (this.#depth === 1) this.#key = token.value
    }
    return this.#consume(token)
  }

  #open(token: Token): JsonRecord | undefined {
    const isList = token.name === 'startArray' && this.#listDepth === 0 && this.#isRecordList()
    this.#depth++
    if (!isList) return this.#consume(token)
    this.#listDepth = this.#depth
    this.#sawList = true
    this.#assembler = new Assembler()
    return undefined
  }

  #consume(token: Token): JsonRecord | undefined {
    if (this.#sawList && this.#listDepth === 0) {
      // Page numbers and the like beside the list. After the end, another document may follow.
      this.#sawList = this.#depth > 0
      return undefined
    }
    this.#assembler.consume(token)
    return this.#assembler.done ? this.#complete() : undefined
  }

  /** A list at the top, or under one of the names right below it. */
  #isRecordList(): boolean {
    return this.#depth === 0 || (this.#depth === 1 && this.#listNames.includes(this.#key))
  }

  #complete(): JsonRecord {
    this.length = 0
    return { row: ++this.#row, value: this.#assembler.current }
  }
}
