import { afterAll, afterEach, beforeAll } from 'vitest'
import type { ConnectJira, JiraRetryOptions } from '../../packages/core/src/jira/types.js'
import type { Services } from '../../packages/core/src/services.js'
import type { Ticket } from '../../packages/core/src/tickets/types.js'
import { type JiraServer, type JiraServerOptions, startJiraServer } from './jira-server/index.js'

/** Waiting for a Jira on this machine is a matter of milliseconds. */
export const quickRetry: JiraRetryOptions = {
  attempts: 15,
  firstPauseMs: 1,
  longestPauseMs: 10,
  budgetMs: 60_000,
}

export const encryptionKey: string = '5e'.repeat(32)

/** A Jira of a suite's own, which is there from the first test on. */
export function useJiraServer(options: JiraServerOptions): { readonly server: JiraServer } {
  let server: JiraServer | undefined
  beforeAll(async () => {
    server = await startJiraServer(options)
  })
  afterEach(() => server?.faults.stop())
  afterAll(async () => {
    await server?.close()
  })
  return {
    get server() {
      if (server === undefined) throw new Error('the server runs within tests only')
      return server
    },
  }
}

/** Connects a project to a server, as its first user. */
export async function connectTo(
  { jira }: Services,
  server: JiraServer,
  projectId: number,
  more: Partial<ConnectJira> = {},
): Promise<void> {
  const { user, kind, url } = server
  await jira.connect({
    projectId,
    baseUrl: url,
    projectKeys: ['SHOP'],
    auth: kind === 'cloud' ? { email: user.email, token: user.password } : { bearer: user.bearer },
    ...more,
  })
}

/** Every ticket of a project, by key, tombstoned or not. */
export async function ticketsOf({ tickets }: Services, projectId: number): Promise<readonly Ticket[]> {
  const all: Ticket[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof tickets.list>> = await tickets.list({
      projectId,
      limit: 500,
      cursor,
    })
    all.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return all.sort((a, b) => (a.jiraKey < b.jiraKey ? -1 : 1))
}

/** What of a ticket comes from Jira. */
export function contentOf(
  ticket: Ticket,
): Omit<Ticket, 'id' | 'projectId' | 'lastSynced' | 'createdAt' | 'updatedAt'> {
  const { id: _, projectId: __, lastSynced: ___, createdAt: ____, updatedAt: _____, ...content } = ticket
  return content
}
