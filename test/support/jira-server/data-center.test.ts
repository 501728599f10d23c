import { describe, expect, it } from 'vitest'
import { addIssues, ask, keysOf, useJiraServers } from './asking.js'

const start = useJiraServers({ kind: 'data-center', now: '2026-03-10T12:00:00.000Z' })
const v2 = '/rest/api/2'
const all = 'project = SHOP ORDER BY updated ASC'

describe('Data Center', () => {
  it('searches by offset, with a total, by GET and by POST', async () => {
    const server = await start()
    addIssues(server, 3)
    const query = new URLSearchParams({ jql: all, startAt: '2', maxResults: '2', fields: 'summary' })
    const got = await ask(server, 'GET', `${v2}/search?${query}`)
    expect(got).toMatchObject({
      status: 200,
      body: {
        startAt: 2,
        maxResults: 2,
        total: 3,
        issues: [{ key: 'SHOP-3', fields: { summary: 'About SHOP-3' } }],
      },
    })
    const body = { jql: all, startAt: 2, maxResults: 2, fields: ['summary'] }
    expect((await ask(server, 'POST', `${v2}/search`, body)).body).toEqual(got.body)
  })

  it('gives no more issues on a page than it wants to', async () => {
    const server = await start({ maxResultsLimit: 2 })
    addIssues(server, 3)
    for (const maxResults of [1000, -1]) {
      const { body } = await ask(server, 'POST', `${v2}/search`, { jql: all, maxResults })
      expect(body).toMatchObject({ maxResults: 2, total: 3 })
      expect(body.issues).toHaveLength(2)
    }
    const { body } = await ask(server, 'POST', `${v2}/search`, { jql: all, maxResults: 0 })
    expect(body).toMatchObject({ total: 3, issues: [] })
  })

  it('misses an issue where another one leaves its place in the meantime', async () => {
    const server = await start()
    addIssues(server, 4)
    const page = async (startAt: number) =>
      await ask(server, 'POST', `${v2}/search`, { jql: all, startAt, maxResults: 2, fields: ['key'] })
    const first = await page(0)
    server.clock.advance(60_000)
    server.issues.update('SHOP-1', { summary: 'Changed' })
    server.issues.delete('SHOP-4')
    const second = await page(2)
    expect([first.body.total, second.body.total]).toEqual([4, 3])
    expect([...keysOf(first), ...keysOf(second)]).toEqual(['SHOP-1', 'SHOP-2', 'SHOP-1'])
  })

  it('searches without a restriction, too', async () => {
    const server = await start()
    addIssues(server, 2)
    expect((await ask(server, 'POST', `${v2}/search`, { jql: '' })).body).toMatchObject({ total: 2 })
  })

  it('refuses a key that is not there, unless it is told not to', async () => {
    const server = await start()
    addIssues(server, 1)
    const jql = 'key in (SHOP-1, SHOP-9)'
    const message = "An issue with key 'SHOP-9' does not exist for field 'key'."
    expect(await ask(server, 'POST', `${v2}/search`, { jql })).toMatchObject({
      status: 400,
      body: { errorMessages: [message] },
    })
    expect(await ask(server, 'POST', `${v2}/search`, { jql, validateQuery: false })).toMatchObject({
      status: 200,
      body: { total: 1, warningMessages: [message] },
    })
  })

  it('gives long texts as they were written', async () => {
    const server = await start()
    server.issues.create({ project: 'SHOP', description: 'h1. Title\n* one' })
    expect((await ask(server, 'GET', `${v2}/issue/SHOP-1`)).body).toMatchObject({
      self: `${server.url}${v2}/issue/10001`,
      fields: { description: 'h1. Title\n* one' },
    })
  })

  it('tells an issue that is not there from one that must not be seen', async () => {
    const server = await start({ users: [{ browse: ['SHOP'] }] })
    addIssues(server, 1, 'DEPOT')
    const noPermission = 'You do not have the permission to see the specified issue.'
    expect(await ask(server, 'GET', `${v2}/issue/SHOP-9`)).toMatchObject({
      status: 404,
      body: { errorMessages: ['Issue Does Not Exist'] },
    })
    expect(await ask(server, 'GET', `${v2}/issue/DEPOT-1`)).toMatchObject({
      status: 403,
      body: { errorMessages: [noPermission] },
    })
    expect(await ask(server, 'GET', `${v2}/issue/DEPOT-1`, undefined, null)).toMatchObject({
      status: 401,
      body: { errorMessages: [noPermission, 'Login Required'] },
    })
  })

  it('knows names, not accounts, and calls itself a server', async () => {
    const server = await start({
      users: [{ accountId: 'sync', timeZone: 'Europe/Berlin' }],
      version: '10.3.1',
    })
    expect((await ask(server, 'GET', `${v2}/myself`)).body).toMatchObject({
      name: 'sync',
      key: 'sync',
      timeZone: 'Europe/Berlin',
    })
    expect((await ask(server, 'GET', `${v2}/serverInfo`)).body).toMatchObject({
      deploymentType: 'Server',
      version: '10.3.1',
      versionNumbers: [10, 3, 1],
      serverTime: '2026-03-10T12:00:00.000+0000',
    })
    const [field] = (await ask(server, 'GET', `${v2}/field`)).body as unknown as readonly object[]
    expect(field).not.toHaveProperty('key')
  })

  it('refuses a wrong password, and takes a personal access token', async () => {
    const server = await start()
    const wrong = `Basic ${Buffer.from('user-1:no').toString('base64')}`
    const answer = await ask(server, 'GET', `${v2}/myself`, undefined, wrong)
    expect(answer).toMatchObject({
      status: 401,
      body: { errorMessages: [expect.stringContaining('not authenticated')] },
    })
    expect(answer.headers.get('WWW-Authenticate')).toMatch(/^OAuth realm=/)
    expect((await ask(server, 'GET', `${v2}/myself`, undefined, server.authorization.bearer)).status).toBe(
      200,
    )
  })

  it('takes comments as text, and properties', async () => {
    const server = await start()
    server.issues.create({ project: 'SHOP' })
    const issue = `${v2}/issue/SHOP-1`
    expect(await ask(server, 'POST', `${issue}/comment`, { body: 'Covered.' })).toMatchObject({
      status: 201,
      body: { body: 'Covered.', author: { name: 'user-1' } },
    })
    expect(await ask(server, 'POST', `${issue}/comment`, { body: ' ' })).toMatchObject({
      status: 400,
      body: { errors: { comment: 'Comment body can not be empty!' } },
    })
    expect((await ask(server, 'PUT', `${issue}/properties/coverage`, { passing: 1 })).status).toBe(201)
    expect((await ask(server, 'GET', `${issue}/properties/coverage`)).body).toEqual({
      key: 'coverage',
      value: { passing: 1 },
    })
  })

  it('has nothing of version 3', async () => {
    const server = await start()
    expect((await ask(server, 'POST', '/rest/api/3/search/jql', { jql: all })).status).toBe(404)
  })
})
