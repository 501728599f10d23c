import { refuseAt } from './refusal.js'
import type { TextSource } from './text-source.js'

/** One line of a file. */
export interface Line {
  /** Without its line end. */
  readonly text: string
  /** From 1. */
  readonly row: number
  /** Whether a line end follows, so that the line is known to be whole. */
  readonly isWhole: boolean
}

/** The most characters of a line; only one line is in memory at a time. */
export const lineLimit = 33_554_432

/**
 * Reads a file line by line. A last line without a line end counts, an empty one does not.
 *
 * @param tooLong what to say of a line that is
 * @throws ValidationError naming file and line when a line has more than {@link lineLimit} characters.
 */
export async function* readLines(
  source: TextSource,
  tooLong = `has a line of more than ${lineLimit} characters`,
): AsyncGenerator<Line, void, undefined> {
  let pieces: string[] = []
  let length = 0
  let row = 1
  for await (const text of source) {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      pieces.push(text.slice(start, end))
      yield { text: withoutReturn(pieces.join('')), row, isWhole: true }
      pieces = []
      length = 0
      row++
      start = end + 1
    }
    if (start < text.length) pieces.push(text.slice(start))
    length += text.length - start
    if (length > lineLimit) refuseAt({ file: source.name, row }, tooLong)
  }
  if (length > 0) yield { text: withoutReturn(pieces.join('')), row, isWhole: false }
}

/** The lines of a file's beginning, without the last one, which may be cut off, unless it is the only one. */
export function headLines(head: string): readonly string[] {
  const lines = head.split('\n').map(withoutReturn)
  return lines.length > 1 ? lines.slice(0, -1) : lines
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
