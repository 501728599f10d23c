import { z } from 'zod'
import { type PageOptions, pageOptions } from '../pagination.js'
import { date, id, moment, shortText, text } from '../validation.js'
import type { CoverageQuery } from './scope.js'
import type { CoverageSummary } from './summary.js'
import { builtInStatuses, type CoveragePolicy, type TestVerdict, type Verdict, verdicts } from './verdict.js'

export const coveragePolicy: z.ZodType<CoveragePolicy, CoveragePolicy> = z
  .strictObject({
    finalRunsFirst: z.boolean().optional(),
    skipped: z.enum(['count', 'ignore']).optional(),
    statuses: z
      .record(shortText(30), z.enum(['OK', 'NOK', 'NOTRUN', 'UNKNOWN']))
      .refine(
        (statuses) => Object.keys(statuses).every((status) => !builtInStatuses.includes(status)),
        `must not give another meaning to ${builtInStatuses.join(', ')}`,
      )
      .optional(),
  })
  .readonly()

/** The fields of a coverage query, for every method that takes one. */
export const coverageQuery = {
  projectId: id,
  issueTypes: z.array(text).readonly().optional(),
  components: z.array(text).readonly().optional(),
  labels: z.array(text).readonly().optional(),
  fixVersions: z.array(text).readonly().optional(),
  priorities: z.array(text).readonly().optional(),
  statuses: z.array(text).readonly().optional(),
  parents: z.array(text).readonly().optional(),
  createdSince: moment.optional(),
  environments: z.array(text).readonly().optional(),
  versions: z.array(text).readonly().optional(),
  cycleIds: z.array(id).readonly().optional(),
  asOf: moment.optional(),
  policy: coveragePolicy.optional(),
}

/** A page of tickets by verdict. */
export interface ListCoverageTickets extends CoverageQuery, PageOptions {
  /** Only tickets with one of these verdicts. */
  readonly verdicts?: readonly Verdict[] | undefined
  /**
   * `verdict` puts the worst first, `key` counts numbers upwards.
   *
   * @default 'key'
   */
  readonly sort?: (typeof ticketSorts)[number] | undefined
}

/** A ticket with its own verdict and, where there are tickets below it, with theirs. */
export interface CoverageTicket {
  readonly key: string
  readonly summary: string
  readonly issueType: string | null
  readonly priority: string | null
  readonly status: string
  /** The ticket's own, without what is below it. */
  readonly verdict: Verdict
  /** How many counted test cases it has. */
  readonly testCases: number
  /** When the newest of the runs that decide took place. */
  readonly lastExecutedAt: Date | null
  /** The join with everything below it. */
  readonly rolledUpVerdict?: Verdict
  /** How many tickets are below it, at any depth. */
  readonly children?: number
  /** How many of those are not UNCOVERED. */
  readonly childrenCovered?: number
}

/** Coverage of each value. */
export interface CoverageBreakdown {
  readonly projectId: number
  readonly by: 'fixVersion' | 'component' | 'label' | 'epic' | 'priority' | 'issueType' | 'environment'
  /** By value, in order. The value null stands for tickets, or runs, without one. */
  readonly items: readonly { readonly value: string | null; readonly summary: CoverageSummary }[]
}

/** What happened to a ticket itself between two scopes; null where nothing did. */
export type TicketChange =
  /** It was found deleted between the dates of the two. */
  | 'tombstoned'
  /** It had been found deleted as of the first, whose date is the later one. */
  | 'returned'
  /** Only the second selects it. */
  | 'entered'
  /** Only the first selects it. */
  | 'left'
  /** It was created in Jira between the dates of the two. */
  | 'created'

/** A ticket whose verdict is not the same in two scopes. */
export interface CoverageChange {
  readonly key: string
  readonly summary: string
  /** Null where the scope does not select the ticket, or it is not there. */
  readonly from: Verdict | null
  readonly to: Verdict | null
  readonly ticket: TicketChange | null
  /** The test cases that made it so. */
  readonly because: readonly {
    readonly testCaseId: number
    readonly title: string
    /** Null where it is not linked in that scope. */
    readonly from: TestVerdict | null
    readonly to: TestVerdict | null
    /** Its runs say something else, or it is linked in one of the scopes only. */
    readonly why: 'results' | 'linked' | 'unlinked'
  }[]
}

/** What differs between two scopes: how much in all, and a page of the tickets, by key. */
export interface CoverageDiff {
  readonly projectId: number
  /** How many tickets differ. */
  readonly total: number
  /** How many of them went from which verdict to which, most first. */
  readonly transitions: readonly {
    readonly from: Verdict | null
    readonly to: Verdict | null
    readonly tickets: number
  }[]
  readonly changed: readonly CoverageChange[]
  readonly nextCursor: string | null
}

export interface TrendQuery extends CoverageQuery {
  readonly from: Date | string
  readonly to: Date | string
  /** @default 'day' */
  readonly interval?: 'day' | 'week' | 'month' | undefined
}

export interface GapsQuery extends CoverageQuery {
  /** From 1 to 500. @default 20 */
  readonly limit?: number | undefined
  /** Lists one of the two alone; both are counted either way. @default both */
  readonly verdicts?: readonly ('NOK' | 'UNCOVERED')[] | undefined
}

/** What a page of tickets can be sorted by. */
export const ticketSorts = [
  'key',
  '-key',
  'verdict',
  '-verdict',
  'testCases',
  '-testCases',
  'lastExecutedAt',
  '-lastExecutedAt',
] as const

/** What the methods take, in the order of the service. Made once: zod compiles a schema when it first parses with it. */
export const summaryQuery = z.strictObject(coverageQuery)

export const pageQuery = z.strictObject(pageOptions)

export const projectQuery = z.strictObject({ projectId: id })

export const ticketsQuery = z.strictObject({
  ...coverageQuery,
  ...pageOptions,
  verdicts: z.array(z.enum(verdicts)).default([]),
  sort: z.enum(ticketSorts).default('key'),
})

export const breakdownQuery = z.strictObject({
  ...coverageQuery,
  by: z.enum(['fixVersion', 'component', 'label', 'epic', 'priority', 'issueType', 'environment']),
})

export const explainQuery = z.strictObject({ ...coverageQuery, key: text.min(1) })

export const trendQuery = z.strictObject({
  ...coverageQuery,
  from: date,
  to: date,
  interval: z.enum(['day', 'week', 'month']).default('day'),
})

export const gapsQuery = z.strictObject({
  ...coverageQuery,
  limit: z.int().min(1).max(500).default(20),
  verdicts: z
    .array(z.enum(['NOK', 'UNCOVERED']))
    .min(1)
    .default(['NOK', 'UNCOVERED']),
})
