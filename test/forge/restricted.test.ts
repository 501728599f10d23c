/**
 * The app's token reads all of a site. What comes of it for a project is held to the issues of the projects of Jira
 * that it is connected to, whatever people of ours write into it.
 */
import { describe, expect, it } from 'vitest'
import { engineKinds } from '../support/engines.js'
import { useForge } from '../support/forge.js'
import { connectShop, siteUsers } from '../support/forge-project.js'
import { encryptionKey, quickRetry, ticketsOf, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engineKinds)('The token of the Jira app on $name', (engine) => {
  const opened = useAtmosfera(engine, { encryptionKey, jira: { retry: quickRetry } })
  const jira = useJiraServer({ kind: 'cloud', users: siteUsers })
  const forge = useForge(opened)
  let secrets = 0

  /** A connected project, somebody who manages it, and an issue of a project of Jira that is none of theirs. */
  const prepared = async () => {
    const shop = await connectShop(opened, jira.server, forge)
    const key = `SECRET${++secrets}-1`
    const secret = jira.server.issues.create({ key, summary: 'Nobody may know' })
    const manager = await opened.member(shop.projectId, 'manage')
    const text = async () => JSON.stringify(await ticketsOf(opened.system, shop.projectId))
    return { ...shop, secret, manager, text }
  }

  it('reads no issue of another project by its key', async () => {
    const { projectId, secret, manager, text } = await prepared()
    const sync = await manager.jira.sync({ projectId, keys: [secret.key] })
    expect(sync).toMatchObject({ processed: 0, rejected: [{ key: secret.key }] })
    expect(await text()).not.toContain('Nobody may know')
  })

  it('reads no other project that somebody connects', async () => {
    const { projectId, secret, manager, text } = await prepared()
    const { baseUrl } = await manager.jira.connection({ projectId })
    await manager.jira.connect({ projectId, baseUrl, projectKeys: [secret.key.replace('-1', '')] })
    await manager.jira.sync({ projectId, mode: 'full' })
    expect(await text()).not.toContain('Nobody may know')
  })

  it('goes to no other address that somebody connects', async () => {
    const { projectId, manager } = await prepared()
    await manager.jira.connect({ projectId, baseUrl: 'http://127.0.0.1:9', projectKeys: ['SHOP'] })
    await expect(manager.jira.sync({ projectId })).rejects.toThrow('There are no credentials for Jira')
  })

  it('brings nothing of an issue whose id somebody makes up a ticket of', async () => {
    const { projectId, secret, manager, text } = await prepared()
    await manager.tickets.create({
      projectId,
      jiraKey: 'MADE-1',
      jiraId: secret.id,
      summary: 'made up',
      status: 'Open',
      issueType: 'Story',
    })
    await manager.jira.sync({ projectId, mode: 'full' })
    expect(await text()).not.toContain('Nobody may know')
    await opened.database.query(
      `INSERT INTO atmosfera.jira_webhook_events (project_id, identifier, event, jira_id)
        VALUES ($1, 'made up', 'jira:issue_updated', $2)`,
      [projectId, secret.id],
    )
    await manager.jira.processWebhooks({ projectId })
    expect(await text()).not.toContain('Nobody may know')
  })

  it('brings no more of an issue that was moved to another project', async () => {
    const { projectId, shop, manager, text } = await prepared()
    const moved = jira.server.issues.move(`${shop}-2`, 'ELSEWHERE')
    jira.server.issues.update(moved.key, { summary: 'Written elsewhere' })
    await manager.jira.sync({ projectId, mode: 'full' })
    expect(await text()).not.toContain('Written elsewhere')
    const ticket = (await ticketsOf(opened.system, projectId)).find(({ jiraKey }) => jiraKey === `${shop}-2`)
    expect(ticket).toMatchObject({ summary: 'Ticket 2', deletedAt: null, movedOutAt: expect.any(Date) })
  })

  it('is not for rows that somebody writes past the services', async () => {
    const { projectId, manager } = await prepared()
    const other = await connectShop(opened, jira.server, forge)
    await expect(
      opened.atmosfera.transaction({ userId: manager.userId }, ({ db }) =>
        db.execute(
          `INSERT INTO forge_projects (project_id, forge_installation_id, jira_project_id, jira_project_key)
            VALUES (${projectId}, 1, '${other.projectId}', 'STOLEN')`,
        ),
      ),
    ).rejects.toMatchObject({ code: 'permission_denied' })
  })
})
