import { randomBytes } from 'node:crypto'
import type { Coverage } from '../coverage/service.js'
import type { Runner } from '../database/transaction.js'
import { AtmosferaError, PermissionError, ValidationError } from '../errors.js'
import type { Logger } from '../options.js'
import { decodeCursor, encodeCursor, type Page } from '../pagination.js'
import { parse } from '../validation.js'
import {
  deleteConnection,
  findConnection,
  type StoredConnection,
  setWebhookSecret,
  upsertConnection,
} from './connection-rows.js'
import {
  baseUrlOf,
  encryptAuth,
  encryptWebhookSecret,
  type JiraSetup,
  scopeOf,
  toConnection,
  webhookPath,
} from './connections.js'
import { beginSync, whileHeld } from './lease.js'
import { syncIssues } from './manual-sync.js'
import { isAlive, newHolder } from './running.js'
import { openSession, readConnection } from './session.js'
import { Synchronisation } from './sync.js'
import { findRunningSync, listSyncs, readWatermark, type StoredSync } from './sync-rows.js'
import {
  type ConnectJira,
  connectJira,
  type JiraConnection,
  type JiraFieldMapping,
  type JiraStatus,
  type JiraSync,
  type JiraWebhook,
  type ListJiraSyncs,
  listSyncsQuery,
  ofProject,
  type SyncJira,
  syncJira,
  type WebhookWork,
  type WriteBackReport,
} from './types.js'
import { countEvents } from './webhook-rows.js'
import { processEvents, receiveWebhook } from './webhooks.js'
import { writeBack } from './write-back.js'

/**
 * Tickets out of Jira, kept up to date: synchronised by hand or by a timer, told of by webhooks, and, where that is
 * wanted, told of their coverage. Nothing that was read is lost where it is interrupted.
 */
export class Jira {
  readonly #runner: Runner
  readonly #coverage: Coverage
  readonly #setup: JiraSetup
  readonly #logger: Logger | undefined

  constructor(runner: Runner, coverage: Coverage, setup: JiraSetup, logger: Logger | undefined) {
    this.#runner = runner
    this.#coverage = coverage
    this.#setup = setup
    this.#logger = logger
  }

  /**
   * Connects a project to a Jira, or changes its connection. Jira is not asked before the first synchronisation.
   *
   * @throws AtmosferaError `encryption_key_missing` where credentials are to be stored and there is no key.
   */
  async connect(input: ConnectJira): Promise<JiraConnection> {
    const { auth, ...wanted } = parse(connectJira, input, '', ['token', 'bearer'])
    const { projectId } = wanted
    const baseUrl = baseUrlOf(wanted.baseUrl, this.#setup.options)
    const stored = await this.#runner.run(
      async (transaction) => {
        const before = await findConnection(transaction, projectId)
        if (auth === undefined && before?.secret != null && before.baseUrl !== baseUrl) {
          // Whoever changes the address must not get the token of the old one sent there.
          throw new ValidationError([
            { path: 'auth', message: 'must be given again, or null, where the address changes' },
          ])
        }
        const kept = { account: before?.account ?? null, secret: before?.secret ?? null }
        return await upsertConnection(transaction, {
          projectId,
          baseUrl,
          projectKeys: [...new Set(wanted.projectKeys)],
          ...(auth === undefined ? kept : auth === null ? none : encryptAuth(projectId, auth, this.#setup)),
          fields: mergeFields(before?.fields ?? {}, wanted.fields ?? {}),
          writeBack: wanted.writeBack ?? before?.writeBack ?? {},
        })
      },
      { need: { projectId, level: 'manage' } },
    )
    if (stored === undefined) throw new PermissionError('Only who manages a project connects it.')
    return toConnection(stored, this.#setup)
  }

  /** What a project is connected to. */
  async connection(query: { readonly projectId: number }): Promise<JiraConnection> {
    const { projectId } = parse(ofProject, query)
    return toConnection(await readConnection(this.#runner, projectId, 'read'), this.#setup)
  }

  /** Forgets the connection and its secrets. Tickets and the story of past synchronisations stay. */
  async disconnect(query: { readonly projectId: number }): Promise<void> {
    const { projectId } = parse(ofProject, query)
    await this.#runner.run((transaction) => deleteConnection(transaction, projectId), {
      need: { projectId, level: 'manage' },
    })
  }

  /**
   * Reads issues out of Jira, page by page, each stored with where it was: whatever interrupts it, the next one goes
   * on from there. Webhooks that wait are worked on afterwards.
   *
   * @throws ConflictError naming who synchronises this project at the moment.
   * @throws UpstreamError, RateLimitError where Jira cannot be read; what was read is kept.
   */
  async sync(input: SyncJira): Promise<JiraSync> {
    const { projectId, mode, keys, ...options } = parse(syncJira, input)
    const type = mode ?? (keys === undefined ? 'incremental' : 'manual')
    if ((type === 'manual') !== (keys !== undefined)) {
      const message =
        type === 'manual' ? 'are missing: which issues?' : `are only for manual, not for ${type}`
      throw new ValidationError([{ path: 'keys', message }])
    }
    const connection = await this.#connectionToAsk(projectId, 'sync')
    const { holder, release } = newHolder()
    try {
      const wanted = { projectId, type, scope: scopeOf(connection), holder }
      const { sync, watermark } = await this.#runner.run((transaction) => beginSync(transaction, wanted), {
        need: { projectId, level: 'write' },
      })
      const onStep = (step: StoredSync): void => options.onProgress?.(toSync(step))
      onStep(sync)
      const ended = await whileHeld(this.#runner, sync, holder, async () => {
        const session = await openSession(connection, this.#setup, options.signal)
        const work = {
          ...session,
          ...options,
          runner: this.#runner,
          projectId,
          holder,
          watermark,
          signal: options.signal,
          onStep,
        }
        return keys === undefined
          ? await new Synchronisation(work, sync).run()
          : await syncIssues(work, sync, keys)
      })
      onStep(ended)
      await this.#catchUp(projectId)
      return toSync(ended)
    } finally {
      release()
    }
  }

  /** Stored webhooks are hints, and this is when Jira is there to be asked; what fails waits for the next time. */
  async #catchUp(projectId: number): Promise<void> {
    try {
      await processEvents(this.#runner, this.#setup, projectId)
    } catch (error) {
      this.#warn(error)
    }
  }

  #warn(error: unknown): void {
    this.#logger?.warn(`Webhooks of Jira wait: ${error instanceof Error ? error.message : String(error)}`)
  }

  /** How a project and its Jira stand. */
  async status(query: { readonly projectId: number }): Promise<JiraStatus> {
    const { projectId } = parse(ofProject, query)
    const connection = await readConnection(this.#runner, projectId, 'read')
    return await this.#runner.run(
      async (transaction) => {
        const running = await findRunningSync(transaction, projectId)
        const [last] = await listSyncs(transaction, projectId, 1)
        return {
          connection: toConnection(connection, this.#setup),
          running: running === undefined || !isAlive(running) ? null : toSync(running),
          last: last === undefined ? null : toSync(last),
          watermark: await readWatermark(transaction, projectId, scopeOf(connection)),
          webhooks: await countEvents(transaction, projectId),
        }
      },
      { need: { projectId, level: 'read' } },
    )
  }

  /** Past and running synchronisations, newest first. */
  async listSyncs(query: ListJiraSyncs): Promise<Page<JiraSync>> {
    const { projectId, limit, cursor } = parse(listSyncsQuery, query)
    const before = cursor == null ? undefined : decodeCursor(cursor, '-id').id
    const rows = await this.#runner.run(
      (transaction) => listSyncs(transaction, projectId, limit + 1, before),
      { need: { projectId, level: 'read' } },
    )
    const items = rows.slice(0, limit).map(toSync)
    const last = rows.length > limit ? items.at(-1) : undefined
    const nextCursor =
      last === undefined ? null : encodeCursor({ sort: '-id', value: String(last.id), id: last.id })
    return { items, nextCursor }
  }

  /**
   * Makes ready for webhooks: a new secret, which replaces the one before. Give both to Jira (System, WebHooks).
   *
   * @throws AtmosferaError `encryption_key_missing` where there is no key to store the secret with.
   */
  async createWebhook(query: { readonly projectId: number }): Promise<JiraWebhook> {
    const { projectId } = parse(ofProject, query)
    const { webhookId } = await readConnection(this.#runner, projectId, 'manage')
    const secret = randomBytes(32).toString('base64url')
    const encrypted = encryptWebhookSecret(projectId, secret, this.#setup)
    await this.#runner.run((transaction) => setWebhookSecret(transaction, projectId, encrypted), {
      need: { projectId, level: 'manage' },
    })
    return { path: webhookPath(webhookId), secret }
  }

  /**
   * Answers a webhook of Jira. It is verified, stored and answered; its issue is read from Jira afterwards. One that
   * is not signed with the secret changes nothing.
   */
  async handleWebhook(request: Request): Promise<Response> {
    const { response, projectId } = await receiveWebhook(this.#runner, this.#setup, request)
    // It is stored: whatever goes wrong now, the next webhook or synchronisation takes it up again.
    if (projectId !== undefined && this.#runner.joined !== true) void this.#catchUp(projectId)
    return response
  }

  /** Works on the webhooks of a project that are stored and due, such as after a restart. */
  async processWebhooks(query: { readonly projectId: number }): Promise<WebhookWork> {
    const { projectId } = parse(ofProject, query)
    await this.#connectionToAsk(projectId, 'processWebhooks')
    return await processEvents(this.#runner, this.#setup, projectId)
  }

  /** Writes coverage to the issues, as the connection says: an issue property, a label, a comment. */
  async writeBack(query: { readonly projectId: number }): Promise<WriteBackReport> {
    const { projectId } = parse(ofProject, query)
    const connection = await this.#connectionToAsk(projectId, 'writeBack')
    const what = connection.writeBack
    if (what.property !== true && what.label !== true && what.comment !== true) {
      const message = 'is off; say with jira.connect (atmosfera jira connect) what to write'
      throw new ValidationError([{ path: 'writeBack', message }])
    }
    const { api } = await openSession(connection, this.#setup)
    return await writeBack({ runner: this.#runner, coverage: this.#coverage, api, projectId, what })
  }

  /** The connection, where Jira may be asked: a transaction must not stay open meanwhile. */
  async #connectionToAsk(projectId: number, method: string): Promise<StoredConnection> {
    const connection = await readConnection(this.#runner, projectId, 'write')
    if (this.#runner.joined !== true) return connection
    throw new AtmosferaError(
      'validation_failed',
      `jira.${method} talks to Jira and cannot take part in a transaction. Call it outside of one.`,
    )
  }
}

const none = { account: null, secret: null }

/** What is given over what there is; what is null is forgotten. */
function mergeFields(before: JiraFieldMapping, given: NonNullable<ConnectJira['fields']>): JiraFieldMapping {
  const changes = Object.entries(given).filter(([, value]) => value !== undefined)
  const merged: Record<string, string | null> = { ...before, ...Object.fromEntries(changes) }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

function toSync(stored: StoredSync): JiraSync {
  const { holder, scope: _, checkpoint: __, isSilent: ___, ...sync } = stored
  return {
    ...sync,
    holder: holder === null ? null : { host: holder.host, pid: holder.pid },
    interrupted: sync.status === 'in_progress' && !isAlive(stored),
  }
}
