import { type SQL, sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { JiraSyncType } from '../schema/allowed-values.js'
import type { JiraSync } from './types.js'

/** Which process runs a synchronisation. */
export interface Holder {
  readonly host: string
  readonly pid: number
  /** Tells one run from another, also within a process. */
  readonly token: string
}

/** A synchronisation with what it has to remember. */
export interface StoredSync extends Omit<JiraSync, 'holder'> {
  readonly holder: Holder | null
  readonly scope: string | null
  readonly checkpoint: Readonly<Record<string, unknown>> | null
  /** Whether nothing was heard of it for longer than a living one is silent. */
  readonly isSilent: boolean
}

const silentAfter = sql`interval '90 seconds'`

const columns = sql`id, project_id AS "projectId", sync_type AS type, status, coalesce(tickets_processed, 0) AS processed,
  coalesce(tickets_created, 0) AS created, coalesce(tickets_updated, 0) AS updated, tickets_unchanged AS unchanged,
  tickets_deleted AS deleted, pages, resumed, rejected, error_message AS error, watermark, holder,
  heartbeat_at AS "heartbeatAt", started_at AS "startedAt", completed_at AS "completedAt", scope, checkpoint,
  coalesce(heartbeat_at < CURRENT_TIMESTAMP - ${silentAfter}, true) AS "isSilent"`

type SyncRow = {
  readonly [Field in keyof StoredSync]: StoredSync[Field] extends Date | null
    ? string | null
    : StoredSync[Field]
}

async function syncsOf({ db }: Transaction, condition: SQL): Promise<readonly StoredSync[]> {
  return (await rowsOf<SyncRow>(db, sql`SELECT ${columns} FROM jira_sync_logs WHERE ${condition}`)).map(
    toSync,
  )
}

function toSync(row: SyncRow): StoredSync {
  return {
    ...row,
    watermark: dateOrNull(row.watermark),
    heartbeatAt: dateOrNull(row.heartbeatAt),
    startedAt: dateOrNull(row.startedAt) ?? new Date(0),
    completedAt: dateOrNull(row.completedAt),
  }
}

function dateOrNull(value: string | null): Date | null {
  return value === null ? null : toDate(value)
}

/** Whoever begins or takes over a synchronisation of a project does so alone. */
export async function lockSyncs({ db }: Transaction, projectId: number): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('atmosfera.jira'), ${projectId}::integer)`)
}

export async function findRunningSync(
  transaction: Transaction,
  projectId: number,
): Promise<StoredSync | undefined> {
  const [found] = await syncsOf(transaction, sql`project_id = ${projectId} AND status = 'in_progress'`)
  return found
}

/** The newest synchronisations, newest first, before a certain one. */
export async function listSyncs(
  transaction: Transaction,
  projectId: number,
  limit: number,
  before?: number,
): Promise<readonly StoredSync[]> {
  const earlier = before === undefined ? sql`` : sql` AND id < ${before}`
  return await syncsOf(transaction, sql`project_id = ${projectId}${earlier} ORDER BY id DESC LIMIT ${limit}`)
}

/** Up to when everything that changed in this scope has been read. */
export async function readWatermark(
  { db }: Transaction,
  projectId: number,
  scope?: string,
): Promise<Date | null> {
  const ofScope = scope === undefined ? sql`` : sql` AND scope = ${scope}`
  const { watermark } = await rowOf<{ watermark: string | null }>(
    db,
    sql`SELECT max(watermark) AS watermark FROM jira_sync_logs
      WHERE project_id = ${projectId} AND status = 'completed'${ofScope}`,
  )
  return dateOrNull(watermark)
}

export async function insertSync(
  { db }: Transaction,
  started: {
    readonly projectId: number
    readonly type: JiraSyncType
    readonly scope: string
    readonly holder: Holder
  },
): Promise<number> {
  const { id } = await rowOf<{ id: number }>(
    db,
    sql`INSERT INTO jira_sync_logs (project_id, sync_type, status, scope, holder, heartbeat_at)
      VALUES (${started.projectId}, ${started.type}, 'in_progress', ${started.scope},
        ${JSON.stringify(started.holder)}::jsonb, CURRENT_TIMESTAMP)
      RETURNING id`,
  )
  return id
}

/** Goes on with one that was interrupted, as its new holder. */
export async function takeOverSync(
  { db }: Transaction,
  projectId: number,
  syncId: number,
  holder: Holder,
): Promise<void> {
  await db.execute(sql`
    UPDATE jira_sync_logs SET status = 'in_progress', holder = ${JSON.stringify(holder)}::jsonb,
      heartbeat_at = CURRENT_TIMESTAMP, resumed = resumed + 1, error_message = NULL, completed_at = NULL
    WHERE project_id = ${projectId} AND id = ${syncId}`)
}

/** What a step of a synchronisation adds to its story. */
export interface SyncStep {
  readonly pages?: number
  readonly processed?: number
  readonly created?: number
  readonly updated?: number
  readonly unchanged?: number
  readonly deleted?: number
  readonly rejected?: readonly { readonly key: string; readonly reason: string }[]
  readonly checkpoint?: Readonly<Record<string, unknown>>
}

/**
 * Writes down a step, provided that the synchronisation is still this holder's: undefined where another has taken
 * it over, whose work must not be disturbed.
 */
export async function recordStep(
  { db }: Transaction,
  projectId: number,
  syncId: number,
  holder: Holder,
  step: SyncStep,
): Promise<StoredSync | undefined> {
  const checkpoint =
    step.checkpoint === undefined ? sql`` : sql`, checkpoint = ${JSON.stringify(step.checkpoint)}::jsonb`
  const [row] = await rowsOf<SyncRow>(
    db,
    sql`UPDATE jira_sync_logs SET heartbeat_at = CURRENT_TIMESTAMP, pages = pages + ${step.pages ?? 0},
        tickets_processed = coalesce(tickets_processed, 0) + ${step.processed ?? 0},
        tickets_created = coalesce(tickets_created, 0) + ${step.created ?? 0},
        tickets_updated = coalesce(tickets_updated, 0) + ${step.updated ?? 0},
        tickets_unchanged = tickets_unchanged + ${step.unchanged ?? 0},
        tickets_deleted = tickets_deleted + ${step.deleted ?? 0},
        rejected = rejected || ${JSON.stringify(step.rejected ?? [])}::jsonb${checkpoint}
      WHERE project_id = ${projectId} AND id = ${syncId} AND status = 'in_progress'
        AND holder ->> 'token' = ${holder.token}
      RETURNING ${columns}`,
  )
  return row === undefined ? undefined : toSync(row)
}

/** Ends a synchronisation of this holder. A failed one keeps its checkpoint, for the next to go on from. */
export async function endSync(
  { db }: Transaction,
  projectId: number,
  syncId: number,
  holder: Holder,
  end: { readonly watermark: Date | null } | { readonly error: string },
): Promise<StoredSync | undefined> {
  const outcome =
    'error' in end
      ? sql`status = 'failed', error_message = ${end.error}`
      : sql`status = 'completed', checkpoint = NULL, error_message = NULL, watermark = ${end.watermark}`
  const [row] = await rowsOf<SyncRow>(
    db,
    sql`UPDATE jira_sync_logs SET ${outcome}, completed_at = CURRENT_TIMESTAMP, heartbeat_at = CURRENT_TIMESTAMP
      WHERE project_id = ${projectId} AND id = ${syncId} AND status = 'in_progress'
        AND holder ->> 'token' = ${holder.token}
      RETURNING ${columns}`,
  )
  return row === undefined ? undefined : toSync(row)
}
