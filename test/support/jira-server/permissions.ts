import { type Answer, refusal } from './answer.js'
import { mayBrowse } from './query.js'
import { type Call, isJson, type Json, type Route, textsOf } from './site.js'
import type { JiraUser } from './types.js'
import { userAnswer } from './user-answer.js'

/** Who may do what, and who somebody is. */
export function permissionRoutes(api: string): readonly Route[] {
  return [
    { method: 'POST', path: `${api}/permissions/check`, answer: checkPermissions },
    { method: 'GET', path: `${api}/mypermissions`, answer: getMyPermissions },
    { method: 'GET', path: `${api}/user`, answer: getUser },
  ]
}

type InProject = (user: JiraUser, projectKey: string) => boolean

const inProject: Readonly<Record<string, InProject>> = {
  BROWSE_PROJECTS: mayBrowse,
  EDIT_ISSUES: (user, key) => mayBrowse(user, key) && user.edit !== false,
  ADMINISTER_PROJECTS: (user, key) => user.administer === 'all' || user.administer?.includes(key) === true,
}

/** Asked of any account, as an app may. */
function checkPermissions({ site, user, body, headers }: Call): Answer {
  if (user === undefined) return site.authentication.unauthenticated(headers)
  if (!isJson(body)) return refusal(400, 'No content to map to Object due to end of input')
  const about = body.accountId === undefined ? user : site.authentication.account(String(body.accountId))
  const globalPermissions =
    about?.administer === 'all' && textsOf(body.globalPermissions)?.includes('ADMINISTER') === true
      ? ['ADMINISTER']
      : []
  const asked = Array.isArray(body.projectPermissions) ? body.projectPermissions.filter(isJson) : []
  const projectPermissions = asked.flatMap(({ permissions, projects }) =>
    (textsOf(permissions) ?? []).map((permission) => ({
      permission,
      projects: (textsOf(projects) ?? [])
        .filter((id) => {
          const project = site.issues.project(id)
          return (
            about !== undefined &&
            project !== undefined &&
            inProject[permission]?.(about, project.key) === true
          )
        })
        .map(Number),
      issues: [],
    })),
  )
  return { status: 200, body: { globalPermissions, projectPermissions } }
}

function getMyPermissions({ site, user, query, headers }: Call): Answer {
  if (user === undefined) return site.authentication.unauthenticated(headers)
  const projectId = query.get('projectId')
  const project = projectId === null ? undefined : site.issues.project(projectId)
  if (projectId !== null && (project === undefined || !mayBrowse(user, project.key))) {
    return refusal(404, `No project could be found with id '${projectId}'.`)
  }
  const permissions: Record<string, Json> = {}
  for (const key of (query.get('permissions') ?? '').split(',')) {
    const havePermission =
      key === 'ADMINISTER'
        ? user.administer === 'all'
        : project !== undefined && inProject[key]?.(user, project.key) === true
    permissions[key] = { id: key, key, name: key, type: 'PROJECT', havePermission }
  }
  return { status: 200, body: { permissions } }
}

function getUser({ site, user, query, headers }: Call): Answer {
  if (user === undefined) return site.authentication.unauthenticated(headers)
  const found = site.authentication.account(query.get('accountId') ?? '')
  if (found === undefined) return refusal(404, 'The user does not exist.')
  const email = found.showsEmail === true ? { emailAddress: found.email } : {}
  return { status: 200, body: { ...userAnswer(site, found), ...email } }
}
