import type { EvidenceStore } from '../test-runs/evidence.js'
import { findFormat } from './formats/detect.js'
import { type ResultFormat, resultFormats } from './formats/results/result-formats.js'
import { detectResultFormat } from './index.js'
import { holdsAttachments, type ReportEvidence, storeEvidence } from './report-evidence.js'
import type { Report } from './reports.js'
import { openSource, type Source } from './source.js'
import { spool } from './spool.js'
import type { ImportProgress } from './types.js'

/** A report that is ready to be imported: known, and with its evidence in the store. */
export interface PreparedReport {
  readonly name: string
  readonly format: ResultFormat
  /** SHA-256 of its uncompressed bytes, where it can be read twice. */
  readonly digest: string | undefined
  readonly evidence: ReportEvidence | undefined
  open(): Source
}

export interface Preparation {
  readonly format: ResultFormat | undefined
  /** Whether files that a report refers to are stored as well. */
  readonly attachments: boolean
  readonly store: EvidenceStore
  /** What keeps the evidence of projects apart in the store. */
  readonly space: string
  readonly onProgress: ((progress: ImportProgress) => void) | undefined
  /** Told of a temporary file that is to be removed in the end. */
  readonly onTemporary: (remove: () => Promise<void>) => void
}

/**
 * Looks what a report is, and stores the evidence that comes with it, before a transaction is opened: a store may be
 * far away. Undefined for a file that was found in a folder or an archive and is no report.
 *
 * @throws ValidationError where it is in no known format, or damaged as far as that shows.
 */
export async function prepareReport(
  report: Report,
  preparation: Preparation,
): Promise<PreparedReport | undefined> {
  // What is read twice shows its progress the second time.
  const first = report.isRepeatable ? report.open() : openWithProgress(report, preparation)
  const format = await formatOf(report, first, preparation.format)
  if (format === undefined) return undefined
  const wantsEvidence = preparation.attachments || holdsAttachments(format)
  if (!wantsEvidence && !report.isRepeatable) {
    return { name: report.name, format, digest: undefined, evidence: undefined, open: () => first }
  }
  const { store, space, attachments } = preparation
  const readable = report.isRepeatable ? report : await spoolText(report, first, preparation.onTemporary)
  const source = report.isRepeatable ? first : readable.open()
  let evidence: ReportEvidence | undefined
  if (wantsEvidence) evidence = await storeEvidence(readable, source, format, store, space, attachments)
  else await readThrough(source)
  const open = () => openWithProgress(readable, preparation)
  return { name: report.name, format, digest: source.sha256, evidence, open }
}

function openWithProgress(report: Report, { onProgress }: Preparation): Source {
  return report.open({
    onProgress: (bytesRead, totalBytes) => onProgress?.({ file: report.name, bytesRead, totalBytes }),
  })
}

async function formatOf(
  report: Report,
  source: Source,
  asked: ResultFormat | undefined,
): Promise<ResultFormat | undefined> {
  if (asked !== undefined) return asked
  try {
    if (!report.isFound) return await detectResultFormat(source)
    const found = await findFormat(source, resultFormats)
    if (found === undefined) await source.close()
    return found?.name
  } catch (error) {
    // Nobody goes on to read it.
    await source.close()
    throw error
  }
}

async function readThrough(source: Source): Promise<void> {
  for await (const _ of source) {
    // Only the digest is wanted.
  }
}

/** What came as a stream, as a file, for it is read twice. */
async function spoolText(
  report: Report,
  source: Source,
  onTemporary: Preparation['onTemporary'],
): Promise<Report> {
  const { path, remove } = await spool(source)
  onTemporary(remove)
  const { name } = report
  return { ...report, isRepeatable: true, open: (options) => openSource(path, { name, ...options }) }
}
