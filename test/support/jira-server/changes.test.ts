import { describe, expect, it } from 'vitest'
import { ask, useJiraServers } from './asking.js'
import { toAdf } from './documents.js'
import type { JiraServer } from './index.js'

const start = useJiraServers({ kind: 'cloud', now: '2026-03-10T12:00:00.000Z' })
const issue = '/rest/api/3/issue/SHOP-1'

async function startWithIssue(edit = true): Promise<JiraServer> {
  const server = await start({ users: [{ edit }] })
  server.issues.create({ project: 'SHOP', fields: { labels: ['checkout'] } })
  server.clock.advance(60_000)
  return server
}

const updated = (server: JiraServer) => server.issues.get('SHOP-1')?.fields.updated
const before = '2026-03-10T12:00:00.000+0000'
const after = '2026-03-10T12:01:00.000+0000'

describe('a property of an issue', () => {
  const property = `${issue}/properties/coverage`

  it('is made, changed, read and deleted, and leaves the issue as old as it was', async () => {
    const server = await startWithIssue()
    expect((await ask(server, 'GET', property)).status).toBe(404)
    expect(await ask(server, 'PUT', property, { passing: 1 })).toMatchObject({ status: 201, text: '' })
    expect((await ask(server, 'PUT', property, { passing: 2 })).status).toBe(200)
    expect((await ask(server, 'GET', property)).body).toEqual({ key: 'coverage', value: { passing: 2 } })
    expect((await ask(server, 'GET', `${issue}?fields=summary&properties=coverage`)).body).toMatchObject({
      properties: { coverage: { passing: 2 } },
    })
    expect((await ask(server, 'DELETE', property)).status).toBe(204)
    expect((await ask(server, 'DELETE', property)).status).toBe(404)
    expect(updated(server)).toBe(before)
  })

  it('has room for 32,768 characters of JSON', async () => {
    const server = await startWithIssue()
    expect((await ask(server, 'PUT', property, 'x'.repeat(32_766))).status).toBe(201)
    expect((await ask(server, 'PUT', property, 'x'.repeat(32_767))).status).toBe(400)
  })

  it('is not for who must not edit, nor for an issue that is not there', async () => {
    const server = await startWithIssue(false)
    expect((await ask(server, 'PUT', property, {})).status).toBe(403)
    expect((await ask(server, 'DELETE', property)).status).toBe(403)
    expect((await ask(server, 'PUT', property.replace('SHOP-1', 'SHOP-2'), {})).status).toBe(404)
  })
})

describe('a comment', () => {
  const comments = `${issue}/comment`

  it('is made, changed, listed and deleted, and makes the issue newer', async () => {
    const server = await startWithIssue()
    const made = await ask(server, 'POST', comments, { body: toAdf('Covered.') })
    expect(made).toMatchObject({
      status: 201,
      body: { author: { accountId: 'user-1' }, body: toAdf('Covered.'), created: after, updated: after },
    })
    expect(updated(server)).toBe(after)
    const comment = `${comments}/${String(made.body.id)}`
    server.clock.advance(60_000)
    expect(await ask(server, 'PUT', comment, { body: toAdf('Not covered.') })).toMatchObject({
      status: 200,
      body: { id: made.body.id, body: toAdf('Not covered.'), created: after },
    })
    expect((await ask(server, 'GET', comment)).body).toMatchObject({ body: toAdf('Not covered.') })
    expect((await ask(server, 'GET', comments)).body).toMatchObject({
      startAt: 0,
      maxResults: 100,
      total: 1,
      comments: [{ id: made.body.id }],
    })
    expect((await ask(server, 'DELETE', comment)).status).toBe(204)
    expect((await ask(server, 'GET', comment)).status).toBe(404)
  })

  it('comes in pages', async () => {
    const server = await startWithIssue()
    for (const text of ['one', 'two', 'three']) await ask(server, 'POST', comments, { body: toAdf(text) })
    expect((await ask(server, 'GET', `${comments}?startAt=1&maxResults=1`)).body).toMatchObject({
      startAt: 1,
      maxResults: 1,
      total: 3,
      comments: [{ body: toAdf('two') }],
    })
  })

  it('must be a document', async () => {
    const server = await startWithIssue()
    expect(await ask(server, 'POST', comments, { body: 'Covered.' })).toMatchObject({
      status: 400,
      body: { errors: { comment: 'Comment body is not valid!' } },
    })
  })

  it('is not for who must not comment', async () => {
    const server = await startWithIssue(false)
    expect(await ask(server, 'POST', comments, { body: toAdf('Covered.') })).toMatchObject({
      status: 400,
      body: { errorMessages: ['You do not have the permission to comment on this issue.'] },
    })
  })
})

describe('an edit', () => {
  const edit = `${issue}?notifyUsers=false`

  it('adds and removes labels', async () => {
    const server = await startWithIssue()
    const update = { labels: [{ add: 'covered' }, { remove: 'checkout' }, { add: 'at-risk' }] }
    expect(await ask(server, 'PUT', edit, { update })).toMatchObject({ status: 204, text: '' })
    expect(server.issues.get('SHOP-1')?.fields).toMatchObject({
      labels: ['at-risk', 'covered'],
      updated: after,
    })
    expect(server.requests.at(-1)).toMatchObject({ query: { notifyUsers: 'false' }, body: { update } })
  })

  it('that changes nothing leaves the issue as old as it was', async () => {
    const server = await startWithIssue()
    const update = { labels: [{ add: 'checkout' }, { remove: 'no-such-label' }] }
    expect((await ask(server, 'PUT', edit, { update })).status).toBe(204)
    expect(updated(server)).toBe(before)
  })

  it('sets fields', async () => {
    const server = await startWithIssue()
    expect((await ask(server, 'PUT', edit, { fields: { summary: 'New' } })).status).toBe(204)
    expect(server.issues.get('SHOP-1')?.fields).toMatchObject({ summary: 'New', updated: after })
  })

  it.each([
    [{}, { errorMessages: ["one of 'fields' or 'update' required"] }],
    [{ fields: { sprint: 1 } }, { errors: { sprint: expect.stringContaining('cannot be set') } }],
    [
      { update: { labels: [{ add: 'two words' }] } },
      { errors: { labels: expect.stringContaining('spaces') } },
    ],
    [{ update: { labels: [{ add: 1 }] } }, { errors: { labels: 'string expected' } }],
  ])('is refused as a whole: %j', async (body, expected) => {
    const server = await startWithIssue()
    expect(await ask(server, 'PUT', edit, body)).toMatchObject({ status: 400, body: expected })
    expect(updated(server)).toBe(before)
  })

  it('is not for who must not edit', async () => {
    const server = await startWithIssue(false)
    expect((await ask(server, 'PUT', edit, { fields: { summary: 'New' } })).status).toBe(403)
  })
})
