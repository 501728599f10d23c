import type { Runner, Transaction } from '../database/transaction.js'
import { type NewRow, ResourceService } from '../resource-service.js'
import { metricRepository } from './repository.js'
import {
  type CreateMetric,
  createMetric,
  type ListMetrics,
  type Metric,
  metricFilters,
  type UpdateMetric,
  updateMetric,
} from './types.js'

/** Measured values over time: a team's own, beside those that the product computes. */
export class Metrics extends ResourceService<Metric, CreateMetric, UpdateMetric, ListMetrics> {
  readonly #clock: () => Date

  constructor(runner: Runner, clock: () => Date) {
    super(runner, {
      label: 'metric',
      repository: metricRepository,
      projectOwned: true,
      create: createMetric,
      update: updateMetric,
      filters: metricFilters,
    })
    this.#clock = clock
  }

  protected override async insert(
    transaction: Transaction,
    rows: readonly NewRow[],
  ): Promise<readonly Metric[]> {
    const now = this.#clock()
    return await super.insert(
      transaction,
      rows.map((row) => ({ ...row, recordedAt: row.recordedAt ?? now })),
    )
  }
}
