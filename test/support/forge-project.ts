import { expect } from 'vitest'
import { type CallAbout, type ForgeAnswer, type Installed, install, type useForge } from './forge.js'
import type { JiraServer, JiraUser } from './jira-server/index.js'
import type { Opened } from './use-atmosfera.js'

/** Accounts of a site: the app itself, and people with different permissions. */
export const siteUsers: readonly Partial<JiraUser>[] = [
  { accountId: 'app', displayName: 'ATMosFera' },
  { accountId: 'admin', displayName: 'Ada Min', administer: 'all' },
  { accountId: 'tester', displayName: 'Tess Ter' },
  { accountId: 'reader', displayName: 'Rea Der', edit: false },
  { accountId: 'stranger', displayName: 'Stran Ger', browse: [] },
]

/** A project of Jira that is connected to one of ours, and how the app asks about it. */
export interface ConnectedShop {
  readonly shop: string
  readonly jira: JiraServer
  readonly here: Installed
  readonly projectId: number
  /** Asks about the project, or about one of its issues by its number. */
  ask<Body = Record<string, unknown>>(
    method: string,
    path: string,
    by: string,
    more?: { readonly body?: unknown; readonly issue?: number; readonly headers?: CallAbout['headers'] },
  ): Promise<ForgeAnswer<Body>>
}

let shops = 0

/** Connects a new project of Jira with that many issues to a new one of ours, and waits until they are read. */
export async function connectShop(
  opened: Opened,
  jira: JiraServer,
  forge: ReturnType<typeof useForge>,
  { issues = 3, here = install(jira) }: { readonly issues?: number; readonly here?: Installed } = {},
): Promise<ConnectedShop> {
  const shop = `SHOP${++shops}`
  jira.issues.addProject(shop)
  for (let n = 1; n <= issues; n++) jira.issues.create({ key: `${shop}-${n}`, summary: `Ticket ${n}` })
  const body = { name: shop }
  const answer = await forge.call(here, 'POST', '/project/connection', { by: 'admin', project: shop, body })
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 })
  await forge.settled()
  const { id: projectId } = await opened.system.projects.getByName(shop)
  return {
    shop,
    jira,
    here,
    projectId,
    ask: async <Body>(
      method: string,
      path: string,
      by: string,
      { issue, ...more }: { body?: unknown; issue?: number; headers?: CallAbout['headers'] } = {},
    ) => {
      const about = issue === undefined ? { project: shop } : { issue: `${shop}-${issue}` }
      const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))
      return await forge.call<Body>(here, method, path, { by, ...about, ...given })
    },
  }
}

/** What Jira tells of an issue. */
export function issueEvent(
  jira: JiraServer,
  what: 'created' | 'updated' | 'deleted',
  key: string,
): Record<string, unknown> {
  const issue = jira.issues.get(key) ?? jira.issues.deleted(key)
  const project = jira.issues.project(key.replace(/-\d+$/, ''))
  return {
    eventType: `avi:jira:${what}:issue`,
    issue: {
      id: issue?.id,
      key,
      fields: { summary: 'as the event says', project: { id: project?.id, key: project?.key } },
    },
    atlassianId: 'tester',
    associatedUsers: [{ accountId: 'tester' }],
  }
}
