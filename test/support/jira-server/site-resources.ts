import { type Answer, refusal } from './answer.js'
import { formatJiraDate } from './clock.js'
import { permissionRoutes } from './permissions.js'
import { mayBrowse } from './query.js'
import type { Call, Json, Route } from './site.js'
import { userAnswer } from './user-answer.js'

/** What is asked of the site and not of an issue. */
export function siteRoutes(api: string): readonly Route[] {
  return [
    { method: 'GET', path: `${api}/myself`, answer: getMyself },
    { method: 'GET', path: `${api}/serverInfo`, answer: getServerInfo },
    { method: 'GET', path: `${api}/field`, answer: getFields },
    { method: 'GET', path: `${api}/project/{project}`, answer: getProject },
    ...permissionRoutes(api),
  ]
}

function getMyself({ site, user, headers }: Call): Answer {
  if (user === undefined) return site.authentication.unauthenticated(headers)
  const cloud = { emailAddress: user.email, locale: 'en_US', groups: { size: 1, items: [] } }
  const dataCenter = { deleted: false, locale: 'en_US' }
  return { status: 200, body: { ...userAnswer(site, user), ...(site.kind === 'cloud' ? cloud : dataCenter) } }
}

/** Anybody may ask this, also without a login. */
function getServerInfo({ site, user }: Call): Answer {
  const zone = site.options.datesInUserZone === true ? user?.timeZone : 'UTC'
  const version = site.kind === 'cloud' ? '1001.0.0-SNAPSHOT' : (site.options.version ?? '9.12.5')
  return {
    status: 200,
    body: {
      baseUrl: site.url,
      ...(site.kind === 'cloud' ? { displayUrl: site.url } : {}),
      version,
      versionNumbers: version.split(/[.-]/).map(Number).filter(Number.isInteger),
      // A Data Center says that it is a server.
      deploymentType: site.kind === 'cloud' ? 'Cloud' : 'Server',
      buildNumber: 100_291,
      buildDate: '2026-06-05T00:00:00.000+0000',
      serverTime: formatJiraDate(site.clock.now(), zone),
      scmInfo: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
      serverTitle: 'Jira',
      ...(site.kind === 'cloud' ? { defaultLocale: { locale: 'en_US' }, serverTimeZone: 'Etc/UTC' } : {}),
    },
  }
}

const systemFields: readonly (readonly [id: string, name: string, type: string])[] = [
  ['summary', 'Summary', 'string'],
  ['description', 'Description', 'string'],
  ['issuetype', 'Issue Type', 'issuetype'],
  ['project', 'Project', 'project'],
  ['status', 'Status', 'status'],
  ['priority', 'Priority', 'priority'],
  ['resolution', 'Resolution', 'resolution'],
  ['resolutiondate', 'Resolved', 'datetime'],
  ['labels', 'Labels', 'array'],
  ['components', 'Components', 'array'],
  ['fixVersions', 'Fix versions', 'array'],
  ['versions', 'Affects versions', 'array'],
  ['assignee', 'Assignee', 'user'],
  ['reporter', 'Reporter', 'user'],
  ['creator', 'Creator', 'user'],
  ['parent', 'Parent', 'issuelink'],
  ['issuelinks', 'Linked Issues', 'array'],
  ['created', 'Created', 'datetime'],
  ['updated', 'Updated', 'datetime'],
  ['duedate', 'Due date', 'date'],
  ['environment', 'Environment', 'string'],
  ['comment', 'Comment', 'comments-page'],
]

function getFields({ site }: Call): Answer {
  const key = (id: string): Json => (site.kind === 'cloud' ? { key: id } : {})
  const common = { orderable: true, navigable: true, searchable: true }
  return {
    status: 200,
    body: [
      ...systemFields.map(([id, name, type]) => ({
        id,
        ...key(id),
        name,
        custom: false,
        ...common,
        clauseNames: [id.toLowerCase()],
        schema: { type, system: id },
      })),
      ...site.customFields.map(({ id, name, schema }) => ({
        id,
        ...key(id),
        name,
        custom: true,
        ...common,
        clauseNames: [`cf[${id.replace(/\D/g, '')}]`, name],
        schema: schema ?? { type: 'string', customId: Number(id.replace(/\D/g, '')) },
      })),
    ],
  }
}

function getProject({ site, user, path }: Call): Answer {
  const asked = path.project ?? ''
  const project = site.issues.project(asked)
  if (project === undefined || user === undefined || !mayBrowse(user, project.key)) {
    return refusal(404, `No project could be found with key '${asked}'.`)
  }
  const api = site.kind === 'cloud' ? '3' : '2'
  return {
    status: 200,
    body: {
      self: `${site.url}/rest/api/${api}/project/${project.id}`,
      ...project,
      projectTypeKey: 'software',
      ...(site.kind === 'cloud'
        ? { simplified: false, style: 'classic', isPrivate: false }
        : { archived: false }),
    },
  }
}
