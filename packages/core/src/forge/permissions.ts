import { UpstreamError } from '../errors.js'
import { isObject } from '../imports/formats/reading/fields.js'
import type { JiraTransport } from '../jira/transport.js'
import type { JiraPermissions } from './state.js'

const asked = {
  browse: 'BROWSE_PROJECTS',
  edit: 'EDIT_ISSUES',
  administerProject: 'ADMINISTER_PROJECTS',
} as const

/**
 * What an account may do, asked as the app.
 *
 * @param jiraProjectId undefined asks for Jira as a whole alone
 * @throws UpstreamError where Jira does not say.
 */
export async function checkPermissions(
  transport: JiraTransport,
  accountId: string,
  jiraProjectId: string | undefined,
): Promise<JiraPermissions> {
  const projectPermissions =
    jiraProjectId === undefined
      ? []
      : [{ permissions: Object.values(asked), projects: [Number(jiraProjectId)] }]
  const { body } = await transport.send({
    method: 'POST',
    path: '/rest/api/3/permissions/check',
    body: { accountId, globalPermissions: ['ADMINISTER'], projectPermissions },
  })
  if (!isObject(body) || !Array.isArray(body.globalPermissions) || !Array.isArray(body.projectPermissions)) {
    throw new UpstreamError('jira', 'Jira answers a question for permissions without any.')
  }
  const granted = body.projectPermissions.filter(isObject)
  const has = (permission: string): boolean =>
    granted.some(
      (one) =>
        one.permission === permission &&
        Array.isArray(one.projects) &&
        one.projects.some((id) => String(id) === jiraProjectId),
    )
  return {
    browse: has(asked.browse),
    edit: has(asked.edit),
    administerProject: has(asked.administerProject),
    administer: body.globalPermissions.includes('ADMINISTER'),
  }
}

/** What an account may do, asked with its own token. */
export async function ownPermissions(
  transport: JiraTransport,
  jiraProjectId: string | undefined,
): Promise<JiraPermissions> {
  const { body } = await transport.send({
    method: 'GET',
    path: '/rest/api/3/mypermissions',
    query: {
      permissions: [...Object.values(asked), 'ADMINISTER'].join(','),
      ...(jiraProjectId === undefined ? {} : { projectId: jiraProjectId }),
    },
    // A project that the account may not see.
    accept: [404],
  })
  const permissions = isObject(body) && isObject(body.permissions) ? body.permissions : {}
  const has = (name: string): boolean => {
    const permission = permissions[name]
    return isObject(permission) && permission.havePermission === true
  }
  const isAbout = jiraProjectId !== undefined
  return {
    browse: isAbout && has(asked.browse),
    edit: isAbout && has(asked.edit),
    administerProject: isAbout && has(asked.administerProject),
    administer: has('ADMINISTER'),
  }
}

/** What Jira tells of an account; the e-mail address only where its owner lets it. */
export async function readJiraUser(
  transport: JiraTransport,
  accountId: string,
): Promise<{ readonly displayName: string | undefined; readonly email: string | undefined }> {
  const { body } = await transport.send({
    method: 'GET',
    path: '/rest/api/3/user',
    query: { accountId },
    accept: [403, 404],
  })
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  if (!isObject(body)) return { displayName: undefined, email: undefined }
  return { displayName: text(body.displayName), email: text(body.emailAddress) }
}

/** About how many issues there are; undefined where Jira does not say. */
export async function countIssues(transport: JiraTransport, jql: string): Promise<number | undefined> {
  const { body } = await transport.send({
    method: 'POST',
    path: '/rest/api/3/search/approximate-count',
    body: { jql },
    accept: [400, 403, 404],
  })
  return isObject(body) && typeof body.count === 'number' ? body.count : undefined
}
