import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { type Opened, useAtmosfera } from '../../../../test/support/use-atmosfera.js'

/** A project with two test cases. */
async function prepare({ newProject, system }: Opened) {
  const projectId = await newProject()
  const cases = await system.testCases.createMany(['pays', 'refunds'].map((title) => ({ projectId, title })))
  const [pays, refunds] = cases.map((testCase) => testCase.id)
  if (pays === undefined || refunds === undefined) throw new Error('not made')
  const addTicket = async (jiraKey: string) =>
    (await system.tickets.create({ projectId, jiraKey, summary: jiraKey, status: 'Open' })).id
  const linked = async () =>
    (await system.links.list({ projectId })).items.map(({ testCaseId, jiraTicketId }) => [
      testCaseId,
      jiraTicketId,
    ])
  const pending = async () =>
    (await system.links.listPending({ projectId })).items.map(({ testCaseId, jiraKey }) => [
      testCaseId,
      jiraKey,
    ])
  return { projectId, pays, refunds, addTicket, linked, pending }
}

describe.each(engines)('Links on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('join a test case and a ticket by its key, once', async () => {
    const { projectId, pays, addTicket, linked } = await prepare(opened)
    const writer = await opened.member(projectId, 'write')
    const ticketId = await addTicket('SHOP-1')
    const link = { projectId, testCaseId: pays, key: ' SHOP-1 ' }
    expect(await writer.links.link(link)).toEqual({ linked: 1, pending: 0, unchanged: 0 })
    expect(await writer.links.link(link)).toEqual({ linked: 0, pending: 0, unchanged: 1 })
    expect((await opened.system.links.list({ projectId })).items).toEqual([
      {
        id: expect.any(Number),
        projectId,
        testCaseId: pays,
        jiraTicketId: ticketId,
        linkType: 'covers',
        origin: 'manual',
        createdBy: writer.userId,
        createdAt: expect.any(Date),
      },
    ])
    await opened.system.links.unlink({ projectId, testCaseId: pays, key: 'SHOP-1' })
    expect(await linked()).toEqual([])
  })

  it('to a key that no ticket has wait for it, and keep who made them, when and why', async () => {
    const { projectId, pays, refunds, addTicket, linked, pending } = await prepare(opened)
    const { links } = opened.system
    const link = { projectId, testCaseId: pays, key: 'SHOP-1' }
    const details = { linkType: 'verifies', origin: 'import' as const, createdAt: new Date('2026-01-01') }
    expect(await links.link({ ...link, ...details })).toEqual({ linked: 0, pending: 1, unchanged: 0 })
    expect(await links.link(link)).toEqual({ linked: 0, pending: 0, unchanged: 1 })
    await links.link({ ...link, testCaseId: refunds, key: 'SHOP-2' })
    expect(await pending()).toEqual([
      [pays, 'SHOP-1'],
      [refunds, 'SHOP-2'],
    ])
    const ticketId = await addTicket('SHOP-1')
    expect(await pending()).toEqual([[refunds, 'SHOP-2']])
    expect(await linked()).toEqual([[pays, ticketId]])
    expect((await links.list({ projectId })).items).toMatchObject([{ ...details, createdBy: null }])
  })

  it('wait for a key that a ticket takes later, when an issue is moved', async () => {
    const { projectId, pays, addTicket, linked, pending } = await prepare(opened)
    const ticketId = await addTicket('OLD-1')
    await opened.system.links.link({ projectId, testCaseId: pays, key: 'SHOP-1' })
    await opened.system.tickets.update(ticketId, { jiraKey: 'SHOP-1' })
    expect(await pending()).toEqual([])
    expect(await linked()).toEqual([[pays, ticketId]])
  })

  it('stay when their ticket moves, is tombstoned and comes back, and go when it is deleted', async () => {
    const { projectId, pays, addTicket, linked, pending } = await prepare(opened)
    const { links, tickets } = opened.system
    const ticketId = await addTicket('SHOP-1')
    await links.link({ projectId, testCaseId: pays, key: 'SHOP-1' })
    await tickets.update(ticketId, { jiraKey: 'MOVED-1' })
    await tickets.update(ticketId, { deletedAt: new Date() })
    expect(await links.link({ projectId, testCaseId: pays, key: 'MOVED-1' })).toMatchObject({ unchanged: 1 })
    await tickets.update(ticketId, { deletedAt: null })
    expect(await linked()).toEqual([[pays, ticketId]])
    await tickets.delete(ticketId)
    expect([await linked(), await pending()]).toEqual([[], []])
  })

  it('wait once where the same is asked for twice, together with one that is there', async () => {
    const { projectId, pays, refunds, addTicket } = await prepare(opened)
    await addTicket('SHOP-1')
    const link = (testCaseId: number, key: string, createdAt?: string) => ({
      projectId,
      testCaseId,
      key,
      createdAt,
    })
    const { links } = opened.system
    const outcome = await links.linkMany([
      link(pays, 'SHOP-1'),
      link(pays, 'SHOP-1', '2026-02-01'),
      link(pays, 'SHOP-1', '2026-01-01'),
      link(pays, 'SHOP-2'),
      link(refunds, 'SHOP-2'),
      link(refunds, 'SHOP-2'),
    ])
    expect(outcome).toEqual({ linked: 1, pending: 2, unchanged: 0 })
    // Of several dates the earliest counts: from then on the test case covered the ticket.
    expect((await links.list({ projectId })).items[0]?.createdAt).toEqual(new Date('2026-01-01'))
    expect(await links.linkMany([])).toEqual({ linked: 0, pending: 0, unchanged: 0 })
  })

  it('are all made or none', async () => {
    const { projectId, pays, addTicket, linked, pending } = await prepare(opened)
    const foreign = await prepare(opened)
    await addTicket('SHOP-1')
    const { links } = opened.system
    const good = { projectId, testCaseId: pays, key: 'SHOP-1' }
    for (const testCaseId of [foreign.pays, 2_147_483_647]) {
      await expect(links.linkMany([good, { ...good, testCaseId }])).rejects.toMatchObject({
        code: 'not_found',
        resource: 'test case',
      })
    }
    await expect(links.linkMany([good, { ...good, key: '' }])).rejects.toMatchObject({
      issues: [{ path: '[1].key' }],
    })
    await expect(links.linkMany([good, { ...good, projectId: foreign.projectId }])).rejects.toMatchObject({
      message: 'projectId: must be the same for all',
    })
    expect([await linked(), await pending()]).toEqual([[], []])
  })

  it('never cross projects: the same key elsewhere is another ticket', async () => {
    const one = await prepare(opened)
    const other = await prepare(opened)
    await other.addTicket('SHOP-1')
    const { links } = opened.system
    const link = { projectId: one.projectId, testCaseId: one.pays, key: 'SHOP-1' }
    expect(await links.link(link)).toMatchObject({ pending: 1 })
    expect(await other.linked()).toEqual([])
    const crossing = { ...link, projectId: other.projectId }
    await expect(links.unlink(crossing)).rejects.toMatchObject({ code: 'not_found' })
    expect(await one.pending()).toHaveLength(1)
  })

  it('are taken away while they wait, too; what is not there cannot be', async () => {
    const { projectId, pays, pending } = await prepare(opened)
    const { links } = opened.system
    const link = { projectId, testCaseId: pays, key: 'SHOP-1' }
    await links.link(link)
    await links.unlink(link)
    expect(await pending()).toEqual([])
    await expect(links.unlink(link)).rejects.toMatchObject({
      message: `There is no link "${pays} → SHOP-1", or none that you have access to.`,
    })
    await expect(links.unlink({ ...link, all: true } as never)).rejects.toMatchObject({
      message: 'there is no "all" here',
    })
  })

  it('are for those to make who may write, and for those to see who may read', async () => {
    const { projectId, pays, addTicket } = await prepare(opened)
    await addTicket('SHOP-1')
    const reader = await opened.member(projectId, 'read')
    const stranger = await opened.member(await opened.newProject(), 'manage')
    const link = { projectId, testCaseId: pays, key: 'SHOP-1' }
    await expect(reader.links.link(link)).rejects.toMatchObject({ code: 'permission_denied' })
    await opened.system.links.link(link)
    await expect(reader.links.unlink(link)).rejects.toMatchObject({ code: 'permission_denied' })
    expect((await reader.links.list({ projectId })).items).toHaveLength(1)
    for (const attempt of [stranger.links.link(link), stranger.links.list({ projectId })]) {
      await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('are found by each of their filters', async () => {
    const { projectId, pays, refunds, addTicket } = await prepare(opened)
    const ticketId = await addTicket('SHOP-1')
    const { links } = opened.system
    await links.linkMany([
      { projectId, testCaseId: pays, key: 'SHOP-1', origin: 'import' },
      { projectId, testCaseId: refunds, key: 'SHOP-1' },
      { projectId, testCaseId: pays, key: 'SHOP-8' },
      { projectId, testCaseId: refunds, key: 'SHOP-9' },
    ])
    const cases = async (filters: object) =>
      (await links.list({ projectId, ...filters })).items.map((link) => link.testCaseId)
    expect(await cases({ testCaseId: pays })).toEqual([pays])
    expect(await cases({ jiraTicketId: [ticketId] })).toEqual([pays, refunds])
    expect(await cases({ origin: 'import' })).toEqual([pays])
    expect(await cases({ sort: '-id' })).toEqual([refunds, pays])
    const keys = async (filters: object) =>
      (await links.listPending({ projectId, ...filters })).items.map((link) => link.jiraKey)
    expect(await keys({ testCaseId: [pays, refunds] })).toEqual(['SHOP-8', 'SHOP-9'])
    expect(await keys({ jiraKey: 'SHOP-9' })).toEqual(['SHOP-9'])
    await expect(keys({ origin: 'import' })).rejects.toMatchObject({ message: 'there is no "origin" here' })
  })
})
