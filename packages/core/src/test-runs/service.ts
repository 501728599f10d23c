import { z } from 'zod'
import { userIdOf } from '../actor.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError, PermissionError, ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage, rowIdOf } from '../resource-service.js'
import { parse } from '../validation.js'
import type { EvidenceStore } from './evidence.js'
import {
  ensureItems,
  findUnknownUser,
  lockItems,
  type RunPlace,
  testRunRepository,
  updateItemStatuses,
} from './repository.js'
import {
  evidenceQuery,
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
  readonly #evidence: EvidenceStore

  constructor(runner: Runner, clock: () => Date, evidence: EvidenceStore) {
    this.#runner = runner
    this.#clock = clock
    this.#evidence = evidence
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
    const runId = rowIdOf('test run', wanted)
    return await this.#runner.run(async (transaction) => {
      const run = await testRunRepository.find(transaction, runId)
      if (run === undefined) throw new NotFoundError('test run', runId)
      return run
    })
  }

  /**
   * The bytes of a piece of a run's evidence, by the digest that `evidence` of the run gives.
   *
   * @throws NotFoundError where the run has no such evidence, or the store no longer has it.
   */
  async readEvidence(query: {
    readonly runId: number
    readonly sha256: string
  }): Promise<AsyncIterable<Uint8Array>> {
    const { runId, sha256 } = parse(evidenceQuery, query)
    const { projectId, evidence } = await this.get(runId)
    const isOfRun = evidence.some(
      (item) => typeof item === 'object' && item !== null && Reflect.get(item, 'sha256') === sha256,
    )
    const content = isOfRun ? await this.#evidence.get(String(projectId), sha256) : undefined
    if (content === undefined) throw new NotFoundError('evidence', sha256)
    return content
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
    const runId = rowIdOf('test run', wanted)
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

  /** A run may be somebody else's, of whom the actor knows: a foreign key alone would take anybody's id. */
  async #requireKnownUsers(
    transaction: Transaction,
    runs: readonly { readonly executedBy?: number | null | undefined }[],
  ): Promise<void> {
    const me = userIdOf(this.#runner.actor)
    const others = runs.flatMap(({ executedBy }) =>
      executedBy == null || executedBy === me ? [] : [executedBy],
    )
    if (others.length === 0) return
    const unknown = await findUnknownUser(transaction, [...new Set(others)])
    if (unknown !== undefined) throw new NotFoundError('user', unknown)
  }

  async #insert(
    transaction: Transaction,
    projectId: number,
    runs: readonly z.output<typeof recordTestRun>[],
  ): Promise<readonly TestRun[]> {
    await this.#requireKnownUsers(transaction, runs)
    const places = runs.map(({ cycleItemId, cycleId, testCaseId }) => ({ cycleItemId, cycleId, testCaseId }))
    if (places.some((place) => place.cycleItemId === null)) {
      const unknown = await ensureItems(transaction, projectId, places)
      if (unknown !== undefined) throw noSuchPlace(unknown)
    }
    const items = await lockItems(transaction, projectId, places)
    const byId = new Map(items.map((item) => [item.id, item]))
    const byPair = new Map(items.map((item) => [`${item.cycleId} ${item.testCaseId}`, item]))
    const rows = runs.map(({ cycleId, ...run }) => {
      const item =
        run.cycleItemId === null ? byPair.get(`${cycleId} ${run.testCaseId}`) : byId.get(run.cycleItemId)
      if (item === undefined) throw noSuchPlace({ ...run, cycleId })
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

function noSuchPlace({ cycleItemId, cycleId, testCaseId }: RunPlace): NotFoundError {
  return cycleItemId === null
    ? new NotFoundError('test case or test cycle', `${testCaseId} in ${cycleId}`)
    : new NotFoundError('cycle item', cycleItemId)
}
