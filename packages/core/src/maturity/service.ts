import { userIdOf } from '../actor.js'
import { momentOf } from '../coverage/scope.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError, PermissionError, ValidationError } from '../errors.js'
import { endOfDay, intervalEnds } from '../intervals.js'
import type { Page } from '../pagination.js'
import { listPage } from '../resource-service.js'
import { id, parse } from '../validation.js'
import type { Measurements } from './input.js'
import { measure } from './measure.js'
import { isMeasured, type MaturityModel } from './model/types.js'
import type { MaturityReport } from './report.js'
import {
  answerRepository,
  assessmentRepository,
  lockModel,
  readAnswers,
  readAssessments,
  readModel,
  readModelVersion,
  readOtherProjects,
  writeModel,
} from './repository.js'
import { roundHalfUp } from './rounding.js'
import { scoreMaturity } from './scoring.js'
import {
  type AnswerCriterion,
  type AssessDimension,
  answerCriterion,
  answerFilters,
  assessDimension,
  assessmentFilters,
  type CriterionAnswerEntry,
  type ListAssessments,
  type ListCriterionAnswers,
  type MaturityAssessment,
  type MaturityBenchmark,
  type MaturityPoint,
  type MaturityProgressQuery,
  type MaturityQuery,
  maturityQuery,
  progressQuery,
  type SaveMaturityModel,
} from './types.js'
import { assertModel } from './validate-model.js'

/** How a report is scored, once it is known as of when. */
type ScoringQuery = Omit<MaturityQuery, 'asOf'>

/** How mature a project's testing is, by what people found and by what the product measured. */
export class Maturity {
  readonly #runner: Runner
  readonly #clock: () => Date

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner
    this.#clock = clock
  }

  /** Levels, scores, gaps and the way ahead, as of any date. */
  async report(query: MaturityQuery): Promise<MaturityReport> {
    const { asOf, ...scoring } = parse(maturityQuery, query)
    const moment = momentOf(asOf) ?? this.#clock()
    return await this.#read(scoring.projectId, (transaction) => score(transaction, scoring, moment))
  }

  /** The metrics that criteria rest on, as of any date. */
  async measure(query: {
    readonly projectId: number
    readonly asOf?: Date | string | undefined
  }): Promise<Measurements> {
    const { projectId, asOf } = parse(maturityQuery, query)
    const moment = momentOf(asOf) ?? this.#clock()
    return await this.#read(projectId, (transaction) => measure(transaction, { projectId, asOf: moment }))
  }

  /** The scores at the end of each interval; at most 120. */
  async progress(query: MaturityProgressQuery): Promise<readonly MaturityPoint[]> {
    const { from, to, interval, ...scoring } = parse(progressQuery, query)
    const days = intervalEnds(from, to, interval, maxPoints)
    return await this.#read(scoring.projectId, async (transaction) => {
      const points: MaturityPoint[] = []
      for (const day of days) {
        const { average, gatedLevel, confidence, dimensions } = await score(
          transaction,
          scoring,
          new Date(endOfDay(day).getTime() - 1),
        )
        const levels = Object.fromEntries(dimensions.map((dimension) => [dimension.name, dimension.level]))
        points.push({ date: day, average, gatedLevel, confidence, levels })
      }
      return points
    })
  }

  /** The project's place among the others that the caller may see, where there are at least five. */
  async benchmark(query: MaturityQuery): Promise<MaturityBenchmark> {
    const { asOf, ...scoring } = parse(maturityQuery, query)
    const moment = momentOf(asOf) ?? this.#clock()
    return await this.#read(scoring.projectId, async (transaction) => {
      const { average } = await score(transaction, scoring, moment)
      const averages: number[] = []
      for (const projectId of await readOtherProjects(transaction, scoring.projectId)) {
        const other = await score(transaction, { ...scoring, projectId }, moment)
        if (other.average !== null) averages.push(other.average)
      }
      return placeAmong(scoring.projectId, average, averages)
    })
  }

  /**
   * Records what a person found about one dimension.
   *
   * @throws NotFoundError where the project's model has no such dimension.
   */
  async assess(input: AssessDimension): Promise<MaturityAssessment> {
    const { dimension, assessmentDate, ...fields } = parse(assessDimension, input)
    return await this.#write(fields.projectId, async (transaction) => {
      const { model, dimensionIds } = await readModel(transaction, fields.projectId)
      const dimensionId = dimensionIds.get(dimension)
      if (dimensionId === undefined) {
        const names = [...dimensionIds.keys()].map((name) => JSON.stringify(name)).join(', ')
        throw new NotFoundError('dimension', dimension, { instead: `The model has ${names}.` })
      }
      const row = {
        ...fields,
        dimensionId,
        userId: userIdOf(this.#runner.actor),
        modelVersion: model.version,
        assessmentDate: assessmentDate ?? this.#clock(),
      }
      const [assessment] = await assessmentRepository.insertMany(transaction, [row])
      return required(assessment)
    })
  }

  /** Deletes an assessment that should never have been made. */
  async deleteAssessment(assessmentId: number): Promise<void> {
    const wanted = parse(id, assessmentId, 'id')
    await this.#runner.run(async (transaction) => {
      if (await assessmentRepository.remove(transaction, wanted)) return
      if ((await assessmentRepository.find(transaction, wanted)) === undefined) {
        throw new NotFoundError('assessment', wanted)
      }
      throw new PermissionError(`You may read the assessment ${wanted} but not delete it.`)
    })
  }

  async listAssessments(options: ListAssessments): Promise<Page<MaturityAssessment>> {
    const listed = { repository: assessmentRepository, projectOwned: true, filters: assessmentFilters }
    return await listPage(this.#runner, listed, options)
  }

  /**
   * Answers a manual criterion. The newest answer counts; earlier ones stay as history.
   *
   * @throws NotFoundError where the model has no such criterion, ValidationError where a metric decides it.
   */
  async answer(input: AnswerCriterion): Promise<CriterionAnswerEntry> {
    const { answeredAt, ...fields } = parse(answerCriterion, input)
    return await this.#write(fields.projectId, async (transaction) => {
      const { model } = await readModel(transaction, fields.projectId)
      const criterion = model.dimensions
        .flatMap((dimension) => dimension.levels.flatMap((level) => level.criteria))
        .find((candidate) => candidate.id === fields.criterionId)
      if (criterion === undefined) throw new NotFoundError('criterion', fields.criterionId)
      if (isMeasured(criterion)) {
        const message = `${JSON.stringify(criterion.id)} is decided by the metric ${criterion.metric}, not by an answer`
        throw new ValidationError([{ path: 'criterionId', message }])
      }
      const row = { ...fields, userId: userIdOf(this.#runner.actor), answeredAt: answeredAt ?? this.#clock() }
      const [entry] = await answerRepository.insertMany(transaction, [row])
      return required(entry)
    })
  }

  async listAnswers(options: ListCriterionAnswers): Promise<Page<CriterionAnswerEntry>> {
    const listed = { repository: answerRepository, projectOwned: true, filters: answerFilters }
    return await listPage(this.#runner, listed, options)
  }

  /** The dimensions that the project is scored by, with the ids that assessments and recommendations refer to. */
  async dimensions(query: {
    readonly projectId: number
  }): Promise<readonly { readonly id: number; readonly name: string }[]> {
    const projectId = parse(id, query.projectId, 'projectId')
    const { dimensionIds } = await this.#read(projectId, (transaction) => readModel(transaction, projectId))
    return [...dimensionIds].map(([dimension, dimensionId]) => ({ id: dimensionId, name: dimension }))
  }

  /** The model that the project is scored by, its own or the built-in one, as it is or as a version was. */
  async model(query: {
    readonly projectId: number
    readonly version?: number | undefined
  }): Promise<MaturityModel> {
    const projectId = parse(id, query.projectId, 'projectId')
    const version = parse(id.optional(), query.version, 'version')
    return await this.#read(projectId, async (transaction) => {
      const current = await readModel(transaction, projectId)
      if (version === undefined || version === current.model.version) return current.model
      // A later version would be one of the built-in model, which this project left.
      const earlier =
        version > current.model.version ? undefined : await readModelVersion(transaction, projectId, version)
      if (earlier === undefined) throw new NotFoundError('version of the model', version)
      return earlier
    })
  }

  /**
   * Replaces the project's model, as its next version; a project without one of its own gets it. Dimensions
   * are known by their names, and those that are dropped stay with their assessments.
   *
   * @throws ValidationError with everything that is wrong with the model.
   */
  async saveModel({ projectId: wanted, model }: SaveMaturityModel): Promise<MaturityModel> {
    const projectId = parse(id.nullable(), wanted, 'projectId')
    assertModel({ ...model, version: 1 })
    return await this.#runner.run(
      async (transaction) => {
        const stored = await lockModel(transaction, projectId, model.name)
        if (stored === undefined) throw new PermissionError('Only an administrator edits the built-in model.')
        const next = { ...model, version: stored.version + 1 }
        await writeModel(transaction, { id: stored.id, projectId }, next, userIdOf(this.#runner.actor))
        return next
      },
      { need: projectId === null ? undefined : { projectId, level: 'manage' } },
    )
  }

  async #read<Result>(
    projectId: number,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return await this.#runner.run(work, { need: { projectId, level: 'read' } })
  }

  async #write<Result>(
    projectId: number,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return await this.#runner.run(work, { need: { projectId, level: 'write' } })
  }
}

const maxPoints = 120
/** Fewer would tell too much of each. */
const fewestOthers = 5

async function score(transaction: Transaction, query: ScoringQuery, asOf: Date): Promise<MaturityReport> {
  const { projectId, notApplicable = [], assessors, basis, evidenceLifetimeDays } = query
  const { model } = await readModel(transaction, projectId)
  return scoreMaturity({
    projectId,
    model,
    asOf,
    notApplicable,
    assessments: await readAssessments(transaction, projectId),
    answers: await readAnswers(transaction, projectId),
    measurements: await measure(transaction, { projectId, asOf }),
    options: {
      ...(assessors === undefined ? {} : { assessors }),
      ...(basis === undefined ? {} : { basis }),
      ...(evidenceLifetimeDays === undefined ? {} : { evidenceLifetimeDays }),
    },
  })
}

function placeAmong(projectId: number, average: number | null, others: readonly number[]): MaturityBenchmark {
  const known = { projectId, average, others: others.length }
  if (others.length < fewestOthers) return { ...known, median: null, ahead: null }
  const sorted = others.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  const behind = average === null ? null : sorted.filter((other) => other < average).length
  return {
    ...known,
    median: roundHalfUp((low + high) / 2, 2),
    ahead: behind === null ? null : roundHalfUp(behind / sorted.length, 2),
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an INSERT that succeeded returned no row')
  return value
}
