import { afterEach } from 'vitest'
import { type JiraServer, type JiraServerOptions, startJiraServer } from './index.js'

/** What starts servers that are closed after each test of the suite around it. */
export function useJiraServers(
  usual: JiraServerOptions,
): (options?: Partial<JiraServerOptions>) => Promise<JiraServer> {
  const servers: JiraServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })
  return async (options = {}) => {
    const server = await startJiraServer({ ...usual, ...options })
    servers.push(server)
    return server
  }
}

/** Adds so many issues to a project, a minute between two of them. */
export function addIssues(server: JiraServer, count: number, project = 'SHOP'): void {
  for (let index = 0; index < count; index++) {
    server.clock.advance(60_000)
    server.issues.create({ project })
  }
}

/** The keys on a page. */
export function keysOf(page: Asked): readonly unknown[] {
  return page.body.issues.map(({ key }) => key)
}

/** What came back: parsed, whatever it is. The members named here are those of a search. */
export interface Asked {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: {
    readonly [name: string]: unknown
    readonly issues: readonly {
      readonly [name: string]: unknown
      readonly fields?: Record<string, unknown>
    }[]
    readonly nextPageToken?: string
    readonly isLast?: boolean
  }
}

/** Asks as the first user, by basic authentication unless told otherwise; `null` asks as nobody. */
export async function ask(
  server: JiraServer,
  method: string,
  path: string,
  body?: unknown,
  authorization: string | null = server.authorization.basic,
): Promise<Asked> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parse(text) as Asked['body'] }
}

export interface CloudSearch {
  readonly jql: string
  readonly fields?: readonly string[]
  readonly maxResults?: number
  readonly nextPageToken?: string | undefined
  readonly reconcileIssues?: readonly number[]
}

export async function search(
  server: JiraServer,
  asked: CloudSearch,
  authorization?: string | null,
): Promise<Asked> {
  return await ask(server, 'POST', '/rest/api/3/search/jql', asked, authorization)
}

/** Every page from the one of the token on, until there is no further token. */
export async function walk(server: JiraServer, asked: CloudSearch): Promise<readonly Asked[]> {
  const pages: Asked[] = []
  let { nextPageToken } = asked
  do {
    const page: Asked = await search(server, { ...asked, nextPageToken })
    if (page.status !== 200) throw new Error(`a page was refused: ${page.text}`)
    pages.push(page)
    nextPageToken = page.body.nextPageToken
  } while (nextPageToken !== undefined)
  return pages
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
