import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A zip archive of files by their paths. */
export async function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}
