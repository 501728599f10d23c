import { describe, expect, it } from 'vitest'
import { addIssues, ask, search, useJiraServers } from './asking.js'

const start = useJiraServers({ kind: 'cloud', now: '2026-03-10T12:00:00.000Z' })
const v3 = '/rest/api/3'

describe('a login', () => {
  it('is an e-mail address with a token, or a bearer token', async () => {
    const server = await start({ users: [{ email: 'sync@example.test', password: 'secret' }] })
    const upper = `Basic ${Buffer.from('SYNC@example.test:secret').toString('base64')}`
    for (const authorization of [server.authorization.basic, server.authorization.bearer, upper]) {
      expect((await ask(server, 'GET', `${v3}/myself`, undefined, authorization)).status).toBe(200)
    }
    const [basic, bearer] = server.requests
    expect(basic).toMatchObject({ auth: 'basic', accountId: 'user-1', status: 200 })
    expect(bearer).toMatchObject({ auth: 'bearer', accountId: 'user-1' })
    expect(JSON.stringify(server.requests)).not.toContain(server.authorization.basic.slice(6))
    expect(JSON.stringify(server.requests)).not.toContain(server.user.bearer)
  })

  it('that is wrong is refused', async () => {
    const server = await start()
    for (const authorization of [
      `Basic ${Buffer.from('user-1@example.test:no').toString('base64')}`,
      'Bearer no',
    ]) {
      const answer = await search(server, { jql: 'project = SHOP' }, authorization)
      expect(answer).toMatchObject({
        status: 401,
        text: 'Client must be authenticated to access this resource.',
      })
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^OAuth realm=/)
      expect(answer.headers.get('X-Seraph-LoginReason')).toBe('AUTHENTICATED_FAILED')
    }
    expect(server.requests.at(-1)).not.toHaveProperty('accountId')
  })

  it('that is wrong can look like success: a Cloud site then takes the request for nobody’s', async () => {
    const server = await start({ wrongCredentials: 'as-cloud-site' })
    addIssues(server, 1)
    const wrong = `Basic ${Buffer.from('user-1@example.test:expired').toString('base64')}`
    const found = await search(server, { jql: 'project = SHOP' }, wrong)
    expect(found).toMatchObject({ status: 200, body: { issues: [], isLast: true } })
    expect(found.headers.get('X-Seraph-LoginReason')).toBe('AUTHENTICATED_FAILED')
    expect((await ask(server, 'GET', `${v3}/issue/SHOP-1`, undefined, wrong)).status).toBe(404)
    expect((await ask(server, 'GET', `${v3}/myself`, undefined, wrong)).status).toBe(401)
    expect(await ask(server, 'GET', `${v3}/myself`, undefined, 'Bearer no')).toMatchObject({
      status: 403,
      body: { error: 'Failed to parse Connect Session Auth Token' },
    })
  })

  it('that is missing finds nothing', async () => {
    const server = await start()
    addIssues(server, 1)
    expect(await search(server, { jql: 'project = SHOP' }, null)).toMatchObject({
      status: 200,
      body: { issues: [], isLast: true },
    })
    expect((await ask(server, 'GET', `${v3}/issue/SHOP-1`, undefined, null)).status).toBe(404)
    expect((await ask(server, 'GET', `${v3}/project/SHOP`, undefined, null)).status).toBe(404)
    expect((await ask(server, 'GET', `${v3}/myself`, undefined, null)).status).toBe(401)
    expect((await ask(server, 'GET', `${v3}/serverInfo`, undefined, null)).status).toBe(200)
  })

  it('can lose its permissions and its password while it is in use', async () => {
    const server = await start()
    addIssues(server, 1)
    const { basic } = server.authorization
    server.changeUser({ browse: [] })
    expect((await ask(server, 'GET', `${v3}/issue/SHOP-1`, undefined, basic)).status).toBe(404)
    expect((await search(server, { jql: 'project = SHOP' }, basic)).status).toBe(400)
    server.changeUser({ password: 'another one' })
    expect((await ask(server, 'GET', `${v3}/myself`, undefined, basic)).status).toBe(401)
    expect((await ask(server, 'GET', `${v3}/myself`)).status).toBe(200)
  })

  it('decides which projects there are', async () => {
    const server = await start({ users: [{ browse: ['SHOP'] }, { browse: ['DEPOT'] }] })
    addIssues(server, 1)
    const other = `Bearer bearer-2`
    expect((await search(server, { jql: 'project = SHOP' })).body.issues).toHaveLength(1)
    expect(await search(server, { jql: 'project = SHOP' }, other)).toMatchObject({
      status: 400,
      body: { errorMessages: ["The value 'SHOP' does not exist for the field 'project'."] },
    })
  })
})

describe('a site', () => {
  it('says who asks, and in which zone they are', async () => {
    const server = await start({ users: [{ accountId: '5b10', timeZone: 'Europe/Berlin' }] })
    expect((await ask(server, 'GET', `${v3}/myself`)).body).toMatchObject({
      accountId: '5b10',
      accountType: 'atlassian',
      emailAddress: 'user-1@example.test',
      timeZone: 'Europe/Berlin',
      active: true,
    })
  })

  it('says what it is and what time it is there', async () => {
    const server = await start()
    server.clock.advance(90_000)
    const { body, headers } = await ask(server, 'GET', `${v3}/serverInfo`)
    expect(body).toMatchObject({
      baseUrl: server.url,
      deploymentType: 'Cloud',
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      serverTime: '2026-03-10T12:01:30.000+0000',
    })
    expect(headers.get('Date')).toBe('Tue, 10 Mar 2026 12:01:30 GMT')
  })

  it('lists its fields, its own and custom ones', async () => {
    const server = await start({ customFields: [{ id: 'customfield_10014', name: 'Epic Link' }] })
    const { body } = await ask(server, 'GET', `${v3}/field`)
    expect(body).toContainEqual(expect.objectContaining({ id: 'summary', key: 'summary', custom: false }))
    expect(body).toContainEqual(
      expect.objectContaining({ id: 'customfield_10014', name: 'Epic Link', custom: true }),
    )
  })

  it('knows its projects', async () => {
    const server = await start()
    server.issues.addProject('SHOP', 'The shop')
    expect(await ask(server, 'GET', `${v3}/project/SHOP`)).toMatchObject({
      status: 200,
      body: { id: '10000', key: 'SHOP', name: 'The shop' },
    })
    expect(await ask(server, 'GET', `${v3}/project/NONE`)).toMatchObject({
      status: 404,
      body: { errorMessages: ["No project could be found with key 'NONE'."] },
    })
  })

  it('refuses what it does not have', async () => {
    const server = await start()
    expect((await ask(server, 'GET', '/rest/api/4/myself')).status).toBe(404)
    const wrongMethod = await ask(server, 'PUT', `${v3}/search/jql`, {})
    expect(wrongMethod.status).toBe(405)
    expect(wrongMethod.headers.get('Allow')).toBe('POST,GET')
  })

  it('takes JSON only', async () => {
    const server = await start()
    const send = async (type: string, body: string) => {
      const headers = { Authorization: server.authorization.basic, 'Content-Type': type }
      return (await fetch(`${server.url}${v3}/search/jql`, { method: 'POST', headers, body })).status
    }
    expect(await send('text/plain', '{"jql":"project = SHOP"}')).toBe(415)
    expect(await send('application/json', '{"jql":')).toBe(400)
  })
})
