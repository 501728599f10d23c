import { addressOf, type RequestContext } from '../environment.js'

/** What an address asks for, by name; what is undefined or empty is left out. */
export type Query = Readonly<Record<string, string | number | undefined | readonly string[]>>

/** The first page. */
export function homeOf(context: RequestContext): string {
  // The server answers at its base path, and not at that with a slash behind it.
  return addressOf(context, '') || '/'
}

/** An address on this server with a query. */
export function linkTo(context: RequestContext, path: string, query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value]
    for (const one of values) if (one !== undefined && one !== '') parameters.append(name, String(one))
  }
  const text = parameters.toString()
  return (path === '/' ? homeOf(context) : addressOf(context, path)) + (text === '' ? '' : `?${text}`)
}

/** An address below a project's. */
export function projectLink(
  context: RequestContext,
  project: { readonly id: number },
  path = '',
  query: Query = {},
): string {
  return linkTo(context, `/projects/${project.id}${path}`, query)
}

/** Another page, after a form has been sent: going back or reloading does not send it again. */
export function redirectTo(context: RequestContext, address: string): Response {
  return context.redirect(address, 303)
}

/** What was asked for, to come back to. */
export function currentAddress(context: RequestContext): string {
  const { pathname, search } = new URL(context.req.url)
  return pathname + search
}

/**
 * Where to go after signing in: an address of this server and of these pages, whatever the link said. Anything else,
 * such as another host in one of the many ways to write it, is the first page.
 */
export function safeNext(context: RequestContext, wanted: string | undefined): string {
  const home = homeOf(context)
  if (wanted === undefined || !wanted.startsWith('/')) return home
  const here = 'http://here.invalid'
  if (!URL.canParse(wanted, here)) return home
  const { origin, pathname, search } = new URL(wanted, here)
  const isWithin = pathname === home || pathname.startsWith(addressOf(context, '/'))
  const isOurs = origin === here && isWithin && !pathname.startsWith('//')
  return isOurs ? pathname + search : home
}
