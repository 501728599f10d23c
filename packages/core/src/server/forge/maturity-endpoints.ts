import type { LevelledResult } from '../../maturity/derivation.js'
import type { DimensionReport } from '../../maturity/report.js'
import { measuredWords } from '../../maturity/wording.js'
import type { Recommendation } from '../../recommendations/types.js'
import type { Services } from '../../services.js'
import { parse } from '../../validation.js'
import type {
  MaturityAnswer,
  MaturityCriterion,
  MaturityDimension,
  RecommendationItem,
  RecommendationsAnswer,
} from './answers.js'
import { assessBody, decideBody } from './bodies.js'
import type { InvocationVerifier } from './invocation.js'
import {
  bodyOf,
  changeOnce,
  endpoint,
  type ForgeApp,
  numberOf,
  type ProjectVisit,
  visitProject,
} from './visit.js'

/** What is decided in Jira, as the rest of the product calls it. */
const statusOf = { accepted: 'in-progress', dismissed: 'declined', active: 'active' } as const

/** What the project page asks for about maturity, and what to do next. */
export function addMaturityEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(app, verify, 'GET', '/project/maturity', async (visit) => {
    const project = await visitProject(visit)
    return await maturityOf(project, project.services)
  })
  endpoint(app, verify, 'POST', '/project/assessments', async (visit) => {
    const project = await visitProject(visit)
    const body = await bodyOf(visit)
    const assessment = parse(assessBody, body)
    return await changeOnce(project, body, async (services) => {
      await services.maturity.assess({ projectId: project.projectId, ...assessment })
      return await maturityOf(project, services)
    })
  })
  endpoint(app, verify, 'GET', '/project/recommendations', async (visit) => {
    const { status, cursor } = visit.context.req.query()
    return await recommendationsOf(await visitProject(visit), status, cursor)
  })
  endpoint(app, verify, 'POST', '/project/recommendations/:id', async (visit) => {
    const project = await visitProject(visit)
    const recommendationId = numberOf(visit.context.req.param('id'), 'id')
    const body = await bodyOf(visit)
    const { status } = parse(decideBody, body)
    return await changeOnce(project, body, async (services) => {
      const decided = await services.recommendations.update(recommendationId, { status: statusOf[status] })
      return toItem(decided, await dimensionNames(project, services))
    })
  })
}

async function maturityOf(
  { projectId, access }: ProjectVisit,
  { maturity }: Services,
): Promise<MaturityAnswer> {
  const { model, asOf, average, gatedLevel, confidence, dimensions, gaps, roadmap } = await maturity.report({
    projectId,
  })
  return {
    project: { id: projectId, name: access.project.projectName },
    access: access.level,
    model,
    asOf: asOf.toISOString(),
    average,
    gatedLevel,
    confidence,
    dimensions: dimensions.filter(({ applicable }) => applicable).map(toDimension),
    gaps: gaps.map(({ dimension, current, target, gap }) => ({ dimension, current, target, gap })),
    roadmap: roadmap.map(({ dimension, from, to, steps }) => ({
      dimension,
      from,
      to,
      steps: steps.map(({ criterion }) => ({ criterion: criterion.id, text: criterion.text })),
    })),
  }
}

function toDimension(dimension: DimensionReport): MaturityDimension {
  const { name, weight, assessed, derived, level, belowFoundation, target, gap, stale } = dimension
  return {
    name,
    weight,
    assessed,
    derived,
    level,
    belowFoundation,
    target,
    gap,
    stale,
    assessedAt: dimension.assessment?.date.toISOString() ?? null,
    criteria: dimension.criteria.map(toCriterion),
  }
}

function toCriterion(criterion: LevelledResult): MaturityCriterion {
  const { id, level, text, status } = criterion
  return { id, level, text, status, evidence: evidenceOf(criterion) }
}

/** What was measured against what, or what somebody said. */
function evidenceOf(criterion: LevelledResult): string | null {
  if (criterion.kind === 'manual') return criterion.evidence ?? criterion.answer
  return criterion.value === null ? null : measuredWords(criterion)
}

async function recommendationsOf(
  visit: ProjectVisit,
  status: string | undefined,
  cursor: string | undefined,
): Promise<RecommendationsAnswer> {
  const { services, projectId, access } = visit
  const { items, nextCursor } = await services.recommendations.list({
    projectId,
    ...(status === undefined || status === ''
      ? {}
      : { status: isDecision(status) ? statusOf[status] : status }),
    ...(cursor === undefined || cursor === '' ? {} : { cursor }),
    sort: '-id',
    limit: 50,
  })
  const names = await dimensionNames(visit, services)
  return {
    project: { id: projectId, name: access.project.projectName },
    access: access.level,
    items: items.map((item) => toItem(item, names)),
    nextCursor,
  }
}

async function dimensionNames(
  { projectId }: ProjectVisit,
  { maturity }: Services,
): Promise<ReadonlyMap<number, string>> {
  const dimensions = await maturity.dimensions({ projectId })
  return new Map(dimensions.map(({ id, name }) => [id, name]))
}

const decisions = ['accepted', 'dismissed', 'active'] as const

function isDecision(status: string): status is keyof typeof statusOf {
  return Object.hasOwn(statusOf, status)
}

function toItem(item: Recommendation, dimensions: ReadonlyMap<number, string>): RecommendationItem {
  const { id, title, description, category, priority, status, dimensionId } = item
  return {
    id,
    title,
    description,
    category,
    priority,
    dimension: dimensionId === null ? null : (dimensions.get(dimensionId) ?? null),
    status: decisions.find((decision) => statusOf[decision] === status) ?? status,
    effort: item.implementationEffort,
    impact: item.expectedImpact,
    confidence: item.aiConfidence,
  }
}
