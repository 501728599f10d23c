/**
 * The statements of one transaction: one after the other, and none once it is over. A statement that nobody
 * awaited would otherwise run on a connection that serves somebody else's transaction by then.
 */
export class Statements {
  #last: Promise<unknown> = Promise.resolve()
  #failure: unknown
  #isOver = false

  run<Result>(statement: () => Promise<Result>): Promise<Result> {
    if (this.#isOver) return Promise.reject(new Error(over))
    const result = this.#last.then(statement).catch((error: unknown) => {
      throw this.explain(error)
    })
    this.#last = result.catch((error: unknown) => {
      this.#failure ??= error
    })
    return result
  }

  /** Waits for those that are under way. From now on there are no others. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.#last
  }

  /** What the database says of a transaction that has failed before is not why: that is the first failure. */
  explain(error: unknown): unknown {
    if (this.#failure !== undefined && isAborted(error)) error.cause ??= this.#failure
    return error
  }
}

const over = 'The transaction is over. Await everything that belongs to it before its work ends.'

/** SQLSTATE of what is asked of a transaction that has failed. */
export const aborted = '25P02'

function isAborted(error: unknown): error is Error {
  return error instanceof Error && Reflect.get(error, 'code') === aborted
}
