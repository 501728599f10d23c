import type { Runner, Transaction } from '../database/transaction.js'
import { type ResolvedQuery, withoutNestedLoops } from './queries.js'
import { readPolicy } from './repository.js'
import type { CoverageQuery } from './scope.js'

/** Runs a question about coverage in one transaction, with the policy that applies. */
export async function ask<Query extends CoverageQuery, Result>(
  runner: Runner,
  query: Query,
  question: (transaction: Transaction, query: Query & ResolvedQuery) => Promise<Result>,
): Promise<Result> {
  return await runner.run(
    async (transaction) => {
      const policy = query.policy ?? (await readPolicy(transaction, query.projectId))
      return await withoutNestedLoops(transaction, () => question(transaction, { ...query, policy }))
    },
    { need: { projectId: query.projectId, level: 'read' } },
  )
}
