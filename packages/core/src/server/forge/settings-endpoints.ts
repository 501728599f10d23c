import { NotFoundError } from '../../errors.js'
import type { ForgeProject } from '../../forge/types.js'
import type { Services } from '../../services.js'
import { parse } from '../../validation.js'
import type { SettingsAnswer, SyncState } from './answers.js'
import { settingsBody } from './bodies.js'
import type { InvocationVerifier } from './invocation.js'
import { syncStateOf } from './sync-state.js'
import {
  askerOf,
  bodyOf,
  changeOnce,
  endpoint,
  type ForgeApp,
  type ForgeVisit,
  jiraProjectOf,
  visitProject,
} from './visit.js'

/** What the settings page of a project of Jira asks for. All of it is for those who administer that project. */
export function addSettingsEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(app, verify, 'GET', '/project/settings', async (visit) => {
    await visit.forge.requireAdministrator(askerOf(visit), jiraProjectOf(visit).id)
    return await settingsOf(visit)
  })
  endpoint(app, verify, 'POST', '/project/connection', async (visit) => {
    const how = (await bodyOf(visit)) as { readonly name: string }
    await visit.forge.administration.connect(askerOf(visit), jiraProjectOf(visit), how)
    return await settingsOf(visit)
  })
  endpoint(app, verify, 'DELETE', '/project/connection', async (visit) => {
    await visit.forge.administration.disconnect(askerOf(visit), jiraProjectOf(visit))
    return await settingsOf(visit)
  })
  endpoint(app, verify, 'PUT', '/project/settings', async (visit) => {
    await visit.forge.requireAdministrator(askerOf(visit), jiraProjectOf(visit).id)
    const project = await visitProject(visit)
    const body = await bodyOf(visit)
    const { issueTypes, policy } = parse(settingsBody, body)
    if (policy !== undefined) {
      await changeOnce(project, body, async ({ projects }) => {
        const { coveragePolicy } = await projects.get(project.projectId)
        await projects.update(project.projectId, { coveragePolicy: { ...coveragePolicy, ...policy } })
      })
    }
    if (issueTypes !== undefined) {
      await visit.forge.administration.setIssueTypes(visit.installation, project.access.project, issueTypes)
    }
    return await settingsOf(visit)
  })
  endpoint(app, verify, 'POST', '/project/backfill', async (visit) => {
    await visit.forge.requireAdministrator(askerOf(visit), jiraProjectOf(visit).id)
    const { access } = await visitProject(visit)
    await visit.forge.administration.backfill(visit.installation, access.project)
    return await syncOf(visit, access.project)
  })
}

async function settingsOf(visit: ForgeVisit): Promise<SettingsAnswer> {
  const jiraProject = jiraProjectOf(visit)
  const project = await visit.forge.project(visit.installation, jiraProject)
  if (project === undefined) return { jiraProject, connected: null }
  // The settings are Jira's side of the project: who administers it there may see them, whoever they are here.
  const { system } = visit.context.get('server').host
  const { coveragePolicy } = await system.projects.get(project.projectId)
  return {
    jiraProject,
    connected: {
      project: { id: project.projectId, name: project.projectName },
      issueTypes: project.issueTypes,
      knownIssueTypes: await knownIssueTypes(system, project.projectId),
      policy: {
        finalRunsFirst: coveragePolicy.finalRunsFirst ?? true,
        skipped: coveragePolicy.skipped ?? 'count',
      },
      sync: await syncOf(visit, project),
    },
  }
}

async function knownIssueTypes({ coverage }: Services, projectId: number): Promise<readonly string[]> {
  const { items } = await coverage.breakdown({ projectId, by: 'issueType' })
  return items.flatMap(({ value }) => value ?? []).sort()
}

async function syncOf({ context }: ForgeVisit, project: ForgeProject): Promise<SyncState> {
  const { jira } = context.get('server').host.system
  try {
    return syncStateOf(project, await jira.status({ projectId: project.projectId }))
  } catch (error) {
    if (error instanceof NotFoundError) return syncStateOf(project, null)
    throw error
  }
}
