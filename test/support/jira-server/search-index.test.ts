import { describe, expect, it } from 'vitest'
import { ask, keysOf, search, useJiraServers, walk } from './asking.js'

const start = useJiraServers({ kind: 'cloud', now: '2026-03-10T12:00:00.000Z' })
const asked = { jql: 'project = SHOP ORDER BY key', fields: ['key', 'summary'] }

describe('an index that is behind', () => {
  it('does not find a change before it is told to catch up', async () => {
    const server = await start({ indexLag: 'manual' })
    server.issues.create({ project: 'SHOP', summary: 'First' })
    server.index.catchUp()
    server.issues.update('SHOP-1', { summary: 'Second' })
    server.issues.create({ project: 'SHOP' })
    expect((await search(server, asked)).body.issues).toMatchObject([{ fields: { summary: 'First' } }])
    expect(server.index.pending).toBe(2)
    server.index.catchUp()
    expect((await search(server, asked)).body.issues).toMatchObject([{ fields: { summary: 'Second' } }, {}])
  })

  it('still finds issues that are deleted or moved', async () => {
    const server = await start({ indexLag: 'manual' })
    server.load([server.issues.create({ project: 'SHOP' }), server.issues.create({ project: 'SHOP' })])
    server.issues.delete('SHOP-1')
    server.issues.move('SHOP-2', 'DEPOT')
    expect(keysOf(await search(server, asked))).toEqual(['SHOP-1', 'SHOP-2'])
  })

  it('catches up after so many requests', async () => {
    const server = await start({ indexLag: 2 })
    server.issues.create({ project: 'SHOP' })
    const found = []
    for (let request = 0; request < 4; request++) found.push(keysOf(await search(server, asked)).length)
    expect(found).toEqual([0, 0, 1, 1])
  })

  it('never lets an older state of an issue in after a newer one', async () => {
    const server = await start({ indexLag: 3 })
    server.issues.create({ project: 'SHOP', summary: 'First' })
    server.index.lag = 0
    server.issues.update('SHOP-1', { summary: 'Second' })
    for (let request = 0; request < 5; request++) {
      expect((await search(server, asked)).body.issues).toMatchObject([{ fields: { summary: 'Second' } }])
    }
  })

  it('does not hide anything from a direct read', async () => {
    const server = await start({ indexLag: 'manual' })
    server.issues.create({ project: 'SHOP', summary: 'First' })
    expect(await ask(server, 'GET', '/rest/api/3/issue/SHOP-1')).toMatchObject({
      body: { fields: { summary: 'First' } },
    })
    const bulk = await ask(server, 'POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: ['SHOP-1'] })
    expect(bulk.body.issues).toHaveLength(1)
  })

  it('gives the truth about issues that are to be reconciled, each at its place', async () => {
    const server = await start({ indexLag: 'manual' })
    const ids = [1, 2, 3, 4].map(
      (number) => server.issues.create({ project: 'SHOP', summary: `${number}` }).id,
    )
    server.index.catchUp()
    server.issues.delete('SHOP-1')
    server.issues.update('SHOP-3', { summary: 'three' })
    const late = server.issues.create({ project: 'SHOP', summary: '5' }).id
    const reconcileIssues = [ids[0], ids[2], late].map(Number)
    const pages = await walk(server, { ...asked, maxResults: 2, reconcileIssues })
    const summaries = pages.map(({ body }) => body.issues.map(({ fields }) => fields?.summary))
    expect(summaries).toEqual([
      ['2', 'three'],
      ['4', '5'],
    ])
  })
})
