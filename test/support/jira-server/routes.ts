import { refusal } from './answer.js'
import * as cloud from './cloud-search.js'
import { commentRoutes } from './comments.js'
import * as dataCenter from './data-center-search.js'
import { bulkFetch, issueRoutes } from './issue-resources.js'
import type { Route } from './site.js'
import { siteRoutes } from './site-resources.js'

const removed = refusal(
  410,
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
)

const v3 = '/rest/api/3'
const v2 = '/rest/api/2'

const cloudRoutes: readonly Route[] = [
  { method: 'POST', path: `${v3}/search/jql`, answer: cloud.postSearch },
  { method: 'GET', path: `${v3}/search/jql`, answer: cloud.getSearch },
  { method: 'POST', path: `${v3}/search/approximate-count`, answer: cloud.countApproximately },
  ...[v2, v3].flatMap((api) =>
    ['GET', 'POST'].map((method) => ({ method, path: `${api}/search`, answer: () => removed })),
  ),
  { method: 'POST', path: `${v3}/issue/bulkfetch`, answer: bulkFetch },
  ...commentRoutes(v3),
  ...issueRoutes(v3),
  ...siteRoutes(v3),
]

const dataCenterRoutes: readonly Route[] = [
  { method: 'GET', path: `${v2}/search`, answer: dataCenter.getSearch },
  { method: 'POST', path: `${v2}/search`, answer: dataCenter.postSearch },
  ...commentRoutes(v2),
  ...issueRoutes(v2),
  ...siteRoutes(v2),
]

interface Match {
  readonly route: Route
  readonly path: Readonly<Record<string, string>>
}

/** The route of a request; where there is none, the methods that its path has. */
export function findRoute(
  kind: 'cloud' | 'data-center',
  method: string,
  path: string,
): Match | readonly string[] {
  const matches = (kind === 'cloud' ? cloudRoutes : dataCenterRoutes).flatMap((route) => {
    const parts = matchPath(route.path, path)
    return parts === undefined ? [] : [{ route, path: parts }]
  })
  return matches.find(({ route }) => route.method === method) ?? matches.map(({ route }) => route.method)
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const parts: Record<string, string> = {}
  for (const [index, want] of wanted.entries()) {
    const have = given[index] ?? ''
    if (want.startsWith('{')) parts[want.slice(1, -1)] = decodeURIComponent(have)
    else if (want !== have) return undefined
  }
  return parts
}
