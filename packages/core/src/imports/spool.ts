import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A stream that was written to a temporary file, so that it can be read more than once and from its end. */
export interface Spooled {
  readonly path: string
  readonly remove: () => Promise<void>
}

/** Writes a stream to a temporary file. Nothing is left of it where the stream breaks. */
export async function spool(stream: AsyncIterable<Uint8Array | string>): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'atmosfera-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'input')
  try {
    await pipeline(Readable.from(stream), createWriteStream(path))
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}
