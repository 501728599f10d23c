import { type SQL, sql } from 'drizzle-orm'
import { rowOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'

/**
 * How the database should look for an answer. Right after much was written the planner takes tables for almost
 * empty, and the embedded database never learns better by itself: so it is not left to choose between
 *
 * - `linear`, for questions about a whole project: every row of it once. The loop that it would choose for one row is
 *   quadratic in a project, and every other join is linear;
 * - `byIndex`, for what is found by index: a few rows of a project, one by one. The scans that it would choose for a
 *   small table grow with the project.
 *
 * What costs little is not worth compiling either.
 */
export type Plan = keyof typeof settings

const settings = {
  linear: { enable_nestloop: 'off', jit: 'off' },
  byIndex: { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', jit: 'off' },
} as const

/** Further columns of a SELECT, which make it a plan for the rest of the transaction. */
export function planColumns(plan: Plan | undefined): SQL {
  if (plan === undefined) return sql``
  return sql`, ${sql.join(
    Object.entries(settings[plan]).map(([name, value]) => setting(name, value)),
    sql`, `,
  )}`
}

/** Asks a question so, in a transaction that goes on with its own settings afterwards. */
export async function planned<Result>(
  { db }: Transaction,
  plan: Plan,
  question: () => Promise<Result>,
): Promise<Result> {
  const names = Object.keys(settings[plan])
  const columns = names.map((name) => sql`current_setting(${name}) AS ${sql.identifier(name)}`)
  const before = await rowOf<Readonly<Record<string, string>>>(
    db,
    sql`SELECT ${sql.join(columns, sql`, `)}${planColumns(plan)}`,
  )
  const result = await question()
  // One that failed takes the settings with it.
  const restored = names.map((name) => setting(name, before[name] ?? ''))
  await db.execute(sql`SELECT ${sql.join(restored, sql`, `)}`)
  return result
}

function setting(name: string, value: string): SQL {
  return sql`set_config(${name}, ${value}, true)`
}
