import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { secureHeaders } from 'hono/secure-headers'
import { authenticator } from './callers.js'
import type { Environment, RequestContext } from './environment.js'
import { addForge } from './forge/routes.js'
import { addHealth } from './health.js'
import type { ServerHost } from './host.js'
import { addMcp } from './mcp.js'
import { serverMetrics } from './metrics.js'
import { observe, requestIdOf } from './observe.js'
import { addReference } from './openapi.js'
import { parseServerOptions, type ServerOptions, type ServerSettings } from './options.js'
import { answerWithPage, wantsPage } from './pages/errors.js'
import { addPages } from './pages/index.js'
import { HttpError } from './problems.js'
import type { Api } from './route.js'
import { addRoutes } from './routes/index.js'
import { tellProblem } from './told-problem.js'
import { isUpload } from './uploads.js'

/** Where the API begins. */
const apiPath = '/api/v1'

/** A handler, and how whoever serves it says that it ends. */
export interface Handler {
  readonly fetch: (request: Request) => Promise<Response>
  /** From now on `/readyz` says that no more requests should be sent here. */
  readonly drain: () => void
}

/**
 * The whole server as a function of a request.
 *
 * @throws ValidationError for options that are not acceptable.
 */
export function createServerHandler(host: ServerHost, options: ServerOptions = {}): Handler {
  const settings = parseServerOptions(options)
  let isReady = true
  const app = createApp(host, settings, () => isReady)
  return {
    fetch: async (request) => await app.fetch(request),
    drain: () => {
      isReady = false
    },
  }
}

function createApp(
  host: ServerHost,
  settings: ServerSettings,
  isReady: () => boolean,
): OpenAPIHono<Environment> {
  const metrics = serverMetrics()
  const server = { host, settings, metrics, isReady, authenticate: authenticator(host, settings) }
  const root = new OpenAPIHono<Environment>()
  const app = settings.basePath === '' ? root : (root.basePath(settings.basePath) as typeof root)
  root.use(async (context, next) => {
    context.set('server', server)
    context.set('requestId', requestIdOf(context.req.raw))
    await next()
    context.header('x-request-id', context.get('requestId'))
  })
  root.use(observe(metrics, settings.logger))
  root.use(
    secureHeaders({
      contentSecurityPolicy,
      crossOriginOpenerPolicy: 'same-origin',
      // How a whole host is to be reached is the business of whoever serves it, not of what is mounted there.
      strictTransportSecurity: false,
      // Some answers have a stricter policy of their own, such as files that people attached.
      overwrite: false,
    }),
  )
  root.use(methodNotAllowed({ app: root, onMethodNotAllowed: refuseMethod }))
  root.onError((error, context) => answerProblem(error, context))
  root.notFound((context) => answerProblem(new HttpError('route_not_found'), context))
  if (settings.corsOrigins.length > 0) app.use(`${apiPath}/*`, allowOrigins(settings.corsOrigins))
  app.use(limitBodies(settings.maxBodyBytes))
  addHealth(app)
  const api: Api = new OpenAPIHono<Environment>()
  addRoutes(api)
  app.route(apiPath, api)
  addReference(app, api)
  addMcp(app)
  if (settings.forge !== undefined) addForge(app, settings.forge)
  if (settings.pages) {
    addPages(app)
    if (settings.basePath !== '') {
      root.get(`${settings.basePath}/`, (context) => context.redirect(settings.basePath, 308))
    }
  }
  return root
}

/** Pages load nothing from anywhere else, and nobody frames them. */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

function allowOrigins(origins: readonly string[]): ReturnType<typeof cors> {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'x-request-id',
    ],
    exposeHeaders: ['etag', 'location', 'retry-after', 'idempotency-replayed', 'x-request-id'],
    maxAge: 600,
  })
}

/** Files are limited where they are taken, and by themselves. */
function limitBodies(maxSize: number): ReturnType<typeof bodyLimit> {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new HttpError('payload_too_large', `The body may have at most ${maxSize} bytes.`)
    },
  })
  return async (context, next) => (isUpload(context.req.path) ? await next() : await limit(context, next))
}

/** Programs get a problem, browsers a page. */
function answerProblem(error: unknown, context: RequestContext): Response | Promise<Response> {
  if (context.get('server').settings.pages && wantsPage(context, error)) return answerWithPage(error, context)
  const { problem, headers } = tellProblem(error, context)
  return context.body(JSON.stringify(problem), problem.status as 400, headers)
}

function refuseMethod(context: RequestContext, allowed: string[]): Response | Promise<Response> {
  const allow = allowed.join(', ')
  return answerProblem(
    new HttpError('method_not_allowed', `This address takes ${allow}.`, { allow }),
    context,
  )
}
