import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'

describe.each(engines)('Tickets on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const ticket = (projectId: number, jiraKey: string, more: object = {}) => ({
    projectId,
    jiraKey,
    summary: `About ${jiraKey}`,
    status: 'Open',
    ...more,
  })

  it('need a key, a summary and a status; the rest may be unknown', async () => {
    const projectId = await opened.newProject()
    expect(await opened.system.tickets.create(ticket(projectId, 'SHOP-1'))).toEqual({
      id: expect.any(Number),
      projectId,
      jiraKey: 'SHOP-1',
      jiraId: null,
      issueType: null,
      summary: 'About SHOP-1',
      description: null,
      priority: null,
      status: 'Open',
      resolution: null,
      assignee: null,
      reporter: null,
      labels: [],
      components: [],
      fixVersions: [],
      parentKey: null,
      createdDate: null,
      updatedDate: null,
      team: null,
      risk: null,
      movedOutAt: null,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      lastSynced: expect.any(Date),
      deletedAt: null,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    })
  })

  it('are known by key, tombstoned or not', async () => {
    const projectId = await opened.newProject()
    const { tickets } = opened.system
    const { id } = await tickets.create(ticket(projectId, 'SHOP-1'))
    expect(await tickets.getByKey({ projectId, key: ' SHOP-1 ' })).toMatchObject({ id })
    await tickets.update(id, { deletedAt: new Date() })
    expect(await tickets.getByKey({ projectId, key: 'SHOP-1' })).toMatchObject({
      id,
      deletedAt: expect.any(Date),
    })
    await expect(tickets.getByKey({ projectId, key: 'SHOP-2' })).rejects.toMatchObject({
      message: 'There is no ticket "SHOP-2", or none that you have access to.',
    })
    const elsewhere = { projectId: await opened.newProject(), key: 'SHOP-1' }
    await expect(tickets.getByKey(elsewhere)).rejects.toMatchObject({ code: 'not_found' })
    await expect(tickets.getByKey({ projectId, key: '' })).rejects.toMatchObject({
      issues: [{ path: 'key' }],
    })
    await expect(tickets.getByKey(undefined as never)).rejects.toMatchObject({ code: 'validation_failed' })
  })

  it('have a key and a Jira id that no other of the project has', async () => {
    const projectId = await opened.newProject()
    const { tickets } = opened.system
    const first = await tickets.create(ticket(projectId, 'SHOP-1', { jiraId: '10001' }))
    const sameKey = [ticket(projectId, 'SHOP-2'), ticket(projectId, 'SHOP-1')]
    const takenKey = { code: 'conflict', message: 'A ticket with this key exists already in the project.' }
    const takenId = { code: 'conflict', message: 'A ticket with this Jira id exists already in the project.' }
    await expect(tickets.createMany(sameKey)).rejects.toMatchObject(takenKey)
    await expect(tickets.create(ticket(projectId, 'SHOP-3', { jiraId: '10001' }))).rejects.toMatchObject(
      takenId,
    )
    expect((await tickets.list({ projectId })).items).toEqual([first])
    const other = await tickets.create(ticket(projectId, 'SHOP-4'))
    await expect(tickets.update(other.id, { jiraKey: 'SHOP-1' })).rejects.toMatchObject(takenKey)
    await tickets.create(ticket(await opened.newProject(), 'SHOP-1', { jiraId: '10001' }))
  })

  it('without a Jira id are any number', async () => {
    const projectId = await opened.newProject()
    const inputs = ['SHOP-1', 'SHOP-2'].map((key) => ticket(projectId, key, { jiraId: '' }))
    const created = await opened.system.tickets.createMany(inputs)
    expect(created.map((one) => one.jiraId)).toEqual([null, null])
  })

  it('have a hash of what came from Jira, the same where that is the same', async () => {
    const projectId = await opened.newProject()
    const otherId = await opened.newProject()
    const { tickets } = opened.system
    const content = { labels: ['a', 'b'], createdDate: '2026-03-01T00:00:00Z', description: 'Pay' }
    const one = await tickets.create(ticket(projectId, 'SHOP-1', content))
    const same = { ...content, createdDate: new Date('2026-03-01'), labels: ['a', 'b', 'a'], priority: null }
    expect((await tickets.create(ticket(otherId, 'SHOP-1', same))).contentHash).toBe(one.contentHash)
    const others = await tickets.createMany([
      ticket(projectId, 'SHOP-2', content),
      ticket(projectId, 'SHOP-3', { ...content, labels: ['b', 'a'] }),
    ])
    expect(new Set([one, ...others].map((other) => other.contentHash)).size).toBe(3)
  })

  it('lose their hash by a change by hand, so that the next synchronisation brings Jira’s version back', async () => {
    const projectId = await opened.newProject()
    const { tickets } = opened.system
    const { id, contentHash } = await tickets.create(ticket(projectId, 'SHOP-1'))
    expect(await tickets.update(id, { summary: undefined })).toMatchObject({ contentHash })
    const gone = await tickets.update(id, { deletedAt: '2026-03-01T00:00:00Z', summary: undefined })
    expect(gone).toMatchObject({ contentHash, deletedAt: new Date('2026-03-01') })
    expect(await tickets.update(id, { deletedAt: null })).toMatchObject({ contentHash, deletedAt: null })
    expect(await tickets.update(id, { summary: 'Changed' })).toMatchObject({ contentHash: null })
  })

  it('are found by each of their filters', async () => {
    const projectId = await opened.newProject()
    const { tickets } = opened.system
    const [a] = await tickets.createMany([
      ticket(projectId, 'SHOP-1', {
        issueType: 'Story',
        labels: ['x', 'it’s "one"'],
        updatedDate: '2026-02-01',
      }),
      ticket(projectId, 'SHOP-2', {
        jiraId: '10002',
        issueType: 'Bug',
        priority: 'High',
        components: ['web'],
        parentKey: 'SHOP-1',
      }),
      ticket(projectId, 'SHOP-3', {
        status: 'Done',
        fixVersions: ['1.0'],
        summary: '100% PAID',
        updatedDate: '2026-01-01',
      }),
    ])
    await tickets.update(a?.id ?? 0, { deletedAt: new Date() })
    const found = async (filters: object) =>
      (await tickets.list({ projectId, ...filters })).items.map((one) => one.jiraKey.at(-1)).join('')
    expect(await found({})).toBe('123')
    expect(await found({ jiraKey: ['SHOP-1', 'SHOP-3'] })).toBe('13')
    expect(await found({ jiraId: ['10002', '404'] })).toBe('2')
    expect(await found({ issueType: 'Bug' })).toBe('2')
    expect(await found({ priority: 'High' })).toBe('2')
    expect(await found({ status: ['Done', 'Closed'] })).toBe('3')
    expect(await found({ parentKey: 'SHOP-1' })).toBe('2')
    expect(await found({ component: 'web' })).toBe('2')
    expect(await found({ label: 'it’s "one"' })).toBe('1')
    expect(await found({ label: 'it' })).toBe('')
    expect(await found({ fixVersion: '1.0' })).toBe('3')
    expect(await found({ search: '0% paid' })).toBe('3')
    expect(await found({ deleted: true })).toBe('1')
    expect(await found({ deleted: false })).toBe('23')
    expect(await found({ sort: '-jiraKey' })).toBe('321')
    expect(await found({ sort: 'updatedDate' })).toBe('312')
    await expect(found({ label: ['x'] })).rejects.toMatchObject({ issues: [{ path: 'label' }] })
    await expect(found({ deleted: 'yes' })).rejects.toMatchObject({ issues: [{ path: 'deleted' }] })
  })

  it.each([
    ['jiraKey', 'x'.repeat(51)],
    ['jiraId', 'x'.repeat(51)],
    ['summary', ''],
    ['description', 'x'.repeat(1_000_001)],
    ['status', ' '],
    ['assignee', 'x'.repeat(101)],
    ['labels', ['x'.repeat(256)]],
    ['createdDate', '1 March'],
    ['contentHash', 'abc'],
  ])('refuse a %s that does not fit', async (field, value) => {
    const projectId = await opened.newProject()
    const refused = opened.system.tickets.create(ticket(projectId, 'SHOP-1', { [field]: value }))
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining(field),
    })
  })

  it('hold a million characters of description', async () => {
    const projectId = await opened.newProject()
    const description = 'ä'.repeat(1_000_000)
    const { id } = await opened.system.tickets.create(ticket(projectId, 'SHOP-1', { description }))
    expect((await opened.system.tickets.get(id)).description).toBe(description)
  })
})
