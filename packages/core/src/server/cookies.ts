import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { RequestContext } from './environment.js'

/** With this prefix a browser takes it only over HTTPS, or from itself, and for this host alone. */
const cookieName = '__Host-atmosfera'

const attributes = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const

export function readSessionCookie(context: RequestContext): string | undefined {
  return getCookie(context, cookieName)
}

/** The cookie goes with the browser; the session ends by itself before that. */
export function setSessionCookie(context: RequestContext, token: string): void {
  setCookie(context, cookieName, token, attributes)
}

export function deleteSessionCookie(context: RequestContext): void {
  deleteCookie(context, cookieName, { secure: true, path: '/' })
}
