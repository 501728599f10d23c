/**
 * A Jira for tests: a real HTTP server on the loopback interface that behaves as Jira Cloud (REST v3) or
 * Jira Data Center (REST v2) does, also where that is unpleasant.
 *
 * What it was checked against:
 * - Every 200 and 201 of Cloud against the schemas of Atlassian's OpenAPI description of the platform
 *   (1001.0.0-SNAPSHOT-57a0ca5, December 2025), member by member. Two members are not in the schemas but in
 *   the description's own examples: `expand` of bulkfetch and `defaultLocale` of serverInfo. From its text:
 *   the limits of search, reconcileIssues, bulkfetch and properties, which statuses there are, and that
 *   bulkfetch does not report issues that are not there.
 * - What the description leaves open, against answers of real sites that others have reported: the messages
 *   for unbounded and wrong JQL, the 410, the refusal of unknown members of a search, the limits of
 *   maxResults, 415, wrong credentials taken for none, `nextPageToken` missing on the last page.
 * - Dates in JQL against the source of Jira's own date parser, limits on rates against Atlassian's pages about
 *   them for Cloud and for Data Center, webhooks against the page about webhooks and captures.
 *
 * Not known, and chosen here: the wording where a page token or maxResults is wrong, the order of issues
 * without ORDER BY (the newest first), how Cloud's tokens find their place (see PageTokens), and that a
 * search answers with the fields that the index has, not with those of this moment.
 */

import { Authentication } from './auth.js'
import { createClock } from './clock.js'
import { Comments } from './comments.js'
import { Faults } from './faults.js'
import { type Front, listen } from './http-server.js'
import { IssueStore } from './issue-store.js'
import { PageTokens } from './page-tokens.js'
import { RateLimit } from './rate-limit.js'
import { SearchIndex } from './search-index.js'
import type { Site } from './site.js'
import type { JiraServer, JiraServerOptions, JiraUser, RequestHook } from './types.js'
import { Webhooks } from './webhooks.js'

export type * from './types.js'

/** Starts a Jira without any issues in it. */
export async function startJiraServer(options: JiraServerOptions): Promise<JiraServer> {
  const { kind } = options
  const clock = createClock(options.now)
  const issues = new IssueStore(clock)
  const index = new SearchIndex(issues, options.indexLag ?? 0)
  const [user = completeUser({}, 0), ...others] = (options.users ?? [{}]).map(completeUser)
  const authentication = new Authentication([user, ...others], options)
  const tokens = new PageTokens()
  const site: Site = {
    kind,
    options,
    clock,
    authentication,
    issues,
    index,
    tokens,
    pages: { limit: 100, shortEvery: 0, emptyEvery: 0, tokenLifetimeMs: 7 * 86_400_000, ...options.pages },
    comments: new Comments(),
    properties: new Map(),
    faults: new Faults(kind, clock.now, options.faults),
    customFields: options.customFields ?? [],
    url: '',
  }
  const hooks: RequestHook[] = []
  const limit = options.limit === undefined ? undefined : new RateLimit(kind, options.limit, clock.now)
  const front: Front = { site, authentication, limit, hooks, requests: [] }
  const { url, close } = await listen(front)
  site.url = url
  return {
    url,
    kind,
    user,
    get authorization() {
      const name = kind === 'cloud' ? user.email : user.accountId
      const basic = Buffer.from(`${name}:${user.password}`).toString('base64')
      return { basic: `Basic ${basic}`, bearer: `Bearer ${user.bearer}` }
    },
    clock,
    issues,
    index,
    pages: site.pages,
    faults: site.faults,
    webhooks: new Webhooks(site, user),
    requests: front.requests,
    load: (given) => index.withoutLag(() => issues.load(given)),
    changeUser: (changes) => void Object.assign(user, changes),
    users: (accountId) => {
      const found = authentication.account(accountId)
      if (found === undefined) throw new Error(`there is no account ${accountId}`)
      return found
    },
    expireTokens: () => tokens.expireAll(),
    onRequest: (hook) => {
      hooks.push(hook)
      return () => {
        const at = hooks.indexOf(hook)
        if (at >= 0) hooks.splice(at, 1)
      }
    },
    close,
  }
}

function completeUser(given: Partial<JiraUser>, index: number): JiraUser {
  const number = index + 1
  return {
    accountId: `user-${number}`,
    displayName: `User ${number}`,
    email: `user-${number}@example.test`,
    timeZone: 'UTC',
    password: `password-${number}`,
    bearer: `bearer-${number}`,
    ...given,
  }
}
