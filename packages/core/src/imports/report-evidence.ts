import { Readable } from 'node:stream'
import type { EvidenceStore, StoredEvidence } from '../test-runs/evidence.js'
import type { ResultAttachment } from './formats/results/result.js'
import type { ResultFormat } from './formats/results/result-formats.js'
import { parseResults } from './index.js'
import type { Report } from './reports.js'
import type { Source } from './source.js'

/** What was stored of a report's attachments, by their paths in the report. */
export interface ReportEvidence {
  readonly stored: ReadonlyMap<string, StoredEvidence>
  /** Paths of files that the report refers to and that are not there. */
  readonly missing: readonly string[]
}

const shownMissing = 1_000

/**
 * Stores what a report's results attach: what is inside of the report, and, where that is wanted, the files beside or
 * below it that it refers to. Nothing else that a report names is ever opened.
 */
export async function storeEvidence(
  report: Report,
  source: Source,
  format: ResultFormat,
  store: EvidenceStore,
  space: string,
  withFiles: boolean,
): Promise<ReportEvidence> {
  const stored = new Map<string, StoredEvidence>()
  const missing = new Set<string>()
  for await (const result of parseResults(source, { format })) {
    for (const { path } of result.attachments) {
      if (stored.has(path) || missing.has(path) || /^https?:/i.test(path)) continue
      const inline = bytesOfData(path)
      if (inline === undefined && !withFiles) continue
      const content = inline === undefined ? await report.attachment(path) : Readable.from([inline])
      if (content !== undefined) stored.set(path, await store.put(space, content))
      else if (missing.size < shownMissing) missing.add(path)
    }
  }
  return { stored, missing: [...missing] }
}

/** An attachment as it goes to the run: what is stored is named by its digest, and not held in the row. */
export function toEvidence(
  attachment: ResultAttachment,
  evidence: ReportEvidence | undefined,
): Readonly<Record<string, unknown>> {
  const found = evidence?.stored.get(attachment.path)
  if (found === undefined) return { ...attachment }
  const isInline = attachment.path.startsWith('data:')
  return { ...attachment, path: isInline ? (attachment.name ?? 'attachment') : attachment.path, ...found }
}

/** Whether reports of a format can hold the attachments themselves. */
export function holdsAttachments(format: ResultFormat): boolean {
  return ['playwright', 'cucumber-json', 'cucumber-messages', 'ctrf'].includes(format)
}

/** The bytes of a `data:` address. */
function bytesOfData(path: string): Buffer | undefined {
  const match = /^data:([^,]*),/i.exec(path)
  if (match === null) return undefined
  const rest = path.slice(match[0].length)
  if (/;\s*base64$/i.test(match[1] ?? '')) return Buffer.from(rest, 'base64')
  try {
    return Buffer.from(decodeURIComponent(rest))
  } catch {
    return Buffer.from(rest)
  }
}
