import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** Something that was stored, by its content. */
export interface StoredEvidence {
  /** SHA-256 in hexadecimal. */
  readonly sha256: string
  /** In bytes. */
  readonly size: number
}

/**
 * Where evidence is kept: screenshots, videos, logs. A folder by default; whatever else can keep bytes by a name, such
 * as a bucket that speaks S3, does by these two methods.
 */
export interface EvidenceStore {
  /** Keeps bytes. The same bytes again are kept once. `space` keeps projects apart. */
  put(space: string, content: AsyncIterable<Uint8Array>): Promise<StoredEvidence>
  /** The bytes; undefined where there are none of that name. */
  get(space: string, sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>
}

/** Evidence in a folder: `<folder>/<space>/<first two digits>/<SHA-256>`. Made when there is something to keep. */
export function evidenceFolder(folder: string): EvidenceStore {
  const pathOf = (space: string, sha256: string) => join(folder, space, sha256.slice(0, 2), sha256)
  return {
    put: async (space, content) => {
      await mkdir(join(folder, space), { recursive: true })
      const incoming = join(folder, space, `.${randomUUID()}`)
      const hash = createHash('sha256')
      let size = 0
      async function* measured(): AsyncGenerator<Uint8Array> {
        for await (const chunk of content) {
          hash.update(chunk)
          size += chunk.byteLength
          yield chunk
        }
      }
      try {
        // Only what is whole gets its name, and only once it is on the disk.
        await pipeline(Readable.from(measured()), createWriteStream(incoming, { flush: true }))
        const sha256 = hash.digest('hex')
        const path = pathOf(space, sha256)
        await mkdir(join(folder, space, sha256.slice(0, 2)), { recursive: true })
        await rename(incoming, path)
        return { sha256, size }
      } catch (error) {
        await rm(incoming, { force: true })
        throw error
      }
    },
    get: async (space, sha256) => {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined
      const path = pathOf(space, sha256)
      try {
        await access(path)
      } catch {
        return undefined
      }
      return createReadStream(path)
    },
  }
}

/** Evidence that is gone with the process, like a database in memory. */
export function evidenceInMemory(): EvidenceStore {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (space, content) => {
      const bytes = await buffer(Readable.from(content))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      kept.set(`${space}/${sha256}`, bytes)
      return { sha256, size: bytes.byteLength }
    },
    get: async (space, sha256) => {
      const bytes = kept.get(`${space}/${sha256}`)
      return bytes === undefined ? undefined : Readable.from([bytes])
    },
  }
}
