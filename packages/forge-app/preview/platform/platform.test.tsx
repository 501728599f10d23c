import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../../core/src/atmosfera.js'
import { type Platform, startPlatform } from './platform.js'
import { emptyJiraProject, sampleAccounts, sampleJiraProject, sampleSite } from './sample-site.js'

const appId = 'ari:cloud:ecosystem::app/3ba2ae10-7d41-4a0f-9b5e-5b2f0c4d1e01'
const now = new Date()
let platform: Platform
let atmosfera: Atmosfera

beforeAll(async () => {
  platform = await startPlatform({ appId, content: sampleSite(now), pageSize: 10 })
  atmosfera = await createAtmosfera({ database: 'memory:', encryptionKey: '0'.repeat(64) })
})

afterAll(async () => {
  await atmosfera.close()
  await platform.close()
})

const installed = () => ({
  id: appId,
  version: '7',
  appVersion: '1.0.0',
  installationId: platform.installationId,
  apiBaseUrl: platform.apiBaseUrl,
  environment: platform.environment,
  module: { type: 'core:endpoint', key: 'events' },
})

describe('an invocation token', () => {
  it('is verified with the published keys and lives for 25 seconds', async () => {
    const keys = createLocalJWKSet(await (await fetch(platform.jwksUri)).json())
    const token = await platform.tokens.sign({ app: installed(), principal: 'harbour-priya' })
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: 'forge/invocation-token',
      audience: appId,
    })
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: platform.tokens.jwks.keys[0]?.kid })
    expect(payload).toMatchObject({ app: installed(), principal: 'harbour-priya' })
    expect(payload).not.toHaveProperty('context')
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(25)
  })

  it('can be made wrong on purpose', async () => {
    const keys = createLocalJWKSet(platform.tokens.jwks)
    const old = await platform.tokens.sign({ app: installed() }, { payload: { exp: 1 } })
    await expect(jwtVerify(old, keys)).rejects.toThrow('"exp" claim timestamp check failed')
  })
})

describe("the platform's Jira", () => {
  it('is synchronised page by page, and changes are found by the next run', async () => {
    const { jira, systemToken, apiBaseUrl } = platform
    const { id: projectId } = await atmosfera.system.projects.create({ name: 'Harbour' })
    await atmosfera.system.jira.connect({
      projectId,
      baseUrl: apiBaseUrl,
      projectKeys: [sampleJiraProject.key],
      auth: { bearer: systemToken },
    })
    const expected = jira.site.issues.filter(({ key }) => key.startsWith('SHOP-')).length
    const first = await atmosfera.system.jira.sync({ projectId })
    expect(first).toMatchObject({ type: 'full', status: 'completed', created: expected, rejected: [] })
    expect(first.pages).toBe(Math.ceil(expected / 10))

    jira.site.edit('SHOP-404', { summary: 'Check out as a guest' })
    const second = await atmosfera.system.jira.sync({ projectId })
    expect(second).toMatchObject({ type: 'incremental', updated: 1, deleted: 0 })
    jira.site.remove('SHOP-405')
    expect(await atmosfera.system.jira.sync({ projectId, mode: 'full' })).toMatchObject({ deleted: 1 })
  })

  it('lets nobody in without the system token', async () => {
    const { status } = await fetch(`${platform.apiBaseUrl}/rest/api/3/myself`)
    expect(status).toBe(401)
  })

  it('says what accounts may do', async () => {
    const check = async (accountId: string) => {
      const response = await fetch(`${platform.apiBaseUrl}/rest/api/3/permissions/check`, {
        method: 'POST',
        headers: { authorization: `Bearer ${platform.systemToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          accountId,
          globalPermissions: ['ADMINISTER'],
          projectPermissions: [
            { permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'], projects: [Number(emptyJiraProject.id), 99] },
          ],
        }),
      })
      return await response.json()
    }
    const { administrator, reader, stranger } = sampleAccounts
    const granted = (permission: string) => ({ permission, projects: [10021], issues: [] })
    expect(await check(administrator.accountId)).toEqual({
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [granted('BROWSE_PROJECTS'), granted('EDIT_ISSUES')],
    })
    expect(await check(reader.accountId)).toEqual({
      globalPermissions: [],
      projectPermissions: [granted('BROWSE_PROJECTS')],
    })
    expect(await check(stranger.accountId)).toEqual({ globalPermissions: [], projectPermissions: [] })
  })
})
