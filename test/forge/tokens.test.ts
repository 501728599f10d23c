/** Every call of the Jira app carries a token that Atlassian signed. Whatever is wrong with it opens nothing. */
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { engineKinds } from '../support/engines.js'
import { forgeAppId, useForge } from '../support/forge.js'
import { type ConnectedShop, connectShop, siteUsers } from '../support/forge-project.js'
import { encryptionKey, quickRetry, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const soon = () => Math.floor(Date.now() / 1000) + 25

describe.each(engineKinds)('A token of Atlassian on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const jira = useJiraServer({ kind: 'cloud', users: siteUsers })
  const forge = useForge(opened)
  let shop: ConnectedShop

  beforeAll(async () => {
    shop = await connectShop(opened, jira.server, forge)
  })

  /** Asks for the panel with a token, and what a request would change. */
  const withToken = async (token: string | undefined) => {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (token !== undefined) headers.authorization = `Bearer ${token}`
    const read = await fetch(`${forge.url}/forge/issue`, { headers })
    const write = await fetch(`${forge.url}/forge/issue/test-cases`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ title: 'forged' }),
    })
    const event = await fetch(`${forge.url}/forge/events`, {
      method: 'POST',
      headers,
      body: '{"eventType":"x"}',
    })
    const { code } = (await read.json()) as { code?: string }
    expect(read.headers.get('content-type')).toContain('json')
    return { statuses: [read.status, write.status, event.status], code }
  }
  const about = () => ({ by: 'tester', issue: `${shop.shop}-1` })
  const refused = { statuses: [401, 401, 401], code: 'unauthenticated' }
  const claims = async () => {
    const token = await forge.sign(shop.here, about())
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
  }

  it('opens what it names', async () => {
    const token = await forge.sign(shop.here, about())
    // It is the token of a page, which speaks for nobody but who looks at it.
    expect(await withToken(token)).toEqual({ statuses: [200, 200, 403], code: undefined })
  })

  it('is refused where there is none, or something else', async () => {
    expect(await withToken(undefined)).toEqual(refused)
    expect(await withToken('not.a.token')).toEqual(refused)
    const member = await opened.member(shop.projectId, 'manage')
    const { token } = await member.apiTokens.create({ name: 'CI', verbs: ['manage'] })
    expect(await withToken(token)).toEqual(refused)
  })

  it('is refused with a key of somebody else', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const forged = await new SignJWT(await claims())
      .setProtectedHeader({ alg: 'RS256', kid: forge.platform.tokens.jwks.keys[0]?.kid ?? '' })
      .sign(privateKey)
    expect(await withToken(forged)).toEqual(refused)
    const unknown = await new SignJWT(await claims())
      .setProtectedHeader({ alg: 'RS256', kid: 'another' })
      .sign(privateKey)
    expect(await withToken(unknown)).toEqual(refused)
  })

  it('is refused unsigned, and signed by a secret made of the public key', async () => {
    expect(await withToken(new UnsecuredJWT(await claims()).encode())).toEqual(refused)
    const secret = new TextEncoder().encode(JSON.stringify(forge.platform.tokens.jwks.keys[0]))
    const symmetric = await new SignJWT(await claims()).setProtectedHeader({ alg: 'HS256' }).sign(secret)
    expect(await withToken(symmetric)).toEqual(refused)
  })

  it.each([
    ['of another app', { aud: 'ari:cloud:ecosystem::app/99999999-2222-4333-8444-555555555555' }],
    ['of another issuer', { iss: 'https://example.org' }],
    ['that has expired', { iat: soon() - 100, nbf: soon() - 100, exp: soon() - 60 }],
    ['that never expires', { exp: undefined }],
    ['that is not good yet', { nbf: soon() + 60 }],
    ['that names no installation', { app: { id: forgeAppId, apiBaseUrl: 'http://127.0.0.1:9' } }],
    [
      'whose app is not whom it is for',
      {
        app: { id: 'ari:cloud:ecosystem::app/other', installationId: 'x', apiBaseUrl: 'http://127.0.0.1:9' },
      },
    ],
    ['of an isolated cloud', { icLabel: 'a-label' }],
  ])('is refused %s', async (_, payload) => {
    expect(await withToken(await forge.sign(shop.here, { ...about(), token: { payload } }))).toEqual(refused)
  })

  it('changed after it was signed is refused', async () => {
    const token = await forge.sign(shop.here, about())
    const [header, , signature] = token.split('.')
    const changed = Buffer.from(JSON.stringify({ ...(await claims()), principal: 'admin' })).toString(
      'base64url',
    )
    expect(await withToken(`${header}.${changed}.${signature}`)).toEqual(refused)
  })

  it('names the issue and the project; what the body says of them counts for nothing', async () => {
    const other = await connectShop(opened, jira.server, forge, { here: shop.here })
    const before = await opened.system.testCases.list({ projectId: other.projectId })
    const body = {
      title: 'elsewhere',
      projectId: other.projectId,
      issue: { id: jira.server.issues.get(`${other.shop}-1`)?.id },
    }
    const answer = await shop.ask<{ code: string }>('POST', '/issue/test-cases', 'tester', { issue: 1, body })
    expect({ status: answer.status, code: answer.body.code }).toEqual({
      status: 400,
      code: 'validation_failed',
    })
    expect(await opened.system.testCases.list({ projectId: other.projectId })).toEqual(before)
  })

  it('sent again with the same body does nothing twice', async () => {
    const token = await forge.sign(shop.here, about())
    const send = async (body: unknown) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'x-forge-oauth-system': jira.server.user.bearer,
        'content-type': 'application/json',
      }
      const url = `${forge.url}/forge/issue/test-cases`
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: response.status, replayed: response.headers.get('idempotency-replayed') }
    }
    const count = async () =>
      (await opened.system.testCases.list({ projectId: shop.projectId, search: 'only once' })).items.length
    expect(await send({ title: 'only once' })).toEqual({ status: 200, replayed: null })
    expect(await send({ title: 'only once' })).toEqual({ status: 200, replayed: 'true' })
    expect(await count()).toBe(1)
  })

  it('of one installation reaches nothing of another', async () => {
    const theirs = await connectShop(opened, jira.server, forge)
    const stolen = { ...shop.here, cloudId: theirs.here.cloudId }
    const asked = { by: 'admin', issue: `${theirs.shop}-1` }
    const panel = await forge.call<{ code: string }>(stolen, 'GET', '/issue', asked)
    expect({ status: panel.status, code: panel.body.code }).toEqual({
      status: 404,
      code: 'jira_not_connected',
    })
    const project = { by: 'admin', project: theirs.shop }
    const settings = await forge.call<{ connected: unknown }>(stolen, 'GET', '/project/settings', project)
    expect(settings.body.connected).toBeNull()
    const body = { projectKey: theirs.shop }
    expect(
      (await forge.call(stolen, 'POST', '/rovo/coverage', { by: 'admin', project: shop.shop, body })).status,
    ).toBe(404)
    const gadget = { jiraProjectId: jira.server.issues.project(theirs.shop)?.id, show: 'coverage' }
    expect((await forge.call(stolen, 'GET', '/gadget', { by: 'admin', gadget })).status).toBe(404)
    const backfill = { by: 'admin', body: { projectId: theirs.projectId } }
    expect((await forge.call(stolen, 'POST', '/admin/backfill', backfill)).status).toBe(404)
    const claim = { by: 'admin', body: { id: 1 } }
    expect((await forge.call(stolen, 'POST', '/admin/claim', claim)).status).toBe(404)
    const id = jira.server.issues.get(`${theirs.shop}-1`)?.id
    const glance = await forge.call(stolen, 'POST', '/glance', { body: { issueId: id } })
    expect(glance.body).toEqual({ verdict: null })
  })

  it('of nobody reads no page, and of somebody no page of others', async () => {
    const nobody = await forge.call<{ code: string }>(shop.here, 'GET', '/admin')
    expect({ status: nobody.status, code: nobody.body.code }).toEqual({
      status: 403,
      code: 'permission_denied',
    })
    const tester = await forge.call<{ code: string }>(shop.here, 'GET', '/admin', { by: 'tester' })
    expect({ status: tester.status, code: tester.body.code }).toEqual({
      status: 403,
      code: 'jira_permission_missing',
    })
    const settings = await shop.ask('GET', '/project/settings', 'tester')
    expect(settings.status).toBe(403)
  })

  it('of a page cannot pretend that Jira calls', async () => {
    for (const path of ['/events', '/reconcile', '/uninstall', '/glance']) {
      const answer = await shop.ask<{ code: string }>('POST', path, 'admin', {
        issue: 1,
        body: { issueId: '1' },
      })
      expect({ path, status: answer.status, code: answer.body.code }).toEqual({
        path,
        status: 403,
        code: 'permission_denied',
      })
    }
    expect((await shop.ask('GET', '/issue', 'tester', { issue: 1 })).status).toBe(200)
  })

  it('of a page brings no other token to ask Jira with', async () => {
    await forge.call(shop.here, 'POST', '/reconcile', { body: {} })
    await forge.settled()
    const headers = { 'x-forge-oauth-system': 'of somebody else' }
    expect((await shop.ask('GET', '/issue', 'tester', { issue: 1, headers })).status).toBe(200)
    const { projectId } = shop
    expect(await opened.system.jira.sync({ projectId, mode: 'full' })).toMatchObject({ status: 'completed' })
  })

  it('is verified with keys that are fetched once', async () => {
    for (let n = 0; n < 5; n++) await withToken(await forge.sign(shop.here, about()))
    expect(forge.platform.fetches()).toBeLessThanOrEqual(3)
  })
})
