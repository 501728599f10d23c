import type { Runner, Transaction } from '../database/transaction.js'
import { decodeCursor, encodeCursor, type Page } from '../pagination.js'
import { parse } from '../validation.js'
import { ask } from './ask.js'
import {
  type ListPage,
  type Placed,
  readFlaky,
  readNeverRun,
  readOrphaned,
  readSlow,
  readStale,
} from './health-rows.js'
import type { ResolvedQuery } from './queries.js'
import { type CoverageQuery, momentOf } from './scope.js'
import {
  type FlakyTest,
  flakyQuery,
  type ListFlakyTests,
  type ListSlowTests,
  type ListStaleTests,
  type ListTests,
  listTestsQuery,
  type NeverRunTest,
  type OrphanedTest,
  type SlowTest,
  type StaleTest,
  slowQuery,
  staleQuery,
} from './test-list-types.js'

/** Tests that need somebody's attention, as lists. `docs/coverage.md` defines each. */
export class TestLists {
  readonly #runner: Runner
  readonly #clock: () => Date

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner
    this.#clock = clock
  }

  /**
   * Tests that pass and fail in one environment and version, or pass only at a later attempt of an import; those
   * first whose result changes most often.
   */
  async flaky(query: ListFlakyTests): Promise<Page<FlakyTest>> {
    const { lastRuns, since, ...list } = parse(flakyQuery, query)
    return await this.#list('flaky', list, (transaction, scope, page) =>
      readFlaky(transaction, scope, { lastRuns, since }, page),
    )
  }

  /** Tests that have durations, with how long they take now and took before; slowest first. */
  async slow(query: ListSlowTests): Promise<Page<SlowTest>> {
    const { lastRuns, ...list } = parse(slowQuery, query)
    return await this.#list('slow', list, (transaction, scope, page) =>
      readSlow(transaction, scope, lastRuns, page),
    )
  }

  /** Tests without a run in scope that passed or failed, in the order in which they were made. */
  async neverRun(query: ListTests): Promise<Page<NeverRunTest>> {
    return await this.#list('neverRun', parse(listTestsQuery, query), readNeverRun)
  }

  /** Tests that are linked to no ticket that is there, and why, in the order in which they were made. */
  async orphaned(query: ListTests): Promise<Page<OrphanedTest>> {
    return await this.#list('orphaned', parse(listTestsQuery, query), readOrphaned)
  }

  /** Tests whose newest result in scope is old; oldest first. */
  async stale(query: ListStaleTests): Promise<Page<StaleTest>> {
    const { days, ...list } = parse(staleQuery, query)
    const now = momentOf(list.asOf) ?? this.#clock()
    const before = new Date(now.getTime() - days * 86_400_000)
    return await this.#list('stale', list, (transaction, scope, page) =>
      readStale(transaction, scope, before, page),
    )
  }

  /** A page of a list; `name` keeps the cursors of two lists apart. */
  async #list<Item extends { readonly id: number }>(
    name: string,
    {
      limit,
      cursor,
      ...scope
    }: CoverageQuery & { readonly limit: number; readonly cursor?: string | null | undefined },
    read: (
      transaction: Transaction,
      scope: ResolvedQuery,
      page: ListPage,
    ) => Promise<readonly Placed<Item>[]>,
  ): Promise<Page<Item>> {
    const after = cursor == null ? undefined : decodeCursor(cursor, name)
    return await ask(this.#runner, scope, async (transaction, resolved) => {
      const found = await read(transaction, resolved, { limit, after })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        items: page.map(({ item }) => item),
        nextCursor:
          last === undefined ? null : encodeCursor({ sort: name, value: last.position, id: last.item.id }),
      }
    })
  }
}
