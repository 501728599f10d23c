import { momentOf } from '../coverage/scope.js'
import type { Coverage } from '../coverage/service.js'
import type { CoverageBreakdown } from '../coverage/types.js'
import { NotFoundError } from '../errors.js'
import type { Jira } from '../jira/service.js'
import { openRecommendationStatuses } from '../maturity/metric-vocabulary.js'
import type { Maturity } from '../maturity/service.js'
import type { Projects } from '../projects/service.js'
import type { Recommendations } from '../recommendations/service.js'
import type { TestCycles } from '../test-cycles/service.js'
import type { TestRuns } from '../test-runs/service.js'
import type { Tickets } from '../tickets/service.js'
import { parse } from '../validation.js'
import { packageVersion } from '../version.js'
import { browseUrlOf } from './jira-links.js'
import { trendSpan } from './trend-span.js'
import {
  type DataAge,
  type ProjectReport,
  type ReportedChange,
  type ReportedGap,
  type ReportQuery,
  reportQuery,
} from './types.js'

/** The services that reports put together. */
export interface ReportSources {
  readonly projects: Projects
  readonly coverage: Coverage
  readonly maturity: Maturity
  readonly testCycles: TestCycles
  readonly testRuns: TestRuns
  readonly tickets: Tickets
  readonly recommendations: Recommendations
  readonly jira: Jira
}

/** How many failing and how many uncovered tickets a report explains. */
const shownGaps = 25
/** As many as a page of tickets holds. */
const namedEpics = 500
const shownCycles = 12
const shownRecommendations = 50

/**
 * What a project's tests say and how mature its testing is, in one page for those who were not there. A report holds
 * nothing of its own: it is what the other services answer.
 */
export class Reports {
  readonly #sources: ReportSources
  readonly #clock: () => Date

  constructor(sources: ReportSources, clock: () => Date) {
    this.#sources = sources
    this.#clock = clock
  }

  /**
   * Everything that a report says, as plain data. The services are asked one after another: with `asOf` coverage,
   * trend, gaps and maturity are of that one moment, without it what is written meanwhile may show in the later ones.
   *
   * @throws NotFoundError where there is no such project.
   */
  async data(query: ReportQuery): Promise<ProjectReport> {
    const { since, ...scope } = parse(reportQuery, query)
    const { projectId, policy, ...asked } = scope
    const { projects, coverage, maturity, testCycles } = this.#sources
    const generatedAt = this.#clock()
    const asOf = momentOf(scope.asOf) ?? generatedAt
    const sinceMoment = momentOf(since)
    const project = await projects.get(projectId)
    const { data, firstRunAt } = await this.#age(projectId)
    const { newestRunAt } = data
    const runs =
      firstRunAt === null || newestRunAt === null ? undefined : { first: firstRunAt, newest: newestRunAt }
    const span = trendSpan(asOf, runs, sinceMoment)
    const failing = await coverage.gaps({ ...scope, verdicts: ['NOK'], limit: shownGaps })
    const uncovered = await coverage.gaps({ ...scope, verdicts: ['UNCOVERED'], limit: shownGaps })
    const cycleIds = scope.cycleIds ?? []
    const byEpic = await coverage.breakdown({ ...scope, by: 'epic' })
    return {
      project: { id: project.id, name: project.name, description: project.description },
      version: packageVersion(),
      generatedAt,
      asOf,
      scope: asked,
      cyclesInScope: await this.#cycleNames(projectId, cycleIds),
      policy: policy ?? project.coveragePolicy,
      data,
      coverage: await coverage.summary(scope),
      change: sinceMoment === undefined ? null : await this.#changeSince(scope, sinceMoment),
      trend: { interval: span.interval, points: await coverage.trend({ ...scope, ...span }) },
      breakdowns: [
        await coverage.breakdown({ ...scope, by: 'fixVersion' }),
        await coverage.breakdown({ ...scope, by: 'component' }),
        byEpic,
        await coverage.breakdown({ ...scope, by: 'priority' }),
      ],
      epics: await this.#epicNames(byEpic),
      gaps: {
        failing: { total: failing.failing, items: await this.#explained(scope, failing.items) },
        uncovered: { total: uncovered.uncovered, items: await this.#explained(scope, uncovered.items) },
      },
      cycles: await testCycles.executions({ projectId, cycleIds, limit: shownCycles }),
      maturity: await maturity.report({ projectId, asOf }),
      recommendations: await this.#openRecommendations(projectId),
    }
  }

  /** One page without anything outside of it: charts, tables, explanations. */
  async html(query: ReportQuery): Promise<string> {
    const { reportHtml } = await import('./html.js')
    return await reportHtml(await this.data(query))
  }

  /** The short form, for a comment on a pull request: at most 65,536 characters. */
  async markdown(query: ReportQuery): Promise<string> {
    const { reportMarkdown } = await import('./markdown.js')
    return reportMarkdown(await this.data(query))
  }

  /** One flat table for a spreadsheet: a line for the whole, for each value of each breakdown, and for each point of the trend. */
  async csv(query: ReportQuery): Promise<string> {
    const { reportCsv } = await import('./csv.js')
    return await reportCsv(await this.data(query))
  }

  async #age(projectId: number): Promise<{ readonly data: DataAge; readonly firstRunAt: Date | null }> {
    const { testRuns, tickets } = this.#sources
    const runBy = async (sort: 'executedAt' | '-executedAt' | '-id') =>
      (await testRuns.list({ projectId, sort, limit: 1 })).items[0]
    const { items } = await tickets.list({ projectId, sort: '-updatedDate', limit: 1 })
    return {
      firstRunAt: (await runBy('executedAt'))?.executedAt ?? null,
      data: {
        newestRunAt: (await runBy('-executedAt'))?.executedAt ?? null,
        lastRecordedAt: (await runBy('-id'))?.recordedAt ?? null,
        newestTicketAt: items[0]?.updatedDate ?? null,
        jira: await this.#jira(projectId),
      },
    }
  }

  async #jira(projectId: number): Promise<DataAge['jira']> {
    try {
      const { connection, last, watermark } = await this.#sources.jira.status({ projectId })
      return {
        browseUrl: browseUrlOf(connection.baseUrl),
        watermark,
        lastSyncAt: last?.completedAt ?? last?.startedAt ?? null,
        lastSyncStatus: last?.status ?? null,
      }
    } catch (error) {
      // The project is there: it is the connection that is not.
      if (error instanceof NotFoundError) return null
      throw error
    }
  }

  async #cycleNames(projectId: number, cycleIds: readonly number[]): Promise<readonly string[]> {
    if (cycleIds.length === 0) return []
    const { items } = await this.#sources.testCycles.executions({ projectId, cycleIds, limit: 500 })
    return cycleIds.map((id) => items.find((cycle) => cycle.id === id)?.name ?? String(id))
  }

  async #epicNames({ projectId, items }: CoverageBreakdown): Promise<ProjectReport['epics']> {
    const keys = items
      .toSorted((a, b) => b.summary.tickets - a.summary.tickets)
      .flatMap(({ value }) => value ?? [])
      .slice(0, namedEpics)
    if (keys.length === 0) return []
    const epics = await this.#sources.tickets.list({ projectId, jiraKey: keys, limit: namedEpics })
    return epics.items.map(({ jiraKey, summary }) => ({ key: jiraKey, summary }))
  }

  async #changeSince(scope: ReportQuery, since: Date): Promise<ReportedChange> {
    const { coverage } = this.#sources
    const then = { ...scope, asOf: since }
    const { total, transitions } = await coverage.diff(then, scope, { limit: 1 })
    return { since, before: await coverage.summary(then), total, transitions }
  }

  async #explained(
    scope: ReportQuery,
    gaps: readonly Omit<ReportedGap, 'explanation'>[],
  ): Promise<readonly ReportedGap[]> {
    const explained: ReportedGap[] = []
    for (const gap of gaps) {
      try {
        const { reason } = await this.#sources.coverage.explain({ ...scope, key: gap.key })
        explained.push({ ...gap, explanation: reason })
      } catch (error) {
        // Jira lost it since the gaps were read.
        if (!(error instanceof NotFoundError)) throw error
      }
    }
    return explained
  }

  async #openRecommendations(projectId: number): Promise<ProjectReport['recommendations']> {
    const { items, nextCursor } = await this.#sources.recommendations.list({
      projectId,
      status: [...openRecommendationStatuses],
      limit: shownRecommendations,
    })
    return { items, more: nextCursor !== null }
  }
}
