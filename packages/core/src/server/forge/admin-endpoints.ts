import { NotFoundError } from '../../errors.js'
import { parse } from '../../validation.js'
import { packageVersion } from '../../version.js'
import type { AdminAnswer, UserRules } from './answers.js'
import { backfillBody, claimBody } from './bodies.js'
import type { InvocationVerifier } from './invocation.js'
import { syncStateOf } from './sync-state.js'
import { askerOf, bodyOf, endpoint, type ForgeApp, type ForgeVisit } from './visit.js'

/** What the page for those who administer Jira asks for. */
export function addAdminEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(app, verify, 'GET', '/admin', async (visit) => {
    await visit.forge.requireAdministrator(askerOf(visit))
    return await statusOf(visit)
  })
  endpoint(app, verify, 'PUT', '/admin/users', async (visit) => {
    await visit.forge.requireAdministrator(askerOf(visit))
    await visit.forge.administration.setRules(visit.installation, (await bodyOf(visit)) as UserRules)
    return await statusOf(visit)
  })
  endpoint(app, verify, 'POST', '/admin/backfill', async (visit) => {
    await visit.forge.requireAdministrator(askerOf(visit))
    const { projectId } = parse(backfillBody, await bodyOf(visit))
    const projects = await visit.forge.projects(visit.installation)
    const project = projects.find((one) => one.projectId === projectId)
    if (project === undefined) throw new NotFoundError('project', projectId)
    await visit.forge.administration.backfill(visit.installation, project)
    return await statusOf(visit)
  })
  endpoint(app, verify, 'POST', '/admin/claim', async (visit) => {
    const { id } = parse(claimBody, await bodyOf(visit))
    await visit.forge.administration.claim(askerOf(visit), id)
    return await statusOf(visit)
  })
}

async function statusOf({ forge, installation }: ForgeVisit): Promise<AdminAnswer> {
  const { token, users, projects, events, claimable } = await forge.administration.status(installation)
  const { environment, appVersion, installedAt, lastCalledAt } = installation
  return {
    server: { version: packageVersion() },
    installation: {
      environment,
      appVersion,
      installedAt: installedAt.toISOString(),
      lastCalledAt: lastCalledAt.toISOString(),
      token,
    },
    users,
    projects: projects.map((project) => ({
      project: { id: project.projectId, name: project.projectName },
      jiraProject: project.jiraProject,
      sync: syncStateOf(project, project.jira),
    })),
    events: { ...events, lastReceivedAt: events.lastReceivedAt?.toISOString() ?? null },
    claimable: claimable.map(({ id, installedAt: since, uninstalledAt, purgeAt, projects: count }) => ({
      id,
      installedAt: since.toISOString(),
      uninstalledAt: uninstalledAt?.toISOString() ?? null,
      purgeAt: purgeAt?.toISOString() ?? null,
      projects: count,
    })),
  }
}
