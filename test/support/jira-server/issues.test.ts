import { describe, expect, it } from 'vitest'
import { addIssues, ask, keysOf, search, useJiraServers } from './asking.js'

const start = useJiraServers({ kind: 'cloud', now: '2026-03-10T12:00:00.000Z' })
const v3 = '/rest/api/3'
const notThere = {
  status: 404,
  body: {
    errorMessages: ['Issue does not exist or you do not have permission to see it.'],
    errors: {},
  },
}

describe('an issue', () => {
  it('is given by id and by key, whatever the case', async () => {
    const server = await start()
    const { id } = server.issues.create({ project: 'SHOP', description: 'Text' })
    for (const name of [id, 'SHOP-1', 'shop-1']) {
      expect(await ask(server, 'GET', `${v3}/issue/${name}`)).toMatchObject({
        status: 200,
        body: {
          id,
          key: 'SHOP-1',
          fields: {
            created: '2026-03-10T12:00:00.000+0000',
            updated: '2026-03-10T12:00:00.000+0000',
            project: { key: 'SHOP' },
            description: { type: 'doc' },
            comment: { total: 0 },
          },
        },
      })
    }
    const { body } = await ask(server, 'GET', `${v3}/issue/${id}?fields=summary,updated`)
    expect(Object.keys(body.fields ?? {})).toEqual(['summary', 'updated'])
  })

  it('leaves its fields out that are not wanted', async () => {
    const server = await start({ customFields: [{ id: 'customfield_10014', name: 'Epic Link' }] })
    server.issues.create({ project: 'SHOP' })
    const { body } = await ask(server, 'GET', `${v3}/issue/SHOP-1?fields=*all,-comment,-description`)
    expect(body.fields).not.toHaveProperty('comment')
    expect(body.fields).not.toHaveProperty('description')
    expect(body.fields).toMatchObject({ summary: 'About SHOP-1', customfield_10014: null })
  })

  it('has another key and the same id after a move, and is found by the old key', async () => {
    const server = await start()
    const { id } = server.issues.create({ project: 'SHOP' })
    addIssues(server, 1, 'DEPOT')
    server.clock.advance(60_000)
    server.issues.move('SHOP-1', 'DEPOT')
    for (const name of [id, 'SHOP-1', 'DEPOT-2']) {
      expect(await ask(server, 'GET', `${v3}/issue/${name}`)).toMatchObject({
        status: 200,
        body: {
          id,
          key: 'DEPOT-2',
          fields: { updated: '2026-03-10T12:02:00.000+0000', project: { key: 'DEPOT' } },
        },
      })
    }
    expect(keysOf(await search(server, { jql: 'project = SHOP', fields: ['key'] }))).toEqual([])
    expect(keysOf(await search(server, { jql: 'key = SHOP-1', fields: ['key'] }))).toEqual(['DEPOT-2'])
  })

  it('is gone when it is deleted, and comes back with its id and key', async () => {
    const server = await start()
    const { id } = server.issues.create({ project: 'SHOP' })
    server.issues.delete('SHOP-1')
    expect(await ask(server, 'GET', `${v3}/issue/SHOP-1`)).toMatchObject(notThere)
    expect((await search(server, { jql: 'project = SHOP' })).body.issues).toEqual([])
    server.clock.advance(60_000)
    server.issues.restore('SHOP-1')
    expect(await ask(server, 'GET', `${v3}/issue/${id}`)).toMatchObject({
      status: 200,
      body: { key: 'SHOP-1', fields: { updated: '2026-03-10T12:01:00.000+0000' } },
    })
  })

  it('can come back without any sign of it in its dates', async () => {
    const server = await start()
    server.issues.create({ project: 'SHOP' })
    server.issues.delete('SHOP-1')
    server.clock.advance(3_600_000)
    server.issues.restore('SHOP-1', { silently: true })
    expect((await search(server, { jql: 'project = SHOP AND updated >= -5m' })).body.issues).toEqual([])
    expect((await search(server, { jql: 'project = SHOP' })).body.issues).toHaveLength(1)
  })

  it('looks deleted to who must not see it', async () => {
    const server = await start({ users: [{ browse: ['DEPOT'] }] })
    addIssues(server, 1)
    addIssues(server, 2, 'DEPOT')
    server.issues.restrict('DEPOT-2')
    for (const key of ['SHOP-1', 'DEPOT-2', 'DEPOT-99']) {
      expect(await ask(server, 'GET', `${v3}/issue/${key}`)).toMatchObject(notThere)
    }
    const jql = 'project = DEPOT'
    expect(keysOf(await search(server, { jql, fields: ['key'] }))).toEqual(['DEPOT-1'])
    server.issues.restrict('DEPOT-2', false)
    expect((await ask(server, 'GET', `${v3}/issue/DEPOT-2`)).status).toBe(200)
  })

  it('has another key, and the same updated, when its project gets another key', async () => {
    const server = await start()
    addIssues(server, 2)
    server.clock.advance(60_000)
    server.issues.renameProject('SHOP', 'STORE')
    server.issues.renameProject('STORE', 'MARKET')
    addIssues(server, 1, 'SHOP')
    for (const [name, key] of [
      ['SHOP-1', 'MARKET-1'],
      ['STORE-2', 'MARKET-2'],
      ['SHOP-3', 'MARKET-3'],
    ] as const) {
      expect(await ask(server, 'GET', `${v3}/issue/${name}`)).toMatchObject({ status: 200, body: { key } })
    }
    expect(server.issues.get('MARKET-1')?.fields.updated).toBe('2026-03-10T12:01:00.000+0000')
    expect(await ask(server, 'GET', `${v3}/project/SHOP`)).toMatchObject({ body: { key: 'MARKET' } })
    expect((await search(server, { jql: 'project = SHOP' })).body.issues).toHaveLength(3)
  })

  it('can be loaded as it is', async () => {
    const server = await start({ indexLag: 'manual' })
    const updated = '2012-05-24T14:42:57.000+0000'
    const project = { id: '77', key: 'OLD', name: 'Old one' }
    const issue = (number: number) => ({
      id: String(500 + number),
      key: `OLD-${number}`,
      fields: { summary: 'Old', project, created: updated, updated },
    })
    expect(server.load([issue(1), issue(2)])).toBe(2)
    const { body } = await search(server, {
      jql: 'project = 77 AND updated < "2013-01-01"',
      fields: ['updated'],
    })
    expect(body.issues.map(({ fields }) => fields)).toEqual([{ updated }, { updated }])
    expect(server.issues.create({ project: 'OLD' })).toMatchObject({ id: '10001', key: 'OLD-3' })
  })

  it('has its dates in the zone of who asks, if that is wanted', async () => {
    const server = await start({ datesInUserZone: true, users: [{ timeZone: 'Asia/Kolkata' }] })
    server.issues.create({ project: 'SHOP' })
    const { body } = await ask(server, 'GET', `${v3}/issue/SHOP-1?fields=updated`)
    expect(body.fields).toEqual({ updated: '2026-03-10T17:30:00.000+0530' })
  })
})

describe('a fetch in bulk', () => {
  const fetchAll = async (server: Awaited<ReturnType<typeof start>>, issueIdsOrKeys: readonly string[]) =>
    await ask(server, 'POST', `${v3}/issue/bulkfetch`, { issueIdsOrKeys, fields: ['summary'] })

  it('gives issues in the order of their ids, and leaves out those that are not there', async () => {
    const server = await start()
    addIssues(server, 3)
    server.issues.move('SHOP-2', 'DEPOT')
    server.issues.delete('SHOP-3')
    const { status, body } = await fetchAll(server, ['SHOP-2', 'SHOP-1', 'SHOP-3', '99'])
    expect(status).toBe(200)
    expect(body).toMatchObject({ issues: [{ key: 'SHOP-1' }, { key: 'DEPOT-1' }], issueErrors: [] })
  })

  it('reports issues that it could not give this time', async () => {
    const server = await start()
    const { id } = server.issues.create({ project: 'SHOP' })
    server.faults.failInBulk(id)
    expect((await fetchAll(server, [id])).body).toMatchObject({ issues: [], issueErrors: [{ id }] })
    expect((await fetchAll(server, [id])).body).toMatchObject({ issues: [{ id }], issueErrors: [] })
  })

  it('takes 1 to 100 issues', async () => {
    const server = await start()
    expect((await fetchAll(server, [])).status).toBe(400)
    expect(
      (
        await fetchAll(
          server,
          Array.from({ length: 101 }, (_, index) => `SHOP-${index}`),
        )
      ).status,
    ).toBe(400)
  })
})
