import { open } from 'node:fs/promises'
import { dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ValidationError } from '../errors.js'
import { isAllureResult, readAllureFolder } from './allure-folder.js'
import { openFolder, openWithin, openZip, type Place } from './places.js'
import {
  isNamedFile,
  isSource,
  openSource,
  type Source,
  type SourceInput,
  type SourceOptions,
} from './source.js'
import { spool } from './spool.js'
import { isFolder } from './walk.js'

/** One report among what was handed in. */
export interface Report {
  readonly name: string
  /** Whether it was found in a folder or an archive, where not every file is a report. */
  readonly isFound: boolean
  /** Whether it can be opened more than once. */
  readonly isRepeatable: boolean
  open(options?: SourceOptions): Source
  /** The bytes of a file that the report refers to; undefined where there is none beside it or below. */
  attachment(path: string): Promise<AsyncIterable<Uint8Array> | undefined>
}

/** The reports among what was handed in, and an end to it. */
export interface Reports {
  readonly reports: readonly Report[]
  close(): Promise<void>
}

/** What reports are called, compressed or not. */
const reportName = /\.(xml|json|jsonl|ndjson|trx|tap|txt|log)(\.gz)?$/i

/**
 * Finds the reports in what was handed in: files, folders of them, zip archives of them, Allure's folders of results,
 * and anything that yields bytes. Nothing of a report is read yet.
 *
 * @throws ValidationError for an archive that cannot be read, and a folder or archive without any file that could be
 *   a report.
 */
export async function findReports(inputs: readonly (SourceInput | Source)[]): Promise<Reports> {
  const reports: Report[] = []
  const endings: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0)) await end()
  }
  const add = (place: Place): void => {
    endings.push(() => place.close())
    reports.push(...reportsOf(place))
  }
  try {
    for (const input of inputs) {
      const path = pathOf(input)
      if (isSource(input)) reports.push(sourceReport(input))
      else if (path !== undefined) {
        if (await isFolder(path)) add(await openFolder(path))
        else if (isZip(await firstBytes(path)))
          add(await openZip(path, isNamedFile(input) ? input.name : path))
        else reports.push(fileReport(input, path))
      } else if (input instanceof Uint8Array || input instanceof Blob) {
        const bytes = input instanceof Blob ? await startOf(input) : input
        const name = openSource(input).name
        if (isZip(bytes)) add(await openZip(await bytesOf(input), name))
        else reports.push(repeatable(name, () => input))
      } else {
        const { first, stream } = await peek(input as AsyncIterable<Uint8Array | string>)
        if (isZip(first)) {
          // An archive's directory is at its end.
          const spooled = await spool(stream)
          endings.push(spooled.remove)
          add(await openZip(spooled.path, 'input'))
        } else reports.push(streamReport(stream))
      }
    }
  } catch (error) {
    await close()
    throw error
  }
  return { reports, close }
}

function reportsOf(place: Place): readonly Report[] {
  const allure = new Map<string, string[]>()
  const others: string[] = []
  for (const path of place.files) {
    if (isAllureResult(path)) {
      const folder = posix.dirname(path)
      allure.set(folder, [...(allure.get(folder) ?? []), path])
    } else if (reportName.test(path)) others.push(path)
  }
  const found = [
    ...[...allure].map(([folder, paths]) => allureReport(place, folder, paths)),
    // Beside its results Allure keeps other files of the same kind.
    ...others.filter((path) => !allure.has(posix.dirname(path))).map((path) => placedReport(place, path)),
  ]
  if (found.length > 0) return found
  const message = 'holds no report: no file that ends in .xml, .json, .ndjson, .trx, .tap or the like'
  throw new ValidationError([{ path: '', message, file: place.name }])
}

function allureReport(place: Place, folder: string, paths: readonly string[]): Report {
  const name = folder === '.' ? place.name : `${place.name}/${folder}`
  return {
    name,
    isFound: false,
    isRepeatable: true,
    open: (options) => openSource(readAllureFolder(place, paths), { name, ...options }),
    attachment: (path) => place.open(within(folder, path)),
  }
}

function placedReport(place: Place, path: string): Report {
  const name = `${place.name}/${path}`
  const read = async function* (): AsyncGenerator<Uint8Array> {
    const content = await place.open(path)
    if (content !== undefined) yield* content
  }
  return {
    name,
    isFound: true,
    isRepeatable: true,
    open: (options) => openSource(read(), { name, ...options }),
    attachment: (other) => place.open(within(posix.dirname(path), other)),
  }
}

/** A path beside a report as one of its place; one that leads out of that is none of its files. */
function within(folder: string, path: string): string {
  return posix.normalize(posix.join(folder, path.replaceAll('\\', '/')))
}

function fileReport(input: SourceInput, path: string): Report {
  return {
    name: openSource(input).name,
    isFound: false,
    isRepeatable: true,
    open: (options) => openSource(input, options),
    attachment: (other) => openWithin(dirname(path), other),
  }
}

function repeatable(name: string, input: () => SourceInput): Report {
  return {
    name,
    isFound: false,
    isRepeatable: true,
    open: (options) => openSource(input(), { name, ...options }),
    attachment: async () => undefined,
  }
}

function streamReport(stream: AsyncIterable<Uint8Array | string>): Report {
  return { ...repeatable('input', () => stream), isRepeatable: false }
}

function sourceReport(source: Source): Report {
  return { ...repeatable(source.name, () => source), isRepeatable: false, open: () => source }
}

function pathOf(input: SourceInput | Source): string | undefined {
  if (typeof input === 'string') return input
  if (isNamedFile(input)) return input.path
  return input instanceof URL && input.protocol === 'file:' ? fileURLToPath(input) : undefined
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path)
    try {
      const isFile = (await file.stat()).isFile()
      // A pipe gives its bytes once.
      return isFile ? (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer : Buffer.alloc(0)
    } finally {
      await file.close()
    }
  } catch {
    return Buffer.alloc(0)
  }
}

async function startOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(0, 4).arrayBuffer())
}

async function bytesOf(input: Blob | Uint8Array): Promise<Uint8Array> {
  return input instanceof Blob ? new Uint8Array(await input.arrayBuffer()) : input
}

/** The first bytes of a stream, and all of it. */
async function peek(
  input: AsyncIterable<Uint8Array | string>,
): Promise<{ readonly first: Uint8Array; readonly stream: AsyncIterable<Uint8Array | string> }> {
  const iterator = input[Symbol.asyncIterator]()
  const start: (Uint8Array | string)[] = []
  let first = Buffer.alloc(0)
  while (first.length < 4) {
    const next = await iterator.next()
    if (next.done === true) break
    start.push(next.value)
    first = Buffer.concat([first, Buffer.from(next.value as Uint8Array)])
  }
  return {
    first,
    stream: {
      async *[Symbol.asyncIterator]() {
        try {
          yield* start
          yield* { [Symbol.asyncIterator]: () => iterator }
        } finally {
          await iterator.return?.()
        }
      },
    },
  }
}
