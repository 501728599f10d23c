import { z } from 'zod'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError, ValidationError } from '../errors.js'
import { endOfDay, intervalEnds } from '../intervals.js'
import { decodeCursor, encodeCursor, type Page, pageOptions } from '../pagination.js'
import { date, parse, text } from '../validation.js'
import { findTicket, type MatrixCell, readChanges, readLinkedTestCases, readMatrixCells } from './evidence.js'
import { type CoverageExplanation, explainTestCase, explainVerdict } from './explanation.js'
import { readGaps } from './gap-rows.js'
import { type CoverageGaps, reasonsOf, riskOf } from './gaps.js'
import { type ResolvedQuery, withoutNestedLoops } from './queries.js'
import { readBreakdown, readEnvironments, readPolicy, readSummary } from './repository.js'
import type { CoverageQuery } from './scope.js'
import type { CoverageSummary } from './summary.js'
import { readRollups, readTickets } from './ticket-rows.js'
import { replayTrend, type TrendPoint } from './trend.js'
import { readHistory } from './trend-rows.js'
import {
  type CoverageBreakdown,
  type CoverageDiff,
  type CoverageMatrix,
  type CoverageTicket,
  coverageQuery,
  type ListCoverageTickets,
  type MatrixQuery,
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

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner
    this.#clock = clock
  }

  /** The numbers of everything that the scope selects. */
  async summary(query: CoverageQuery): Promise<CoverageSummary> {
    const parsed = parse(z.strictObject(coverageQuery), query)
    return await this.#ask(parsed, readSummary)
  }

  /** A page of the selected tickets with their verdicts. */
  async tickets(query: ListCoverageTickets): Promise<Page<CoverageTicket>> {
    const { verdicts: wanted, limit, cursor, sort, ...scope } = parse(ticketsQuery, query)
    const after = cursor == null ? undefined : decodeCursor(cursor, sort)
    const descending = sort.startsWith('-')
    const by = (descending ? sort.slice(1) : sort) as 'key'
    return await this.#ask(scope, async (transaction, resolved) => {
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
    const items = await this.#ask(scope, async (transaction, resolved) => {
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
    return await this.#ask(scope, async (transaction, resolved) => {
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

  /** A page of tickets, each with the test cases that cover it and the verdict of each environment. */
  async matrix(query: MatrixQuery): Promise<CoverageMatrix> {
    const { limit, cursor, uncovered, ...scope } = parse(matrixQuery, query)
    const after = cursor == null ? undefined : decodeCursor(cursor, 'key')
    const shown = uncovered ? [] : verdicts.filter((verdict) => verdict !== 'UNCOVERED')
    return await this.#ask(scope, async (transaction, resolved) => {
      const page = { verdicts: shown, sort: 'key', descending: false, limit, after } as const
      const rows = await readTickets(transaction, resolved, page)
      const tickets = rows.slice(0, limit)
      const last = rows.length > limit ? tickets.at(-1) : undefined
      const cells = await readMatrixCells(
        transaction,
        resolved,
        tickets.map((ticket) => ticket.id),
      )
      const byTicket = groupByTicket(cells)
      const environments = await readEnvironments(transaction, resolved)
      return {
        projectId: resolved.projectId,
        environments: environments.map((environment) => environment ?? ''),
        items: tickets.map(({ id, key, summary, verdict }) => ({
          key,
          summary,
          verdict,
          testCases: (byTicket.get(id) ?? []).map(({ ticketId: _, testCaseId, ...cell }) => ({
            id: testCaseId,
            ...cell,
          })),
        })),
        nextCursor:
          last === undefined ? null : encodeCursor({ sort: 'key', value: last.position, id: last.id }),
      }
    })
  }

  /** The tickets whose verdict differs between two scopes of one project, and the test cases that made it so. */
  async diff(a: CoverageQuery, b: CoverageQuery): Promise<CoverageDiff> {
    const from = parse(z.strictObject(coverageQuery), a)
    const to = parse(z.strictObject(coverageQuery), b)
    if (from.projectId !== to.projectId) {
      throw new ValidationError([{ path: 'projectId', message: 'must be the same in both scopes' }])
    }
    return await this.#ask(from, async (transaction, before) => {
      const after = { ...to, policy: to.policy ?? (await readPolicy(transaction, to.projectId)) }
      const changes = await readChanges(transaction, before, after)
      const ids = changes.map((change) => change.id)
      const was = groupByTicket(await readMatrixCells(transaction, before, ids))
      const became = groupByTicket(await readMatrixCells(transaction, after, ids))
      return {
        projectId: from.projectId,
        changed: changes.map(({ id, ...change }) => ({
          ...change,
          because: changedTestCases(was.get(id) ?? [], became.get(id) ?? []),
        })),
      }
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
    return await this.#ask(scope, async (transaction, resolved) =>
      replayTrend(await readHistory(transaction, resolved, boundaries), days, resolved.policy),
    )
  }

  /** Uncovered and failing tickets, riskiest first, each with its reasons. */
  async gaps(query: CoverageQuery & { readonly limit?: number | undefined }): Promise<CoverageGaps> {
    const { limit, ...scope } = parse(gapsQuery, query)
    return await this.#ask(scope, async (transaction, resolved) => {
      const { items, ...counts } = await readGaps(transaction, resolved, limit)
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

  /** Runs a question in one transaction, with the policy that applies. */
  async #ask<Result>(
    query: CoverageQuery,
    question: (transaction: Transaction, query: ResolvedQuery) => Promise<Result>,
  ): Promise<Result> {
    return await this.#runner.run(
      async (transaction) => {
        const policy = query.policy ?? (await readPolicy(transaction, query.projectId))
        return await withoutNestedLoops(transaction, () => question(transaction, { ...query, policy }))
      },
      { need: { projectId: query.projectId, level: 'read' } },
    )
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

const matrixQuery = z.strictObject({
  ...coverageQuery,
  ...pageOptions,
  uncovered: z.boolean().default(false),
})

const trendQuery = z.strictObject({
  ...coverageQuery,
  from: date,
  to: date,
  interval: z.enum(['day', 'week', 'month']).default('day'),
})

const gapsQuery = z.strictObject({ ...coverageQuery, limit: z.int().min(1).max(500).default(20) })

const maxPoints = 1_500

function groupByTicket(cells: readonly MatrixCell[]): ReadonlyMap<number, readonly MatrixCell[]> {
  const groups = new Map<number, MatrixCell[]>()
  for (const cell of cells) {
    const group = groups.get(cell.ticketId)
    if (group === undefined) groups.set(cell.ticketId, [cell])
    else group.push(cell)
  }
  return groups
}

function changedTestCases(
  was: readonly MatrixCell[],
  became: readonly MatrixCell[],
): CoverageDiff['changed'][number]['because'] {
  const ids = [...new Set([...was, ...became].map((cell) => cell.testCaseId))]
  return ids.flatMap((id) => {
    const before = was.find((cell) => cell.testCaseId === id)
    const after = became.find((cell) => cell.testCaseId === id)
    const title = (after ?? before)?.title ?? ''
    const [from, to] = [before?.verdict ?? null, after?.verdict ?? null]
    return from === to ? [] : [{ testCaseId: id, title, from, to }]
  })
}
