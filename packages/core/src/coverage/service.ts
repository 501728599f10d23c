import { z } from 'zod'
import type { Runner } from '../database/transaction.js'
import { NotFoundError, ValidationError } from '../errors.js'
import { endOfDay, intervalEnds } from '../intervals.js'
import { decodeCursor, encodeCursor, type Page, type PageOptions, pageOptions } from '../pagination.js'
import { date, parse, text } from '../validation.js'
import { ask } from './ask.js'
import { readDiff } from './diff.js'
import { findTicket, readLinkedTestCases } from './evidence.js'
import { type CoverageExplanation, explainTestCase, explainVerdict } from './explanation.js'
import { readGaps } from './gap-rows.js'
import { type CoverageGaps, reasonsOf, riskOf } from './gaps.js'
import { type MatrixItems, type MatrixPart, readMatrix } from './matrix.js'
import { matrixCsv } from './matrix-csv.js'
import { matrixHtml } from './matrix-html.js'
import type { MatrixTablePage } from './matrix-table.js'
import {
  type CoverageMatrix,
  type MatrixExport,
  type MatrixQuery,
  matrixExport,
  matrixQuery,
  type TestCaseMatrix,
} from './matrix-types.js'
import { readBreakdown, readEnvironments, readPolicy, readSummary } from './repository.js'
import { type CoverageQuery, momentOf } from './scope.js'
import type { CoverageSummary } from './summary.js'
import { TestLists } from './test-lists.js'
import { readRollups, readTickets } from './ticket-rows.js'
import { replayTrend, type TrendPoint } from './trend.js'
import { readHistory } from './trend-rows.js'
import {
  type CoverageBreakdown,
  type CoverageDiff,
  type CoverageTicket,
  coverageQuery,
  type ListCoverageTickets,
  type TrendQuery,
} from './types.js'
import { verdicts } from './verdict.js'

/**
 * Which tickets are covered by tests and what those say, in any scope and as of any date. Verdicts follow one
 * published policy (`docs/coverage.md`), and each explains itself.
 */
export class Coverage {
  readonly #runner: Runner
  readonly #clock: () => Date

  /** Tests that need attention: flaky, slow, never run, orphaned, stale. */
  readonly tests: TestLists

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner
    this.#clock = clock
    this.tests = new TestLists(runner, clock)
  }

  /** The numbers of everything that the scope selects. */
  async summary(query: CoverageQuery): Promise<CoverageSummary> {
    const parsed = parse(z.strictObject(coverageQuery), query)
    return await ask(this.#runner, parsed, readSummary)
  }

  /** A page of the selected tickets with their verdicts. */
  async tickets(query: ListCoverageTickets): Promise<Page<CoverageTicket>> {
    const { verdicts: wanted, limit, cursor, sort, ...scope } = parse(ticketsQuery, query)
    const after = cursor == null ? undefined : decodeCursor(cursor, sort)
    const descending = sort.startsWith('-')
    const by = (descending ? sort.slice(1) : sort) as 'key'
    return await ask(this.#runner, scope, async (transaction, resolved) => {
      const rows = await readTickets(transaction, resolved, {
        verdicts: wanted,
        sort: by,
        descending,
        limit,
        after,
      })
      const items = rows.slice(0, limit)
      const last = rows.length > limit ? items.at(-1) : undefined
      const rollups = await readRollups(
        transaction,
        resolved,
        items.map((item) => item.key),
      )
      return {
        items: items.map(({ id: _, position: __, ...item }) => {
          const below = rollups.get(item.key)
          if (below === undefined) return item
          const { verdict, children, childrenCovered } = below
          return { ...item, rolledUpVerdict: verdict, children, childrenCovered }
        }),
        nextCursor: last === undefined ? null : encodeCursor({ sort, value: last.position, id: last.id }),
      }
    })
  }

  /** A summary for each value: of each fix version, component, label, epic, priority, issue type or environment. */
  async breakdown(
    query: CoverageQuery & { readonly by: CoverageBreakdown['by'] },
  ): Promise<CoverageBreakdown> {
    const { by, ...scope } = parse(breakdownQuery, query)
    const items = await ask(this.#runner, scope, async (transaction, resolved) => {
      if (by !== 'environment') return await readBreakdown(transaction, resolved, by)
      const summaries: { value: string | null; summary: CoverageSummary }[] = []
      for (const value of await readEnvironments(transaction, resolved)) {
        const summary = await readSummary(transaction, { ...resolved, environments: [value ?? ''] })
        summaries.push({ value, summary })
      }
      return summaries
    })
    return { projectId: scope.projectId, by, items }
  }

  /**
   * Why a ticket has the verdict it has: its links, the run taken in each environment, the runs passed over,
   * the rule that decided, and how old the deciding run is.
   */
  async explain(query: CoverageQuery & { readonly key: string }): Promise<CoverageExplanation> {
    const { key, ...scope } = parse(explainQuery, query)
    return await ask(this.#runner, scope, async (transaction, resolved) => {
      const ticket = await findTicket(transaction, resolved, key)
      if (ticket === undefined) throw new NotFoundError('ticket', key)
      const linked = await readLinkedTestCases(transaction, resolved, ticket.id)
      const testCases = linked.map((testCase) => explainTestCase(testCase, resolved.policy))
      const rollups = await readRollups(transaction, resolved, [key])
      const { id: _, ...shown } = ticket
      const { projectId, policy: __, ...asked } = resolved
      return {
        projectId,
        ...shown,
        scope: asked,
        ...explainVerdict(testCases, this.#clock()),
        testCases,
        rollup: rollups.get(key) ?? null,
      }
    })
  }

  /**
   * A page of the traceability matrix: tickets with the test cases that cover them, or with `by: 'testCase'` test
   * cases with the tickets that they cover. Each test case comes with its last result and its defects.
   */
  async matrix(query: MatrixQuery & { readonly by: 'testCase' }): Promise<TestCaseMatrix>
  async matrix(query: MatrixQuery & { readonly by?: 'ticket' | undefined }): Promise<CoverageMatrix>
  async matrix(query: MatrixQuery): Promise<CoverageMatrix | TestCaseMatrix>
  async matrix(query: MatrixQuery): Promise<CoverageMatrix | TestCaseMatrix> {
    const { by, groupBy, uncovered, orphaned, limit, cursor = null, ...scope } = parse(matrixQuery, query)
    const part = { by, groupBy, uncovered, orphaned, limit, cursor }
    return await ask(this.#runner, scope, async (transaction, resolved) => {
      const page = await readMatrix(transaction, resolved, part)
      const environments = await readEnvironments(transaction, resolved)
      return {
        projectId: resolved.projectId,
        groupBy: groupBy ?? null,
        environments: environments.map((environment) => environment ?? ''),
        ...page,
      }
    })
  }

  /**
   * The whole matrix as CSV or as one HTML page, piece by piece: it is read while it is written, and never in
   * memory as a whole.
   *
   * @example
   * ```ts
   * await pipeline(atmosfera.system.coverage.exportMatrix({ projectId, format: 'html' }), createWriteStream('matrix.html'))
   * ```
   */
  async *exportMatrix(query: MatrixExport): AsyncGenerator<string, void, void> {
    const { format, title, ...given } = parse(matrixExport, query)
    const pages = this.#matrixPages(given)
    yield* format === 'csv' ? matrixCsv(pages) : matrixHtml(title, pages)
  }

  /**
   * The tickets whose verdict differs between two scopes of one project, a page at a time by key, and the test
   * cases that made it so. The counts are of all that differ.
   */
  async diff(a: CoverageQuery, b: CoverageQuery, page: PageOptions = {}): Promise<CoverageDiff> {
    const from = parse(z.strictObject(coverageQuery), a)
    const to = parse(z.strictObject(coverageQuery), b)
    const { limit, cursor = null } = parse(z.strictObject(pageOptions), page)
    if (from.projectId !== to.projectId) {
      throw new ValidationError([{ path: 'projectId', message: 'must be the same in both scopes' }])
    }
    return await ask(this.#runner, from, async (transaction, before) => {
      const after = { ...to, policy: to.policy ?? (await readPolicy(transaction, to.projectId)) }
      return await readDiff(transaction, before, after, { limit, cursor })
    })
  }

  /**
   * The three numbers at the end of each day, week or month, replayed out of runs and links: what was recorded
   * late or back-dated is where it belongs.
   *
   * @throws ValidationError for more than 1,500 points.
   */
  async trend(query: TrendQuery): Promise<readonly TrendPoint[]> {
    const { from, to, interval, ...scope } = parse(trendQuery, query)
    const days = intervalEnds(from, to, interval, maxPoints)
    const boundaries = days.map(endOfDay)
    return await ask(this.#runner, scope, async (transaction, resolved) =>
      replayTrend(await readHistory(transaction, resolved, boundaries), days, resolved.policy),
    )
  }

  /** Uncovered and failing tickets, riskiest first, each with its reasons. */
  async gaps(query: CoverageQuery & { readonly limit?: number | undefined }): Promise<CoverageGaps> {
    const { limit, ...scope } = parse(gapsQuery, query)
    return await ask(this.#runner, scope, async (transaction, resolved) => {
      const now = momentOf(resolved.asOf) ?? this.#clock()
      const { items, ...counts } = await readGaps(transaction, resolved, { limit, now })
      return {
        projectId: resolved.projectId,
        ...counts,
        items: items.map(({ resolved: done, ...item }) => {
          const facts = { ...item, resolved: done }
          return { ...item, risk: riskOf(facts), reasons: reasonsOf(facts) }
        }),
      }
    })
  }

  /** The pages of an export, each in a transaction of its own, with the environments that there are at its beginning. */
  async *#matrixPages(
    given: Omit<z.output<typeof matrixExport>, 'format' | 'title'>,
  ): AsyncGenerator<MatrixTablePage, void, void> {
    const { by, groupBy, uncovered, orphaned, ...scope } = given
    const environments = await ask(this.#runner, scope, readEnvironments)
    const shared = { groupBy: groupBy ?? null, environments: environments.map((name) => name ?? '') }
    let cursor: string | null = null
    do {
      const part: MatrixPart = { by, groupBy, uncovered, orphaned, limit: exportedAtOnce, cursor }
      const page: MatrixItems = await ask(this.#runner, scope, (transaction, resolved) =>
        readMatrix(transaction, resolved, part),
      )
      yield { ...shared, ...page }
      cursor = page.nextCursor
    } while (cursor !== null)
  }
}

const ticketsQuery = z.strictObject({
  ...coverageQuery,
  ...pageOptions,
  verdicts: z.array(z.enum(verdicts)).default([]),
  sort: z
    .enum([
      'key',
      '-key',
      'verdict',
      '-verdict',
      'testCases',
      '-testCases',
      'lastExecutedAt',
      '-lastExecutedAt',
    ])
    .default('key'),
})

const breakdownQuery = z.strictObject({
  ...coverageQuery,
  by: z.enum(['fixVersion', 'component', 'label', 'epic', 'priority', 'issueType', 'environment']),
})

const explainQuery = z.strictObject({ ...coverageQuery, key: text.min(1) })

const trendQuery = z.strictObject({
  ...coverageQuery,
  from: date,
  to: date,
  interval: z.enum(['day', 'week', 'month']).default('day'),
})

const gapsQuery = z.strictObject({ ...coverageQuery, limit: z.int().min(1).max(500).default(20) })

const maxPoints = 1_500

/** How many rows of a matrix are read at once, as far as their cells fit: finding where they begin is what costs. */
const exportedAtOnce = 2_000
