import { automationIntelligence } from './model/automation-intelligence.js'
import { continuousImprovement } from './model/continuous-improvement.js'
import { processOptimization } from './model/process-optimization.js'
import { qualityEngineering } from './model/quality-engineering.js'
import { riskManagement } from './model/risk-management.js'
import { teamCollaboration } from './model/team-collaboration.js'
import type { MaturityModel } from './model/types.js'

/**
 * ATMF, the Adaptive Testing Maturity Framework: six dimensions of equal weight, five levels each. Its
 * version grows whenever a criterion, a threshold or a weight changes; an assessment remembers which one it
 * was made with.
 *
 * A team's own model starts best as a copy:
 *
 * @example
 * const ours: MaturityModel = { ...atmf, name: 'ATMF at Example', dimensions: atmf.dimensions.slice(0, 4) }
 */
export const atmf: MaturityModel = {
  name: 'ATMF',
  version: 1,
  dimensions: [
    automationIntelligence,
    qualityEngineering,
    riskManagement,
    processOptimization,
    teamCollaboration,
    continuousImprovement,
  ],
}
