import { z } from 'zod'
import type { CoverageGap } from '../coverage/gaps.js'
import type { CoverageQuery, CoverageScope } from '../coverage/scope.js'
import type { CoverageSummary } from '../coverage/summary.js'
import type { TrendPoint } from '../coverage/trend.js'
import { type CoverageBreakdown, type CoverageDiff, coverageQuery } from '../coverage/types.js'
import type { CoveragePolicy } from '../coverage/verdict.js'
import type { Interval } from '../intervals.js'
import type { MaturityReport } from '../maturity/report.js'
import type { Recommendation } from '../recommendations/types.js'
import type { CycleExecutions } from '../test-cycles/types.js'
import { moment } from '../validation.js'

/** What a report is about: a project, in the scope of a coverage query. */
export interface ReportQuery extends CoverageQuery {
  /** Also tell what changed since then, and let the trend begin there. */
  readonly since?: Date | string | undefined
}

/** How a report can be written. */
export const reportFormats = ['html', 'markdown', 'csv'] as const

export type ReportFormat = (typeof reportFormats)[number]

/** A ticket that fails or that nothing covers, with the sentence that explains its verdict. */
export interface ReportedGap extends CoverageGap {
  readonly explanation: string
}

/** Everything that a report says, as plain data. Its numbers are those of the services that it names. */
export interface ProjectReport {
  readonly project: { readonly id: number; readonly name: string; readonly description: string | null }
  /** The version of this product. */
  readonly version: string
  /** When it was put together. */
  readonly generatedAt: Date
  /**
   * As of when coverage, trend, gaps and maturity are: the moment asked for, else `generatedAt`. Cycles,
   * recommendations and the data's age have no history and are as of `generatedAt`.
   */
  readonly asOf: Date
  /** What was asked. */
  readonly scope: CoverageScope
  /** The names of the cycles in the scope, in its order. */
  readonly cyclesInScope: readonly string[]
  /** How runs became verdicts. */
  readonly policy: CoveragePolicy
  readonly data: DataAge
  /** `coverage.summary`. */
  readonly coverage: CoverageSummary
  /** `coverage.diff` between `since` and now; null where nothing was asked. */
  readonly change: ReportedChange | null
  readonly trend: { readonly interval: Interval; readonly points: readonly TrendPoint[] }
  /** `coverage.breakdown` by fix version, component, epic and priority. */
  readonly breakdowns: readonly CoverageBreakdown[]
  /** What the epics with most tickets are called, as far as they are here. */
  readonly epics: readonly { readonly key: string; readonly summary: string }[]
  /** `coverage.gaps`: how many there are, and the riskiest of each kind. */
  readonly gaps: {
    readonly failing: { readonly total: number; readonly items: readonly ReportedGap[] }
    readonly uncovered: { readonly total: number; readonly items: readonly ReportedGap[] }
  }
  /** `testCycles.executions`. */
  readonly cycles: CycleExecutions
  /** `maturity.report`. */
  readonly maturity: MaturityReport
  /** Recommendations that are neither done nor declined. */
  readonly recommendations: { readonly items: readonly Recommendation[]; readonly more: boolean }
}

/** How old what the report rests on is. */
export interface DataAge {
  /** When the newest run took place, in any scope; null where there is none. */
  readonly newestRunAt: Date | null
  /** When the run that was recorded last was recorded. */
  readonly lastRecordedAt: Date | null
  /** When the ticket that changed last in Jira, of those here, changed there. */
  readonly newestTicketAt: Date | null
  /** How the project's Jira stands; null where there is none. */
  readonly jira: {
    /** Where a ticket can be looked at is `${browseUrl}${key}`; null where the connection goes elsewhere. */
    readonly browseUrl: string | null
    /** Up to when everything that changed in Jira is here. */
    readonly watermark: Date | null
    readonly lastSyncAt: Date | null
    readonly lastSyncStatus: string | null
  } | null
}

/** What changed since a moment. */
export interface ReportedChange {
  readonly since: Date
  /** `coverage.summary` as of then. */
  readonly before: CoverageSummary
  readonly total: CoverageDiff['total']
  readonly transitions: CoverageDiff['transitions']
}

export const reportQuery = z.strictObject({ ...coverageQuery, since: moment.optional() })
