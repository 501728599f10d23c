import type { Readable, Writable } from 'node:stream'
import { createColors } from 'picocolors'

/** What a command talks to: the real process, or a test. */
export interface Streams {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  readonly stdin: Readable
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where a command's words go. The answer is on stdout, everything about it on stderr. */
export interface Terminal {
  readonly streams: Streams
  readonly colors: ReturnType<typeof createColors>
  readonly json: boolean
  readonly quiet: boolean
  /** Columns that a table may take. */
  readonly width: number
  /** The answer: as it is for people, or with `--json` the object alone. */
  answer(value: unknown, text: () => string): void
  /** A part of an answer that is data in any case, such as CSV. */
  data(text: string): Promise<void>
  /** A remark about the answer. Silent with `--quiet`. */
  note(text: string): void
}

export function openTerminal(
  streams: Streams,
  options: { readonly json?: boolean; readonly quiet?: boolean },
): Terminal {
  const { stdout, stderr, env } = streams
  const json = options.json ?? false
  const quiet = options.quiet ?? false
  const colorful = stdout.isTTY === true && !json && env.NO_COLOR === undefined && env.TERM !== 'dumb'
  return {
    streams,
    colors: createColors(colorful),
    json,
    quiet,
    width: stdout.isTTY === true ? (stdout.columns ?? 80) : 120,
    answer: (value, text) => {
      stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`)
    },
    data: async (text) => {
      if (!stdout.write(text)) await new Promise((resolve) => stdout.once('drain', resolve))
    },
    note: (text) => {
      if (!quiet) stderr.write(`${text}\n`)
    },
  }
}
