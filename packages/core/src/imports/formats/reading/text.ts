/** The most characters that are kept of one long text of a result: a stack trace, a test's output. */
export const longTextLimit = 65_536
/** How long a message may be that is taken from the first line of the details, in characters. */
const firstLineLimit = 1_000

/** Replaces what PostgreSQL cannot store in a text (NUL, halves of surrogate pairs) by U+FFFD. */
export function cleanText(text: string): string {
  const withoutNul = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
  return withoutNul.replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** A text of at most `limit` characters: a longer one ends in an ellipsis. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${cutAt(text, limit - 1)}…`
}

/** The first line of a text, as a message: of a longer one the start. */
export function firstLine(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shorten(text.split('\n', 1)[0] ?? '', firstLineLimit)
}

/** A text of at most `limit` characters; of a longer one the start, and a line that says so. */
export function capText(text: string, limit: number = longTextLimit): string {
  return text.length <= limit ? text : withMarker(text.slice(0, limit), limit)
}

/**
 * Collects a text that arrives in pieces, of which the first `limit` characters are kept, so that memory
 * stays flat however much a test has printed.
 */
export class CappedText {
  readonly #limit: number
  #text = ''
  #room: number
  #cut = false

  constructor(limit: number = longTextLimit) {
    this.#limit = limit
    this.#room = limit
  }

  add(piece: string): void {
    if (piece.length <= this.#room) {
      this.#text += piece
      this.#room -= piece.length
    } else {
      this.#text += piece.slice(0, this.#room)
      this.#room = 0
      this.#cut = true
    }
  }

  /** The text without blank ends, line ends as `\n`; with a last line that says so if it was cut. */
  toString(): string {
    const text = detach(withUnixLineEnds(this.#text).trim())
    return this.#cut ? withMarker(text, this.#limit) : text
  }
}

/** XML wants every line end to be read as a line feed. */
export function withUnixLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** The first `length` characters, one less where that would halve a surrogate pair. */
export function cutAt(text: string, length: number): string {
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}

function withMarker(text: string, limit: number): string {
  return `${cutAt(text, text.length)}\n… (shortened: only the first ${limit} characters were kept)`
}

/**
 * A copy that does not keep alive the piece of the file it was cut from: a substring refers to its origin,
 * and a short message would otherwise hold 64 KiB in memory for as long as it is kept itself.
 */
export function detach(text: string): string {
  return `\n${text}`.slice(1)
}
