import type { Transaction } from '../database/transaction.js'
import { contentHash } from '../tickets/content-hash.js'
import { batchSize, batchWeight, inBatches, manyRows, Rejections } from './batches.js'
import type { TicketRecord } from './formats/ticket.js'
import { parseTickets } from './index.js'
import { readUnresolvedLinks } from './repository.js'
import type { Source } from './source.js'
import type { TicketRowValues } from './ticket-rows.js'
import { TicketWriter } from './ticket-writer.js'
import { type ImportTickets, type RowImportReport, toRejectedRow } from './types.js'

/** Imports tickets in an open transaction. Of several rows of one ticket the last one counts. */
export async function importTicketFiles(
  transaction: Transaction,
  sources: readonly Source[],
  { projectId, format, onInvalid }: Pick<ImportTickets, 'projectId' | 'format' | 'onInvalid'>,
): Promise<RowImportReport> {
  const rejections = new Rejections()
  const files: { file: string; total: number }[] = []
  const writer = new TicketWriter(transaction, projectId)
  for (const source of sources) {
    let total = 0
    const rows = parseTickets(source, { format, onRejected: rejections.add })
    for await (const batch of inBatches(rows, batchSize, batchWeight, (row) => weightOf(row.ticket))) {
      total += batch.length
      // What is refused in the end need not be written first.
      if (onInvalid !== 'skip' && rejections.issues.length > 0) continue
      await writer.write(batch.map((row) => toRow(row.ticket)))
    }
    files.push({ file: source.name, total })
  }
  if (onInvalid !== 'skip') rejections.refuse()
  const { created, updated } = await writer.finish()
  if (created + updated >= manyRows) await transaction.analyze(['jira_tickets'])
  const total = files.reduce((sum, file) => sum + file.total, 0)
  return {
    files,
    total: total + rejections.issues.length,
    created,
    updated,
    unchanged: total - created - updated,
    rejected: rejections.issues.map(toRejectedRow),
    unresolvedLinks: await readUnresolvedLinks(transaction, projectId),
    warnings: [],
  }
}

function toRow(record: TicketRecord): TicketRowValues {
  const content = {
    jiraKey: record.key,
    jiraId: record.jiraId ?? null,
    issueType: record.issueType ?? null,
    summary: record.summary,
    description: record.description ?? null,
    priority: record.priority ?? null,
    status: record.status,
    resolution: record.resolution ?? null,
    assignee: record.assignee ?? null,
    reporter: record.reporter ?? null,
    labels: record.labels,
    components: record.components,
    fixVersions: record.fixVersions,
    parentKey: record.parentKey ?? null,
    createdDate: record.createdDate ?? null,
    updatedDate: record.updatedDate ?? null,
  }
  return { ...content, contentHash: contentHash(content) }
}

function weightOf(record: TicketRecord): number {
  return record.summary.length + (record.description?.length ?? 0)
}
