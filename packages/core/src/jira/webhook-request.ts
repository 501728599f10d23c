import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { isObject } from '../imports/formats/reading/fields.js'
import type { WebhookEvent } from './webhook-rows.js'

/** The most bytes that a webhook may have: an issue with a long description fits. */
const bodyLimit = 10_485_760

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The part of a webhook's address that names the connection: its last one. */
export function webhookIdOf(request: Request): string | undefined {
  const last = new URL(request.url).pathname.replace(/\/+$/, '').split('/').at(-1)?.toLowerCase() ?? ''
  return uuid.test(last) ? last : undefined
}

/** A request's body; undefined where it is larger than {@link bodyLimit}, of which no more is read. */
export async function readBody(request: Request): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  if (request.body === null) return Buffer.alloc(0)
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > bodyLimit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Whether the body was signed with the secret: `X-Hub-Signature: sha256=…`, as Jira sends it. */
export function isSigned(request: Request, body: Uint8Array, secret: string): boolean {
  const header = request.headers.get('x-hub-signature') ?? ''
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1]
  if (given === undefined) return false
  const expected = createHmac('sha256', secret).update(body).digest()
  return timingSafeEqual(Buffer.from(given, 'hex'), expected)
}

/** What a webhook's body tells of an issue; undefined where it tells of something else. */
export function toEvent(request: Request, body: Uint8Array): WebhookEvent | undefined {
  const payload = parseJson(body)
  if (!isObject(payload) || !isObject(payload.issue)) return undefined
  const { webhookEvent, timestamp } = payload
  const { id } = payload.issue
  const jiraId = typeof id === 'number' ? String(id) : id
  if (typeof webhookEvent !== 'string' || typeof jiraId !== 'string' || !/^\d{1,50}$/.test(jiraId)) {
    return undefined
  }
  const delivery = request.headers.get('x-atlassian-webhook-identifier')
  const occurredAt = typeof timestamp === 'number' ? new Date(timestamp) : undefined
  return {
    // A delivery that has no name is known by what it says: repeated, it says the same.
    identifier: delivery?.slice(0, 100) || createHash('sha256').update(body).digest('hex'),
    event: webhookEvent.slice(0, 100),
    jiraId,
    occurredAt: occurredAt === undefined || Number.isNaN(occurredAt.getTime()) ? null : occurredAt,
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}

/** An answer in a few words. Nothing in it tells a stranger what there is. */
export function answer(status: number, message: string): Response {
  return Response.json({ message }, { status })
}
