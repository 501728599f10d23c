/**
 * On whose behalf something is done: one of the users, or an operator's job. There is no ambient actor;
 * `atmosfera.as(actor)` and `atmosfera.system` bind one.
 */
export type Actor = UserActor | SystemActor

/** One of our users, by id. Sees and changes what their access to projects allows. */
export interface UserActor {
  readonly userId: number
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
