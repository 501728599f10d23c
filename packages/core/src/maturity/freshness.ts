/** How long evidence counts in full unless told otherwise, in days. */
export const defaultEvidenceLifetimeDays = 180

const dayInMilliseconds = 24 * 60 * 60 * 1000

/**
 * How much a piece of evidence still counts, from 0 to 1: 1 within its lifetime, then falling in a straight
 * line to 0 at twice its lifetime. Evidence without a date counts 0, because nobody can say how old it is.
 *
 * @example freshness(new Date('2026-01-01'), new Date('2026-09-28')) // 270 days: 0.5
 */
export function freshness(
  evidenceAt: Date | null,
  asOf: Date,
  lifetimeDays: number = defaultEvidenceLifetimeDays,
): number {
  if (evidenceAt === null) return 0
  const lifetimes = (asOf.getTime() - evidenceAt.getTime()) / dayInMilliseconds / lifetimeDays
  return Math.min(1, Math.max(0, 2 - lifetimes))
}
