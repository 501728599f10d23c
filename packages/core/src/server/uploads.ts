import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { ValidationError } from '../errors.js'
import type { NamedFile } from '../imports/source.js'
import type { RequestContext } from './environment.js'
import { HttpError } from './problems.js'

/** A file that has arrived whole, under the name that the caller gave it. */
export interface UploadedFile extends NamedFile {
  readonly sha256: string
}

/** At most that many files in one request. */
const maxFiles = 200
/** And that many other fields: each step of a test case has two. */
const maxFields = 1_000

/** Whether a path takes files, whose size is limited by itself. */
export function isUpload(path: string): boolean {
  return /\/(imports\/[\w-]+|import|evidence|projects\/\d+\/cycles\/\d+\/items\/\d+)$/.test(path)
}

/**
 * Takes the files of a request, as its body or as `multipart/form-data`, into a folder of its own that is gone when
 * `work` has ended. Nothing begins before all have arrived: a caller who sends slowly keeps nobody waiting. Memory use
 * does not depend on their size.
 *
 * @throws HttpError `payload_too_large`; ValidationError where there is no file, unless there need not be one.
 */
export async function withUploads<T>(
  context: RequestContext,
  work: (files: readonly UploadedFile[], fields: Readonly<Record<string, string>>) => Promise<T>,
  { needsFile = true }: { readonly needsFile?: boolean } = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-upload-'))
  try {
    const { maxUploadBytes, maxBodyBytes } = context.get('server').settings
    const receipt = new Receipt(folder, maxUploadBytes, maxBodyBytes)
    const fields = await receive(context, receipt)
    if (needsFile && receipt.files.length === 0) throw new ValidationError('There is no file in the body.')
    return await work(receipt.files, fields)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receive(context: RequestContext, receipt: Receipt): Promise<Readonly<Record<string, string>>> {
  const { body, headers } = context.req.raw
  if (body === null) return {}
  const bytes = Readable.fromWeb(body as ReadableStream<Uint8Array>)
  const type = headers.get('content-type') ?? ''
  if (!/^multipart\/form-data/i.test(type)) {
    await receipt.take(
      context.req.query('name') ?? nameIn(headers.get('content-disposition')) ?? 'upload',
      bytes,
    )
    return {}
  }
  return await receiveForm(bytes, type, receipt)
}

/** The parts of a form: files are taken, one after the other as they come, and short fields are returned. */
async function receiveForm(
  bytes: Readable,
  type: string,
  receipt: Receipt,
): Promise<Readonly<Record<string, string>>> {
  const fields: Record<string, string> = {}
  const taken: Promise<void>[] = []
  const form = parserFor(type, receipt.textLimit)
  let texts = 0
  form.on('field', (name, value) => {
    texts += Buffer.byteLength(value)
    if (texts <= receipt.textLimit) fields[name] = value
    else
      form.destroy(
        new HttpError('payload_too_large', `The texts may have at most ${receipt.textLimit} bytes.`),
      )
  })
  form.on('file', (_field, stream, name) => {
    // An input of a form that was left empty comes as a file without a name.
    if (name === undefined || name === '') stream.resume()
    else taken.push(receipt.take(name, stream).catch((error: unknown) => void form.destroy(asError(error))))
  })
  form.on('fieldsLimit', () =>
    form.destroy(new HttpError('payload_too_large', `At most ${maxFields} fields at once.`)),
  )
  form.on('filesLimit', () =>
    form.destroy(new HttpError('payload_too_large', `At most ${maxFiles} files at once.`)),
  )
  try {
    await pipeline(bytes, form)
    await Promise.all(taken)
  } catch (error) {
    if (error instanceof HttpError) throw error
    throw new ValidationError('The form was cut off, or is no multipart/form-data.', { cause: error })
  }
  return fields
}

function parserFor(type: string, textLimit: number): BusboyInstance {
  // What is longer is refused rather than cut.
  const limits = { files: maxFiles, fields: maxFields, fieldSize: textLimit + 1, parts: maxFiles + maxFields }
  try {
    return new Busboy({ headers: { 'content-type': type } as BusboyHeaders, limits })
  } catch (error) {
    throw new ValidationError('The body is no multipart/form-data.', { cause: error })
  }
}

/** What has arrived, and how much more may. */
class Receipt {
  readonly #taken: (UploadedFile | undefined)[] = []
  readonly #folder: string
  readonly #limit: number
  #left: number

  /** How many bytes the other fields of a form may have together. */
  readonly textLimit: number

  constructor(folder: string, limit: number, textLimit: number) {
    this.#folder = folder
    this.#limit = limit
    this.#left = limit
    this.textLimit = textLimit
  }

  /** Those that have arrived. */
  get files(): readonly UploadedFile[] {
    return this.#taken.filter((file) => file !== undefined)
  }

  async take(name: string, bytes: Readable): Promise<void> {
    // In the order in which they came, whichever is written first.
    const index = this.#taken.push(undefined) - 1
    const path = join(this.#folder, String(index))
    const hash = createHash('sha256')
    const measure = new Transform({
      transform: (chunk: Uint8Array, _encoding, done) => {
        this.#left -= chunk.byteLength
        hash.update(chunk)
        if (this.#left >= 0) done(null, chunk)
        else
          done(
            new HttpError('payload_too_large', `The files may have at most ${this.#limit} bytes together.`),
          )
      },
    })
    await pipeline(bytes, measure, createWriteStream(path, { mode: 0o600 }))
    this.#taken[index] = { path, name: shownName(name), sha256: hash.digest('hex') }
  }
}

/** A name for messages and for what it tells of the format: a path within a folder at the most. */
function shownName(name: string): string {
  const parts = name.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..')
  const path = parts
    .join('/')
    .replaceAll(/\p{Cc}/gu, '')
    .toWellFormed()
  return path === '' ? 'upload' : path.slice(-300)
}

function nameIn(disposition: string | null): string | undefined {
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
