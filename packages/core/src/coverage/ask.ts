import type { Rows } from '../database/engine.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
import { type Plan, planned } from './plan-rows.js'
import type { ResolvedQuery } from './queries.js'
import type { CoverageQuery } from './scope.js'
import {
  basisOf,
  fold,
  readStored,
  type StoredCoverage,
  storedStatement,
  storedStatementWith,
} from './stored-rows.js'

/** What a question may know beside its query. */
export interface Known {
  /** What the database keeps of the project; of use where the query's basis is `verdicts`. */
  readonly stored: StoredCoverage
  /** Another query about the same project, with the policy that applies. */
  resolve<Query extends CoverageQuery>(query: Query): Query & ResolvedQuery
}

export interface AskOptions {
  /** Whether the answer is found by index where verdicts are stored, whatever the size of the project. */
  readonly byIndex?: boolean
  /** Further queries that the question resolves. */
  readonly others?: readonly CoverageQuery[]
}

/** Runs a question about coverage in one transaction, with the policy that applies. */
export async function ask<Query extends CoverageQuery, Result>(
  runner: Runner,
  query: Query,
  question: (transaction: Transaction, query: Query & ResolvedQuery, known: Known) => Promise<Result>,
  { byIndex = false, others = [] }: AskOptions = {},
): Promise<Result> {
  const { projectId } = query
  const isJoined = runner.joined === true
  const wantsStored = [query, ...others].some((one) => one.asOf === undefined)
  return await runner.run(
    async (transaction) => {
      // A transaction of our own ends with the question, and its settings with it.
      const expected: Plan = byIndex && basisOf(query) === 'verdicts' ? 'byIndex' : 'linear'
      let stored = await readStored(transaction, projectId, isJoined ? undefined : expected)
      let isFresh = !stored.isBehind
      if (stored.isBehind && wantsStored) {
        isFresh = await fold(transaction, projectId, !isJoined)
        if (isFresh) stored = await readStored(transaction, projectId)
      }
      const known: Known = {
        stored,
        resolve: (one) => ({
          ...one,
          policy: one.policy ?? stored.policy,
          basis: isFresh ? basisOf(one) : 'runs',
          isStored: isFresh && one.asOf === undefined,
        }),
      }
      const resolved = known.resolve(query)
      const plan: Plan = resolved.basis === 'verdicts' ? expected : 'linear'
      if (!isJoined && plan === expected) return await question(transaction, resolved, known)
      return await planned(transaction, plan, () => question(transaction, resolved, known))
    },
    { need: { projectId, level: 'read' } },
  )
}

/**
 * Asks for what is stored in one round trip.
 *
 * @returns undefined where something was written that has to be folded first
 * @throws NotFoundError where the project does not exist for the actor.
 */
export async function glance(runner: Runner, projectId: number): Promise<StoredCoverage | undefined> {
  const [stored] = await glanceAt<StoredCoverage>(runner, projectId, storedStatement(projectId))
  return stored
}

/**
 * Asks for something else in one round trip, see `storedStatementWith`: rows of nulls where there is none.
 *
 * @returns undefined where something was written that has to be folded first
 * @throws NotFoundError where the project does not exist for the actor.
 */
export async function glanceWith(
  runner: Runner,
  projectId: number,
  more: (project: string) => string,
): Promise<Rows | undefined> {
  const rows = await glanceAt<Stored>(runner, projectId, storedStatementWith(projectId, more))
  return rows.length === 0 ? undefined : rows
}

type Stored = Pick<StoredCoverage, 'isBehind'>

/** No rows where something has to be folded first. */
async function glanceAt<Row extends Stored>(
  runner: Runner,
  projectId: number,
  statement: string,
): Promise<readonly (Row & Rows[number])[]> {
  // The columns that the statement names.
  const rows = (await runner.single(statement, projectId)) as unknown as readonly (Row & Rows[number])[]
  if (rows[0] === undefined) throw new NotFoundError('project', projectId)
  return rows[0].isBehind ? [] : rows
}
