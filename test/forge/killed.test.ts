/** A server that is killed with news that it has acknowledged, or in the middle of reading a project, loses nothing. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import type { Services } from '../../packages/core/src/services.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'
import {
  claimsOf,
  type ForgePlatform,
  forgeAppId,
  type Installed,
  install,
  startForgePlatform,
} from '../support/forge.js'
import { issueEvent, siteUsers } from '../support/forge-project.js'
import { encryptionKey, ticketsOf } from '../support/jira-project.js'
import { type JiraServer, startJiraServer } from '../support/jira-server/index.js'

describe.each(postgresEngines.slice(-1))('A server of the Jira app on $name that is killed', (engine) => {
  let database: TestDatabase
  let platform: ForgePlatform
  let jira: JiraServer
  let here: Installed
  const children: ChildProcess[] = []

  beforeAll(async () => {
    database = await engine.createDatabase()
    platform = await startForgePlatform()
    jira = await startJiraServer({ kind: 'cloud', users: siteUsers })
    jira.pages.limit = 10
    for (let n = 1; n <= 60; n++) jira.issues.create({ key: `SHOP-${n}`, summary: `Ticket ${n}` })
    here = install(jira)
  })

  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await jira?.close()
    await platform?.close()
    await database?.drop()
  })

  /** A server in a process of its own, and how to call it and to kill it. */
  const start = async () => {
    const script = new URL('../support/processes/forge-server.ts', import.meta.url)
    const given = [String(database.database), forgeAppId, platform.jwksUri, encryptionKey]
    const child = fork(script, given, { execArgv: ['--import', 'tsx'], stdio: 'inherit' })
    children.push(child)
    const [url] = (await once(child, 'message')) as [string]
    const call = async (path: string, body: unknown, by?: string) => {
      const about = by === undefined ? {} : { by, project: 'SHOP' }
      const response = await fetch(`${url}/forge${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await platform.tokens.sign(claimsOf(here, about))}`,
          'x-forge-oauth-system': jira.user.bearer,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      })
      await response.text()
      return response.status
    }
    const kill = async () => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
    return { call, kill }
  }

  const within = async <T>(work: (system: Services) => Promise<T>): Promise<T> => {
    const atmosfera = await createAtmosfera({ database: database.database, encryptionKey, migrate: 'off' })
    try {
      return await work(atmosfera.system)
    } finally {
      await atmosfera.close()
    }
  }
  const ticketsHere = async () =>
    await within(async (system) => {
      const { id } = await system.projects.getByName('Shop')
      return await ticketsOf(system, id)
    })

  /** Lets Jira answer nothing of that kind from now on, and tells when it is asked. */
  const hold = (part: string) => {
    let asked = (): void => {}
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve
    })
    const stop = jira.onRequest(async ({ path }) => {
      if (!path.includes(part)) return undefined
      asked()
      return await new Promise<never>(() => undefined)
    })
    return { isAsked, stop }
  }

  it('while it reads a project, is followed by one that goes on from there', async () => {
    const first = await start()
    let pages = 0
    let third = (): void => {}
    const isThird = new Promise<void>((resolve) => {
      third = resolve
    })
    const stop = jira.onRequest(async ({ path }) => {
      if (!path.endsWith('/search/jql') || ++pages < 4) return undefined
      third()
      return await new Promise<never>(() => undefined)
    })
    expect(await first.call('/project/connection', { name: 'Shop' }, 'admin')).toBe(200)
    await isThird
    await first.kill()
    stop()
    const read = (await ticketsHere()).length
    expect(read).toBeGreaterThanOrEqual(20)
    expect(read).toBeLessThan(60)
    const second = await start()
    expect(await second.call('/reconcile', {})).toBe(200)
    await vi.waitFor(async () => expect(await ticketsHere()).toHaveLength(60), 20_000)
    const [sync] = await within(async ({ jira: service, projects }) => {
      const { id: projectId } = await projects.getByName('Shop')
      return (await service.listSyncs({ projectId, limit: 1 })).items
    })
    expect(sync).toMatchObject({ type: 'full', resumed: 1, processed: 60 })
    await second.kill()
  })

  it('with news that it has acknowledged, is followed by one that looks them up', async () => {
    const first = await start()
    jira.issues.update('SHOP-7', { summary: 'Changed' })
    const issue = jira.issues.get('SHOP-7')?.id ?? ''
    const held = hold(`/issue/${issue}`)
    expect(await first.call('/events', issueEvent(jira, 'updated', 'SHOP-7'))).toBe(200)
    await held.isAsked
    await first.kill()
    held.stop()
    // What somebody had taken up comes due again after two minutes, which nobody wants to wait for here.
    await database.query('UPDATE atmosfera.jira_webhook_events SET due_at = CURRENT_TIMESTAMP')
    const second = await start()
    await vi.waitFor(async () => {
      const found = (await ticketsHere()).find(({ jiraKey }) => jiraKey === 'SHOP-7')
      expect(found?.summary).toBe('Changed')
    }, 20_000)
    await second.kill()
  })
})
