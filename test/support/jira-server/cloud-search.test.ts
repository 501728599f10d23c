import { describe, expect, it } from 'vitest'
import { addIssues, ask, keysOf, search, useJiraServers, walk } from './asking.js'

const start = useJiraServers({ kind: 'cloud', now: '2026-03-10T12:00:00.000Z' })

const all = 'project = "SHOP" ORDER BY updated ASC, id ASC'

describe('a search on Cloud', () => {
  it('pages by token, without a total, until it says that a page is the last one', async () => {
    const server = await start()
    addIssues(server, 5)
    const first = await search(server, { jql: all, fields: ['key'], maxResults: 2 })
    expect(first.status).toBe(200)
    expect(Object.keys(first.body).sort()).toEqual(['isLast', 'issues', 'nextPageToken'])
    expect(first.body.isLast).toBe(false)
    expect(keysOf(first)).toEqual(['SHOP-1', 'SHOP-2'])
    const pages = await walk(server, { jql: all, fields: ['key'], maxResults: 2 })
    expect(pages.map(keysOf)).toEqual([['SHOP-1', 'SHOP-2'], ['SHOP-3', 'SHOP-4'], ['SHOP-5']])
    expect(pages.at(-1)?.body).toMatchObject({ isLast: true })
    expect(pages.at(-1)?.body).not.toHaveProperty('nextPageToken')
  })

  it('gives ids and nothing else unless fields are asked for', async () => {
    const server = await start()
    const { id } = server.issues.create({ project: 'SHOP', summary: 'Pay by card', description: 'One\nTwo' })
    expect((await search(server, { jql: all })).body.issues).toEqual([{ id }])
    const [issue] = (await search(server, { jql: all, fields: ['summary', 'description', 'no-such-field'] }))
      .body.issues
    expect(issue).toMatchObject({ id, key: 'SHOP-1', self: `${server.url}/rest/api/3/issue/${id}` })
    expect(issue?.fields).toEqual({
      summary: 'Pay by card',
      description: {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'paragraph',
            content: [{ type: 'text', text: 'One' }, { type: 'hardBreak' }, { type: 'text', text: 'Two' }],
          },
        ],
      },
    })
  })

  it('holds at most 100 issues with fields on a page, and 5,000 ids', async () => {
    const server = await start()
    addIssues(server, 120)
    expect(keysOf(await search(server, { jql: all, fields: ['summary'], maxResults: 5000 }))).toHaveLength(
      100,
    )
    expect(keysOf(await search(server, { jql: all, fields: ['id'], maxResults: 5000 }))).toHaveLength(120)
    expect((await search(server, { jql: all, maxResults: 5001 })).status).toBe(400)
    expect((await search(server, { jql: all, maxResults: 0 })).status).toBe(400)
  })

  it('can have short pages and empty ones that are not the last', async () => {
    const server = await start({ pages: { shortEvery: 2, emptyEvery: 3 } })
    addIssues(server, 8)
    const pages = await walk(server, { jql: all, fields: ['key'], maxResults: 3 })
    expect(pages.map((page) => keysOf(page).length)).toEqual([3, 2, 0, 2, 1])
    expect(pages.map(({ body }) => body.isLast)).toEqual([false, false, false, false, true])
    expect(new Set(pages.flatMap(keysOf)).size).toBe(8)
  })

  it('takes a token for the query that it came from only, and not for ever', async () => {
    const server = await start()
    addIssues(server, 3)
    const first = await search(server, { jql: all, maxResults: 1 })
    const { nextPageToken } = first.body
    expect((await search(server, { jql: all, maxResults: 1, nextPageToken })).status).toBe(200)
    expect((await search(server, { jql: 'project = SHOP', maxResults: 1, nextPageToken })).status).toBe(400)
    expect((await search(server, { jql: all, nextPageToken: 'made-up' })).status).toBe(400)
    server.clock.advance(7 * 86_400_000)
    const late = await search(server, { jql: all, maxResults: 1, nextPageToken })
    expect(late).toMatchObject({
      status: 400,
      body: { errorMessages: ['The provided nextPageToken is invalid or has expired.'] },
    })
  })

  it('forgets its tokens when told so', async () => {
    const server = await start()
    addIssues(server, 2)
    const { nextPageToken } = (await search(server, { jql: all, maxResults: 1 })).body
    server.expireTokens()
    expect((await search(server, { jql: all, maxResults: 1, nextPageToken })).status).toBe(400)
  })

  it('meets an issue again that changes while pages are read in the order of updates', async () => {
    const server = await start()
    addIssues(server, 4)
    const first = await search(server, { jql: all, fields: ['key'], maxResults: 2 })
    server.clock.advance(60_000)
    server.issues.update('SHOP-1', { summary: 'Changed' })
    const rest = await walk(server, {
      jql: all,
      fields: ['key'],
      maxResults: 2,
      nextPageToken: first.body.nextPageToken,
    })
    expect([...keysOf(first), ...rest.flatMap(keysOf)]).toEqual([
      'SHOP-1',
      'SHOP-2',
      'SHOP-3',
      'SHOP-4',
      'SHOP-1',
    ])
  })

  it('misses an issue that changes while pages are read from the latest update on', async () => {
    const server = await start()
    addIssues(server, 4)
    const jql = 'project = SHOP ORDER BY updated DESC'
    const first = await search(server, { jql, fields: ['key'], maxResults: 2 })
    server.clock.advance(60_000)
    server.issues.update('SHOP-1', { summary: 'Changed' })
    const rest = await walk(server, {
      jql,
      fields: ['key'],
      maxResults: 2,
      nextPageToken: first.body.nextPageToken,
    })
    expect([...keysOf(first), ...rest.flatMap(keysOf)]).toEqual(['SHOP-4', 'SHOP-3', 'SHOP-2'])
  })

  it('reads its parameters from the query string of a GET, and from nowhere else than the body of a POST', async () => {
    const server = await start()
    addIssues(server, 2)
    const query = new URLSearchParams({ jql: all, maxResults: '1', fields: 'key,summary' })
    const got = await ask(server, 'GET', `/rest/api/3/search/jql?${query}`)
    expect(got).toMatchObject({ status: 200, body: { isLast: false, issues: [{ key: 'SHOP-1' }] } })
    const posted = await ask(server, 'POST', `/rest/api/3/search/jql?${query}`, {})
    expect(posted.status).toBe(400)
  })

  it('refuses a body that is no search', async () => {
    const server = await start()
    const message = 'Invalid request payload. Refer to the REST API documentation and try again.'
    for (const body of [{ jql: all, startAt: 0 }, { jql: [] }, { jql: all, maxResults: '10' }]) {
      expect(await ask(server, 'POST', '/rest/api/3/search/jql', body)).toMatchObject({
        status: 400,
        body: { errorMessages: [message] },
      })
    }
    const many = Array.from({ length: 51 }, (_, index) => index + 1)
    expect((await search(server, { jql: all, reconcileIssues: many })).status).toBe(400)
  })

  it('refuses a query without a restriction', async () => {
    const server = await start()
    expect(await search(server, { jql: 'ORDER BY updated DESC' })).toMatchObject({
      status: 400,
      body: {
        errorMessages: [
          'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
        ],
      },
    })
  })

  it('counts approximately', async () => {
    const server = await start()
    addIssues(server, 3)
    const answer = await ask(server, 'POST', '/rest/api/3/search/approximate-count', {
      jql: 'project = SHOP',
    })
    expect(answer.body).toEqual({ count: 3 })
  })

  it('gives each of thousands of issues once', async () => {
    const server = await start()
    const updated = '2020-01-01T00:00:00.000+0000'
    const issues = Array.from({ length: 5000 }, (_, index) => ({
      id: String(20_000 + index),
      key: `BULK-${index + 1}`,
      fields: { summary: `Number ${index}`, created: updated, updated },
    }))
    server.load(issues)
    const pages = await walk(server, {
      jql: 'project = BULK ORDER BY updated',
      fields: ['key'],
      maxResults: 100,
    })
    expect(pages.flatMap(keysOf)).toEqual(issues.map(({ key }) => key))
  })

  it('says that the search of before is gone', async () => {
    const server = await start()
    for (const path of ['/rest/api/3/search', '/rest/api/2/search']) {
      expect(await ask(server, 'GET', `${path}?jql=project=SHOP`)).toMatchObject({
        status: 410,
        body: {
          errorMessages: [expect.stringContaining('Please migrate to the /rest/api/3/search/jql API')],
        },
      })
    }
  })
})
