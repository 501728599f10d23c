import { createHmac, randomUUID } from 'node:crypto'
import { createRandom } from '../random.js'
import type { Json, Site } from './site.js'
import type { JiraUser } from './types.js'
import { userAnswer } from './user-answer.js'

export type WebhookEvent = 'jira:issue_created' | 'jira:issue_updated' | 'jira:issue_deleted'

export interface WebhookOptions {
  /** Signs the body; without it there is no signature. */
  readonly secret?: string
  /** What tells duplicates; a new one by default. */
  readonly identifier?: string
  /** Milliseconds since 1970; the server's time by default. */
  readonly timestamp?: number
  /** More of the payload, or other values of it. */
  readonly payload?: Json
}

/** A webhook that can be delivered, any number of times and in any order. It tells of the moment of its making. */
export interface WebhookMessage {
  readonly identifier: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Delivery {
  readonly status: number
  readonly body: string
}

/** `sha256=` and the HMAC of a body, as in `X-Hub-Signature`. */
function sign(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** What Jira calls others with. */
export class Webhooks {
  readonly #site: Site
  readonly #user: JiraUser
  readonly sign = sign

  constructor(site: Site, user: JiraUser) {
    this.#site = site
    this.#user = user
  }

  make(event: WebhookEvent, issueKey: string, options: WebhookOptions = {}): WebhookMessage {
    const identifier = options.identifier ?? randomUUID()
    const body = JSON.stringify({ ...this.payload(event, issueKey, options.timestamp), ...options.payload })
    const cloud: Record<string, string> =
      this.#site.kind === 'cloud' ? { 'X-Atlassian-Webhook-Flow': 'Primary' } : {}
    const signature: Record<string, string> =
      options.secret === undefined ? {} : { 'X-Hub-Signature': sign(body, options.secret) }
    return {
      identifier,
      body,
      headers: {
        'Content-Type': 'application/json; charset=UTF-8',
        'User-Agent': 'Atlassian Webhook HTTP Client',
        'X-Atlassian-Webhook-Identifier': identifier,
        ...cloud,
        ...signature,
      },
    }
  }

  /** The body as an object. Cloud, too, sends issues as version 2 of its API has them: with plain texts. */
  payload(event: WebhookEvent, issueKey: string, timestamp = this.#site.clock.now()): Json {
    const { issues, url } = this.#site
    const issue = issues.get(issueKey) ?? issues.deleted(issueKey)
    if (issue === undefined) throw new Error(`there never was an issue ${issueKey}`)
    const changes = event === 'jira:issue_updated' ? issues.lastChanges(issue.id) : []
    const moved = changes.some(({ field }) => field === 'Key')
    return {
      timestamp,
      webhookEvent: event,
      ...(event === 'jira:issue_deleted' ? {} : { issue_event_type_name: eventType(event, moved) }),
      user: userAnswer(this.#site, this.#user),
      issue: { id: issue.id, self: `${url}/rest/api/2/${issue.id}`, key: issue.key, fields: issue.fields },
      ...(event === 'jira:issue_updated'
        ? { changelog: { id: String(timestamp), items: changes.map(changelogItem) } }
        : {}),
    }
  }

  /** `retry` is how often it was tried before, without which there is no header for it. */
  async send(url: string, message: WebhookMessage, retry = 0): Promise<Delivery> {
    const target = new URL(url)
    if (this.#site.kind === 'data-center') {
      target.searchParams.set('user_id', this.#user.accountId)
      target.searchParams.set('user_key', this.#user.accountId)
    }
    const headers = {
      ...message.headers,
      ...(retry > 0 ? { 'X-Atlassian-Webhook-Retry': String(retry) } : {}),
    }
    const response = await fetch(target, { method: 'POST', headers, body: message.body })
    return { status: response.status, body: await response.text() }
  }

  /** Makes one and sends it. */
  async deliver(
    url: string,
    event: WebhookEvent,
    issueKey: string,
    options?: WebhookOptions,
  ): Promise<Delivery> {
    return await this.send(url, this.make(event, issueKey, options))
  }

  /** Sends many, each `copies` times, in an order that the seed decides: copies are retries of the same webhook. */
  async deliverShuffled(
    url: string,
    messages: readonly WebhookMessage[],
    { copies = 1, seed = 1 }: { readonly copies?: number; readonly seed?: number } = {},
  ): Promise<readonly Delivery[]> {
    const random = createRandom(seed)
    const queue = messages
      .flatMap((message) =>
        Array.from({ length: copies }, (_, retry) => ({ message, retry, rank: random() })),
      )
      .sort((a, b) => a.rank - b.rank)
    const deliveries: Delivery[] = []
    for (const { message, retry } of queue) deliveries.push(await this.send(url, message, retry))
    return deliveries
  }
}

function eventType(event: WebhookEvent, moved: boolean): string {
  if (event === 'jira:issue_created') return 'issue_created'
  return moved ? 'issue_moved' : 'issue_updated'
}

function changelogItem({ field, from, to }: { field: string; from: unknown; to: unknown }): Json {
  const text = (value: unknown) => {
    if (value === null || value === undefined) return null
    if (typeof value === 'object' && 'name' in value) return String(value.name)
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  const id = (value: unknown) =>
    typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null
  return {
    field,
    fieldtype: field.startsWith('customfield_') ? 'custom' : 'jira',
    fieldId: field === 'Key' ? '' : field,
    from: id(from),
    fromString: text(from),
    to: id(to),
    toString: text(to),
  }
}
