import { z } from 'zod'
import { userIdOf } from '../actor.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError, PermissionError, ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage } from '../resource-service.js'
import { id, parse } from '../validation.js'
import { ensureItems, lockItems, testRunRepository, updateItemStatuses } from './repository.js'
import {
  type ListTestRuns,
  type RecordTestRun,
  recordTestRun,
  type TestRun,
  testRunFilters,
} from './types.js'

/** Every execution, kept for good. A run is what happened: it is recorded, not edited. */
export class TestRuns {
  readonly #runner: Runner
  readonly #clock: () => Date

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner
    this.#clock = clock
  }

  /** Records one run, and gives its cycle item the status of the newest, in one transaction. */
  async record(input: RecordTestRun): Promise<TestRun> {
    const [run] = await this.recordMany([input])
    if (run === undefined) throw new Error('an INSERT that succeeded returned no row')
    return run
  }

  /** Records all or none, in one statement. They belong to one project. */
  async recordMany(inputs: readonly RecordTestRun[]): Promise<readonly TestRun[]> {
    const runs = parse(z.array(recordTestRun), inputs)
    const projectId = runs[0]?.projectId
    if (projectId === undefined) return []
    if (runs.some((run) => run.projectId !== projectId)) {
      throw new ValidationError([{ path: 'projectId', message: 'must be the same for all' }])
    }
    return await this.#runner.run((transaction) => this.#insert(transaction, projectId, runs), {
      need: { projectId, level: 'write' },
    })
  }

  async get(wanted: number): Promise<TestRun> {
    const runId = parse(id, wanted, 'id')
    return await this.#runner.run(async (transaction) => {
      const run = await testRunRepository.find(transaction, runId)
      if (run === undefined) throw new NotFoundError('test run', runId)
      return run
    })
  }

  async list(options: ListTestRuns): Promise<Page<TestRun>> {
    return await listPage(
      this.#runner,
      { repository: testRunRepository, projectOwned: true, filters: testRunFilters },
      options,
    )
  }

  /** Deletes a run that should never have been recorded; its item takes the status of the newest that is left. */
  async delete(wanted: number): Promise<void> {
    const runId = parse(id, wanted, 'id')
    await this.#runner.run(async (transaction) => {
      const run = await testRunRepository.find(transaction, runId)
      if (run === undefined) throw new NotFoundError('test run', runId)
      await lockItems(transaction, run.projectId, [
        { cycleItemId: run.cycleItemId, cycleId: null, testCaseId: null },
      ])
      if (!(await testRunRepository.remove(transaction, runId))) {
        throw new PermissionError(`You may read the test run ${runId} but not delete it.`)
      }
      await updateItemStatuses(transaction, [run.cycleItemId])
    })
  }

  async #insert(
    transaction: Transaction,
    projectId: number,
    runs: readonly z.output<typeof recordTestRun>[],
  ): Promise<readonly TestRun[]> {
    const pairs = runs.flatMap(({ cycleId, testCaseId }) =>
      cycleId === null || testCaseId === null ? [] : [{ cycleId, testCaseId }],
    )
    if (pairs.length > 0) await ensureItems(transaction, projectId, pairs)
    const items = await lockItems(transaction, projectId, runs)
    const byId = new Map(items.map((item) => [item.id, item]))
    const byPair = new Map(items.map((item) => [`${item.cycleId} ${item.testCaseId}`, item]))
    const rows = runs.map(({ cycleId, ...run }) => {
      const item =
        run.cycleItemId === null ? byPair.get(`${cycleId} ${run.testCaseId}`) : byId.get(run.cycleItemId)
      if (item === undefined) {
        throw run.cycleItemId === null
          ? new NotFoundError('test case or test cycle', `${run.testCaseId} in ${cycleId}`)
          : new NotFoundError('cycle item', run.cycleItemId)
      }
      return {
        ...run,
        cycleItemId: item.id,
        testCaseId: item.testCaseId,
        executedAt: run.executedAt ?? this.#clock(),
        executedBy: run.executedBy === undefined ? userIdOf(this.#runner.actor) : run.executedBy,
        durationMs: run.durationMs === null ? null : Math.round(run.durationMs),
        duration: run.durationMs === null ? null : Math.round(run.durationMs / 1000),
      }
    })
    const recorded = await testRunRepository.insertMany(transaction, rows)
    await updateItemStatuses(transaction, [...byId.keys()])
    return recorded
  }
}
