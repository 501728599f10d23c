import { PermissionError, RateLimitError } from '../errors.js'
import type { SignedIn, SignIn } from '../identity/session-types.js'
import { requireSameOrigin } from './callers.js'
import { setSessionCookie } from './cookies.js'
import type { RequestContext } from './environment.js'
import { HttpError } from './problems.js'

/**
 * Begins a session and sets its cookie.
 *
 * @throws HttpError `unauthenticated` where the name or the password is wrong; RateLimitError after too many of those.
 */
export async function beginSession(
  context: RequestContext,
  credentials: Pick<SignIn, 'username' | 'password'>,
): Promise<Omit<SignedIn, 'token'>> {
  // Nobody is to be signed in, as somebody else, by a page of another site.
  requireSameOrigin(context)
  const { host, metrics } = context.get('server')
  const userAgent = context.req.header('user-agent')
  try {
    const { token, ...begun } = await host.system.sessions.signIn({ ...credentials, userAgent })
    metrics.signIn('done')
    setSessionCookie(context, token)
    return begun
  } catch (error) {
    if (error instanceof RateLimitError) metrics.signIn('locked')
    if (!(error instanceof PermissionError)) throw error
    metrics.signIn('refused')
    throw new HttpError('unauthenticated', error.message)
  }
}
