import type { ProjectPermission, Site } from './site.js'

interface CheckBody {
  readonly accountId: string
  readonly globalPermissions?: readonly string[]
  readonly projectPermissions?: readonly {
    readonly permissions: readonly string[]
    readonly projects?: readonly (number | string)[]
    readonly issues?: readonly (number | string)[]
  }[]
}

/** What an account may do of what is asked, as `permissions/check` answers it; nothing for one that is not known. */
export function checkPermissions(site: Site, body: unknown): object {
  const { accountId, globalPermissions = [], projectPermissions = [] } = body as CheckBody
  const account = site.accounts.get(accountId)
  const may = (permission: string): boolean =>
    account?.permissions.includes(permission as ProjectPermission) === true
  return {
    globalPermissions: globalPermissions.filter(
      (permission) => permission === 'ADMINISTER' && account?.administersJira === true,
    ),
    projectPermissions: projectPermissions.flatMap(({ permissions, projects = [], issues = [] }) =>
      permissions.filter(may).map((permission) => ({
        permission,
        projects: projects.map(Number).filter((id) => site.project(String(id)) !== undefined),
        issues: issues.map(Number).filter((id) => site.issue(String(id)) !== undefined),
      })),
    ),
  }
}
