/** The app comes, is upgraded, goes, and comes back: what it leaves waits for an administrator, and then goes. */
import { describe, expect, it } from 'vitest'
import type { AdminAnswer } from '../../packages/core/src/server/forge/answers.js'
import { engineKinds } from '../support/engines.js'
import { type Installed, install, useForge } from '../support/forge.js'
import { connectShop, siteUsers } from '../support/forge-project.js'
import { encryptionKey, quickRetry, useJiraServer } from '../support/jira-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const hour = 3_600_000
const day = 24 * hour

describe.each(engineKinds)('An installation of the Jira app on $name', (engine) => {
  const time = { passed: 0 }
  const clock = () => new Date(Date.now() + time.passed)
  const opened = useAtmosfera(engine, { encryptionKey, clock, jira: { retry: quickRetry } })
  const jira = useJiraServer({ kind: 'cloud', users: siteUsers })
  const forge = useForge(opened)

  const admin = async (here: Installed, by = 'admin') => {
    const { body } = await forge.call<AdminAnswer>(here, 'GET', '/admin', { by })
    return body
  }
  const lifecycle = async (here: Installed, what: 'installed' | 'upgraded' | 'uninstalled') => {
    const body = {
      eventType: `avi:forge:${what}:app`,
      id: here.installationId,
      app: { version: here.appVersion },
    }
    const path = what === 'uninstalled' ? '/uninstall' : '/events'
    return (await forge.call(here, 'POST', path, { body })).status
  }
  const claim = async (here: Installed, id: number, by = 'admin') =>
    await forge.call<AdminAnswer & { code?: string }>(here, 'POST', '/admin/claim', { by, body: { id } })

  it('is known from when it is installed, with its version', async () => {
    const here = install(jira.server)
    expect(await lifecycle(here, 'installed')).toBe(200)
    expect((await admin(here)).installation).toMatchObject({
      appVersion: '1.0.0',
      environment: 'PRODUCTION',
      token: 'stored',
    })
    const newer = { ...here, appVersion: '1.1.0' }
    expect(await lifecycle(newer, 'upgraded')).toBe(200)
    expect((await admin(newer)).installation.appVersion).toBe('1.1.0')
  })

  it('keeps no token in the clear, and none of it on record', async () => {
    const secretive = { ...install(jira.server), systemToken: jira.server.user.bearer }
    await lifecycle(secretive, 'installed')
    const [row] = await opened.database.query<{ system_token: string }>(
      'SELECT system_token FROM atmosfera.forge_installations WHERE installation_id = $1',
      [secretive.installationId],
    )
    expect(row?.system_token).toMatch(/^aes-256-gcm:/)
    const log = await opened.database.query(
      "SELECT after::text AS text FROM atmosfera.audit_log WHERE table_name = 'forge_installations'",
    )
    expect(log.length).toBeGreaterThan(0)
    expect(JSON.stringify(log)).not.toContain(row?.system_token ?? 'none')
  })

  it('that was uninstalled opens nothing, also where news of it come late', async () => {
    const shop = await connectShop(opened, jira.server, forge)
    expect(await lifecycle(shop.here, 'uninstalled')).toBe(200)
    const panel = await shop.ask<{ code: string }>('GET', '/issue', 'tester', { issue: 1 })
    expect({ status: panel.status, code: panel.body.code }).toEqual({
      status: 404,
      code: 'jira_not_connected',
    })
    expect(await lifecycle(shop.here, 'installed')).toBe(404)
    expect(await lifecycle(shop.here, 'uninstalled')).toBe(404)
    await expect(opened.system.jira.sync({ projectId: shop.projectId })).rejects.toThrow('no credentials')
  })

  it('that comes back finds its projects and people where an administrator claims them, and not before', async () => {
    const before = await connectShop(opened, jira.server, forge)
    await before.ask('GET', '/issue', 'tester', { issue: 1 })
    await lifecycle(before.here, 'uninstalled')
    const again = install(jira.server)
    await lifecycle(again, 'installed')
    const asked = { by: 'tester', issue: `${before.shop}-1` }
    expect((await forge.call(again, 'GET', '/issue', asked)).status).toBe(404)
    const { claimable } = await admin(again)
    const found = claimable.find(({ projects }) => projects === 1)
    expect(found).toMatchObject({ uninstalledAt: expect.any(String), purgeAt: expect.any(String) })
    const id = found?.id ?? 0
    expect((await claim(again, id, 'tester')).body.code).toBe('jira_permission_missing')
    const claimed = await claim(again, id)
    expect(claimed.body.projects).toMatchObject([{ project: { id: before.projectId } }])
    await forge.settled()
    expect((await forge.call(again, 'GET', '/issue', asked)).status).toBe(200)
    // Whoever tested before is the same user as before.
    const users = await opened.database.query(
      "SELECT id FROM atmosfera.users WHERE full_name = 'Tess Ter' AND id IN (SELECT user_id FROM atmosfera.user_project_access WHERE project_id = $1)",
      [before.projectId],
    )
    expect(users).toHaveLength(1)
    expect((await claim(again, id)).status).toBe(404)
  })

  it('of another site, or one that still calls, cannot be claimed', async () => {
    const alive = await connectShop(opened, jira.server, forge)
    const other = install(jira.server)
    const ids = async (here: Installed) => (await admin(here)).claimable.map(({ id }) => id)
    const [row] = await opened.database.query<{ id: number }>(
      'SELECT id FROM atmosfera.forge_installations WHERE installation_id = $1',
      [alive.here.installationId],
    )
    const id = row?.id ?? 0
    expect(await ids(other)).not.toContain(id)
    expect((await claim(other, id)).status).toBe(404)
    // Silent for three hours, without a word that it was uninstalled.
    time.passed += 4 * hour
    expect(await ids(other)).toContain(id)
    const elsewhere = install(jira.server, { cloudId: 'another-site' })
    expect(await ids(elsewhere)).not.toContain(id)
    expect((await claim(elsewhere, id)).status).toBe(404)
    await alive.ask('GET', '/project/coverage', 'tester')
    expect(await ids(other)).not.toContain(id)
  })

  it('is forgotten 30 days after it was uninstalled, with the people that were made for it; projects stay', async () => {
    const gone = await connectShop(opened, jira.server, forge)
    await gone.ask('GET', '/issue', 'reader', { issue: 1 })
    await lifecycle(gone.here, 'uninstalled')
    const alive = install(jira.server)
    const reconcile = async () => {
      await forge.call(alive, 'POST', '/reconcile', { body: {} })
      await forge.settled()
    }
    const left = async () =>
      await opened.database.query(
        `SELECT (SELECT count(*)::integer FROM atmosfera.forge_installations WHERE installation_id = $1) AS installations,
          (SELECT count(*)::integer FROM atmosfera.user_project_access WHERE project_id = $2) AS people,
          (SELECT count(*)::integer FROM atmosfera.jira_connections WHERE project_id = $2) AS connections,
          (SELECT count(*)::integer FROM atmosfera.jira_tickets WHERE project_id = $2) AS tickets`,
        [gone.here.installationId, gone.projectId],
      )
    time.passed += 29 * day
    await reconcile()
    expect(await left()).toMatchObject([{ installations: 1, connections: 1, tickets: 3 }])
    time.passed += 2 * day
    await reconcile()
    expect(await left()).toEqual([{ installations: 0, people: 0, connections: 0, tickets: 3 }])
  })
})
