import type { Services } from '../../../packages/core/src/services.js'
import type { Tenant } from '../world.js'

/** Somebody's attempt to do something with what is not theirs. */
export interface Attempt {
  /** What is attempted, such as `a test case in their suite`. */
  readonly what: string
  /** `theirs` is Beta, or a project that does not exist, in turn; `own` is the actor's; `me` the actor's id. */
  readonly run: (services: Services, theirs: Tenant, own: Tenant, me: number) => Promise<unknown>
  /**
   * What it comes to: `nothing` is a page without items, `refused` a thing that the actor may do with nobody's,
   * `invalid` one that nobody may, and `own` an answer about their own project that is the same either way.
   *
   * @default 'not found'
   */
  readonly comesTo?: 'not found' | 'nothing' | 'refused' | 'invalid' | 'own'
  /** True where administrators may: they run users and settings, and give access. */
  readonly adminMay?: boolean
}

/** Attempts by the method they are made with. */
export type Attempts = Readonly<Record<string, readonly Attempt[]>>
