import type { User } from '../../identity/types.js'
import type { RequestContext } from '../environment.js'
import { HttpError } from '../problems.js'
import { requireVisitor, type Visitor } from './visitor.js'

/** A visitor who is one of the users. */
export interface OwnAccount {
  readonly visitor: Visitor
  readonly user: User
}

/** @throws HttpError where the visitor is none of the users. */
export async function requireAccount(context: RequestContext): Promise<OwnAccount> {
  const visitor = await requireVisitor(context)
  if (visitor.user === undefined) throw new HttpError('route_not_found')
  return { visitor, user: visitor.user }
}
