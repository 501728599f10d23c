import type { Transaction } from '../database/transaction.js'
import { contentHash } from '../tickets/content-hash.js'
import { inBatches, manyRows, Rejections } from './batches.js'
import type { TicketRecord } from './formats/ticket.js'
import { parseTickets } from './index.js'
import { readUnresolvedLinks } from './repository.js'
import type { Source } from './source.js'
import { readUnchangedKeys, type TicketRowValues, upsertTickets } from './ticket-rows.js'
import { type ImportTickets, type RowImportReport, toRejectedRow } from './types.js'

const batchSize = 1_000
/** Descriptions can be long: about this many characters at once. */
const batchWeight = 8_000_000

/** Imports tickets in an open transaction. Later rows of a key win over earlier ones. */
export async function importTicketFiles(
  transaction: Transaction,
  sources: readonly Source[],
  { projectId, format, onInvalid }: Pick<ImportTickets, 'projectId' | 'format' | 'onInvalid'>,
): Promise<RowImportReport> {
  const rejections = new Rejections()
  const files: { file: string; total: number }[] = []
  let created = 0
  let updated = 0
  for (const source of sources) {
    let total = 0
    const rows = parseTickets(source, { format, onRejected: rejections.add })
    for await (const batch of inBatches(rows, batchSize, batchWeight, (row) => weightOf(row.ticket))) {
      total += batch.length
      // What is refused in the end need not be written first.
      if (onInvalid !== 'skip' && rejections.issues.length > 0) continue
      const written = await write(
        transaction,
        projectId,
        batch.map((row) => row.ticket),
      )
      created += written.created
      updated += written.updated
    }
    files.push({ file: source.name, total })
  }
  if (onInvalid !== 'skip') rejections.refuse()
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

async function write(
  transaction: Transaction,
  projectId: number,
  records: readonly TicketRecord[],
): Promise<{ readonly created: number; readonly updated: number }> {
  const tickets = [...new Map(records.map((record) => [record.key, toRow(record)])).values()]
  const unchanged = await readUnchangedKeys(transaction, projectId, tickets)
  const changed = tickets.filter((ticket) => !unchanged.has(ticket.jiraKey))
  if (changed.length === 0) return { created: 0, updated: 0 }
  return await upsertTickets(transaction, projectId, changed)
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
