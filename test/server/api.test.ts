/** What all of the API has in common: who asks, what goes wrong, what is done once, and what has changed meanwhile. */
import { beforeAll, describe, expect, it } from 'vitest'
import { engineKinds } from '../support/engines.js'
import { type Ask, asking, withToken } from '../support/http.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const password = 'correct horse battery'

describe.each(engineKinds)('The API on $name', (engine) => {
  const lines: unknown[] = []
  const note = (fields: unknown, message: unknown) => void lines.push([fields, message])
  const opened = useAtmosfera(engine, {
    server: {
      maxBodyBytes: 10_000,
      corsOrigins: ['https://app.example.org'],
      logger: { info: note, warn: note, error: note },
    },
  })
  let ask: Ask
  let projectId = 0
  let userId = 0

  beforeAll(async () => {
    projectId = await opened.newProject('Checkout')
    const member = await opened.member(projectId, 'manage')
    userId = member.userId
    ask = await withToken(opened.atmosfera, member)
    await opened.system.users.setPassword(userId, { password })
  })

  describe('problems', () => {
    it('are RFC 9457, with a code that does not change and the id of the request', async () => {
      const { status, headers, body } = await ask('GET', 'projects/2147483647', {
        headers: { 'x-request-id': 'from-the-proxy' },
      })
      expect(status).toBe(404)
      expect(headers.get('content-type')).toBe('application/problem+json')
      expect(headers.get('x-request-id')).toBe('from-the-proxy')
      expect(body).toEqual({
        type: '/docs/problems#not_found',
        title: 'There is no such thing, or none that this actor may know of.',
        status: 404,
        detail: 'There is no project 2147483647, or none that you have access to.',
        code: 'not_found',
        requestId: 'from-the-proxy',
      })
    })

    it('name every field that is wrong', async () => {
      const { status, body } = await ask('POST', `projects/${projectId}/test-cases`, {
        json: { title: '', priority: 7 },
      })
      expect(status).toBe(400)
      expect(body).toMatchObject({
        code: 'validation_failed',
        errors: [
          { path: 'title', message: expect.stringContaining('too small') },
          { path: 'priority', message: expect.stringContaining('expected string') },
        ],
      })
    })

    it.each([
      ['GET', 'projects?nam=x', undefined, 400, 'there is no "nam" here'],
      ['GET', 'projects?limit=many', undefined, 400, 'limit: must be a whole number'],
      ['GET', 'projects?limit=1&limit=2', undefined, 400, 'limit: may be given once only'],
      ['GET', 'projects?cursor=x', undefined, 400, 'cursor: is not the nextCursor'],
      ['GET', 'projects/one', undefined, 400, 'projectId: must be an id, such as 42'],
      ['POST', 'projects', '{"name":', 400, 'The body is not JSON.'],
      ['POST', 'projects', 'null', 400, 'The body has to be a JSON object.'],
      ['POST', 'projects', '[]', 400, 'The body has to be a JSON object.'],
      ['POST', 'projects', `{"name":"${'x'.repeat(20_000)}"}`, 413, 'at most 10000 bytes'],
      ['PATCH', 'session', '{}', 405, 'This address takes POST, GET, HEAD, DELETE.'],
      ['GET', 'nothing', undefined, 404, 'There is nothing at this address.'],
    ] as const)('say what is wrong with %s %s %s', async (method, path, sent, status, detail) => {
      const answer = await ask(method, path, {
        headers: { 'content-type': 'application/json' },
        ...(sent === undefined ? {} : { body: sent }),
      })
      expect(answer.body).toMatchObject({ status, detail: expect.stringContaining(detail) })
      expect(answer.status).toBe(status)
    })

    it('are told of a body that is no JSON by its type, which pages of other sites cannot give it', async () => {
      const sent = { body: '{"name":"x"}', headers: { 'content-type': 'text/plain' } }
      expect((await ask('POST', 'projects', sent)).status).toBe(415)
    })

    it('are told of what the address says already', async () => {
      const { body } = await ask('POST', `projects/${projectId}/test-suites`, {
        json: { name: 'x', projectId: 99 },
      })
      expect(body.detail).toBe('projectId: comes from the address; leave it out of the body')
    })

    it('tell nothing of what is wrong with the database', async () => {
      const broken = asking({
        handler: async (request) => {
          const { createHandler } = await import('../../packages/core/src/server/index.js')
          const fails = (): never => {
            throw new Error('password authentication failed for user "secret"')
          }
          return await createHandler(
            { as: fails, system: opened.system, transaction: fails },
            { authenticate: () => ({ userId }) },
          )(request)
        },
      })
      const { status, body, text } = await broken('GET', 'projects')
      expect(status).toBe(500)
      expect(body).toMatchObject({ code: 'internal', detail: expect.stringContaining('in the log') })
      expect(text).not.toContain('secret')
    })
  })

  describe('who asks', () => {
    it('has to be somebody', async () => {
      const nobody = asking(opened.atmosfera)
      const wrong: Readonly<Record<string, string>>[] = [
        {},
        { authorization: 'Bearer atm_x' },
        { authorization: 'Basic x' },
      ]
      for (const headers of wrong) {
        const { status, headers: answered } = await nobody('GET', 'projects', { headers })
        expect(status).toBe(401)
        expect(answered.get('www-authenticate')).toContain('Bearer')
      }
    })

    it('signs in, and is known by the cookie', async () => {
      const signedIn = await asking(opened.atmosfera)('POST', 'session', {
        json: { username: `member-1`, password },
      })
      expect(signedIn.status).toBe(201)
      const cookie = signedIn.headers.get('set-cookie') ?? ''
      expect(cookie).toMatch(/^__Host-atmosfera=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
      expect(signedIn.text).not.toContain(cookie.slice(17, 60))
      const own = asking(opened.atmosfera, { cookie: cookie.split(';')[0] ?? '' })
      expect((await own('GET', 'session')).body).toMatchObject({ user: { id: userId }, via: 'session' })
      const origin = { headers: { origin: 'https://evil.example' } }
      expect((await own('GET', 'projects', origin)).status).toBe(200)
      const evil = await own('POST', 'projects', { json: { name: 'x' }, ...origin })
      expect(evil.body).toMatchObject({ status: 403, code: 'cross_origin' })
      const ours = { origin: 'http://localhost', host: 'localhost', 'sec-fetch-site': 'same-origin' }
      expect((await own('DELETE', 'session', { headers: ours })).status).toBe(204)
      expect((await own('GET', 'session')).status).toBe(401)
    })

    it('is not told whether a name exists', async () => {
      const nobody = asking(opened.atmosfera)
      const answers = await Promise.all(
        ['member-1', 'nobody'].map((username) =>
          nobody('POST', 'session', { json: { username, password: 'x' } }),
        ),
      )
      const [known, unknown] = answers.map(({ status, body }) => ({ status, ...body, requestId: '' }))
      expect(known).toEqual(unknown)
      expect(known).toMatchObject({ status: 401, code: 'unauthenticated' })
    })

    it('waits after too many wrong passwords', async () => {
      const nobody = asking(opened.atmosfera)
      const json = { username: 'locked out', password: 'x' }
      for (let attempt = 0; attempt < 5; attempt++) await nobody('POST', 'session', { json })
      const { status, headers, body } = await nobody('POST', 'session', { json })
      expect(status).toBe(429)
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(20)
      expect(body).toMatchObject({ code: 'rate_limited', retryAt: expect.any(String) })
    })

    it('is signed in from no other site', async () => {
      const { status } = await asking(opened.atmosfera)('POST', 'session', {
        json: { username: 'member-1', password },
        headers: { 'sec-fetch-site': 'cross-site' },
      })
      expect(status).toBe(403)
    })

    it('changes a password, which ends every session but the one that goes on', async () => {
      const nobody = asking(opened.atmosfera)
      const signIn = async (secret: string) => {
        const { headers } = await nobody('POST', 'session', {
          json: { username: 'member-1', password: secret },
        })
        return (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      }
      const [here, elsewhere] = [await signIn(password), await signIn(password)]
      const changed = await asking(opened.atmosfera, { cookie: here })('PUT', `users/${userId}/password`, {
        json: { password: `${password}!`, currentPassword: password },
      })
      expect(changed.status).toBe(204)
      const goesOn = (changed.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      expect((await asking(opened.atmosfera, { cookie: goesOn })('GET', 'session')).status).toBe(200)
      for (const cookie of [here, elsewhere]) {
        expect((await asking(opened.atmosfera, { cookie })('GET', 'session')).status).toBe(401)
      }
      await opened.system.users.setPassword(userId, { password })
    })

    it('is asked by pages of the origins that are allowed, with a token and never with a cookie', async () => {
      const preflight = {
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      }
      const from = async (origin: string) =>
        (await ask('OPTIONS', 'projects', { headers: { ...preflight, origin } })).headers
      const allowed = await from('https://app.example.org')
      expect(allowed.get('access-control-allow-origin')).toBe('https://app.example.org')
      expect(allowed.get('access-control-allow-credentials')).toBeNull()
      expect((await from('https://evil.example')).get('access-control-allow-origin')).toBeNull()
    })
  })

  describe('versions', () => {
    it('are what ETags say: unchanged rows are not sent again, changed ones not overwritten', async () => {
      const created = await ask('POST', `projects/${projectId}/test-suites`, { json: { name: 'one' } })
      const path = `test-suites/${created.body.id}`
      const etag = created.headers.get('etag') ?? ''
      expect((await ask('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304)
      const changed = await ask('PATCH', path, { json: { name: 'two' }, headers: { 'if-match': etag } })
      expect(changed.status).toBe(200)
      const late = await ask('PATCH', path, { json: { name: 'three' }, headers: { 'if-match': etag } })
      expect(late.body).toMatchObject({ status: 412, code: 'precondition_failed' })
      expect((await ask('DELETE', path, { headers: { 'if-match': etag } })).status).toBe(412)
      expect((await ask('DELETE', path, { headers: { 'if-match': '"other"' } })).status).toBe(412)
      const current = changed.headers.get('etag') ?? ''
      expect((await ask('DELETE', path, { headers: { 'if-match': current } })).status).toBe(204)
    })

    it('are those of their content, where an answer is no row', async () => {
      const path = `projects/${projectId}/coverage`
      const { headers, status } = await ask('GET', path)
      expect(status).toBe(200)
      const again = await ask('GET', path, { headers: { 'if-none-match': headers.get('etag') ?? '' } })
      expect(again).toMatchObject({ status: 304, text: '' })
    })
  })

  describe('idempotency keys', () => {
    it('make a repeated request do nothing, and answer it as before', async () => {
      const headers = { 'idempotency-key': 'one' }
      const send = () => ask('POST', `projects/${projectId}/test-cases`, { json: { title: 'pays' }, headers })
      const [first, again] = [await send(), await send()]
      expect(first.status).toBe(201)
      expect(again).toMatchObject({ status: 201, text: first.text })
      expect(again.headers.get('idempotency-replayed')).toBe('true')
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
      const other = await ask('POST', `projects/${projectId}/test-cases`, { json: { title: 'x' }, headers })
      expect(other.body).toMatchObject({ status: 409, code: 'conflict' })
    })

    it('are free again where the request failed', async () => {
      const headers = { 'idempotency-key': 'two' }
      const path = `projects/${projectId}/test-cases`
      expect((await ask('POST', path, { json: { title: '' }, headers })).status).toBe(400)
      expect((await ask('POST', path, { json: { title: '' }, headers })).status).toBe(400)
    })

    it('are taken by every request that creates or imports', async () => {
      const { body } = await ask<OpenApi>('GET', '/openapi.json')
      const posts = Object.values(body.paths).flatMap(({ post }) => (post === undefined ? [] : [post]))
      const without = posts.filter(
        ({ parameters = [] }) => !parameters.some(({ name }) => name === 'idempotency-key'),
      )
      // These make no row twice: they sign in, make a secret that is shown, or go on from where they were.
      expect(without.map(({ operationId }) => operationId).sort()).toEqual([
        'approveTestCases',
        'createApiToken',
        'createJiraAppCode',
        'createJiraWebhook',
        'processJiraWebhooks',
        'signIn',
        'syncJira',
        'writeBackToJira',
      ])
    })
  })

  it('goes by pages, which neither repeat nor leave out', async () => {
    const items = Array.from({ length: 25 }, (_, index) => ({ name: `suite ${index}` }))
    const path = `projects/${projectId}/test-suites`
    expect((await ask('POST', `${path}/batch`, { json: { items } })).status).toBe(201)
    const names: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`
      const { body } = await ask<Listed>('GET', `${path}?limit=10${from}`)
      names.push(...body.items.map(({ name }) => name))
      cursor = body.nextCursor
    }
    expect(names).toEqual(items.map(({ name }) => name))
  })

  it('writes a line for every request, with the route and never with what was asked or who may', async () => {
    lines.length = 0
    await ask('GET', `projects/${projectId}/test-cases?search=confidential`)
    expect(lines).toEqual([
      [
        {
          requestId: expect.any(String),
          method: 'GET',
          route: '/api/v1/projects/:projectId/test-cases',
          status: 200,
          durationMs: expect.any(Number),
          via: 'token',
          userId,
        },
        'request',
      ],
    ])
  })
})

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      { readonly post?: { operationId: string; parameters?: readonly { readonly name: string }[] } }
    >
  >
}

interface Listed {
  readonly items: readonly { readonly name: string }[]
  readonly nextCursor: string | null
}
