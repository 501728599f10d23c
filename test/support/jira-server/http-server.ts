import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, refusal } from './answer.js'
import type { Authentication, Identity } from './auth.js'
import type { FaultKind } from './faults.js'
import type { RateLimit } from './rate-limit.js'
import { findRoute } from './routes.js'
import type { Site } from './site.js'
import type { RecordedRequest, RequestAction, RequestHook } from './types.js'

/** What the requests pass on their way to the resources. */
export interface Front {
  readonly site: Site
  readonly authentication: Authentication
  readonly limit: RateLimit | undefined
  readonly hooks: readonly RequestHook[]
  readonly requests: RecordedRequest[]
}

interface Listening {
  readonly url: string
  /** Throws what went wrong in the server itself, or in a hook, while it ran. */
  close(): Promise<void>
}

/** Listens on the loopback interface, on a port of its own. */
export async function listen(front: Front): Promise<Listening> {
  const failures: unknown[] = []
  const server = createServer((request, response) => {
    handle(front, request, response).catch((error: unknown) => {
      // A client that goes away in the middle of its request is no failure.
      if (request.complete) failures.push(error)
      response.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      if (failures.length > 0) throw failures[0]
    },
  }
}

async function handle(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { site, requests } = front
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const sent = await text(request)
  const identity = front.authentication.identify(request.headers.authorization)
  response.setHeader('Date', new Date(site.clock.now()).toUTCString())
  const record: RecordedRequest = {
    number: requests.length + 1,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: sent === '' ? undefined : (parseJson(sent)?.value ?? sent),
    auth: identity.scheme,
    ...(identity.user === undefined ? {} : { accountId: identity.user.accountId }),
  }
  requests.push(record)
  site.index.tick()

  const action = await askHooks(front.hooks, record)
  if (action !== undefined && 'respond' in action) return write(record, response, action.respond)
  const admitted = front.limit?.take(record)
  if (admitted !== undefined && 'status' in admitted) return write(record, response, admitted)

  const fault = action?.fault ?? site.faults.draw(record)
  if (fault !== undefined) {
    record.fault = fault
    site.faults.count(fault)
    const instead = site.faults.answer(fault)
    if (instead !== undefined) return write(record, response, instead)
    if (fault === 'slow') await sleep(site.faults.slowMs)
  }
  const answer = work(front, record, { request, url, sent, identity })
  write(
    record,
    response,
    { ...answer, headers: { ...admitted?.headers, ...identity.headers, ...answer.headers } },
    fault,
  )
}

async function askHooks(
  hooks: readonly RequestHook[],
  record: RecordedRequest,
): Promise<RequestAction | undefined> {
  for (const hook of [...hooks]) {
    const action = await hook(record, record.number)
    if (action !== undefined) return action
  }
  return undefined
}

interface Incoming {
  readonly request: IncomingMessage
  readonly url: URL
  readonly sent: string
  readonly identity: Identity
}

function work({ site }: Front, record: RecordedRequest, { request, url, sent, identity }: Incoming): Answer {
  if (identity.refused !== undefined) return identity.refused
  const match = findRoute(site.kind, record.method, url.pathname)
  if (!('route' in match)) {
    if (match.length > 0) return { status: 405, headers: { Allow: match.join(',') } }
    return { status: 404, body: { message: `null for uri: ${site.url}${url.pathname}`, 'status-code': 404 } }
  }
  const json = parseJson(sent)
  if (record.method === 'POST' || record.method === 'PUT') {
    const type = request.headers['content-type']
    if (type === undefined || !/^application\/json\b/i.test(type)) return unsupportedType(type, url.pathname)
    if (json === undefined && sent !== '') {
      return refusal(400, 'There was an error parsing JSON. Check that your request body is valid.')
    }
  }
  return match.route.answer({
    site,
    user: identity.user,
    query: url.searchParams,
    path: match.path,
    body: json?.value,
    text: sent,
    headers: identity.headers ?? {},
  })
}

function unsupportedType(type: string | undefined, instance: string): Answer {
  const detail = `Content-Type '${type ?? 'null'}' is not supported.`
  return { status: 415, body: { title: 'Unsupported Media Type', status: 415, detail, instance } }
}

function write(record: RecordedRequest, response: ServerResponse, answer: Answer, fault?: FaultKind): void {
  const { status, headers = {}, body } = answer
  record.status = status
  const whole = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  // Without a body there is nothing that could be cut, but for the whole answer.
  if (fault === 'dropped' || (whole === '' && (fault === 'dropped-in-body' || fault === 'truncated-json'))) {
    response.destroy()
    return
  }
  const cut = whole.slice(0, Math.floor(whole.length / 2))
  const content = Buffer.from(fault === 'truncated-json' ? cut : whole)
  response.writeHead(status, {
    ...(whole === '' ? {} : { 'Content-Type': 'application/json;charset=UTF-8' }),
    'Cache-Control': 'no-cache, no-store, no-transform',
    ...(status === 204 ? {} : { 'Content-Length': String(content.byteLength) }),
    ...headers,
  })
  if (fault === 'dropped-in-body') {
    response.write(content.subarray(0, Math.floor(content.byteLength / 2)), () => response.destroy())
    return
  }
  response.end(content)
}

function parseJson(sent: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(sent) }
  } catch {
    return undefined
  }
}
