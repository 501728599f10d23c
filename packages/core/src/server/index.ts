/**
 * The server as a Web-standard handler, to mount in an application of one's own, or to serve by itself.
 *
 * @example
 * ```ts
 * import { createHandler } from '@atmosfera/core/server'
 *
 * const handler = createHandler(atmosfera, { basePath: '/atmosfera', authenticate: (request) => userOf(request) })
 * app.all('/atmosfera/*', (context) => handler(context.req.raw))
 * ```
 *
 * @module @atmosfera/core/server
 */
import { createServerHandler } from './app.js'
import type { ServerHost } from './host.js'
import type { ServerOptions } from './options.js'

/**
 * The API, the pages and the rest as one function of a request.
 *
 * @throws ValidationError for options that are not acceptable.
 */
export function createHandler(
  atmosfera: ServerHost,
  options: ServerOptions = {},
): (request: Request) => Promise<Response> {
  return createServerHandler(atmosfera, options).fetch
}

export type { ServerHost } from './host.js'
export type { ForgeOptions, OidcOptions, ServerOptions, StructuredLogger } from './options.js'
export { httpCodes, type Problem, type ProblemCode } from './problems.js'
export { type RunningServer, type ServeOptions, serve } from './serve.js'
