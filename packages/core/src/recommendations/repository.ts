import { tableRepository } from '../database/table-repository.js'
import { recommendations } from '../schema/analytics.js'
import type { Recommendation } from './types.js'

export const recommendationRepository = tableRepository<Recommendation>(recommendations, {
  sorts: { updatedAt: recommendations.updatedAt },
  filters: {
    status: recommendations.status,
    priority: recommendations.priority,
    category: recommendations.category,
    dimensionId: recommendations.dimensionId,
  },
})
