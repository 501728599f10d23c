/** A project's tickets are what Jira has, whatever happens on the way. Against a Jira on loopback, over real HTTP. */
import { describe, expect, it } from 'vitest'
import { engines } from '../support/engines.js'
import { connectTo, encryptionKey, quickRetry, ticketsOf, useJiraServer } from '../support/jira-project.js'
import type { JiraServer } from '../support/jira-server/index.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const kinds = ['cloud', 'data-center'] as const

describe.each(engines)('A synchronisation on $name', (engine) => {
  describe.each(kinds)('with Jira %s', (kind) => {
    const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
    const zone = { timeZone: 'America/Los_Angeles' }
    const jira = useJiraServer({ kind, users: [zone], maxResultsLimit: 10, pages: { limit: 10 } })
    let shops = 0

    /** A project of ours and one of Jira's with that many issues. */
    const connected = async (count: number) => {
      const { server } = jira
      const shop = `SHOP${++shops}`
      const projectId = await opened.newProject(shop)
      server.issues.addProject(shop)
      for (let n = 1; n <= count; n++) server.issues.create({ key: `${shop}-${n}` })
      await connectTo(opened.system, server, projectId, { projectKeys: [shop] })
      const sync = (more: object = {}) => opened.system.jira.sync({ projectId, ...more })
      const tickets = () => ticketsOf(opened.system, projectId)
      const live = async () => (await tickets()).filter((one) => one.deletedAt === null).length
      return { server, shop, projectId, sync, tickets, live }
    }

    it('brings every issue with all its fields, and tells what it did', async () => {
      const { server, shop, projectId, sync, tickets } = await connected(24)
      server.issues.create({
        key: `${shop}-25`,
        summary: 'Pay by card',
        description: 'First line\nsecond line\n\nafter a blank one',
        fields: {
          priority: { name: 'High' },
          labels: ['a', 'b'],
          components: [{ name: 'Cart' }],
          fixVersions: [{ name: '1.0' }],
          parent: { key: `${shop}-1` },
          customfield_10001: { id: '7', name: 'Payments' },
          customfield_10002: [{ value: 'High' }, { value: 'Legal' }],
        },
      })
      await connectTo(opened.system, server, projectId, {
        projectKeys: [shop],
        fields: { team: 'customfield_10001', risk: 'customfield_10002' },
      })
      // Connecting again keeps what is not said.
      await connectTo(opened.system, server, projectId, { projectKeys: [shop] })
      const counts = { processed: 25, created: 25, updated: 0, unchanged: 0, deleted: 0, rejected: [] }
      expect(await sync()).toMatchObject({ type: 'full', status: 'completed', ...counts, interrupted: false })
      expect(await sync({ mode: 'full' })).toMatchObject({ ...counts, created: 0, unchanged: 25 })
      const ticket = (await tickets()).find((one) => one.jiraKey === `${shop}-25`)
      expect(ticket).toMatchObject({
        summary: 'Pay by card',
        description: 'First line\nsecond line\n\nafter a blank one',
        priority: 'High',
        labels: ['a', 'b'],
        components: ['Cart'],
        fixVersions: ['1.0'],
        parentKey: `${shop}-1`,
        team: 'Payments',
        risk: 'High, Legal',
        updatedDate: expect.any(Date),
      })
    })

    it('then reads only what changed, by the clock and in the zone of Jira', async () => {
      const { server, shop, sync, tickets } = await connected(30)
      await sync()
      server.clock.advance(3 * 3_600_000)
      expect(await sync()).toMatchObject({ type: 'incremental', unchanged: 30 })
      server.issues.update(`${shop}-7`, { summary: 'Changed' })
      expect(await sync()).toMatchObject({ processed: 1, updated: 1, unchanged: 0 })
      expect((await tickets()).find((one) => one.jiraKey === `${shop}-7`)?.summary).toBe('Changed')
      const searches = server.requests.filter(({ path }) => path.includes('/search'))
      expect(JSON.stringify(searches.at(-1)?.body)).toMatch(/updated >= \\"\d{4}-\d\d-\d\d \d\d:\d\d\\"/)
    })

    it('keeps the row of an issue that was moved, and of all where their project was renamed', async () => {
      const { server, shop, projectId, sync, tickets } = await connected(12)
      await sync()
      const before = new Map((await tickets()).map((one) => [one.jiraId, one.id]))
      server.issues.move(`${shop}-3`, 'ELSEWHERE')
      await sync({ mode: 'full' })
      const moved = (await tickets()).find((one) => one.jiraKey.startsWith('ELSEWHERE-'))
      expect(moved).toMatchObject({ deletedAt: null, movedOutAt: expect.any(Date) })
      expect(moved?.id).toBe(before.get(moved?.jiraId ?? ''))
      server.issues.renameProject(shop, `NEW${shop}`)
      await sync({ mode: 'full' })
      const after = await tickets()
      expect(after.filter((one) => one.jiraKey.startsWith(`NEW${shop}-`))).toHaveLength(11)
      expect(new Map(after.map((one) => [one.jiraId, one.id]))).toEqual(before)
      expect(after.filter((one) => one.deletedAt !== null)).toEqual([])
      expect(projectId).toBeGreaterThan(0)
    })

    it('tombstones what is gone only after a complete pass, and brings back what is restored', async () => {
      const { server, shop, sync, tickets, live } = await connected(15)
      await sync()
      server.issues.delete(`${shop}-4`)
      expect(await sync()).toMatchObject({ type: 'incremental', deleted: 0 })
      expect(await live()).toBe(15)
      expect(await sync({ mode: 'full' })).toMatchObject({ deleted: 1 })
      expect((await tickets()).filter((one) => one.deletedAt !== null).map((one) => one.jiraKey)).toEqual([
        `${shop}-4`,
      ])
      server.clock.advance(60_000)
      server.issues.restore(`${shop}-4`)
      await sync()
      expect(await live()).toBe(15)
    })

    it('does not take lost permissions for deletions', async () => {
      const { server, shop, sync, live } = await connected(22)
      await sync()
      for (let n = 1; n <= 20; n++) server.issues.restrict(`${shop}-${n}`)
      // Data Center says that there is something to hide, Cloud does not.
      if (kind === 'data-center') return expect(await sync({ mode: 'full' })).toMatchObject({ deleted: 0 })
      await expect(sync({ mode: 'full' })).rejects.toThrow(/does not find 20 of 22 tickets/)
      expect(await live()).toBe(22)
      expect(await sync({ mode: 'full', allowMassDeletion: true })).toMatchObject({ deleted: 20 })
    })

    it('loses nothing to issues that change, move and go while it reads', async () => {
      const { server, shop, sync, tickets, live } = await connected(60)
      let page = 0
      const stop = server.onRequest(({ path }) => {
        if (!path.includes('/search')) return undefined
        page++
        server.clock.advance(1_000)
        server.issues.update(`${shop}-${20 + page}`, { summary: `Changed on page ${page}` })
        if (page === 2) server.issues.delete(`${shop}-5`)
        if (page === 3) server.issues.move(`${shop}-6`, 'ELSEWHERE')
        if (page === 4) server.issues.create({ key: `${shop}-61` })
        return undefined
      })
      await sync({ mode: 'full' })
      stop()
      server.clock.advance(60_000)
      await sync()
      await sync({ mode: 'full' })
      expect(await live()).toBe(60)
      const all = await tickets()
      expect(all.filter((one) => one.deletedAt !== null).map((one) => one.jiraKey)).toEqual([`${shop}-5`])
      for (const ticket of all.filter((one) => one.deletedAt === null)) {
        expect(server.issues.get(ticket.jiraKey)?.fields.summary).toBe(ticket.summary)
      }
    })

    it('ends equal though every third call fails', async () => {
      const { server, shop, sync, tickets, live } = await connected(45)
      server.faults.inject({ fraction: 1 / 3, seed: 7 })
      const before = server.faults.total
      await sync()
      server.issues.update(`${shop}-9`, { summary: 'Changed' })
      server.issues.delete(`${shop}-10`)
      await sync()
      await sync({ mode: 'full' })
      server.faults.stop()
      expect(server.faults.total).toBeGreaterThan(before + 5)
      expect(await live()).toBe(44)
      expect((await tickets()).find((one) => one.jiraKey === `${shop}-9`)?.summary).toBe('Changed')
    })

    it('goes on from its last page after it was stopped', async () => {
      const { server, projectId, sync, live } = await connected(50)
      const stopping = new AbortController()
      let pages = 0
      const stop = server.onRequest(({ path }) => {
        if (path.includes('/search') && ++pages === 3) stopping.abort(new Error('enough'))
        return undefined
      })
      await expect(sync({ signal: stopping.signal })).rejects.toThrow('enough')
      stop()
      const { last } = await opened.system.jira.status({ projectId })
      expect(last).toMatchObject({ status: 'failed', error: 'enough' })
      const there = await live()
      expect(there).toBeLessThan(50)
      const done = await sync()
      expect(done).toMatchObject({ status: 'completed', resumed: 1, processed: 50, created: 50 })
      expect(done.id).toBe(last?.id)
      expect(await live()).toBe(50)
    })
  })
})

describe.each(engines)('An account that loses its rights while it is read for, on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const cloud = useJiraServer({ kind: 'cloud', pages: { limit: 5 }, wrongCredentials: 'as-cloud-site' })

  it('costs neither tickets nor changes: what Jira hides is neither gone nor old', async () => {
    const { server } = cloud
    const projectId = await opened.newProject()
    for (let n = 1; n <= 12; n++) server.issues.create({ key: `LOST-${n}` })
    await connectTo(opened.system, server, projectId, { projectKeys: ['LOST'] })
    const sync = (mode?: 'full') => opened.system.jira.sync({ projectId, mode })
    await sync()
    const { password } = server.user
    for (const mode of ['full', undefined] as const) {
      server.clock.advance(3_600_000)
      server.issues.update('LOST-12', { summary: `Changed before ${mode}` })
      const stop = server.onRequest(({ path }) => {
        if (path.includes('/search')) server.changeUser({ password: 'another' })
        return undefined
      })
      await expect(sync(mode)).rejects.toThrow('shows no project LOST to this account')
      stop()
      server.changeUser({ password })
      await sync(mode)
      const tickets = await ticketsOf(opened.system, projectId)
      expect(tickets.filter((one) => one.deletedAt !== null)).toEqual([])
      expect(tickets.find((one) => one.jiraKey === 'LOST-12')?.summary).toBe(`Changed before ${mode}`)
    }
  })
})

describe.each(engines)('Synchronisations on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const cloud = useJiraServer({ kind: 'cloud', pages: { limit: 5 } })
  let shops = 0

  const connected = async (count: number, server: JiraServer = cloud.server) => {
    const shop = `CART${++shops}`
    const projectId = await opened.newProject(shop)
    server.issues.addProject(shop)
    for (let n = 1; n <= count; n++) server.issues.create({ key: `${shop}-${n}` })
    await connectTo(opened.system, server, projectId, { projectKeys: [shop] })
    return { shop, projectId, sync: (more: object = {}) => opened.system.jira.sync({ projectId, ...more }) }
  }

  it('of one project never run at once, and the second says who holds it', async () => {
    const { projectId, sync } = await connected(12)
    let second: Promise<unknown> | undefined
    const stop = cloud.server.onRequest(({ path }) => {
      if (path.includes('/search')) second ??= sync().catch((error: unknown) => error)
      return undefined
    })
    await sync()
    stop()
    expect(await second).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`process ${process.pid} on `),
    })
    expect((await opened.system.jira.listSyncs({ projectId })).items).toHaveLength(1)
  })

  it('show how far they are while they run', async () => {
    const { projectId, sync } = await connected(12)
    const seen: number[] = []
    const stop = cloud.server.onRequest(async ({ path }) => {
      if (!path.includes('/search')) return undefined
      const { running } = await opened.system.jira.status({ projectId })
      seen.push(running?.processed ?? -1)
      return undefined
    })
    const told: number[] = []
    await sync({ onProgress: ({ processed }: { processed: number }) => told.push(processed) })
    stop()
    expect(seen).toEqual([0, 5, 10])
    expect(told).toEqual([0, 5, 10, 12, 12])
  })

  it('read pages that are short or empty, and start anew where Jira forgot where they were', async () => {
    const { server } = cloud
    Object.assign(server.pages, { shortEvery: 2, emptyEvery: 3 })
    const { sync } = await connected(18)
    let calls = 0
    const stop = server.onRequest(({ path }) => {
      if (path.includes('/search') && ++calls === 4) server.expireTokens()
      return undefined
    })
    expect(await sync()).toMatchObject({ status: 'completed', created: 18 })
    stop()
    Object.assign(server.pages, { shortEvery: 0, emptyEvery: 0 })
  })

  it('do not bring back what Jira’s index still lists and Jira no longer has', async () => {
    const { shop, projectId, sync } = await connected(8)
    const { server } = cloud
    await sync()
    server.issues.delete(`${shop}-2`)
    await sync({ mode: 'full' })
    // As an index that is late would list it.
    const [ghost] = (await ticketsOf(opened.system, projectId)).filter((one) => one.deletedAt !== null)
    const stop = server.onRequest(({ path }) =>
      path.includes('/search')
        ? {
            respond: {
              status: 200,
              body: {
                issues: [
                  {
                    id: ghost?.jiraId,
                    key: ghost?.jiraKey,
                    fields: { summary: 'x', status: { name: 'Open' } },
                  },
                ],
                isLast: true,
              },
            },
          }
        : undefined,
    )
    await sync()
    stop()
    const [after] = (await ticketsOf(opened.system, projectId)).filter((one) => one.deletedAt !== null)
    expect(after?.jiraKey).toBe(`${shop}-2`)
  })

  it('read single issues by key, and name those that there are not', async () => {
    const { shop, sync } = await connected(3)
    const report = await sync({ keys: [`${shop}-2`, `${shop}-99`] })
    expect(report).toMatchObject({
      type: 'manual',
      created: 1,
      rejected: [{ key: `${shop}-99`, reason: 'Jira shows no such issue to this account' }],
    })
  })

  it('store what they can, and say what they cannot', async () => {
    const { shop, sync } = await connected(3)
    cloud.server.issues.create({ key: `${shop}-4`, description: 'x'.repeat(1_000_001) })
    expect(await sync()).toMatchObject({
      created: 3,
      rejected: [{ key: `${shop}-4`, reason: expect.stringMatching(/^description has 1000001 characters/) }],
    })
  })

  it('fail in one line where Jira refuses the credentials, is not there or shows nothing', async () => {
    const { shop, projectId, sync } = await connected(1)
    const { url, user } = cloud.server
    const connect = (more: object) =>
      connectTo(opened.system, cloud.server, projectId, { projectKeys: [shop], ...more })
    await connect({ auth: { email: user.email, token: 'wrong' } })
    await expect(sync()).rejects.toThrow(`Jira at ${url} answers 401`)
    await connect({ projectKeys: ['NOPE'] })
    await expect(sync()).rejects.toThrow('shows no project NOPE to this account')
    await connect({ baseUrl: 'http://127.0.0.1:1' })
    await expect(sync()).rejects.toMatchObject({
      code: 'upstream_failed',
      message: expect.stringMatching(/^Jira at http:\/\/127\.0\.0\.1:1 does not answer/),
    })
    await expect(
      opened.system.jira.connect({ projectId, baseUrl: 'http://jira.example.org', projectKeys: ['A'] }),
    ).rejects.toThrow('http://jira.example.org is not allowed here; use https')
  })

  it('wait as long as Jira says, and give up in time where that is too long', async () => {
    const { sync } = await connected(3)
    cloud.server.faults.inject({ fraction: 1, kinds: ['rate-limited'], retryAfter: 3_600 })
    await expect(sync()).rejects.toMatchObject({ code: 'rate_limited', retryAt: expect.any(Date) })
    cloud.server.faults.stop()
    expect(await sync()).toMatchObject({ status: 'completed', created: 3 })
  })

  it('do not take part in a transaction, which would stay open while Jira is asked', async () => {
    const { projectId } = await connected(1)
    const joined = opened.atmosfera.transaction({ system: true }, ({ jira }) => jira.sync({ projectId }))
    await expect(joined).rejects.toThrow('cannot take part in a transaction')
  })

  it('keep the credentials of one Jira from another', async () => {
    const { shop, projectId } = await connected(1)
    const { server } = cloud
    const elsewhere = { projectId, baseUrl: `${server.url}/other`, projectKeys: [shop] }
    await expect(opened.system.jira.connect(elsewhere)).rejects.toThrow('must be given again')
    const shown = JSON.stringify(await opened.system.jira.status({ projectId }))
    expect(shown).not.toContain(server.user.password)
    const rows = await opened.database.query('SELECT * FROM atmosfera.jira_connections')
    const log = await opened.database.query('SELECT before, after FROM atmosfera.audit_log')
    expect(JSON.stringify([rows, log])).not.toContain(server.user.password)
    expect(JSON.stringify(log)).not.toContain('aes-256-gcm')
  })
})
