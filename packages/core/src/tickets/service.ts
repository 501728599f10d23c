import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
import { type NewRow, ResourceService } from '../resource-service.js'
import { parse } from '../validation.js'
import { contentHash, type TicketContent } from './content-hash.js'
import { ticketConditions, ticketRepository } from './repository.js'
import {
  type CreateTicket,
  createTicket,
  type ListTickets,
  type Ticket,
  ticketFilters,
  ticketKey,
  type UpdateTicket,
  updateTicket,
} from './types.js'

/** Jira issues as they were last seen. Links that waited for a key become real when its ticket arrives. */
export class Tickets extends ResourceService<Ticket, CreateTicket, UpdateTicket, ListTickets> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'ticket',
      repository: ticketRepository,
      projectOwned: true,
      create: createTicket,
      update: updateTicket,
      filters: ticketFilters,
      conditions: ticketConditions,
    })
  }

  /** The ticket of a project with this key, tombstoned or not. */
  async getByKey(query: { readonly projectId: number; readonly key: string }): Promise<Ticket> {
    const { projectId, key } = parse(ticketKey, query)
    const { items } = await this.list({ projectId, jiraKey: key, limit: 1 })
    if (items[0] === undefined) throw new NotFoundError('ticket', key)
    return items[0]
  }

  protected override async insert(
    transaction: Transaction,
    rows: readonly NewRow[],
  ): Promise<readonly Ticket[]> {
    // The schema has every hashed field by now, the missing ones as null.
    const hashed = rows.map((row) => ({ ...row, contentHash: contentHash(row as unknown as TicketContent) }))
    return await super.insert(transaction, hashed)
  }

  /** A change by hand forgets the hash, so that the next synchronisation brings Jira's version back. */
  protected override async change(
    transaction: Transaction,
    rowId: number,
    fields: NewRow,
    expected?: Date,
  ): Promise<Ticket> {
    const content = Object.keys(fields).some((field) => field !== 'deletedAt')
    return await super.change(
      transaction,
      rowId,
      content ? { ...fields, contentHash: null } : fields,
      expected,
    )
  }
}
