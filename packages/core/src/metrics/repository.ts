import { tableRepository } from '../database/table-repository.js'
import { metrics } from '../schema/analytics.js'
import type { Metric } from './types.js'

export const metricRepository = tableRepository<Metric>(metrics, {
  sorts: { recordedAt: metrics.recordedAt },
  filters: { name: metrics.name, category: metrics.category, dimensionId: metrics.dimensionId },
})
