import type { AccessLevel } from './schema/allowed-values.js'

/**
 * On whose behalf something is done: one of the users, or an operator's job. There is no ambient actor;
 * `atmosfera.as(actor)` and `atmosfera.system` bind one.
 */
export type Actor = UserActor | SystemActor

/** One of our users, by id. Sees and changes what their access to projects allows. */
export interface UserActor {
  readonly userId: number
  /**
   * Narrows what is done on the user's behalf, such as by a token: less than the user may, never more. The database
   * enforces it as it does everything else.
   *
   * @default no limits
   */
  readonly limits?: ActorLimits | undefined
}

/** What an actor reaches of what their user does. */
export interface ActorLimits {
  /** No other projects than these. An empty list is none. Default all that the user has access to. */
  readonly projectIds?: readonly number[] | undefined
  /** No more than that in any of them. */
  readonly accessLevel: AccessLevel
}

/** An operator's job: sees and changes everything, and says so in the audit log. */
export interface SystemActor {
  readonly system: true
}

/** The actor of operators' jobs. */
export const system: SystemActor = { system: true }

export function isSystem(actor: Actor): actor is SystemActor {
  return 'system' in actor
}

/** The user that acts, or null for the system: what goes into columns such as `created_by`. */
export function userIdOf(actor: Actor): number | null {
  return isSystem(actor) ? null : actor.userId
}

/** The actor's limits as the database reads them: `write:3,5`, `read:*`, and empty where there are none. */
export function limitsOf(actor: Actor): string {
  if (isSystem(actor) || actor.limits === undefined) return ''
  const { accessLevel, projectIds } = actor.limits
  return `${accessLevel}:${projectIds === undefined ? '*' : projectIds.join(',')}`
}
