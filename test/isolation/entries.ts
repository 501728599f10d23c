/** The audit log from within a transaction. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../../packages/core/src/database/engine.js'

export type Fields = Readonly<Record<string, unknown>>

export interface Entry {
  readonly who: string
  readonly action: string
  readonly tableName: string
  readonly projectId: number | null
  readonly rowIds: readonly number[]
  readonly before: Fields | null
  readonly after: Fields | null
  /** Whether it happened at the moment when the transaction began. */
  readonly isNow: boolean
}

/** What this transaction has on record, read as the system: not everyone may. */
export async function entriesOf(db: Db): Promise<readonly Entry[]> {
  await db.execute(sql`SELECT set_config('atmosfera.actor', 'system', true)`)
  return await rowsOf<Entry>(
    db,
    sql`SELECT concat_ws(' ', actor_kind, actor_id, database_user) AS who, action, table_name AS "tableName",
        project_id AS "projectId", to_jsonb(row_ids) AS "rowIds", before, after,
        occurred_at = CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS "isNow"
      FROM audit_log WHERE transaction_id = txid_current() ORDER BY id`,
  )
}
