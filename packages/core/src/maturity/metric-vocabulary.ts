/**
 * The words in the metrics' formulas that stand for a list or a number. Text is compared without regard to
 * case, because every Jira site writes its own.
 */

/** *Recent* means no longer than this many days before the moment of scoring. */
export const recentDays = 90

/** The two upper steps of Jira's old and new priority schemes, and what teams most often rename them to. */
export const criticalPriorities = ['blocker', 'critical', 'highest', 'high', 'urgent'] as const

/** Issue types that report a fault of the product. */
export const bugIssueTypes = ['bug', 'defect'] as const

/** Resolutions that say the work was done; the others (duplicate, invalid, won't fix) leave nothing to test. */
export const deliveredResolutions = [
  'done',
  'fixed',
  'resolved',
  'complete',
  'completed',
  'implemented',
] as const

/** A recommendation in one of these, or without a status, waits for a decision. */
export const openRecommendationStatuses = ['active', 'in-progress'] as const

/** A recommendation younger than this many days is not yet held against the team. */
export const recommendationGraceDays = 30
