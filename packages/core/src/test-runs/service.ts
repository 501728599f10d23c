import { z } from 'zod'
import { userIdOf } from '../actor.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { AtmosferaError, NotFoundError, PermissionError, ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { findSingle, listPage, rowIdOf } from '../resource-service.js'
import { id, parse } from '../validation.js'
import type { EvidenceStore, StoredEvidence } from './evidence.js'
import {
  findUnknownPlace,
  findUnknownUser,
  lockItem,
  type NewRun,
  type RunPlace,
  recordRuns,
  recordStatement,
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

const ofProject = z.object({ projectId: id })

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
    const news = runs.map((run) => this.#newRun(run))
    const others = this.#othersIn(news)
    const [only, ...more] = news
    const isOne = only !== undefined && more.length === 0 && others.length === 0
    const recorded = isOne ? await this.#runner.single(recordStatement(projectId, only)) : []
    if (recorded.length > 0) return recorded.map(testRunRepository.read)
    return await this.#runner.run((transaction) => recordCarefully(transaction, projectId, news, others), {
      need: { projectId, level: 'write' },
    })
  }

  async get(wanted: number): Promise<TestRun> {
    const runId = rowIdOf('test run', wanted)
    return await findSingle(this.#runner, { label: 'test run', repository: testRunRepository }, runId)
  }

  /**
   * Keeps a piece of evidence, such as a screenshot, to be named by a run that is recorded then: its `evidence` gets
   * `{ path, contentType, ...stored }`. The same bytes again are kept once.
   *
   * @param input.content for everybody who can read the project
   * @throws PermissionError where the actor may not write to the project.
   */
  async storeEvidence(input: {
    readonly projectId: number
    readonly content: AsyncIterable<Uint8Array>
  }): Promise<StoredEvidence> {
    const { projectId } = parse(ofProject, input)
    // Before anything of theirs is stored, whoever asks has to be somebody who may.
    await this.#runner.run(async () => {}, { need: { projectId, level: 'write' } })
    return await this.#evidence.put(String(projectId), input.content)
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
      await lockItem(transaction, run.cycleItemId)
      if (!(await testRunRepository.remove(transaction, runId))) {
        throw new PermissionError(`You may read the test run ${runId} but not delete it.`)
      }
      await updateItemStatuses(transaction, [run.cycleItemId])
    })
  }

  /** Whose runs they are besides the actor's. */
  #othersIn(runs: readonly NewRun[]): readonly number[] {
    const me = userIdOf(this.#runner.actor)
    const ids = new Set(runs.flatMap(({ values }) => values.executed_by ?? []))
    return [...ids].filter((id) => id !== me)
  }

  #newRun({ cycleItemId, cycleId, testCaseId, ...run }: z.output<typeof recordTestRun>): NewRun {
    return {
      place: { cycleItemId, cycleId, testCaseId },
      values: {
        executed_by: run.executedBy === undefined ? userIdOf(this.#runner.actor) : run.executedBy,
        executed_at: run.executedAt ?? this.#clock(),
        duration: run.durationMs === null ? null : Math.round(run.durationMs / 1000),
        duration_ms: run.durationMs === null ? null : Math.round(run.durationMs),
        status: run.status,
        notes: run.notes,
        evidence: run.evidence,
        environment: run.environment,
        version: run.version,
        step_results: run.stepResults,
        defects: run.defects,
        tags: run.tags,
        attempt: run.attempt,
      },
    }
  }
}

/**
 * Records any runs, or says why they cannot be recorded. They may be somebody else's, of whom the actor knows: a
 * foreign key alone would take anybody's id.
 */
async function recordCarefully(
  transaction: Transaction,
  projectId: number,
  runs: readonly NewRun[],
  others: readonly number[],
): Promise<readonly TestRun[]> {
  const nobody = await findUnknownUser(transaction, others)
  if (nobody !== undefined) throw new NotFoundError('user', nobody)
  const recorded = await recordRuns(transaction, projectId, runs)
  if (recorded.length > 0) return recorded
  const places = runs.map(({ place }) => place)
  const unknown = await findUnknownPlace(transaction, projectId, places)
  if (unknown !== undefined) throw noSuchPlace(unknown)
  throw new AtmosferaError(
    'database_busy',
    'A test case was taken out of its cycle while a run of it was recorded. Try again.',
  )
}

function noSuchPlace({ cycleItemId, cycleId, testCaseId }: RunPlace): NotFoundError {
  return cycleItemId === null
    ? new NotFoundError('test case or test cycle', `${testCaseId} in ${cycleId}`)
    : new NotFoundError('cycle item', cycleItemId)
}
