import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Environment } from './environment.js'
import { HttpError } from './problems.js'

/** How long a database has to answer, in milliseconds, before the server is held to be unable to work. */
const patience = 2_000

/** Whether the process lives, whether it can work, and what it has done: for those who operate it. */
export function addHealth(app: OpenAPIHono<Environment>): void {
  app.get('/healthz', (context) => context.json({ status: 'ok' }))
  app.get('/readyz', async (context) => {
    const { host, isReady } = context.get('server')
    const isUp = isReady() && (await answers(host.system.settings.list({ limit: 1 })))
    return context.json({ status: isUp ? 'ok' : 'unavailable' }, isUp ? 200 : 503)
  })
  app.get('/metrics', async (context) => {
    const { metrics, settings } = context.get('server')
    const wanted = settings.metricsToken
    if (wanted !== undefined && context.req.header('authorization') !== `Bearer ${wanted}`) {
      throw new HttpError('unauthenticated', undefined, { 'www-authenticate': 'Bearer realm="metrics"' })
    }
    return context.body(await metrics.registry.metrics(), 200, {
      'content-type': metrics.registry.contentType,
    })
  })
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, patience, false).unref())
  return await Promise.race([
    question.then(
      () => true,
      () => false,
    ),
    late,
  ])
}
