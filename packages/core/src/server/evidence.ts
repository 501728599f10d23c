import { createReadStream } from 'node:fs'
import type { Services } from '../services.js'
import type { StoredEvidence } from '../test-runs/evidence.js'
import type { UploadedFile } from './uploads.js'

/** Keeps files that have arrived, and says how a run names each: what it was called, and where its bytes are. */
export async function storeUploads(
  { testRuns }: Services,
  projectId: number,
  files: readonly UploadedFile[],
): Promise<readonly (StoredEvidence & { readonly path: string })[]> {
  const items: (StoredEvidence & { readonly path: string })[] = []
  for (const { path, name } of files) {
    const stored = await testRuns.storeEvidence({ projectId, content: createReadStream(path) })
    items.push({ path: name, ...stored })
  }
  return items
}
