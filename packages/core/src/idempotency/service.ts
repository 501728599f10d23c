import type { Runner } from '../database/transaction.js'
import { ConflictError } from '../errors.js'
import { parse } from '../validation.js'
import { forgetRequests, insertRequest, readRequest, storeAnswer } from './repository.js'
import { type IdempotentRequest, idempotentRequest, type KeptAnswer, keptAnswer } from './types.js'

const day = 24 * 60 * 60 * 1000

/**
 * Requests that do something once, however often they are sent. Used in the transaction that does it
 * (`atmosfera.transaction`): `begin` before the work and `keep` after it are then undone or kept together with it, so
 * that neither a crash nor a second request at the same moment can do it twice. Answers are kept for a day.
 *
 * @example
 * await atmosfera.transaction(actor, async (transaction) => {
 *   const before = await transaction.idempotency.begin(request)
 *   if (before !== undefined) return before
 *   const project = await transaction.projects.create({ name: 'Checkout' })
 *   await transaction.idempotency.keep(request.key, { status: 201, headers: {}, body: JSON.stringify(project) })
 * })
 */
export class Idempotency {
  readonly #runner: Runner
  readonly #clock: () => Date

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner
    this.#clock = clock
  }

  /**
   * Begins a request, waiting for one with the same key that is under way.
   *
   * @returns what was answered before; undefined where it has to be done now
   * @throws ConflictError where the key stands for something else.
   */
  async begin(request: IdempotentRequest): Promise<KeptAnswer | undefined> {
    const { key, fingerprint } = parse(idempotentRequest, request)
    const now = this.#clock()
    return await this.#runner.run(async (transaction) => {
      await forgetRequests(transaction, new Date(now.getTime() - day))
      if (await insertRequest(transaction, { key, fingerprint }, now)) return undefined
      const { fingerprint: known, ...answer } = await readRequest(transaction, key)
      // One that was begun and not answered, in a transaction that did not do both, is done now.
      if (known === fingerprint)
        return answer.status === null ? undefined : { ...answer, status: answer.status }
      throw new ConflictError(
        `The idempotency key ${JSON.stringify(key)} stands for another request of the last 24 hours. Use a new one for each.`,
      )
    })
  }

  /** Keeps what is answered, for those who ask again. */
  async keep(key: string, answer: KeptAnswer): Promise<void> {
    const kept = parse(keptAnswer, answer)
    await this.#runner.run((transaction) => storeAnswer(transaction, key, kept))
  }
}
