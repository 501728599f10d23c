import { replan } from '../database/planning.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { ConflictError, UpstreamError } from '../errors.js'
import { isObject } from '../imports/formats/reading/fields.js'
import { lockTicketWrites } from '../imports/tickets.js'
import {
  isBadRequest,
  type JiraApi,
  type JiraClock,
  type JiraCursor,
  type RawIssue,
  readIssue,
  type SearchPage,
} from './api.js'
import { toTickets, wantedFields } from './issues.js'
import { allIssues, changedIssues } from './jql.js'
import { currentKeys } from './session.js'
import { storeIssues } from './store.js'
import { endSync, type Holder, recordStep, type StoredSync, type SyncStep } from './sync-rows.js'
import {
  adoptJiraId,
  countGone,
  forgetSeen,
  type MissedTicket,
  markSeen,
  readMissed,
  tombstoneGone,
} from './ticket-state-rows.js'
import type { JiraFieldMapping } from './types.js'

/** What one synchronisation works with. */
export interface SyncWork {
  readonly runner: Runner
  readonly api: JiraApi
  readonly clock: JiraClock
  readonly projectId: number
  readonly projectKeys: readonly string[]
  readonly isRestricted: boolean
  readonly mapping: JiraFieldMapping
  readonly holder: Holder
  /** From where an incremental one reads. */
  readonly watermark: Date | null
  readonly allowMassDeletion: boolean
  readonly signal: AbortSignal | undefined
  readonly onStep: (sync: StoredSync) => void
}

/** Where a synchronisation is, as it is stored with each page. */
interface Checkpoint {
  readonly phase: 'pages' | 'missed'
  readonly jql: string
  /** Jira's time when it began: the next incremental one reads from then on. */
  readonly startedAt: string
  readonly cursor?: JiraCursor
  /** The last ticket that was looked for directly. */
  readonly after?: number
}

/** How far an incremental one reads back before the watermark: Jira's index is late, and clocks differ. */
const overlapMs = 10 * 60_000
const directReads = 100
const readsAtOnce = 5
const filledTables = ['jira_tickets', 'jira_sync_seen'] as const

/** Runs a full or incremental synchronisation from where it is to its end. */
export class Synchronisation {
  readonly #work: SyncWork
  #sync: StoredSync
  #checkpoint: Checkpoint
  #stores = 0

  constructor(work: SyncWork, sync: StoredSync) {
    this.#work = work
    this.#sync = sync
    this.#checkpoint = this.#resumable(sync.checkpoint) ?? {
      phase: 'pages',
      jql: this.#jql(),
      startedAt: work.clock.now.toISOString(),
    }
  }

  async run(): Promise<StoredSync> {
    const isFull = this.#sync.type === 'full'
    if (this.#checkpoint.phase === 'pages') await this.#readPages(isFull)
    if (isFull) await this.#lookForMissed()
    return await this.#end(isFull)
  }

  #jql(): string {
    const { projectKeys, watermark, clock } = this.#work
    if (this.#sync.type === 'full' || watermark === null) return allIssues(projectKeys)
    return changedIssues(projectKeys, new Date(watermark.getTime() - overlapMs), clock.zone)
  }

  async #readPages(isFull: boolean): Promise<void> {
    for (;;) {
      this.#work.signal?.throwIfAborted()
      const page = await this.#search()
      if (page.issues.length === 0 || page.next === undefined) await this.#requireSight()
      const { cursor: _, ...rest } = this.#checkpoint
      const checkpoint: Checkpoint =
        page.next === undefined ? { ...rest, phase: 'missed' } : { ...rest, cursor: page.next }
      await this.#store(page.issues, { pages: 1, processed: page.issues.length }, checkpoint, isFull)
      if (page.next === undefined) return
    }
  }

  /** The next page; all of them again where Jira no longer knows where that was. */
  async #search(): Promise<SearchPage> {
    const { api, mapping } = this.#work
    const { jql, cursor } = this.#checkpoint
    const query = { jql, fields: wantedFields(mapping) }
    try {
      return await api.search(query, cursor)
    } catch (error) {
      if (cursor === undefined || !isBadRequest(error)) throw error
      return await api.search(query, undefined)
    }
  }

  /** Looks directly for the tickets that a complete pass has not met: moved ones are found, deleted ones are not. */
  async #lookForMissed(): Promise<void> {
    const { runner, projectId, projectKeys } = this.#work
    for (;;) {
      this.#work.signal?.throwIfAborted()
      const after = this.#checkpoint.after ?? 0
      const missed = await runner.run(
        (transaction) => readMissed(transaction, projectId, this.#sync.id, projectKeys, after, directReads),
        this.#need,
      )
      const last = missed.at(-1)
      if (last === undefined) return
      const found = await this.#readDirectly(missed)
      if (found.size < missed.length) await this.#requireSight()
      await this.#storeDirect(missed, found, { ...this.#checkpoint, after: last.id })
    }
  }

  /**
   * Cloud answers an account that has lost its rights like an empty site. Before anything is made of what is not
   * there, and before it is written down that this was looked for, the account has to see the projects still.
   */
  async #requireSight(): Promise<void> {
    await currentKeys(this.#work.api, this.#work.projectKeys)
  }

  async #readDirectly(missed: readonly MissedTicket[]): Promise<ReadonlyMap<number, RawIssue | 'hidden'>> {
    const { api, mapping } = this.#work
    const fields = wantedFields(mapping)
    const found = new Map<number, RawIssue | 'hidden'>()
    for (let at = 0; at < missed.length; at += readsAtOnce) {
      const some = missed.slice(at, at + readsAtOnce)
      const issues = await Promise.all(
        some.map(({ jiraId, jiraKey }) => readIssue(api, jiraId ?? jiraKey, fields)),
      )
      some.forEach(({ id }, index) => {
        const issue = issues[index]
        if (issue !== undefined) found.set(id, issue)
      })
    }
    return found
  }

  async #storeDirect(
    missed: readonly MissedTicket[],
    found: ReadonlyMap<number, RawIssue | 'hidden'>,
    checkpoint: Checkpoint,
  ): Promise<void> {
    const { projectId } = this.#work
    const gone = missed.filter(({ id }) => !found.has(id)).map(({ jiraId, jiraKey }) => jiraId ?? jiraKey)
    const issues = [...found.values()].filter((issue) => issue !== 'hidden')
    await this.#store(issues, { processed: issues.length }, checkpoint, true, async (transaction) => {
      await markSeen(transaction, projectId, this.#sync.id, gone, true)
      for (const { id, jiraId } of missed) {
        const issue = jiraId === null ? found.get(id) : undefined
        if (typeof issue === 'object') await adoptJiraId(transaction, projectId, id, issue.id)
      }
    })
  }

  /** Writes issues and the checkpoint after them in one transaction. */
  async #store(
    issues: readonly RawIssue[],
    step: SyncStep,
    checkpoint: Checkpoint,
    isFull: boolean,
    before: (transaction: Transaction) => Promise<void> = async () => {},
  ): Promise<void> {
    const { runner, projectId, mapping, api } = this.#work
    const read = toTickets(issues, mapping)
    const confirmed = new Set<string>()
    let listed = read
    for (;;) {
      const outcome = await runner.run(async (transaction) => {
        await lockTicketWrites(transaction, projectId)
        await replan(transaction, this.#stores++, filledTables)
        await before(transaction)
        const stored = await storeIssues(transaction, this.#work, listed, confirmed)
        if ('doubtful' in stored) return stored
        if (isFull) {
          const ids = issues.map((issue) => issue.id)
          await markSeen(transaction, projectId, this.#sync.id, ids)
        }
        const { rejected } = read
        await this.#record(transaction, { ...step, ...stored, rejected, checkpoint: { ...checkpoint } })
        return undefined
      }, this.#need)
      if (outcome === undefined) break
      // The index lists issues that were found to be gone: only a direct look tells whether they are back.
      const gone = new Set<string>()
      for (const id of outcome.doubtful) {
        if (typeof (await readIssue(api, id, ['summary'])) === 'object') confirmed.add(id)
        else gone.add(id)
      }
      listed = { ...listed, tickets: listed.tickets.filter(({ jiraId }) => !gone.has(jiraId)) }
    }
    this.#checkpoint = checkpoint
    this.#work.onStep(this.#sync)
  }

  async #end(isFull: boolean): Promise<StoredSync> {
    const { runner, projectId, holder, allowMassDeletion } = this.#work
    return await runner.run(async (transaction) => {
      if (isFull) {
        await lockTicketWrites(transaction, projectId)
        const { gone, all } = await countGone(transaction, projectId, this.#sync.id)
        if (!allowMassDeletion && gone > 10 && gone > all / 2) throw tooManyGone(gone, all)
        const deleted = await tombstoneGone(transaction, projectId, this.#sync.id)
        await this.#record(transaction, { deleted })
        await forgetSeen(transaction, projectId, this.#sync.id)
      }
      const watermark = new Date(this.#checkpoint.startedAt)
      return (await endSync(transaction, projectId, this.#sync.id, holder, { watermark })) ?? takenOver()
    }, this.#need)
  }

  async #record(transaction: Transaction, step: SyncStep): Promise<void> {
    const { projectId, holder } = this.#work
    this.#sync = (await recordStep(transaction, projectId, this.#sync.id, holder, step)) ?? takenOver()
  }

  /** What an interrupted run has stored; undefined where there is nothing to go on from. */
  #resumable(stored: StoredSync['checkpoint']): Checkpoint | undefined {
    const { phase, jql, startedAt, cursor, after } = stored ?? {}
    if ((phase !== 'pages' && phase !== 'missed') || typeof jql !== 'string') return undefined
    return {
      phase,
      jql,
      startedAt: String(startedAt),
      ...(isObject(cursor) ? { cursor } : {}),
      ...(typeof after === 'number' ? { after } : {}),
    }
  }

  get #need(): { readonly need: { readonly projectId: number; readonly level: 'write' } } {
    return { need: { projectId: this.#work.projectId, level: 'write' } }
  }
}

export function takenOver(): never {
  throw new ConflictError(
    'Another process has taken this synchronisation over, because nothing was heard of this one for too long. What it had read is kept.',
  )
}

function tooManyGone(gone: number, all: number): UpstreamError {
  return new UpstreamError(
    'jira',
    `Jira does not find ${gone} of ${all} tickets, more than half, so none was taken for deleted; check what the account may see, or allow it with allowMassDeletion (--allow-mass-deletion).`,
  )
}
