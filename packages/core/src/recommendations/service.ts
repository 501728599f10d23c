import type { Runner } from '../database/transaction.js'
import { ResourceService } from '../resource-service.js'
import { recommendationRepository } from './repository.js'
import {
  type CreateRecommendation,
  createRecommendation,
  type ListRecommendations,
  type Recommendation,
  recommendationFilters,
  type UpdateRecommendation,
  updateRecommendation,
} from './types.js'

/** What to do next. */
export class Recommendations extends ResourceService<
  Recommendation,
  CreateRecommendation,
  UpdateRecommendation,
  ListRecommendations
> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'recommendation',
      repository: recommendationRepository,
      projectOwned: true,
      create: createRecommendation,
      update: updateRecommendation,
      filters: recommendationFilters,
    })
  }
}
