/** Webhooks are hints: verified, stored, answered, and then looked up. Against a Jira on loopback. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { engines } from '../support/engines.js'
import { connectTo, encryptionKey, quickRetry, ticketsOf, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('Webhooks on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const jira = useJiraServer({ kind: 'cloud', indexLag: 'manual' })
  let receiver: Server
  let address = ''
  let shops = 0

  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      const body = await buffer(request)
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
      const init = { method: request.method ?? 'GET', headers: new Headers(headers.map(([a, b]) => [a, b])) }
      const web = new Request(`http://localhost${request.url}`, {
        ...init,
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      })
      const answered = await opened.system.jira.handleWebhook(web)
      response.writeHead(answered.status).end(await answered.text())
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const listening = receiver.address()
    if (listening !== null && typeof listening === 'object') address = `http://127.0.0.1:${listening.port}`
  })
  afterAll(() => receiver?.close())

  /** A synchronised project with a webhook. */
  const connected = async (count = 3) => {
    const { server } = jira
    const shop = `HOOK${++shops}`
    const projectId = await opened.newProject(shop)
    server.issues.addProject(shop)
    for (let n = 1; n <= count; n++) server.issues.create({ key: `${shop}-${n}` })
    server.index.catchUp()
    await connectTo(opened.system, server, projectId, { projectKeys: [shop] })
    const { system } = opened
    await system.jira.sync({ projectId })
    const { path, secret } = await system.jira.createWebhook({ projectId })
    const url = `${address}/api${path}`
    /** The receiver works in the background as well. */
    const work = async () => {
      await system.jira.processWebhooks({ projectId })
      await vi.waitFor(async () => {
        expect((await system.jira.status({ projectId })).webhooks.pending).toBe(0)
      }, 10_000)
    }
    const ticket = async (key: string) =>
      (await ticketsOf(system, projectId)).find((one) => one.jiraKey === key)
    return { server, shop, projectId, url, secret, work, ticket }
  }

  it('bring a changed issue at once, though the index does not have it yet', async () => {
    const { server, shop, url, secret, work, ticket } = await connected()
    server.issues.update(`${shop}-1`, { summary: 'Changed' })
    server.issues.create({ key: `${shop}-9`, summary: 'New' })
    expect((await server.webhooks.deliver(url, 'jira:issue_updated', `${shop}-1`, { secret })).status).toBe(
      202,
    )
    expect((await server.webhooks.deliver(url, 'jira:issue_created', `${shop}-9`, { secret })).status).toBe(
      202,
    )
    await work()
    expect(await ticket(`${shop}-1`)).toMatchObject({ summary: 'Changed' })
    expect(await ticket(`${shop}-9`)).toMatchObject({ summary: 'New' })
  })

  it('change nothing where they are unsigned, forged or for somebody else', async () => {
    const { server, shop, projectId, url, secret, work } = await connected()
    const { secret: other } = await connected()
    server.issues.update(`${shop}-1`, { summary: 'Changed' })
    const count = async () =>
      (await opened.database.query('SELECT id FROM atmosfera.jira_webhook_events')).length
    const before = [await count(), await ticketsOf(opened.system, projectId)]
    const deliver = async (to: string, options: object) =>
      (await server.webhooks.deliver(to, 'jira:issue_updated', `${shop}-1`, options)).status
    expect(await deliver(url, {})).toBe(401)
    expect(await deliver(url, { secret: 'guessed' })).toBe(401)
    expect(await deliver(url, { secret: other })).toBe(401)
    expect(await deliver(url.replace(/[0-9a-f]{12}$/, '000000000000'), { secret })).toBe(401)
    expect(await deliver(`${address}/api/jira/webhooks/none`, { secret })).toBe(401)
    const message = server.webhooks.make('jira:issue_updated', `${shop}-1`, { secret })
    const tampered = await fetch(url, {
      method: 'POST',
      headers: message.headers,
      body: message.body.replace('updated', 'deleted'),
    })
    expect(tampered.status).toBe(401)
    expect((await fetch(url)).status).toBe(405)
    await work()
    expect([await count(), await ticketsOf(opened.system, projectId)]).toEqual(before)
  })

  it('may come twice, in any order, and late: what Jira says now counts', async () => {
    const { server, shop, projectId, url, secret, work, ticket } = await connected()
    const first = server.webhooks.make('jira:issue_updated', `${shop}-1`, { secret })
    server.issues.update(`${shop}-1`, { summary: 'Second' })
    const second = server.webhooks.make('jira:issue_updated', `${shop}-1`, { secret })
    for (const message of [second, first, second, first]) {
      const { headers, body } = message
      expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(202)
    }
    await work()
    expect(await ticket(`${shop}-1`)).toMatchObject({ summary: 'Second' })
    const events = await opened.database.query(
      'SELECT outcome FROM atmosfera.jira_webhook_events WHERE project_id = $1',
      [projectId],
    )
    expect(events).toEqual([{ outcome: 'stored' }, { outcome: 'stored' }])
  })

  it('tombstone a deleted issue only where Jira confirms it', async () => {
    const { server, shop, url, secret, work, ticket } = await connected()
    await server.webhooks.deliver(url, 'jira:issue_deleted', `${shop}-1`, { secret })
    await work()
    expect(await ticket(`${shop}-1`)).toMatchObject({ deletedAt: null })
    server.issues.delete(`${shop}-1`)
    await server.webhooks.deliver(url, 'jira:issue_deleted', `${shop}-1`, { secret })
    await work()
    expect(await ticket(`${shop}-1`)).toMatchObject({ deletedAt: expect.any(Date) })
    server.issues.restore(`${shop}-1`)
    await server.webhooks.deliver(url, 'jira:issue_created', `${shop}-1`, { secret })
    await work()
    expect(await ticket(`${shop}-1`)).toMatchObject({ deletedAt: null })
  })

  it('of issues elsewhere are no news, unless it is one of ours that was moved there', async () => {
    const { server, shop, projectId, url, secret, work } = await connected()
    const other = server.issues.create({ key: 'FOREIGN-1' })
    await server.webhooks.deliver(url, 'jira:issue_created', other.key, { secret })
    const moved = server.issues.move(`${shop}-2`, 'FOREIGN')
    await server.webhooks.deliver(url, 'jira:issue_updated', moved.key, { secret })
    await work()
    const keys = (await ticketsOf(opened.system, projectId)).map((one) => one.jiraKey)
    expect(keys).toEqual([moved.key, `${shop}-1`, `${shop}-3`])
  })

  it('wait where Jira does not answer, and are worked on with the next synchronisation', async () => {
    const { server, shop, projectId, url, secret, ticket } = await connected()
    server.issues.update(`${shop}-1`, { summary: 'Changed' })
    const stop = server.onRequest(() => ({ respond: { status: 403, body: {} } }))
    await server.webhooks.deliver(url, 'jira:issue_updated', `${shop}-1`, { secret })
    await vi.waitFor(async () => {
      const [event] = await opened.database.query<{ attempts: number }>(
        'SELECT attempts FROM atmosfera.jira_webhook_events WHERE project_id = $1',
        [projectId],
      )
      expect(event?.attempts).toBe(1)
    })
    stop()
    await opened.database.query('UPDATE atmosfera.jira_webhook_events SET due_at = CURRENT_TIMESTAMP')
    await opened.system.jira.sync({ projectId })
    expect(await ticket(`${shop}-1`)).toMatchObject({ summary: 'Changed' })
    expect((await opened.system.jira.status({ projectId })).webhooks).toMatchObject({ pending: 0, failed: 0 })
  })

  it('that tell of no issue, or are too large, are answered and change nothing', async () => {
    const { server, url, secret } = await connected()
    const post = async (body: string) => {
      const headers = { 'x-hub-signature': server.webhooks.sign(body, secret) }
      return (await fetch(url, { method: 'POST', headers, body })).status
    }
    expect(await post('{"webhookEvent":"sprint_started","sprint":{}}')).toBe(202)
    expect(await post('not json')).toBe(202)
    expect(await post('{"webhookEvent":"jira:issue_updated","issue":{"id":"../1"}}')).toBe(202)
    expect(await post('x'.repeat(10_485_761))).toBe(413)
    expect(
      await opened.database.query("SELECT 1 FROM atmosfera.jira_webhook_events WHERE jira_id LIKE '%/%'"),
    ).toEqual([])
  })
})
