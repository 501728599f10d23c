import type { z } from 'zod'
import type { Runner, Transaction } from '../database/transaction.js'
import { ValidationError } from '../errors.js'
import { endOfDay, intervalEnds } from '../intervals.js'
import { decodeCursor, type Page, type PageOptions } from '../pagination.js'
import { parse } from '../validation.js'
import { ask, glance, glanceWith } from './ask.js'
import { readDiff } from './diff.js'
import { type Evidence, evidenceAtAGlance, glancedEvidence, readEvidence } from './evidence.js'
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
import { inEnvironment, type ResolvedQuery } from './queries.js'
import { readBreakdown, readEnvironments } from './repository.js'
import { type CoverageQuery, momentOf, narrowsTickets } from './scope.js'
import { basisOf, rebuild } from './stored-rows.js'
import { pageCall, readStoredPage, storedPage } from './stored-ticket-rows.js'
import { storedTrend } from './stored-trend.js'
import type { CoverageSummary } from './summary.js'
import { readSummary, storedSummary } from './summary-rows.js'
import { TestLists } from './test-lists.js'
import { type TicketPage, toPage } from './ticket-page.js'
import { readRollups, readTickets } from './ticket-rows.js'
import { replayTrend, type TrendPoint } from './trend.js'
import { readHistory } from './trend-rows.js'
import {
  breakdownQuery,
  type CoverageBreakdown,
  type CoverageDiff,
  type CoverageTicket,
  explainQuery,
  type GapsQuery,
  gapsQuery,
  type ListCoverageTickets,
  pageQuery,
  projectQuery,
  summaryQuery,
  type TrendQuery,
  ticketsQuery,
  trendQuery,
} from './types.js'
import type { CoveragePolicy } from './verdict.js'

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
    const parsed = parse(summaryQuery, query)
    const isWhole = basisOf(parsed) === 'verdicts' && !narrowsTickets(parsed)
    const found = isWhole ? await glance(this.#runner, parsed.projectId) : undefined
    if (found !== undefined) return storedSummary(parsed, found)
    return await ask(
      this.#runner,
      parsed,
      async (transaction, resolved, { stored }) =>
        isWhole && resolved.basis === 'verdicts'
          ? storedSummary(parsed, stored)
          : await readSummary(transaction, resolved, stored),
      { byIndex: isWhole },
    )
  }

  /** A page of the selected tickets with their verdicts. */
  async tickets(query: ListCoverageTickets): Promise<Page<CoverageTicket>> {
    const { verdicts: wanted, limit, cursor, sort, ...scope } = parse(ticketsQuery, query)
    const descending = sort.startsWith('-')
    const page: TicketPage = {
      verdicts: wanted,
      sort: (descending ? sort.slice(1) : sort) as TicketPage['sort'],
      descending,
      limit,
      after: cursor == null ? undefined : decodeCursor(cursor, sort),
    }
    if (basisOf(scope) === 'verdicts') {
      const found = await glanceWith(this.#runner, scope.projectId, (project) =>
        pageCall(scope, page, project),
      )
      if (found !== undefined) {
        const { rows, rollups } = storedPage(found)
        return toPage(rows, rollups, page, sort)
      }
    }
    const readPage = async (transaction: Transaction, resolved: ResolvedQuery) => {
      if (resolved.basis === 'verdicts') {
        const { rows, rollups } = await readStoredPage(transaction, resolved, page)
        return toPage(rows, rollups, page, sort)
      }
      const rows = await readTickets(transaction, resolved, page)
      const ids = rows.slice(0, limit).map((row) => row.id)
      return toPage(rows, await readRollups(transaction, resolved, ids), page, sort)
    }
    return await ask(this.#runner, scope, readPage, { byIndex: true })
  }

  /** A summary for each value: of each fix version, component, label, epic, priority, issue type or environment. */
  async breakdown(
    query: CoverageQuery & { readonly by: CoverageBreakdown['by'] },
  ): Promise<CoverageBreakdown> {
    const { by, ...scope } = parse(breakdownQuery, query)
    const items = await ask(this.#runner, scope, async (transaction, resolved, { stored }) => {
      if (by !== 'environment') return await readBreakdown(transaction, resolved, by)
      const summaries: { value: string | null; summary: CoverageSummary }[] = []
      for (const value of await readEnvironments(transaction, resolved)) {
        const summary = await readSummary(transaction, inEnvironment(resolved, value), stored)
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
    const { projectId, policy: _, ...asked } = scope
    const shown = ({ ticket: { id: __, ...ticket }, linked, rollup }: Evidence, policy: CoveragePolicy) => {
      const testCases = linked.map((testCase) => explainTestCase(testCase, policy))
      const explanation = explainVerdict(testCases, this.#clock())
      return { projectId, ...ticket, scope: asked, ...explanation, testCases, rollup }
    }
    if (basisOf(scope) === 'verdicts') {
      const found = await glanceWith(this.#runner, projectId, evidenceAtAGlance(key))
      if (found !== undefined) return shown(...glancedEvidence(found, key))
    }
    const explainOne = async (transaction: Transaction, resolved: ResolvedQuery) =>
      shown(await readEvidence(transaction, resolved, key), resolved.policy)
    return await ask(this.#runner, scope, explainOne, { byIndex: true })
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
    const from = parse(summaryQuery, a)
    const to = parse(summaryQuery, b)
    const { limit, cursor = null } = parse(pageQuery, page)
    if (from.projectId !== to.projectId) {
      throw new ValidationError([{ path: 'projectId', message: 'must be the same in both scopes' }])
    }
    return await ask(
      this.#runner,
      from,
      async (transaction, before, { resolve }) =>
        await readDiff(transaction, before, resolve(to), { limit, cursor }),
      { others: [to] },
    )
  }

  /**
   * The three numbers at the end of each day, week or month, out of runs and links: what was recorded late or
   * back-dated is where it belongs. Without a scope the database keeps them, so that only days are computed that
   * nobody asked for since something was written into them.
   *
   * @throws ValidationError for more than 1,500 points.
   */
  async trend(query: TrendQuery): Promise<readonly TrendPoint[]> {
    const { from, to, interval, ...scope } = parse(trendQuery, query)
    const days = intervalEnds(from, to, interval, maxPoints)
    const stored = await storedTrend(this.#runner, scope, days)
    if (stored !== undefined) return stored
    const boundaries = days.map(endOfDay)
    return await ask(this.#runner, scope, async (transaction, resolved) =>
      replayTrend(await readHistory(transaction, resolved, boundaries), days, resolved.policy),
    )
  }

  /**
   * Computes anew what the database keeps of a project's coverage: after its tables were filled past their
   * triggers, which ordinary writing never does.
   */
  async rebuild(query: { readonly projectId: number }): Promise<void> {
    const { projectId } = parse(projectQuery, query)
    await this.#runner.run((transaction) => rebuild(transaction, projectId), {
      need: { projectId, level: 'manage' },
    })
  }

  /** Uncovered and failing tickets, riskiest first, each with its reasons. */
  async gaps(query: GapsQuery): Promise<CoverageGaps> {
    const { limit, verdicts, ...scope } = parse(gapsQuery, query)
    return await ask(this.#runner, scope, async (transaction, resolved) => {
      const now = momentOf(resolved.asOf) ?? this.#clock()
      const { items, ...counts } = await readGaps(transaction, resolved, { limit, now, verdicts })
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

const maxPoints = 1_500

/** How many rows of a matrix are read at once, as far as their cells fit: finding where they begin is what costs. */
const exportedAtOnce = 2_000
