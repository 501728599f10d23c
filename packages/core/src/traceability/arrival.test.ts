/**
 * A ticket and a link to its key that are written at the same moment, in two transactions which do not see each
 * other. However they interleave, the link is real in the end: a pending link to a ticket that is there would
 * wait for good.
 */
import { describe, expect, it } from 'vitest'
import { postgresEngines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { system } from '../actor.js'

const rounds = 40

describe.each(postgresEngines)('A ticket and its link that arrive at once on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const prepare = async () => {
    const projectId = await opened.newProject()
    const { id: testCaseId } = await opened.system.testCases.create({ projectId, title: 'pays' })
    return { projectId, testCaseId }
  }
  const ticket = (projectId: number, jiraKey: string) => ({
    projectId,
    jiraKey,
    summary: jiraKey,
    status: 'Open',
  })
  const counts = async (projectId: number) => {
    const [row] = await opened.database.query<{ links: number; pending: number }>(
      `SELECT (SELECT count(*)::integer FROM atmosfera.test_case_jira_links WHERE project_id = $1) AS links,
        (SELECT count(*)::integer FROM atmosfera.pending_links WHERE project_id = $1) AS pending`,
      [projectId],
    )
    return row
  }

  it('find each other', async () => {
    const { projectId, testCaseId } = await prepare()
    const { tickets, links } = opened.system
    for (let round = 1; round <= rounds; round++) {
      const key = `SHOP-${round}`
      const work = [
        () => tickets.create(ticket(projectId, key)),
        () => links.link({ projectId, testCaseId, key }),
      ]
      if (round % 2 === 0) work.reverse()
      await Promise.all(work.map((start) => start()))
      expect(await counts(projectId), key).toEqual({ links: round, pending: 0 })
    }
  })

  it('find each other where both are written before either is committed', async () => {
    for (let round = 1; round <= 10; round++) {
      const { projectId, testCaseId } = await prepare()
      let release: (() => void) | undefined
      const ticketIsWritten = new Promise<void>((resolve) => {
        release = resolve
      })
      const arrival = opened.atmosfera.transaction(system, async ({ tickets }) => {
        await tickets.create(ticket(projectId, 'SHOP-1'))
        release?.()
        // The link is being written meanwhile, and waits or not: the ticket is not committed yet.
        await new Promise((resolve) => setTimeout(resolve, round * 2))
      })
      await ticketIsWritten
      await Promise.all([arrival, opened.system.links.link({ projectId, testCaseId, key: 'SHOP-1' })])
      expect(await counts(projectId)).toEqual({ links: 1, pending: 0 })
    }
  })

  it('find each other by the hundred, and when keys change', async () => {
    const { projectId, testCaseId } = await prepare()
    const { tickets, links } = opened.system
    const keys = Array.from({ length: 100 }, (_, index) => `SHOP-${index}`)
    const { id } = await tickets.create(ticket(projectId, 'OLD-1'))
    await Promise.all([
      tickets.createMany(keys.map((key) => ticket(projectId, key))),
      links.linkMany(keys.map((key) => ({ projectId, testCaseId, key }))),
      tickets.update(id, { jiraKey: 'MOVED-1' }),
      links.link({ projectId, testCaseId, key: 'MOVED-1' }),
    ])
    expect(await counts(projectId)).toEqual({ links: 101, pending: 0 })
  })

  it('find each other in imports', async () => {
    const { tickets, links, imports } = opened.system
    for (let round = 0; round < 10; round++) {
      const { projectId, testCaseId } = await prepare()
      const keys = Array.from({ length: 20 }, (_, index) => `SHOP-${index}`)
      const file = new Blob([JSON.stringify(keys.map((key) => ({ key, summary: key, status: 'Open' })))])
      await Promise.all([
        imports.tickets({ projectId, files: [file] }),
        ...keys.map((key) => links.link({ projectId, testCaseId, key })),
      ])
      expect((await tickets.list({ projectId })).items).toHaveLength(20)
      expect(await counts(projectId)).toEqual({ links: 20, pending: 0 })
    }
  })
})
