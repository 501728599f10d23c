import type { CoverageExplanation } from '../../coverage/explanation.js'
import type { CoverageSummary } from '../../coverage/summary.js'
import type { TrendPoint as CoveragePoint } from '../../coverage/trend.js'
import { verdicts } from '../../coverage/verdict.js'
import { NotFoundError } from '../../errors.js'
import { parse } from '../../validation.js'
import type {
  BreakdownAnswer,
  CoverageAnswer,
  CoverageNumbers,
  MatrixAnswer,
  TrendPoint,
  Verdict,
} from './answers.js'
import { breakdowns } from './bodies.js'
import type { InvocationVerifier } from './invocation.js'
import { endpoint, type ForgeApp, type ProjectVisit, visitProject } from './visit.js'

const dayMs = 86_400_000
const valueLimit = 200
const rowLimit = 25
const cellLimit = 20

/** What the project page asks for about coverage. */
export function addProjectEndpoints(app: ForgeApp, verify: InvocationVerifier): void {
  endpoint(
    app,
    verify,
    'GET',
    '/project/coverage',
    async (visit) => await coverageOf(await visitProject(visit)),
  )
  endpoint(app, verify, 'GET', '/project/breakdown', async (visit) => {
    const by = parse(breakdowns, visit.context.req.query('by') ?? 'fixVersion', 'by')
    return await breakdownOf(await visitProject(visit), by)
  })
  endpoint(app, verify, 'GET', '/project/matrix', async (visit) => {
    const wanted = (visit.context.req.queries('verdict') ?? []).filter((one) => one !== '')
    const known = verdicts.filter((verdict) => wanted.includes(verdict))
    return await matrixOf(await visitProject(visit), known, visit.context.req.query('cursor'))
  })
}

/** What counts in a project, as its settings in Jira say. */
export function scopeOf({ projectId, access }: ProjectVisit): {
  readonly projectId: number
  readonly issueTypes?: readonly string[]
} {
  const { issueTypes } = access.project
  return issueTypes.length === 0 ? { projectId } : { projectId, issueTypes }
}

async function coverageOf(visit: ProjectVisit): Promise<CoverageAnswer> {
  const { services, access, projectId } = visit
  const { coverage } = services
  const scope = scopeOf(visit)
  const now = new Date()
  const summary = await coverage.summary(scope)
  const gaps = await coverage.gaps({ ...scope, limit: 20 })
  return {
    project: { id: projectId, name: access.project.projectName },
    access: access.level,
    issueTypes: access.project.issueTypes,
    asOf: now.toISOString(),
    upToDateAsOf: await upToDateAsOf(visit),
    coverage: numbersOf(summary),
    trend: await trendOf(visit, now),
    gaps: {
      failing: gaps.failing,
      uncovered: gaps.uncovered,
      items: gaps.items.map(
        ({ key, summary: title, issueType, priority, status, verdict, risk, ageDays }) => {
          return { key, summary: title, issueType, priority, status, verdict, risk, ageDays }
        },
      ),
    },
  }
}

/** The last 90 days, by week. */
export async function trendOf(visit: ProjectVisit, now: Date): Promise<readonly TrendPoint[]> {
  const from = new Date(now.getTime() - 90 * dayMs)
  const points = await visit.services.coverage.trend({
    ...scopeOf(visit),
    from: from.toISOString().slice(0, 10),
    to: now.toISOString().slice(0, 10),
    interval: 'week',
  })
  return points.map(
    ({ date, tickets, linkedPercentage, executedPercentage, passingPercentage }: CoveragePoint) => {
      return { date, tickets, linkedPercentage, executedPercentage, passingPercentage }
    },
  )
}

export function numbersOf(summary: CoverageSummary): CoverageNumbers {
  const { projectId: _, scope: __, ...numbers } = summary
  return numbers
}

async function upToDateAsOf({ services, projectId }: ProjectVisit): Promise<string | null> {
  try {
    const { watermark } = await services.jira.status({ projectId })
    return watermark?.toISOString() ?? null
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}

async function breakdownOf(visit: ProjectVisit, by: BreakdownAnswer['by']): Promise<BreakdownAnswer> {
  const { items } = await visit.services.coverage.breakdown({ ...scopeOf(visit), by })
  const largest = items.toSorted((one, other) => other.summary.tickets - one.summary.tickets)
  return {
    by,
    items: largest
      .slice(0, valueLimit)
      .map(({ value, summary }) => ({ value, coverage: numbersOf(summary) })),
    more: Math.max(0, items.length - valueLimit),
  }
}

/** A page of tickets, each with what is known of the test cases that count for it. */
async function matrixOf(
  visit: ProjectVisit,
  wanted: readonly Verdict[],
  cursor: string | undefined,
): Promise<MatrixAnswer> {
  const { services } = visit
  const scope = scopeOf(visit)
  const page = await services.coverage.tickets({
    ...scope,
    ...(wanted.length === 0 ? {} : { verdicts: wanted }),
    ...(cursor === undefined || cursor === '' ? {} : { cursor }),
    limit: rowLimit,
  })
  const items: MatrixAnswer['items'][number][] = []
  for (const { key, summary, verdict, testCases } of page.items) {
    const explained =
      testCases === 0 ? undefined : await services.coverage.explain({ projectId: visit.projectId, key })
    items.push({ key, summary, verdict, ...cellsOf(explained) })
  }
  return { items, nextCursor: page.nextCursor }
}

function cellsOf(
  explained: CoverageExplanation | undefined,
): Pick<MatrixAnswer['items'][number], 'testCases' | 'testCasesTotal'> {
  const order = ['NOK', 'UNKNOWN', 'NOTRUN', 'OK']
  const cells = (explained?.testCases ?? []).flatMap(({ id, title, verdict, environments }) => {
    if (verdict === null) return []
    const times = environments.flatMap(({ taken }) => taken.executedAt?.toISOString() ?? [])
    return [{ id, title, verdict, lastExecutedAt: times.sort().at(-1) ?? null }]
  })
  const worstFirst = cells.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))
  return { testCases: worstFirst.slice(0, cellLimit), testCasesTotal: cells.length }
}
