import { randomUUID } from 'node:crypto'
import {
  context as activeContext,
  propagation,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Environment, RequestContext } from './environment.js'
import type { ServerMetrics } from './metrics.js'
import type { StructuredLogger } from './options.js'

const tracer = trace.getTracer('@atmosfera/core')

/** Reads what names a parent where somebody wants it, rather than copying every header of every request. */
const headerGetter: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
}

/** A request id that a proxy gave is kept, where it is nothing but one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given !== null && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}

/**
 * Gives every request a span, a line in the log, and its place in the metrics. By route and never by address, which may
 * hold what people search for.
 */
export function observe(
  metrics: ServerMetrics,
  logger: StructuredLogger | undefined,
): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const { method } = context.req
    const begun = performance.now()
    const parent = propagation.extract(activeContext.active(), context.req.raw.headers, headerGetter)
    const attributes = { 'http.request.method': method, 'atmosfera.request_id': context.get('requestId') }
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent)
    const end = metrics.begin()
    try {
      await activeContext.with(trace.setSpan(parent, span), next)
    } finally {
      const route = routeOf(context)
      const { status } = context.res
      const seconds = (performance.now() - begun) / 1000
      span.updateName(`${method} ${route}`)
      span.setAttributes({ 'http.route': route, 'http.response.status_code': status })
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
      end({ method, route, status, seconds })
      await logRequest(context, logger, { method, route, status, durationMs: Math.round(seconds * 1e4) / 10 })
    }
  }
}

/** The pattern of the route that answered, such as `/api/v1/projects/:projectId`; `unknown` where none did. */
function routeOf(context: RequestContext): string {
  const path = routePath(context, -1)
  return path === '/*' || path === '*' ? 'unknown' : path
}

async function logRequest(
  context: RequestContext,
  logger: StructuredLogger | undefined,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (logger === undefined) return
  const caller = await context.get('caller')?.catch(() => undefined)
  const who =
    caller === undefined
      ? {}
      : {
          via: caller.via,
          ...('userId' in caller.actor ? { userId: caller.actor.userId } : { system: true }),
        }
  logger.info({ requestId: context.get('requestId'), ...fields, ...who }, 'request')
}
