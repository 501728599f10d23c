/** Users of an identity provider: a real one on loopback, as far as its keys and its discovery go. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHandler } from '../../packages/core/src/server/index.js'
import { engineKinds } from '../support/engines.js'
import { asking } from '../support/http.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const audience = 'atmosfera'

describe.each(engineKinds)('A token of an identity provider on $name', (engine) => {
  const opened = useAtmosfera(engine)
  let provider: Server
  let issuer = ''
  let discoveries = 0
  let keys: Awaited<ReturnType<typeof generateKeyPair>>
  let others: typeof keys
  let email = ''
  let userId = 0

  beforeAll(async () => {
    ;[keys, others] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
    provider = createServer((request, response) => {
      response.setHeader('content-type', 'application/json')
      if (request.url === '/.well-known/openid-configuration') {
        discoveries++
        response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }))
      } else response.end(JSON.stringify({ keys: [jwk] }))
    })
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
    const member = await opened.member(await opened.newProject('Checkout'), 'read')
    userId = member.userId
    email = `member-1@example.org`
  })

  afterAll(() => void provider?.close())

  const sign = (claims: JWTPayload = {}, { key = keys.privateKey, alg = 'RS256', kid = 'one' } = {}) =>
    new SignJWT({ email, ...claims })
      .setProtectedHeader({ alg, kid })
      .setIssuer(claims.iss ?? issuer)
      .setAudience(claims.aud ?? audience)
      .setExpirationTime(claims.exp ?? '1m')
      .sign(key)

  let handler: ReturnType<typeof createHandler> | undefined
  const ask = async (token: string) => {
    handler ??= createHandler(opened.atmosfera, { oidc: { issuer, audience } })
    return await asking({ handler }, { authorization: `Bearer ${token}` })('GET', 'session')
  }

  it('is that of the user with its verified e-mail address', async () => {
    expect((await ask(await sign())).body).toMatchObject({ via: 'oidc', user: { id: userId, email } })
    await ask(await sign({ email_verified: true }))
    expect(discoveries).toBe(1)
  })

  it.each([
    ['with an address that is not verified', () => sign({ email_verified: false })],
    ['of nobody here', () => sign({ email: 'nobody@example.org' })],
    ['without an address', () => sign({ email: undefined })],
    ['for somebody else', () => sign({ aud: 'another' })],
    ['of another issuer', () => sign({ iss: 'https://evil.example' })],
    ['that has expired', () => sign({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ['signed with another key', () => sign({}, { key: others.privateKey })],
    ['signed with a key that nobody knows', () => sign({}, { key: others.privateKey, kid: 'two' })],
    [
      'that is not signed',
      async () =>
        new UnsecuredJWT({ email }).setIssuer(issuer).setAudience(audience).setExpirationTime('1m').encode(),
    ],
    [
      'signed with the public key as if it were a secret',
      async () =>
        await new SignJWT({ email })
          .setProtectedHeader({ alg: 'HS256', kid: 'one' })
          .setIssuer(issuer)
          .setAudience(audience)
          .setExpirationTime('1m')
          .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)))),
    ],
    ['that is none', async () => 'a.b.c'],
  ])('is nobody’s %s', async (_, token) => {
    expect((await ask(await token())).body).toMatchObject({ status: 401, code: 'unauthenticated' })
  })

  it('is not said to be wrong while the provider cannot be asked', async () => {
    const away = createHandler(opened.atmosfera, { oidc: { issuer: 'http://127.0.0.1:9', audience } })
    const { body } = await asking({ handler: away }, { authorization: `Bearer ${await sign()}` })(
      'GET',
      'session',
    )
    expect(body).toMatchObject({ status: 502, code: 'upstream_failed' })
  })
})
