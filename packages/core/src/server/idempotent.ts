import type { KeptAnswer } from '../idempotency/types.js'
import { digest } from '../identity/secrets.js'
import type { Services } from '../services.js'
import { type Caller, type RequestContext, servicesFor } from './environment.js'

/** Headers of an answer that belong to it, rather than to the one request that it was given to. */
const keptHeaders: readonly string[] = ['content-type', 'etag', 'location']

/**
 * Answers a request that makes something. With an `Idempotency-Key` it is done in one transaction together with writing
 * the answer down, so that it is done once whatever happens, and a repeated request is answered as the first was.
 *
 * @param content what the request says besides its address: a body, or what identifies an upload
 * @param key what names the request, where that is not the header
 */
export async function answerOnce(
  context: RequestContext,
  caller: Caller,
  content: unknown,
  work: (services: Services) => Promise<Response>,
  key: string | undefined = context.req.header('idempotency-key'),
): Promise<Response> {
  if (key === undefined) return await work(servicesFor(context, caller))
  const request = { key, fingerprint: fingerprintOf(context, content) }
  return await context.get('server').host.transaction(caller.actor, async (services) => {
    const before = await services.idempotency.begin(request)
    if (before !== undefined) return replay(before)
    const response = await work(services)
    const answer = await readAnswer(response)
    await services.idempotency.keep(key, answer)
    return response
  })
}

/** What tells a request from another one: its address, and what it says. */
export function fingerprintOf(context: RequestContext, content: unknown): string {
  const { pathname, search } = new URL(context.req.url)
  return digest(JSON.stringify([context.req.method, pathname, search, content]))
}

async function readAnswer(response: Response): Promise<KeptAnswer> {
  const headers: Record<string, string> = {}
  for (const name of keptHeaders) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  return { status: response.status, headers, body: await response.clone().text() }
}

function replay({ status, headers, body }: KeptAnswer): Response {
  const hasBody = status !== 204
  return new Response(hasBody ? body : null, {
    status,
    headers: { ...headers, 'idempotency-replayed': 'true' },
  })
}
