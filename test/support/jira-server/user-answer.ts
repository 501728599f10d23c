import type { Json, Site } from './site.js'
import type { JiraUser } from './types.js'

/** Somebody as they stand in issues and comments. Cloud knows accounts, Data Center names. */
export function userAnswer({ kind, url }: Pick<Site, 'kind' | 'url'>, user: JiraUser): Json {
  const { accountId, displayName, timeZone } = user
  if (kind === 'cloud') {
    const self = `${url}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`
    return { self, accountId, accountType: 'atlassian', displayName, active: true, timeZone }
  }
  const self = `${url}/rest/api/2/user?username=${encodeURIComponent(accountId)}`
  return {
    self,
    key: accountId,
    name: accountId,
    emailAddress: user.email,
    displayName,
    active: true,
    timeZone,
  }
}
