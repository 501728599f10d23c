import type { Actor } from '../actor.js'
import { tokenPrefix } from '../identity/api-tokens.js'
import type { TokenVerb } from '../identity/token-types.js'
import { deleteSessionCookie, readSessionCookie, setSessionCookie } from './cookies.js'
import { type Caller, callerOf, type RequestContext, type ServerParts } from './environment.js'
import type { ServerHost } from './host.js'
import { type OidcVerifier, oidcVerifier } from './oidc.js'
import type { ServerSettings } from './options.js'
import { HttpError } from './problems.js'

/**
 * By the host's own sign-in, a bearer token, or a session's cookie, in that order. A bearer token that is not good is
 * not made up for by a cookie.
 */
export function authenticator(host: ServerHost, settings: ServerSettings): ServerParts['authenticate'] {
  const verifyOidc = settings.oidc === undefined ? undefined : oidcVerifier(settings.oidc, host)
  return async (context) => {
    const actor = await settings.authenticate?.(context.req.raw)
    if (actor !== undefined) {
      requireSameOrigin(context)
      return { actor, via: 'host' }
    }
    const authorization = context.req.header('authorization')
    if (authorization !== undefined) return await byBearer(authorization, host, verifyOidc)
    return await bySession(context, host)
  }
}

async function byBearer(
  authorization: string,
  host: ServerHost,
  verifyOidc: OidcVerifier | undefined,
): Promise<Caller | undefined> {
  const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1]
  if (token === undefined) return undefined
  if (!token.startsWith(tokenPrefix)) {
    const actor: Actor | undefined = await verifyOidc?.(token)
    return actor === undefined ? undefined : { actor, via: 'oidc' }
  }
  const found = await host.system.apiTokens.authenticate(token)
  if (found === undefined) return undefined
  const { apiToken, limits } = found
  return { actor: { userId: apiToken.userId, limits }, via: 'token', verbs: apiToken.verbs }
}

async function bySession(context: RequestContext, host: ServerHost): Promise<Caller | undefined> {
  const token = readSessionCookie(context)
  if (token === undefined) return undefined
  requireSameOrigin(context)
  const found = await host.system.sessions.authenticate(token)
  if (found === undefined) {
    deleteSessionCookie(context)
    return undefined
  }
  if (found.nextToken !== undefined) setSessionCookie(context, found.nextToken)
  return { actor: { userId: found.session.userId }, via: 'session', sessionId: found.session.id }
}

/**
 * Browsers send cookies along whoever asks, so what changes something must come from a page of our own. Browsers say
 * where it comes from; what says neither is no browser, and sends no cookie that it was not given.
 *
 * @throws HttpError `cross_origin`
 */
export function requireSameOrigin(context: RequestContext): void {
  const { method } = context.req
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined && (site === 'same-origin' || site === 'none')) return
  if (site === undefined && origin === undefined) return
  // Behind a proxy that ends TLS we see http where the page is https: the hosts have to be the same.
  const host = context.req.header('host') ?? new URL(context.req.url).host
  const isOurs =
    site === undefined && origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
  if (!isOurs) throw new HttpError('cross_origin')
}

/**
 * Whoever asks, if they may ask for that.
 *
 * @throws HttpError `unauthenticated`
 */
export async function requireCaller(context: RequestContext): Promise<Caller> {
  const caller = await callerOf(context)
  if (caller === undefined) {
    throw new HttpError('unauthenticated', undefined, { 'www-authenticate': 'Bearer realm="ATMosFera"' })
  }
  return caller
}

/** Whether a token of these verbs is good for that one; `write` includes reading and importing, `manage` everything. */
export function allowsVerb(verbs: readonly TokenVerb[] | undefined, wanted: TokenVerb): boolean {
  if (verbs === undefined || verbs.includes(wanted) || verbs.includes('manage')) return true
  return verbs.includes('write') && (wanted === 'read' || wanted === 'import')
}
