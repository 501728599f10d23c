import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
import { type Plan, planColumns } from './plan-rows.js'
import type { CoverageQuery } from './scope.js'
import type { CoveragePolicy } from './verdict.js'

/**
 * What a question is answered from: `verdicts` are those that the database keeps by the project's policy, without
 * any scope of runs; `results` are the newest runs of each test case and environment; `runs` are all of them.
 */
export type Basis = 'verdicts' | 'results' | 'runs'

/** What of the stored is enough for a question, if it is up to date. */
export function basisOf({ environments, versions, cycleIds, asOf, policy }: CoverageQuery): Basis {
  if (asOf !== undefined || isGiven(versions) || isGiven(cycleIds)) return 'runs'
  return isGiven(environments) || policy !== undefined ? 'results' : 'verdicts'
}

/** How many tickets and test cases have which verdict, as the database keeps it. */
export interface StoredCounts {
  readonly uncovered: number
  readonly ok: number
  readonly notrun: number
  readonly unknown: number
  readonly nok: number
  /** Tickets with a final run. */
  readonly executed: number
  readonly testCasesOk: number
  readonly testCasesNotrun: number
  readonly testCasesUnknown: number
  readonly testCasesNok: number
}

/** What is stored of a project. */
export interface StoredCoverage extends StoredCounts {
  readonly policy: CoveragePolicy
  /** Whether something was written that nobody has folded into it. */
  readonly isBehind: boolean
}

/**
 * What is stored, in one statement.
 *
 * @param plan how the rest of the transaction is planned
 * @throws NotFoundError where the project is gone, as it can be since access to it was checked.
 */
export async function readStored(
  { db }: Transaction,
  projectId: number,
  plan?: Plan,
): Promise<StoredCoverage> {
  const [stored] = await rowsOf<StoredCoverage>(
    db,
    sql`SELECT stored.*${planColumns(plan)} FROM (${sql.raw(storedStatement(projectId))}) AS stored`,
  )
  if (stored === undefined) throw new NotFoundError('project', projectId)
  return stored
}

/**
 * The statement that reads what is stored. Without parameters, for it goes by itself; no rows where the project does not
 * exist for the actor.
 */
export function storedStatement(projectId: number): string {
  return `SELECT project_id AS "projectId", policy, is_behind AS "isBehind", uncovered, ok, notrun, unknown, nok, executed,
        test_cases_ok AS "testCasesOk", test_cases_notrun AS "testCasesNotrun", test_cases_unknown AS "testCasesUnknown",
        test_cases_nok AS "testCasesNok"
      FROM stored_coverage(${projectId})`
}

/**
 * The statement that reads something else, if what is stored is up to date.
 *
 * @param more what stands in FROM, given an expression for the project which is null where something is missing; it may
 * name `stored.policy`
 */
export function storedStatementWith(projectId: number, more: (project: string) => string): string {
  return `SELECT stored.is_behind AS "isBehind", more.* FROM stored_coverage(${projectId}) AS stored
    LEFT JOIN LATERAL ${more('CASE WHEN NOT stored.is_behind THEN stored.project_id END')} AS more ON true`
}

/**
 * Brings what is stored up to date with everything that was written.
 *
 * @param patient whether to wait for somebody else who does so at the moment
 * @returns false where that cannot be now, and the answer has to be computed
 */
export async function fold({ db }: Transaction, projectId: number, patient: boolean): Promise<boolean> {
  const { folded } = await rowOf<{ readonly folded: boolean }>(
    db,
    sql`SELECT fold_coverage(${projectId}, ${patient}) AS folded`,
  )
  return folded
}

/** Computes everything that is stored of a project anew, from its rows. */
export async function rebuild({ db }: Transaction, projectId: number): Promise<void> {
  await db.execute(sql`SELECT rebuild_coverage(${projectId})`)
}

function isGiven(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0
}
