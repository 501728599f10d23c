import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { useJiraServers } from './asking.js'

interface Received {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const start = useJiraServers({ kind: 'cloud', now: '2026-03-10T12:00:00.000Z' })
const receivers: ReturnType<typeof createServer>[] = []

/** What a webhook is delivered to. */
async function receive(): Promise<{ url: string; received: readonly Received[] }> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    received.push({ url: request.url ?? '', headers: request.headers, body: await text(request) })
    response.writeHead(202).end('taken')
  })
  receivers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}/webhook`, received }
}

function only(received: readonly Received[]): Received {
  const [one, ...others] = received
  if (one === undefined || others.length > 0) throw new Error(`${received.length} webhooks came in`)
  return one
}

afterEach(() => {
  for (const server of receivers.splice(0)) server.close().closeAllConnections()
})

describe('a webhook', () => {
  it('is signed, and tells of the issue as version 2 has it', async () => {
    const server = await start()
    const { url, received } = await receive()
    const { id } = server.issues.create({ project: 'SHOP', description: 'Text', summary: 'Old' })
    server.clock.advance(1000)
    server.issues.update('SHOP-1', { summary: 'New', priority: { id: '1', name: 'High' } })
    const delivery = await server.webhooks.deliver(url, 'jira:issue_updated', 'SHOP-1', { secret: 'shared' })
    expect(delivery).toEqual({ status: 202, body: 'taken' })
    const { headers, body } = only(received)
    const signature = createHmac('sha256', 'shared').update(body).digest('hex')
    expect(headers).toMatchObject({
      'x-hub-signature': `sha256=${signature}`,
      'x-atlassian-webhook-identifier': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-atlassian-webhook-flow': 'Primary',
      'user-agent': 'Atlassian Webhook HTTP Client',
    })
    expect(server.webhooks.sign(body, 'shared')).toBe(headers['x-hub-signature'])
    expect(JSON.parse(body)).toMatchObject({
      timestamp: Date.parse('2026-03-10T12:00:01.000Z'),
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_updated',
      user: { accountId: 'user-1' },
      issue: { id, key: 'SHOP-1', fields: { summary: 'New', description: 'Text' } },
      changelog: {
        items: [
          { field: 'summary', fromString: 'Old', toString: 'New' },
          { field: 'priority', from: '3', fromString: 'Medium', to: '1', toString: 'High' },
        ],
      },
    })
  })

  it('has no signature without a secret', async () => {
    const server = await start()
    const { url, received } = await receive()
    server.issues.create({ project: 'SHOP' })
    await server.webhooks.deliver(url, 'jira:issue_created', 'SHOP-1')
    expect(received[0]?.headers).not.toHaveProperty('x-hub-signature')
  })

  it('tells of moves and of deletions', async () => {
    const server = await start()
    server.issues.create({ project: 'SHOP' })
    server.issues.move('SHOP-1', 'DEPOT')
    expect(server.webhooks.payload('jira:issue_updated', 'DEPOT-1')).toMatchObject({
      issue_event_type_name: 'issue_moved',
      issue: { key: 'DEPOT-1' },
      changelog: { items: [{ field: 'Key', fromString: 'SHOP-1', toString: 'DEPOT-1' }] },
    })
    server.issues.delete('DEPOT-1')
    const deleted = server.webhooks.payload('jira:issue_deleted', 'DEPOT-1')
    expect(deleted).toMatchObject({ webhookEvent: 'jira:issue_deleted', issue: { key: 'DEPOT-1' } })
    expect(deleted).not.toHaveProperty('changelog')
  })

  it('can be old news, and be told in any order and more than once', async () => {
    const server = await start()
    const { url, received } = await receive()
    server.issues.create({ project: 'SHOP', summary: '1' })
    const messages = [1, 2, 3, 4].map((version) => {
      server.clock.advance(1000)
      server.issues.update('SHOP-1', { summary: `${version}` })
      return server.webhooks.make('jira:issue_updated', 'SHOP-1', { identifier: `number-${version}` })
    })
    await server.webhooks.deliverShuffled(url, messages, { copies: 2, seed: 3 })
    const seen = received.map(({ headers }) => headers['x-atlassian-webhook-identifier'])
    expect(seen).not.toEqual([...seen].sort())
    expect([...seen].sort()).toEqual([1, 1, 2, 2, 3, 3, 4, 4].map((version) => `number-${version}`))
    expect(received.filter(({ headers }) => headers['x-atlassian-webhook-retry'] === '1')).toHaveLength(4)
  })

  it('of Data Center names its user in the address', async () => {
    const server = await start({ kind: 'data-center' })
    const { url, received } = await receive()
    server.issues.create({ project: 'SHOP' })
    await server.webhooks.deliver(`${url}?token=t`, 'jira:issue_created', 'SHOP-1', { secret: 'shared' })
    const { url: path, headers, body } = only(received)
    expect(path).toBe('/webhook?token=t&user_id=user-1&user_key=user-1')
    expect(headers).toHaveProperty('x-hub-signature')
    expect(JSON.parse(body)).toMatchObject({ user: { name: 'user-1' } })
  })
})
