import { AtmosferaError } from '../../errors.js'
import { isObject } from '../../imports/formats/reading/fields.js'
import { parse } from '../../validation.js'
import type { RovoAnswer } from './answers.js'
import { rovoBody } from './bodies.js'
import type { InvocationVerifier } from './invocation.js'
import { scopeOf } from './project-endpoints.js'
import {
  bodyOf,
  endpoint,
  type ForgeApp,
  type ForgeVisit,
  type ProjectVisit,
  visitJiraProject,
} from './visit.js'

/**
 * What the assistant asks for on somebody's behalf. The project is what they spoke of, so it comes with the body; what
 * they may see of it, Jira says.
 */
export function addRovoEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(app, verify, 'POST', '/rovo/coverage', async (visit) => await answer(visit, coverageText))
  endpoint(app, verify, 'POST', '/rovo/gaps', async (visit) => await answer(visit, gapsText))
  endpoint(app, verify, 'POST', '/rovo/maturity', async (visit) => await answer(visit, maturityText))
}

async function answer(
  visit: ForgeVisit,
  textOf: (project: ProjectVisit, fixVersions: readonly string[]) => Promise<string>,
): Promise<RovoAnswer> {
  const body = await bodyOf(visit)
  const inputs: unknown = Reflect.get(body, 'payload')
  const { projectKey, fixVersion } = parse(rovoBody, isObject(inputs) ? inputs : body)
  const projects = await visit.forge.projects(visit.installation)
  const wanted = projects.find(({ jiraProject }) => jiraProject.key === projectKey.trim().toUpperCase())
  if (wanted === undefined) {
    throw new AtmosferaError(
      'jira_not_connected',
      `No project with the key ${projectKey.trim()} is connected.`,
    )
  }
  const project = await visitJiraProject(visit, wanted.jiraProject)
  return { text: await textOf(project, fixVersion === undefined ? [] : [fixVersion]) }
}

async function coverageText(project: ProjectVisit, fixVersions: readonly string[]): Promise<string> {
  const summary = await project.services.coverage.summary(narrowed(project, fixVersions))
  const { tickets, linked, executed, passing, verdicts } = summary
  const share = (count: number, percentage: number | null): string =>
    percentage === null ? String(count) : `${count} (${percentage} %)`
  return [
    `Coverage of ${nameOf(project, fixVersions)} as of ${new Date().toISOString()}: ${tickets} tickets.`,
    `${share(linked, summary.linkedPercentage)} are linked to test cases, ${share(executed, summary.executedPercentage)} have results, ${share(passing, summary.passingPercentage)} pass.`,
    `Verdicts: ${Object.entries(verdicts)
      .map(([verdict, count]) => `${verdict} ${count}`)
      .join(', ')}.`,
  ].join('\n')
}

async function gapsText(project: ProjectVisit, fixVersions: readonly string[]): Promise<string> {
  const scope = narrowed(project, fixVersions)
  const { failing, uncovered, items } = await project.services.coverage.gaps({ ...scope, limit: 10 })
  const lines = items.map(
    ({ key, summary, verdict, risk, reasons }) =>
      `${key} ${JSON.stringify(summary)}: ${verdict}, risk ${risk} of 100, because ${reasons.join('; ')}.`,
  )
  const heading = `Gaps of ${nameOf(project, fixVersions)}: ${failing} tickets fail, nothing covers ${uncovered}.`
  return [heading, ...(lines.length === 0 ? [] : ['Riskiest first:']), ...lines].join('\n')
}

async function maturityText(project: ProjectVisit): Promise<string> {
  const { projectId, services } = project
  const { average, gatedLevel, dimensions, gaps } = await services.maturity.report({ projectId })
  const levels = dimensions
    .filter(({ applicable }) => applicable)
    .map(
      ({ name, level, target, stale }) =>
        `${name}: level ${level ?? 'unknown'}${target === null ? '' : `, target ${target}`}${stale ? ', evidence is old' : ''}.`,
    )
  const next = gaps[0] === undefined ? [] : [`Widest gap: ${gaps[0].dimension}.`]
  const heading = `Testing maturity of ${nameOf(project, [])}: average ${average ?? 'unknown'} of 5, lowest level ${gatedLevel ?? 'unknown'}.`
  return [heading, ...levels, ...next].join('\n')
}

function narrowed(project: ProjectVisit, fixVersions: readonly string[]) {
  return { ...scopeOf(project), ...(fixVersions.length === 0 ? {} : { fixVersions }) }
}

function nameOf({ jiraProject, access }: ProjectVisit, fixVersions: readonly string[]): string {
  const version = fixVersions.length === 0 ? '' : `, fix version ${fixVersions.join(', ')}`
  return `${jiraProject.key} (${access.project.projectName})${version}`
}
