import { z } from 'zod'
import { type PageOptions, pageOptions } from '../pagination.js'
import { shortText } from '../validation.js'
import type { TestDefect } from './defects.js'
import type { CoverageQuery } from './scope.js'
import { coverageQuery } from './types.js'
import type { TestVerdict, Verdict } from './verdict.js'

/** What the rows of a matrix are: tickets with their test cases, or test cases with their tickets. */
export type MatrixAxis = 'ticket' | 'testCase'

/** What a matrix can be arranged by. */
export type MatrixGrouping = 'epic' | 'fixVersion' | 'component'

/** What a matrix shows. */
export interface MatrixScope extends CoverageQuery {
  /**
   * One row for each value: what has two is in both, what has none is in the group null, which comes last. A
   * ticket's epics are those above it at any depth, as in a breakdown; a test case is in the groups of its
   * tickets, with the tickets of that group.
   */
  readonly groupBy?: MatrixGrouping | undefined
  /**
   * By ticket: whether to list tickets that no test case covers.
   *
   * @default false
   */
  readonly uncovered?: boolean | undefined
  /**
   * By test case: whether to list test cases without any ticket, whatever tickets the scope selects.
   *
   * @default false
   */
  readonly orphaned?: boolean | undefined
}

/** A page of a matrix. It may hold fewer items than `limit` where those have very many cells. */
export interface MatrixQuery extends MatrixScope, PageOptions {
  /** @default 'ticket' */
  readonly by?: MatrixAxis | undefined
}

/** A whole matrix as text. */
export interface MatrixExport extends MatrixScope {
  readonly format: 'csv' | 'html'
  /** @default 'ticket' */
  readonly by?: MatrixAxis | undefined
  /**
   * The heading of the page; CSV has none.
   *
   * @default 'Traceability matrix'
   */
  readonly title?: string | undefined
}

/** The newest of the runs that decide about a test case. */
export interface LastRun {
  readonly id: number
  readonly status: string
  readonly executedAt: Date | null
  readonly environment: string | null
  readonly version: string | null
}

/** A test case and what is known of it in scope. */
export interface TestCaseResult {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  readonly verdict: TestVerdict
  /** When the newest of the runs that decide took place. */
  readonly lastExecutedAt: Date | null
  /** That run; null where there is none. */
  readonly lastRun: LastRun | null
  /** The verdict in each environment that has runs; the key of runs without one is the empty string. */
  readonly environments: Readonly<Record<string, TestVerdict>>
  readonly defects: readonly TestDefect[]
}

/** A ticket in a matrix. */
export interface MatrixTicket {
  readonly key: string
  readonly summary: string
  /** Of all its counted test cases. */
  readonly verdict: Verdict
}

/** A ticket with the test cases that cover it; `group` only where the matrix is grouped. */
export interface TicketMatrixItem extends MatrixTicket {
  readonly group?: string | null
  readonly testCases: readonly TestCaseResult[]
}

/** A test case with the tickets that it covers; `group` only where the matrix is grouped. */
export interface TestCaseMatrixItem extends TestCaseResult {
  readonly group?: string | null
  readonly tickets: readonly MatrixTicket[]
}

interface MatrixPage<By extends MatrixAxis, Item> {
  readonly projectId: number
  readonly by: By
  readonly groupBy: MatrixGrouping | null
  /** Every environment with runs in scope; the empty string stands for runs without one. */
  readonly environments: readonly string[]
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/** Tickets by key, the test cases that cover them, and what is known of those. */
export type CoverageMatrix = MatrixPage<'ticket', TicketMatrixItem>

/** Test cases by id, and the tickets that they cover. */
export type TestCaseMatrix = MatrixPage<'testCase', TestCaseMatrixItem>

const matrixScope = {
  ...coverageQuery,
  by: z.enum(['ticket', 'testCase']).default('ticket'),
  groupBy: z.enum(['epic', 'fixVersion', 'component']).optional(),
  uncovered: z.boolean().default(false),
  orphaned: z.boolean().default(false),
}

export const matrixQuery = z.strictObject({ ...matrixScope, ...pageOptions })

export const matrixExport = z.strictObject({
  ...matrixScope,
  format: z.enum(['csv', 'html']),
  title: shortText(200).default('Traceability matrix'),
})
