/** A server in a process: it says how it is, counts, leaves traces, and ends without leaving anybody waiting. */
import { context, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { createHandler, serve } from '../../packages/core/src/server/index.js'
import { asking } from '../support/http.js'

const atmosfera = await createAtmosfera({ database: 'memory:' })

afterAll(async () => {
  await atmosfera.close()
})

describe('A server', () => {
  it('says that it lives and that it can work, to anybody', async () => {
    const ask = asking(atmosfera)
    expect(await ask('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await ask('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  it('says that it cannot work while its database does not answer', async () => {
    const closed = await createAtmosfera({ database: 'memory:' })
    await closed.close()
    const ask = asking(closed)
    expect((await ask('GET', '/healthz')).status).toBe(200)
    expect((await ask('GET', '/readyz')).status).toBe(503)
  })

  it('counts requests by route, and never by address', async () => {
    const handler = createHandler(atmosfera)
    const ask = asking({ handler })
    await ask('GET', 'projects/1')
    await ask('GET', 'projects/2')
    await ask('INVENTED', '/secret/address')
    const { text, headers } = await ask('GET', '/metrics')
    expect(headers.get('content-type')).toContain('text/plain')
    expect(text).toContain(
      'atmosfera_http_request_duration_seconds_count{method="GET",route="/api/v1/projects/:projectId",status="401"} 2',
    )
    expect(text).toContain('process_cpu_user_seconds_total')
    expect(text).not.toContain('secret')
    expect(text).not.toContain('INVENTED')
  })

  it('shows its metrics to whoever has the token, where there is one', async () => {
    const ask = asking({ handler: createHandler(atmosfera, { metricsToken: 'scrape' }) })
    expect((await ask('GET', '/metrics')).status).toBe(401)
    expect((await ask('GET', '/metrics', { headers: { authorization: 'Bearer scrape' } })).status).toBe(200)
  })

  it.each([
    [{ basePath: 'atmosfera' }, 'server.basePath'],
    [{ corsOrigins: ['https://example.org/path'] }, 'server.corsOrigins[0]'],
    [{ metricsToken: '' }, 'server.metricsToken'],
    [{ oidc: { issuer: 'https://id.example.org' } }, 'server.oidc.audience'],
    [{ unknown: true }, 'unknown'],
  ])('is not made with %j', (options, where) => {
    expect(() => createHandler(atmosfera, options as never)).toThrow(where)
  })

  it('works wherever it is mounted', async () => {
    const ask = asking({ handler: createHandler(atmosfera, { basePath: '/deep/down' }) })
    expect((await ask('GET', '/deep/down/healthz')).status).toBe(200)
    expect((await ask('GET', '/healthz')).status).toBe(404)
    expect((await ask('GET', '/deep/down/')).headers.get('location')).toBe('/deep/down')
    const { body } = await ask<{ servers: unknown }>('GET', '/deep/down/openapi.json')
    expect(body.servers).toEqual([{ url: '/deep/down/api/v1' }])
    expect((await ask('GET', '/deep/down/docs')).text).toContain('href="/deep/down/docs/problems"')
    expect((await ask('GET', '/deep/down/api/v1/projects')).body).toMatchObject({
      type: '/deep/down/docs/problems#unauthenticated',
    })
  })
})

describe('A server on a port', () => {
  it('says which port is taken', async () => {
    const first = await serve(atmosfera, { port: 0 })
    const port = Number(new URL(first.url).port)
    await expect(serve(atmosfera, { port })).rejects.toMatchObject({
      code: 'address_unavailable',
      message: expect.stringContaining(`Port ${port} of localhost`),
    })
    await first.close()
  })

  it('lets requests that are under way finish, takes no more, and then is gone', async () => {
    let finish = (): void => {}
    const working = new Promise<void>((resolve) => {
      finish = resolve
    })
    const slow = {
      as: atmosfera.as,
      system: atmosfera.system,
      transaction: atmosfera.transaction,
    }
    const server = await serve(slow, {
      port: 0,
      authenticate: async () => {
        await working
        return { system: true }
      },
    })
    const underWay = fetch(`${server.url}/api/v1/projects`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const closing = server.close()
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
    finish()
    expect((await underWay).status).toBe(200)
    await closing
  })

  it('does not wait for ever', async () => {
    const server = await serve(atmosfera, {
      port: 0,
      shutdownTimeoutMs: 50,
      authenticate: () => new Promise(() => {}),
    })
    const stuck = fetch(`${server.url}/api/v1/projects`).catch(() => 'cut off')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await server.close()
    expect(await stuck).toBe('cut off')
  })
})

describe('Traces', () => {
  const exporter = new InMemorySpanExporter()

  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
    )
  })

  afterAll(() => {
    trace.disable()
    context.disable()
  })

  it('have a span for each request, named by its route', async () => {
    await asking({ handler: createHandler(atmosfera) })('GET', 'projects/1')
    const [span] = exporter.getFinishedSpans()
    expect(span?.name).toBe('GET /api/v1/projects/:projectId')
    expect(span?.attributes).toMatchObject({
      'http.request.method': 'GET',
      'http.route': '/api/v1/projects/:projectId',
      'http.response.status_code': 401,
    })
    expect(span?.status.code).toBe(SpanStatusCode.UNSET)
  })
})
