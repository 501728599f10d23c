import type { Context } from 'hono'
import type { Actor } from '../actor.js'
import type { TokenVerb } from '../identity/token-types.js'
import type { Services } from '../services.js'
import type { ServerHost } from './host.js'
import type { ServerMetrics } from './metrics.js'
import type { ServerSettings } from './options.js'

/** Who asks, how that is known, and what they may ask for. */
export interface Caller {
  readonly actor: Actor
  readonly via: 'session' | 'token' | 'oidc' | 'host'
  /** What their token is good for; undefined for all that they may do. */
  readonly verbs?: readonly TokenVerb[]
  readonly sessionId?: number
}

/** What all requests share. */
export interface ServerParts {
  readonly host: ServerHost
  readonly settings: ServerSettings
  readonly metrics: ServerMetrics
  /** Whether new work is taken: not while the server ends. */
  readonly isReady: () => boolean
  /** Finds out who asks; undefined for nobody that is known. */
  readonly authenticate: (context: RequestContext) => Promise<Caller | undefined>
}

/** What every request finds in its context. */
export interface Environment {
  Variables: {
    readonly server: ServerParts
    readonly requestId: string
    /** Looked up once for each request, when it is first asked for. */
    caller?: Promise<Caller | undefined>
  }
}

export type RequestContext = Context<Environment>

/** The services on behalf of whoever asks. */
export function servicesFor(context: RequestContext, caller: Caller): Services {
  return context.get('server').host.as(caller.actor)
}

/** Who asks, looked up once. */
export async function callerOf(context: RequestContext): Promise<Caller | undefined> {
  const known = context.get('caller')
  if (known !== undefined) return await known
  const caller = context.get('server').authenticate(context)
  context.set('caller', caller)
  return await caller
}

/** An address on this server, wherever it is mounted. */
export function addressOf(context: RequestContext, path: string): string {
  return context.get('server').settings.basePath + path
}
