import { isSystem } from '../../actor.js'
import type { User } from '../../identity/types.js'
import type { Services } from '../../services.js'
import { requireSameOrigin } from '../callers.js'
import { type Caller, callerOf, type RequestContext, servicesFor } from '../environment.js'
import { HttpError } from '../problems.js'

/** Somebody who looks at the pages. */
export interface Visitor {
  readonly caller: Caller
  /** What they may do, and nothing else. */
  readonly services: Services
  /** Undefined for a host's operator, who is none of the users. */
  readonly user: User | undefined
}

/**
 * Who looks at the page. Tokens are not taken: what they are good for is a matter of the API's routes.
 *
 * @throws HttpError `unauthenticated` where nobody is signed in; `cross_origin`
 */
export async function requireVisitor(context: RequestContext): Promise<Visitor> {
  const caller = await callerOf(context)
  if (caller === undefined) throw new HttpError('unauthenticated', 'Sign in to see this page.')
  if (caller.via === 'token') {
    throw new HttpError('verb_missing', 'Tokens are for the API; sign in to look at pages.')
  }
  // Also where a proxy adds the credentials: then any page could make a browser send them.
  requireSameOrigin(context)
  const services = servicesFor(context, caller)
  const { actor } = caller
  return { caller, services, user: isSystem(actor) ? undefined : await services.users.get(actor.userId) }
}

/** What the pages call a visitor. */
export function nameOf({ user }: Visitor): string {
  return user?.fullName ?? 'Operator'
}

/** Whether they may make projects. */
export function mayCreateProjects({ user, caller }: Visitor): boolean {
  if (!isSystem(caller.actor) && caller.actor.limits !== undefined) return false
  return user === undefined || user.role !== 'user'
}
