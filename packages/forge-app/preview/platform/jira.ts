/** The bit of Jira Cloud's REST API, version 3, that the app's server asks. */

import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import { issueAnswer } from './issue-answer.js'
import { findIssues, JqlError } from './jql.js'
import { checkPermissions } from './permissions.js'
import { type JiraAccount, Site, type SiteContent } from './site.js'

export interface JiraOptions {
  readonly content: SiteContent
  /** What stands for the site in addresses, without a slash at its end. */
  readonly siteUrl: string
  /** The only token that is let in. */
  readonly token: string
  /** The most issues on a page of a search. @default 100, as in Jira */
  readonly pageSize?: number | undefined
  /** How long each page of a search takes, in milliseconds. @default 0 */
  readonly pageDelayMs?: number | undefined
}

/** A request as it came in, for tests that count them. */
interface AskedOfJira {
  readonly method: string
  /** Below the site's address, such as `/rest/api/3/myself`. */
  readonly path: string
  readonly body: unknown
}

export interface Jira {
  readonly site: Site
  readonly requests: readonly AskedOfJira[]
  /** As in the options; can be changed while it runs. */
  pageDelayMs: number
  readonly app: Hono
}

const api = '/rest/api/3'
const botAccount: JiraAccount = {
  accountId: '712020:atmosfera-app',
  displayName: 'ATMosFera',
  administersJira: false,
  permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
}

/** Makes a Jira site; mount `app` where its address is to be. */
export function createJira(options: JiraOptions): Jira {
  const { content, siteUrl, token, pageSize = 100, pageDelayMs = 0 } = options
  const site = new Site(content)
  const requests: AskedOfJira[] = []
  const app = new Hono()
  const jira: Jira = { site, requests, pageDelayMs, app }

  app.use(async (c, next) => {
    const { method, path } = c.req
    const body: unknown = method === 'POST' ? await c.req.json().catch(() => undefined) : undefined
    requests.push({ method, path: path.slice(Math.max(0, path.indexOf('/rest/'))), body })
    if (c.req.header('authorization') !== `Bearer ${token}`) {
      return c.json({ code: 401, message: 'Unauthorized; scope does not match' }, 401)
    }
    return await next()
  })
  app.get(`${api}/serverInfo`, (c) =>
    c.json({
      baseUrl: siteUrl,
      version: '1001.0.0-SNAPSHOT',
      deploymentType: 'Cloud',
      serverTime: new Date().toISOString().replace('Z', '+0000'),
      serverTitle: 'Jira',
    }),
  )
  app.get(`${api}/myself`, (c) => c.json(accountAnswer(botAccount)))
  app.get(`${api}/field`, (c) => c.json([{ id: 'summary', key: 'summary', name: 'Summary', custom: false }]))
  app.get(`${api}/project/:project`, (c) => {
    const project = site.project(c.req.param('project'))
    return project === undefined
      ? c.json(refusal(`No project could be found with key '${c.req.param('project')}'.`), 404)
      : c.json({ ...project, self: `${siteUrl}${api}/project/${project.id}`, projectTypeKey: 'software' })
  })
  app.get(`${api}/issue/:issue`, (c) => {
    const issue = site.issue(c.req.param('issue'))
    if (issue === undefined) {
      return c.json(refusal('Issue does not exist or you do not have permission to see it.'), 404)
    }
    return c.json(issueAnswer(issue, c.req.query('fields')?.split(',') ?? ['*all'], siteUrl))
  })
  app.get(`${api}/user`, (c) => {
    const account = site.accounts.get(c.req.query('accountId') ?? '')
    return account === undefined
      ? c.json(refusal('Specified user does not exist or you do not have required permissions.'), 404)
      : c.json(accountAnswer(account))
  })
  app.post(`${api}/permissions/check`, async (c) => c.json(checkPermissions(site, await c.req.json())))
  app.post(`${api}/search/approximate-count`, async (c) => {
    const { jql = '' } = (await c.req.json()) as SearchBody
    return c.json({ count: findIssues(site, jql).length })
  })
  app.post(`${api}/search/jql`, async (c) => {
    await pause(jira.pageDelayMs)
    const page = searchPage(site, (await c.req.json()) as SearchBody, pageSize, siteUrl)
    return page === undefined
      ? c.json(refusal('The provided nextPageToken is invalid or has expired.'), 400)
      : c.json(page)
  })
  app.onError((error, c) => {
    if (error instanceof JqlError) return c.json(refusal(error.message), 400)
    throw error
  })
  return jira
}

interface SearchBody {
  readonly jql?: string
  readonly fields?: readonly string[]
  readonly maxResults?: number
  readonly nextPageToken?: string
}

/** Undefined where a page token is of another query. A token says where its page begins, and of which query. */
function searchPage(site: Site, body: SearchBody, pageSize: number, self: string): object | undefined {
  const { jql = '', fields = [], maxResults = 50, nextPageToken } = body
  const [query, start = 0] = nextPageToken === undefined ? [jql] : readToken(nextPageToken)
  if (query !== jql) return undefined
  const found = findIssues(site, jql)
  const end = start + Math.min(maxResults, pageSize)
  const more = end < found.length
  return {
    issues: found.slice(start, end).map((issue) => issueAnswer(issue, fields, self)),
    isLast: !more,
    ...(more ? { nextPageToken: Buffer.from(JSON.stringify([jql, end])).toString('base64url') } : {}),
  }
}

function readToken(token: string): readonly [string?, number?] {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as readonly [string, number]
  } catch {
    return []
  }
}

function accountAnswer({ accountId, displayName, emailAddress }: JiraAccount): object {
  const shown = emailAddress === undefined ? {} : { emailAddress }
  return { accountId, accountType: 'atlassian', displayName, active: true, timeZone: 'Etc/UTC', ...shown }
}

function refusal(message: string): object {
  return { errorMessages: [message], errors: {} }
}
