import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { ValidationError } from '../errors.js'
import { createDecoder, sniffLength } from './formats/reading/decoding.js'
import { shorten } from './formats/reading/text.js'
import { headLength, type TextSource } from './formats/reading/text-source.js'

/**
 * What can be read: a path or a `file:` URL, bytes, a `Blob` or `File`, a stream of Node or of the web, or
 * anything that yields bytes. A string is always a path; to read text, pass `new Blob([text])`.
 */
export type SourceInput =
  | string
  | NamedFile
  | URL
  | Uint8Array
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>

/** A file that is called something else than its path, such as one that was uploaded. */
export interface NamedFile {
  readonly path: string
  readonly name: string
}

/** Options of {@link openSource}. */
export interface SourceOptions {
  /** What messages call the input. @default the path or URL as given, a `File`'s own name, or `input`. */
  readonly name?: string
  /**
   * Called as bytes come in, for a progress bar: how many have been read, and how many there are where that
   * is known. Both count the input itself, so compressed bytes where it is compressed.
   */
  readonly onProgress?: (bytesRead: number, totalBytes: number | undefined) => void
}

/**
 * An input as decoded text. Iterate it once. Whoever stops early, by `break` or `return()`, closes the file.
 */
export interface Source extends TextSource {
  /** How many bytes of the input, compressed if it is, have been read. */
  readonly bytesRead: number
  /** SHA-256 of the uncompressed bytes in hexadecimal; undefined until all of them have been read. */
  readonly sha256: string | undefined
  /** Lets go of the input. Only needed where the source is not iterated. */
  close(): Promise<void>
}

/**
 * Makes a {@link Source}. Nothing is opened before it is read; memory use does not depend on the size.
 * Gzip is recognised by content, not by name. The encoding follows the byte order mark (UTF-8, UTF-16), then
 * an XML declaration, then UTF-8.
 *
 * Reading throws ValidationError, one line that names the file, when the path does not exist, is a directory
 * or may not be read, or when compressed data is damaged or cut off.
 */
export function openSource(input: SourceInput, options: SourceOptions = {}): Source {
  return new ByteSource(input, options)
}

/** Whether an input has been opened already. */
export function isSource(input: SourceInput | Source): input is Source {
  return typeof input === 'object' && 'head' in input && 'sha256' in input
}

/** Whether an input is a file under another name. */
export function isNamedFile(input: SourceInput | Source): input is NamedFile {
  return typeof input === 'object' && 'path' in input && 'name' in input && typeof input.path === 'string'
}

const chunkLength = 65_536

class ByteSource implements Source {
  readonly name: string
  bytesRead = 0
  sha256: string | undefined
  readonly #input: AsyncGenerator<Uint8Array, void, undefined>
  readonly #texts: AsyncGenerator<string, void, undefined>
  #onProgress: SourceOptions['onProgress']
  #totalBytes: number | undefined
  /** Texts that `head` took out before the reader came. */
  #ahead: string[] = []
  #taken = false

  constructor(input: SourceInput, options: SourceOptions) {
    this.name = options.name ?? defaultName(input)
    this.#onProgress = options.onProgress
    this.#input = this.#readInput(input)
    this.#texts = this.#decode(this.#uncompress())
  }

  async head(): Promise<string> {
    let length = this.#ahead.reduce((sum, text) => sum + text.length, 0)
    while (length < headLength) {
      const next = await this.#texts.next()
      if (next.done === true) break
      this.#ahead.push(next.value)
      length += next.value.length
    }
    return this.#ahead.join('').slice(0, headLength)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, undefined> {
    if (this.#taken) throw new TypeError(`${this.name} was read already; open it again.`)
    this.#taken = true
    try {
      yield* this.#ahead.splice(0)
      yield* this.#texts
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    await this.#texts.return()
    await this.#input.return()
  }

  async *#readInput(input: SourceInput): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of this.#open(input)) {
      this.bytesRead += chunk.byteLength
      this.#onProgress?.(this.bytesRead, this.#totalBytes)
      yield chunk
    }
  }

  #open(input: SourceInput): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
    if (typeof input === 'string' || input instanceof URL) return this.#readFile(input)
    if (isNamedFile(input)) return this.#readFile(input.path)
    if (input instanceof Uint8Array) {
      this.#totalBytes = input.byteLength
      return slices(input)
    }
    if (input instanceof Blob) {
      this.#totalBytes = input.size
      return input.stream()
    }
    return toBytes(input)
  }

  async *#readFile(path: string | URL): AsyncGenerator<Uint8Array, void, undefined> {
    let file: FileHandle | undefined
    try {
      file = await open(path instanceof URL ? fileURLToPath(path) : path)
      const stats = await file.stat()
      if (stats.isFile()) this.#totalBytes = stats.size
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(chunkLength), 0, chunkLength)
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } catch (error) {
      throw this.#explain(error, fileProblems)
    } finally {
      await file?.close()
    }
  }

  async *#uncompress(): AsyncGenerator<Uint8Array, void, undefined> {
    const input = startingWith(this.#input, 2)
    const first = await input.next()
    if (first.done === true) return
    const [a, b] = first.value
    const bytes = resume(first.value, input)
    if (a !== 0x1f || b !== 0x8b) return yield* bytes
    const gunzip = createGunzip({ chunkSize: chunkLength })
    // Failures reach the loop below; this only ties the ends together.
    pipeline(bytes, gunzip, () => {})
    try {
      yield* gunzip
    } catch (error) {
      throw this.#explain(error, gzipProblems)
    }
  }

  async *#decode(
    bytes: AsyncGenerator<Uint8Array, void, undefined>,
  ): AsyncGenerator<string, void, undefined> {
    const hash = createHash('sha256')
    let decoder: ReturnType<typeof createDecoder> | undefined
    for await (const chunk of startingWith(bytes, sniffLength)) {
      decoder ??= createDecoder(chunk, this.name)
      hash.update(chunk)
      const text = decoder.decode(chunk)
      if (text !== '') yield text
    }
    this.sha256 = hash.digest('hex')
    const rest = decoder?.end() ?? ''
    if (rest !== '') yield rest
  }

  /** What the operating system or zlib reports, as one line for the person who named the file. */
  #explain(error: unknown, problems: Readonly<Record<string, string | undefined>>): unknown {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const message = problems[code]
    if (message === undefined) return error
    return new ValidationError([{ path: '', message, file: this.name }], { cause: error })
  }
}

const fileProblems: Readonly<Record<string, string | undefined>> = {
  ENOENT: 'there is no such file; check the path',
  ENOTDIR: 'there is no such file; check the path',
  ENAMETOOLONG: 'there is no such file; a string is read as a path, text goes in as new Blob([text])',
  ERR_INVALID_ARG_VALUE:
    'there is no such file; a string is read as a path, text goes in as new Blob([text])',
  ERR_INVALID_URL_SCHEME: 'only file: addresses can be read; download it first',
  EISDIR: 'is a directory; name the files in it',
  EACCES: 'may not be read; check its permissions',
  EPERM: 'may not be read; check its permissions',
  EIO: 'cannot be read; the disk reports an error',
}

const gzipProblems: Readonly<Record<string, string | undefined>> = {
  Z_BUF_ERROR: 'the gzip data is cut off; copy or download the file again',
  Z_DATA_ERROR: 'the gzip data is damaged; copy or download the file again',
}

function defaultName(input: SourceInput): string {
  // A text that was meant to be parsed may be passed as a path by mistake.
  if (typeof input === 'string') return shorten(input.split('\n', 1)[0] ?? '', 200)
  if (input instanceof URL) return input.href
  if (isNamedFile(input)) return input.name
  return input instanceof Blob && 'name' in input ? String(input.name) : 'input'
}

function* slices(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += chunkLength) yield bytes.subarray(at, at + chunkLength)
}

async function* toBytes(
  chunks: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) yield* slices(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
}

/** The same bytes, of which the first piece has at least `length`, unless there are fewer in all. */
async function* startingWith(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  length: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const first: Uint8Array[] = []
  let gathered = 0
  while (gathered < length) {
    const next = await pieces.next()
    if (next.done === true) break
    first.push(next.value)
    gathered += next.value.byteLength
  }
  if (gathered > 0) yield first.length === 1 && first[0] !== undefined ? first[0] : Buffer.concat(first)
  yield* pieces
}

async function* resume(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first
  yield* rest
}
