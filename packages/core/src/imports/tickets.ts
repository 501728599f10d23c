import type { Transaction } from '../database/transaction.js'
import { contentHash } from '../tickets/content-hash.js'
import { countRows, manyRows, Rejections, writeFiles } from './batches.js'
import type { TicketRecord } from './formats/tickets/ticket.js'
import { lockImports, readUnresolvedLinks } from './repository.js'
import type { Source } from './source.js'
import type { TicketRowValues } from './ticket-rows.js'
import { TicketWriter } from './ticket-writer.js'
import type { ImportTickets, RowImportReport } from './types.js'

/** Imports tickets in an open transaction. Of several rows of one ticket the last one counts. */
export async function importTicketFiles(
  transaction: Transaction,
  sources: readonly Source[],
  { projectId, format, onInvalid }: Pick<ImportTickets, 'projectId' | 'format' | 'onInvalid'>,
): Promise<RowImportReport> {
  // As the readers of other files, with the first one; whoever only writes tickets needs no parser.
  const { parseTickets } = await import('./index.js')
  const rejections = new Rejections()
  const writer = new TicketWriter(transaction, projectId)
  const files = await writeFiles(sources, rejections, onInvalid, {
    read: (source) => parseTickets(source, { format, onRejected: rejections.add }),
    weigh: (row) => weightOf(row.ticket),
    write: (rows) => writer.write(rows.map((row) => toRow(row.ticket))),
  })
  const { created, updated } = await writer.finish()
  if (created + updated >= manyRows) await transaction.analyze(['jira_tickets'])
  return {
    ...countRows(files, { created, updated }, rejections),
    unresolvedLinks: await readUnresolvedLinks(transaction, projectId),
    warnings: [],
  }
}

/** Keeps imports and others who write tickets of this project out until the transaction ends. */
export async function lockTicketWrites(transaction: Transaction, projectId: number): Promise<void> {
  await lockImports(transaction, projectId)
}

/**
 * Writes tickets that did not come out of a file, after the imports that are under way. Of several with one id or
 * key the last one counts.
 */
export async function writeTickets(
  transaction: Transaction,
  projectId: number,
  tickets: readonly TicketRecord[],
): Promise<{ readonly created: number; readonly updated: number }> {
  const writer = new TicketWriter(transaction, projectId)
  await writer.write(tickets.map(toRow))
  return await writer.finish()
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
    team: record.team ?? null,
    risk: record.risk ?? null,
  }
  return { ...content, contentHash: contentHash(content) }
}

function weightOf(record: TicketRecord): number {
  return record.summary.length + (record.description?.length ?? 0)
}
