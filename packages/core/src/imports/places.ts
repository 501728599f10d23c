import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { ValidationError } from '../errors.js'
import { filesBelow } from './walk.js'

/** Files that belong together: those of a folder, or of a zip archive. */
export interface Place {
  /** What messages call it. */
  readonly name: string
  /** The paths of its files, with slashes, sorted. */
  readonly files: readonly string[]
  /** The bytes of one of its files; undefined where there is none, or where the path leads out of it. */
  open(path: string): Promise<AsyncIterable<Uint8Array> | undefined>
  close(): void
}

const fileLimit = 100_000
const bytesLimit = 17_179_869_184

/**
 * A folder with everything below it, apart from hidden files and links.
 *
 * @throws ValidationError where it holds more files than anybody reports.
 */
export async function openFolder(folder: string): Promise<Place> {
  const files: string[] = []
  for await (const path of filesBelow(folder)) {
    files.push(path)
    if (files.length > fileLimit) refuse(folder, `holds more than ${fileLimit} files; name those to import`)
  }
  return { name: folder, files: files.sort(), open: (path) => openWithin(folder, path), close: () => {} }
}

/** A file below a folder: a link may not lead out of it, and neither may the path. */
export async function openWithin(
  folder: string,
  path: string,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  try {
    const root = await realpath(folder)
    const file = await realpath(resolve(root, path))
    if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined
    return (await stat(file)).isFile() ? createReadStream(file) : undefined
  } catch {
    return undefined
  }
}

/**
 * A zip archive, by its path or its bytes.
 *
 * @throws ValidationError where it is damaged, encrypted or would be larger than anybody’s reports.
 */
export async function openZip(archive: string | Uint8Array, name: string): Promise<Place> {
  const entries = new Map<string, Entry>()
  let zip: ZipFile
  try {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: false }
    zip =
      typeof archive === 'string'
        ? await yauzl.openPromise(archive, options)
        : await yauzl.fromBufferPromise(Buffer.from(archive), options)
    let bytes = 0
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize
      if (entries.size >= fileLimit || bytes > bytesLimit) refuse(name, 'is too large when it is unpacked')
      // Folders end in a slash; what archivers of macOS add is nobody’s report.
      if (!/\/$|^__MACOSX\/|(^|\/)\./.test(entry.fileName)) entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw damaged(name, error)
  }
  return {
    name,
    files: [...entries.keys()].sort(),
    open: async (path) => {
      const entry = entries.get(path)
      return entry === undefined ? undefined : unpack(zip, entry, name)
    },
    close: () => zip.close(),
  }
}

async function* unpack(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* await zip.openReadStreamPromise(entry)
  } catch (error) {
    throw damaged(`${name}/${entry.fileName}`, error)
  }
}

function damaged(file: string, cause: unknown): unknown {
  if (cause instanceof ValidationError) return cause
  const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : 'unknown'
  const message = `is a zip archive that cannot be read (${reason}); pack or download it again`
  return new ValidationError([{ path: '', message, file }], { cause })
}

function refuse(file: string, message: string): never {
  throw new ValidationError([{ path: '', message, file }])
}
