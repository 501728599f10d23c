import { AtmosferaError } from '../../errors.js'
import type { GadgetAnswer, GadgetProjectsAnswer } from './answers.js'
import type { InvocationVerifier } from './invocation.js'
import { numbersOf, scopeOf, trendOf } from './project-endpoints.js'
import { askerOf, endpoint, type ForgeApp, type ForgeVisit, visitJiraProject } from './visit.js'

const projectLimit = 200

/** What gadgets on dashboards ask for. */
export function addGadgetEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(app, verify, 'GET', '/gadget', gadgetOf)
  endpoint(app, verify, 'GET', '/gadget/projects', projectsFor)
}

/** By the configuration in the token, which Jira keeps; whoever looks has to be allowed to all the same. */
async function gadgetOf(visit: ForgeVisit): Promise<GadgetAnswer> {
  const configuration = visit.invocation.context?.extension?.gadgetConfiguration
  if (configuration === undefined) return { show: 'nothing' }
  const { jiraProjectId, show } = configuration
  const projects = await visit.forge.projects(visit.installation)
  const wanted = projects.find(({ jiraProject }) => jiraProject.id === jiraProjectId)
  if (wanted === undefined) {
    throw new AtmosferaError(
      'jira_not_connected',
      'The project that this gadget shows is not connected any more. Choose another one.',
    )
  }
  const project = await visitJiraProject(visit, wanted.jiraProject)
  const { services, projectId, access } = project
  const name = { id: projectId, name: access.project.projectName }
  if (show === 'coverage') {
    const coverage = numbersOf(await services.coverage.summary(scopeOf(project)))
    return { show, project: name, coverage, trend: await trendOf(project, new Date()) }
  }
  const { average, gatedLevel, dimensions } = await services.maturity.report({ projectId })
  return {
    show,
    project: name,
    average,
    gatedLevel,
    dimensions: dimensions
      .filter(({ applicable }) => applicable)
      .map(({ name: dimension, level, target, stale }) => ({ name: dimension, level, target, stale })),
  }
}

async function projectsFor(visit: ForgeVisit): Promise<GadgetProjectsAnswer> {
  const asker = askerOf(visit)
  const items: GadgetProjectsAnswer['items'][number][] = []
  for (const { jiraProject, projectName } of await visit.forge.projects(visit.installation)) {
    const { browse } = await visit.forge.permissions(asker, jiraProject.id)
    if (browse) items.push({ jiraProjectId: jiraProject.id, key: jiraProject.key, name: projectName })
    if (items.length === projectLimit) break
  }
  return { items }
}
