/** What becomes of an attempt, in a form that two attempts can be compared by. */
import { sql } from 'drizzle-orm'
import type { Actor } from '../../packages/core/src/actor.js'
import type { Atmosfera, AtmosferaTransaction } from '../../packages/core/src/atmosfera.js'
import { rowsOf } from '../../packages/core/src/database/engine.js'
import { AtmosferaError } from '../../packages/core/src/errors.js'

/** What came back, or the error as a caller sees it. */
export type Outcome<Result = unknown> =
  | { readonly result: Result; readonly error?: never }
  | { readonly error: SeenError; readonly result?: never }

interface SeenError {
  readonly name: string
  readonly code: string
  readonly message: string
}

type Row = Readonly<Record<string, unknown>>

/** What `work` comes to. Only our own errors are outcomes; anything else is a bug and fails the test. */
export async function outcomeOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work() }
  } catch (error) {
    if (!(error instanceof AtmosferaError)) throw error
    return { error: { name: error.name, code: error.code, message: error.message } }
  }
}

/** What `work` comes to within a transaction of the actor, which is taken back in any case. */
export async function trial<Result>(
  atmosfera: Atmosfera,
  actor: Actor,
  work: (transaction: AtmosferaTransaction) => Promise<Result>,
): Promise<Outcome<Result>> {
  return await outcomeOf(async () => {
    try {
      return await atmosfera.transaction(actor, async (transaction) => {
        throw new TakenBack(await work(transaction))
      })
    } catch (error) {
      if (error instanceof TakenBack) return error.result as Result
      throw error
    }
  })
}

/** What SQL of an actor comes to, taken back afterwards: the rows of the last statement. */
export async function sqlTrial(
  atmosfera: Atmosfera,
  actor: Actor,
  ...statements: readonly string[]
): Promise<Outcome<readonly Row[]>> {
  return await trial(atmosfera, actor, async ({ db }) => {
    let rows: readonly Row[] = []
    for (const statement of statements) rows = await rowsOf<Row>(db, sql.raw(statement))
    return rows
  })
}

/** Ends a transaction without keeping anything. */
class TakenBack extends Error {
  readonly result: unknown

  constructor(result: unknown) {
    super('taken back')
    this.result = result
  }
}
