/** A step of the maturity scale, from 1 (Foundation) to 5 (Optimizing). There is no 0. */
export type LevelNumber = 1 | 2 | 3 | 4 | 5

/** The scale, lowest first. */
export const levelNumbers = [1, 2, 3, 4, 5] as const satisfies readonly LevelNumber[]

/** What ATMF calls each level. */
export const levelNames: Readonly<Record<LevelNumber, string>> = {
  1: 'Foundation',
  2: 'Developing',
  3: 'Defined',
  4: 'Managed',
  5: 'Optimizing',
}

/** Whether `value` is a whole number from 1 to 5. */
export function isLevelNumber(value: unknown): value is LevelNumber {
  return levelNumbers.some((level) => level === value)
}
