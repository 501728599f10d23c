import { analyzeGrown } from '../database/planning.js'
import type { Transaction } from '../database/transaction.js'
import { batchSize, batchWeight, inBatches, waitingWeight } from './batches.js'
import { compareTickets, type TicketRowValues, takeOverIds, upsertTickets } from './ticket-rows.js'

/**
 * Writes tickets such that of several rows of one ticket the last one counts, however far apart they are. New
 * tickets are written at once. One that differs from what is there waits for the end: a later row may say just
 * what is there, and importing the same files again would otherwise change it there and back.
 */
export class TicketWriter {
  readonly #transaction: Transaction
  readonly #projectId: number
  readonly #waiting = new LastTickets()
  readonly #created = new Set<number>()
  readonly #updated = new Set<number>()

  constructor(transaction: Transaction, projectId: number) {
    this.#transaction = transaction
    this.#projectId = projectId
  }

  /** Takes in tickets in the order of their rows. */
  async write(rows: readonly TicketRowValues[]): Promise<void> {
    const latest = new LastTickets()
    for (const row of rows) latest.add(row)
    const tickets = [...latest]
    await analyzeGrown(this.#transaction, ['jira_tickets'])
    const outcomes = await compareTickets(this.#transaction, this.#projectId, tickets)
    for (const ticket of tickets) {
      this.#waiting.remove(ticket)
      if (outcomes.get(ticket.jiraKey) === 'changed') this.#waiting.add(ticket)
    }
    await this.#upsert(tickets.filter((ticket) => outcomes.get(ticket.jiraKey) === 'new'))
    if (this.#waiting.weight > waitingWeight) await this.#writeWaiting()
  }

  /** Writes what waits, and says how many tickets were created and updated. */
  async finish(): Promise<{ readonly created: number; readonly updated: number }> {
    await this.#writeWaiting()
    return { created: this.#created.size, updated: this.#updated.size }
  }

  async #writeWaiting(): Promise<void> {
    for await (const batch of inBatches(this.#waiting, batchSize, batchWeight, weightOf)) {
      await takeOverIds(this.#transaction, this.#projectId, batch)
      await this.#upsert(batch)
    }
    this.#waiting.clear()
  }

  async #upsert(tickets: readonly TicketRowValues[]): Promise<void> {
    if (tickets.length === 0) return
    for (const { id, created } of await upsertTickets(this.#transaction, this.#projectId, tickets)) {
      if (created) this.#created.add(id)
      else if (!this.#created.has(id)) this.#updated.add(id)
    }
  }
}

/** The last row of each ticket, by its key as well as by its Jira id. */
class LastTickets implements Iterable<TicketRowValues> {
  weight = 0
  readonly #byKey = new Map<string, TicketRowValues>()
  readonly #keysById = new Map<string, string>()

  add(ticket: TicketRowValues): void {
    this.remove(ticket)
    this.#byKey.set(ticket.jiraKey, ticket)
    if (ticket.jiraId !== null) this.#keysById.set(ticket.jiraId, ticket.jiraKey)
    this.weight += weightOf(ticket)
  }

  /** Forgets what an earlier row said of the same ticket. */
  remove({ jiraKey, jiraId }: TicketRowValues): void {
    this.#removeKey(jiraKey)
    const formerKey = jiraId === null ? undefined : this.#keysById.get(jiraId)
    if (formerKey !== undefined) this.#removeKey(formerKey)
  }

  clear(): void {
    this.#byKey.clear()
    this.#keysById.clear()
    this.weight = 0
  }

  [Symbol.iterator](): Iterator<TicketRowValues> {
    return this.#byKey.values()
  }

  #removeKey(key: string): void {
    const ticket = this.#byKey.get(key)
    if (ticket === undefined) return
    this.#byKey.delete(key)
    if (ticket.jiraId !== null) this.#keysById.delete(ticket.jiraId)
    this.weight -= weightOf(ticket)
  }
}

function weightOf({ summary, description }: TicketRowValues): number {
  return summary.length + (description?.length ?? 0)
}
