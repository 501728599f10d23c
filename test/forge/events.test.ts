/** What Jira tells the app: stored first, worked on later, and believed only as far as Jira confirms it. */
import { describe, expect, it, vi } from 'vitest'
import { engines } from '../support/engines.js'
import { install, useForge } from '../support/forge.js'
import { connectShop, issueEvent, siteUsers } from '../support/forge-project.js'
import { encryptionKey, quickRetry, ticketsOf, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('Events of the Jira app on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const jira = useJiraServer({ kind: 'cloud', users: siteUsers, indexLag: 'manual' })
  const forge = useForge(opened)

  const connected = async (issues = 3) => {
    const shop = await connectShop(opened, jira.server, forge, { issues })
    jira.server.index.catchUp()
    await opened.system.jira.sync({ projectId: shop.projectId, mode: 'full' })
    const send = async (event: unknown, here = shop.here) => {
      const { status, body } = await forge.call(here, 'POST', '/events', { body: event })
      await forge.settled()
      return { status, ...body }
    }
    const ticket = async (n: number) =>
      (await ticketsOf(opened.system, shop.projectId)).find((one) => one.jiraKey === `${shop.shop}-${n}`)
    const reconcile = async () => {
      expect((await forge.call(shop.here, 'POST', '/reconcile', { body: {} })).status).toBe(200)
      await forge.settled()
    }
    return { ...shop, send, ticket, reconcile }
  }

  it('bring a changed and a new issue at once, though the index does not have them yet', async () => {
    const { shop, send, ticket } = await connected()
    jira.server.issues.update(`${shop}-1`, { summary: 'Changed' })
    jira.server.issues.create({ key: `${shop}-9`, summary: 'New' })
    expect(await send(issueEvent(jira.server, 'updated', `${shop}-1`))).toEqual({ status: 200, stored: true })
    await send(issueEvent(jira.server, 'created', `${shop}-9`))
    expect(await ticket(1)).toMatchObject({ summary: 'Changed' })
    expect(await ticket(9)).toMatchObject({ summary: 'New' })
  })

  it('are stored as they came, and answered before anybody asks Jira', async () => {
    const { shop, here, ticket, projectId } = await connected()
    jira.server.issues.update(`${shop}-1`, { summary: 'Changed' })
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const stop = jira.server.onRequest(async () => {
      await held
      return undefined
    })
    const event = issueEvent(jira.server, 'updated', `${shop}-1`)
    expect((await forge.call(here, 'POST', '/events', { body: event })).status).toBe(200)
    const stored = await opened.database.query(
      `SELECT event, payload FROM atmosfera.forge_events AS event
        JOIN atmosfera.forge_projects AS connected USING (forge_installation_id) WHERE project_id = $1`,
      [projectId],
    )
    expect(stored).toContainEqual({ event: 'avi:jira:updated:issue', payload: event })
    expect(await ticket(1)).toMatchObject({ summary: 'Ticket 1' })
    stop()
    release()
    await forge.settled()
    expect(await ticket(1)).toMatchObject({ summary: 'Changed' })
  })

  it('may come twice, in any order, and late: what Jira says now counts', async () => {
    const { shop, send, ticket } = await connected()
    const first = issueEvent(jira.server, 'updated', `${shop}-1`)
    jira.server.issues.update(`${shop}-1`, { summary: 'Second' })
    const second = { ...issueEvent(jira.server, 'updated', `${shop}-1`), changelog: { id: '2' } }
    expect(await send(second)).toMatchObject({ stored: true })
    expect(await send(first)).toMatchObject({ stored: true })
    expect(await send(second)).toMatchObject({ stored: false })
    expect(await send(first)).toMatchObject({ stored: false })
    expect(await ticket(1)).toMatchObject({ summary: 'Second' })
  })

  it('come in crowds, and are looked up together', async () => {
    const { shop, here, ticket } = await connected(12)
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const stop = jira.server.onRequest(async () => {
      await held
      return undefined
    })
    for (let n = 1; n <= 12; n++) {
      jira.server.issues.update(`${shop}-${n}`, { summary: `Changed ${n}` })
      const body = issueEvent(jira.server, 'updated', `${shop}-${n}`)
      expect((await forge.call(here, 'POST', '/events', { body })).status).toBe(200)
    }
    const begun = jira.server.requests.length
    stop()
    release()
    await forge.settled()
    expect(await ticket(12)).toMatchObject({ summary: 'Changed 12' })
    const opened = jira.server.requests.slice(begun).filter(({ path }) => path.endsWith('/serverInfo'))
    expect(opened.length).toBeLessThanOrEqual(1)
  })

  it('that are forged, malformed or of nobody’s project change nothing', async () => {
    const { shop, send, projectId } = await connected()
    const before = await ticketsOf(opened.system, projectId)
    const unsigned = await fetch(`${forge.url}/forge/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(issueEvent(jira.server, 'deleted', `${shop}-1`)),
    })
    expect(unsigned.status).toBe(401)
    // A claim that it was deleted, of an issue that is there.
    await send(issueEvent(jira.server, 'deleted', `${shop}-1`))
    const foreign = jira.server.issues.create({ key: 'FOREIGN-1' })
    await send(issueEvent(jira.server, 'created', foreign.key))
    await send({ eventType: 'avi:jira:updated:issue', issue: { id: '../../1' } })
    await send({ eventType: 'avi:jira:updated:issue' })
    await send({})
    const withoutReading = (tickets: typeof before) =>
      tickets.map(({ lastSynced: _, updatedAt: __, ...one }) => one)
    expect(withoutReading(await ticketsOf(opened.system, projectId))).toEqual(withoutReading(before))
    const { body } = await forge.call<{ events: object }>(install(jira.server), 'GET', '/admin', {
      by: 'admin',
    })
    expect(body.events).toMatchObject({ pending: 0, failed: 0 })
  })

  it('of another installation tell ours nothing', async () => {
    const ours = await connected()
    const theirs = await connected()
    jira.server.issues.update(`${ours.shop}-1`, { summary: 'Changed' })
    await ours.send(issueEvent(jira.server, 'updated', `${ours.shop}-1`), theirs.here)
    expect(await ours.ticket(1)).toMatchObject({ summary: 'Ticket 1' })
  })

  it('tombstone a deleted issue once Jira confirms it, and its subtasks with the next hour', async () => {
    const { shop, send, ticket, reconcile } = await connected()
    const { issues } = jira.server
    const parent = { parent: { key: `${shop}-1` } }
    issues.create({ key: `${shop}-11`, summary: 'Below', fields: parent })
    issues.create({ key: `${shop}-12`, summary: 'Moved out of it', fields: parent })
    for (const n of [11, 12]) await send(issueEvent(jira.server, 'created', `${shop}-${n}`))
    expect(await ticket(11)).toMatchObject({ parentKey: `${shop}-1`, deletedAt: null })
    // Jira deletes what is below as well, and tells of the parent alone.
    issues.update(`${shop}-12`, { parent: null })
    issues.delete(`${shop}-11`)
    issues.delete(`${shop}-1`)
    await send(issueEvent(jira.server, 'deleted', `${shop}-1`))
    expect(await ticket(1)).toMatchObject({ deletedAt: expect.any(Date) })
    expect(await ticket(11)).toMatchObject({ deletedAt: null })
    await reconcile()
    expect(await ticket(11)).toMatchObject({ deletedAt: expect.any(Date) })
    expect(await ticket(12)).toMatchObject({ deletedAt: null, parentKey: null })
  })

  it('that were missed are found within the hour', async () => {
    const { shop, ticket, reconcile } = await connected()
    jira.server.issues.update(`${shop}-2`, { summary: 'Nobody said so' })
    jira.server.index.catchUp()
    await reconcile()
    expect(await ticket(2)).toMatchObject({ summary: 'Nobody said so' })
  })

  it('wait while Jira does not answer, and are not lost', async () => {
    const { shop, here, send, ticket, projectId } = await connected()
    jira.server.issues.update(`${shop}-1`, { summary: 'Changed' })
    const stop = jira.server.onRequest(() => ({ respond: { status: 403, body: {} } }))
    await send(issueEvent(jira.server, 'updated', `${shop}-1`))
    expect(await ticket(1)).toMatchObject({ summary: 'Ticket 1' })
    stop()
    const { body } = await forge.call<{ events: object }>(here, 'GET', '/admin', { by: 'admin' })
    expect(body.events).toMatchObject({ pending: 1 })
    await opened.database.query(
      'UPDATE atmosfera.jira_webhook_events SET due_at = CURRENT_TIMESTAMP WHERE project_id = $1',
      [projectId],
    )
    await opened.system.forge.work()
    expect(await ticket(1)).toMatchObject({ summary: 'Changed' })
  })

  it('are taken up where a process was killed after it had stored them', async () => {
    const { shop, here, ticket } = await connected()
    jira.server.issues.update(`${shop}-1`, { summary: 'Changed' })
    const installation = await opened.system.forge.receive({
      installationId: here.installationId,
      appId: 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555',
      appVersion: '1.0.0',
      environment: 'PRODUCTION',
      apiBaseUrl: jira.server.url,
    })
    // Stored and no more: whoever was to work on it is gone.
    await opened.system.forge.storeEvent(installation, issueEvent(jira.server, 'updated', `${shop}-1`))
    expect(await ticket(1)).toMatchObject({ summary: 'Ticket 1' })
    const [first, second] = await Promise.all([opened.system.forge.work(), opened.system.forge.work()])
    expect((first?.routed ?? 0) + (second?.routed ?? 0)).toBe(1)
    await vi.waitFor(async () => {
      await opened.system.forge.work()
      expect(await ticket(1)).toMatchObject({ summary: 'Changed' })
    })
  })
})
