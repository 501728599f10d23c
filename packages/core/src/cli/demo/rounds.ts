/** When and where the sample project was tested. */

import type { Version } from './ticket.js'

/** Where every round of tests runs. */
export const environments = ['chrome', 'ios-safari'] as const

/** One of them. */
export type Environment = (typeof environments)[number]

/** The rounds of testing, oldest first: version, how many days ago, and what the round was for. */
export const rounds = {
  '2.3': ['2.3.0', 77, 'release'],
  '2.4-beta': ['2.4.0', 48, 'beta'],
  '2.4': ['2.4.0', 35, 'release'],
  '2.5-night-1': ['2.5.0', 8, 'nightly'],
  '2.5-night-2': ['2.5.0', 3, 'nightly'],
  '2.5-night-3': ['2.5.0', 1, 'nightly'],
} as const satisfies Record<string, readonly [Version, number, 'release' | 'beta' | 'nightly']>

/** A round by its short name, such as `2.5-night-3`. */
export type Round = keyof typeof rounds
