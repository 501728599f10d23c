/** A file of a tar archive, or a folder, which has no content. */
export interface TarEntry {
  /** Relative, with slashes. */
  readonly name: string
  readonly content?: Buffer
}

const block = 512

/** Reads an archive as PGlite writes it: files and folders alone, with names of at most 100 characters. */
export function* readTar(archive: Buffer): Generator<TarEntry, void, undefined> {
  let at = 0
  while (at + block <= archive.length) {
    const name = textAt(archive, at, 100).replace(/^\/|\/$/g, '')
    if (name === '') return
    const size = Number.parseInt(textAt(archive, at + 124, 12), 8)
    const isFolder = textAt(archive, at + 156, 1) === '5'
    const start = at + block
    yield isFolder ? { name } : { name, content: archive.subarray(start, start + size) }
    at = start + Math.ceil(size / block) * block
  }
}

function textAt(archive: Buffer, start: number, length: number): string {
  const [text = ''] = archive.toString('latin1', start, start + length).split('\0')
  return text
}
