/** Where people look at the tickets of a Jira; null where its address is for programs, or none to follow. */
export function browseUrlOf(baseUrl: string): string | null {
  if (!URL.canParse(baseUrl)) return null
  const url = new URL(baseUrl)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  // With OAuth a connection goes to Atlassian's gateway, where no issue can be looked at.
  if (url.hostname === 'api.atlassian.com') return null
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/browse/`
}

/** Where people look at one ticket. */
export function ticketUrl(browseUrl: string | null, key: string): string | null {
  return browseUrl === null ? null : browseUrl + encodeURIComponent(key)
}
