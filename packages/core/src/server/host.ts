import type { Actor } from '../actor.js'
import type { Services } from '../services.js'

/** What the server stands on: an `Atmosfera`, as far as it needs one. */
export interface ServerHost {
  as(actor: Actor): Services
  readonly system: Services
  transaction<T>(actor: Actor, work: (services: Services) => Promise<T>): Promise<T>
}
