import { z } from 'zod'
import { type PageOptions, pageOptions } from '../pagination.js'
import { date } from '../validation.js'
import type { RunScope } from './scope.js'
import { defaultFlakyRuns, defaultSlowRuns, type Flakiness, type Slowness } from './test-health.js'
import { coverageQuery } from './types.js'

/** A page of a list of tests. All lists are of counted test cases, and look at the runs of this scope. */
export interface ListTests extends RunScope, PageOptions {
  readonly projectId: number
}

export interface ListFlakyTests extends ListTests {
  /**
   * How many of the newest final runs to look at, in each environment and version.
   *
   * @default 50
   */
  readonly lastRuns?: number | undefined
  /** Only runs from then on. */
  readonly since?: Date | string | undefined
}

export interface ListSlowTests extends ListTests {
  /**
   * How many of the newest final runs to look at. As many before those are what it is compared with.
   *
   * @default 20
   */
  readonly lastRuns?: number | undefined
}

export interface ListStaleTests extends ListTests {
  /**
   * After how many days without a result a test is stale.
   *
   * @default 90
   */
  readonly days?: number | undefined
}

/** A test case of a list. */
export interface ListedTest {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  /** The test case's own status, such as `ready`. */
  readonly status: string | null
}

/** A test that changes its mind. */
export interface FlakyTest extends ListedTest, Flakiness {}

/** How long a test takes, and how long it took before. */
export interface SlowTest extends ListedTest, Slowness {}

/** A test without a final run in scope. */
export interface NeverRunTest extends ListedTest {
  readonly createdAt: Date | null
  /** Runs in scope that came to no result, and the status of the newest. */
  readonly runs: number
  readonly lastStatus: string | null
}

/** A test that is linked to no ticket that is there. */
export interface OrphanedTest extends ListedTest {
  /** `unlinked`: it has no link. Else its links lead to tickets found deleted, or to keys that no ticket has yet. */
  readonly reasons: readonly ('unlinked' | 'tombstoned' | 'pending')[]
  readonly tombstonedKeys: readonly string[]
  readonly pendingKeys: readonly string[]
}

/** A test whose newest final run in scope is old. */
export interface StaleTest extends ListedTest {
  readonly lastExecutedAt: Date
}

const { projectId, environments, versions, cycleIds, asOf } = coverageQuery

const listTests = { projectId, environments, versions, cycleIds, asOf, ...pageOptions }

const runCount = z.int().min(1).max(1_000)

export const listTestsQuery = z.strictObject(listTests)
export const flakyQuery = z.strictObject({
  ...listTests,
  lastRuns: runCount.default(defaultFlakyRuns),
  since: date.optional(),
})
export const slowQuery = z.strictObject({ ...listTests, lastRuns: runCount.default(defaultSlowRuns) })
export const staleQuery = z.strictObject({ ...listTests, days: z.int().min(1).max(36_500).default(90) })
