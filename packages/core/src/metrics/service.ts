import type { Runner } from '../database/transaction.js'
import { ResourceService } from '../resource-service.js'
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
  constructor(runner: Runner, clock: () => Date) {
    super(runner, {
      label: 'metric',
      repository: metricRepository,
      projectOwned: true,
      create: createMetric(clock),
      update: updateMetric,
      filters: metricFilters,
    })
  }
}
