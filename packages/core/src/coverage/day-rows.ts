import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
import { storedStatement } from './stored-rows.js'

/** The numbers of a project at the end of a day, or now. */
interface StoredDay {
  readonly linked: number
  readonly executed: number
  readonly passing: number
}

/** What the database keeps of some days of a project, and of now. */
export interface StoredDays {
  /** Whether something was written that nobody has folded into it. */
  readonly isBehind: boolean
  readonly now: StoredDay & { readonly tickets: number }
  /** The first of the days from which on nothing is dated later: they are like now. Null where there is none. */
  readonly likeNowFrom: string | null
  /** Those of the days that are kept. */
  readonly days: Readonly<Record<string, StoredDay>>
  /** How many tickets were found deleted, by the day of that, behind the first of the days; in order. */
  readonly removed: readonly { readonly day: string; readonly tickets: number }[]
}

/**
 * All of it at one moment. The days are in order.
 *
 * @throws NotFoundError where the project is gone, as it can be since access to it was checked.
 */
export async function readDays(
  { db }: Transaction,
  projectId: number,
  days: readonly string[],
): Promise<StoredDays> {
  const [found] = await rowsOf<StoredDays>(
    db,
    sql`WITH wanted AS (SELECT unnest(${sql.param(days)}::date[]) AS day)
      SELECT stored."isBehind",
        json_build_object('tickets', uncovered + ok + notrun + unknown + nok, 'linked', ok + notrun + unknown + nok,
          'executed', executed, 'passing', ok) AS now,
        (SELECT min(day)::text FROM wanted WHERE day >= coalesce(newest, '-infinity')) AS "likeNowFrom",
        (SELECT coalesce(json_object_agg(day, json_build_object('linked', linked, 'executed', executed, 'passing', passing)), '{}')
          FROM coverage_days WHERE project_id = ${projectId} AND day IN (SELECT day FROM wanted)) AS days,
        (SELECT coalesce(json_agg(json_build_object('day', day, 'tickets', tickets) ORDER BY day), '[]')
          FROM (
            SELECT deleted_at::date AS day, count(*)::integer AS tickets FROM jira_tickets
            WHERE project_id = ${projectId} AND deleted_at IS NOT NULL AND deleted_at >= (SELECT min(day) + 1 FROM wanted)
            GROUP BY deleted_at::date
          ) AS gone) AS removed
      FROM (${sql.raw(storedStatement(projectId))}) AS stored
      LEFT JOIN (SELECT project_id, newest FROM coverage_counts) AS counts ON counts.project_id = stored."projectId"`,
  )
  if (found === undefined) throw new NotFoundError('project', projectId)
  return found
}

/**
 * Computes the numbers of days, and keeps them.
 *
 * @returns false where that cannot be now
 */
export async function closeDays(
  { db }: Transaction,
  projectId: number,
  days: readonly string[],
): Promise<boolean> {
  const { closed } = await rowOf<{ readonly closed: boolean }>(
    db,
    sql`SELECT close_days(${projectId}, ${sql.param(days)}::date[]) AS closed`,
  )
  return closed
}
