import type { OpenAPIHono } from '@hono/zod-openapi'
import { packageVersion } from '../version.js'
import type { Environment } from './environment.js'
import { plainStylesheet } from './plain-page.js'
import { problemsPage } from './problems-page.js'
import { type Described, referencePage } from './reference-page.js'
import type { Api } from './route.js'

/** The API's own description: `/openapi.json` for programs, `/docs` for people. */
export function addReference(app: OpenAPIHono<Environment>, api: Api): void {
  // What a server says of itself does not change while it runs.
  let described: Described | undefined
  let document: string | undefined
  let page: Promise<string> | undefined
  const describeOnce = (basePath: string): Described => {
    described ??= describe(api, basePath)
    return described
  }
  app.get('/openapi.json', (context) => {
    document ??= JSON.stringify(describeOnce(context.get('server').settings.basePath))
    return context.body(document, 200, { 'content-type': 'application/json' })
  })
  app.get('/docs', async (context) => {
    const { basePath } = context.get('server').settings
    page ??= referencePage(describeOnce(basePath), basePath)
    return context.html(await page)
  })
  app.get('/docs/plain.css', (context) =>
    context.body(plainStylesheet, 200, { 'content-type': 'text/css', 'cache-control': 'max-age=3600' }),
  )
  app.get('/docs/problems', async (context) =>
    context.html(await problemsPage(context.get('server').settings.basePath)),
  )
}

const description =
  'Test coverage and testing maturity, joined from tickets, test cases and results. Lists are paged by key: give ' +
  '`nextCursor` of one page as `cursor` of the next. What belongs to others does not exist.'

function describe(api: Api, basePath: string): Described {
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-atmosfera',
    description: 'Set by `POST /session`.',
  })
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of `POST /api-tokens`, or one of the identity provider that the server knows.',
  })
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'ATMosFera',
      version: packageVersion(),
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: `${basePath}/api/v1` }],
    security: [{ session: [] }, { token: [] }],
  }) as Described
}
