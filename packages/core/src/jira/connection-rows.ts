import { type SQL, sql } from 'drizzle-orm'
import { rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { JiraFieldMapping, JiraWriteBackOptions } from './types.js'

/** A connection as it is stored: secrets are encrypted. */
export interface StoredConnection {
  readonly projectId: number
  readonly baseUrl: string
  readonly projectKeys: readonly string[]
  readonly account: string | null
  readonly secret: string | null
  readonly fields: JiraFieldMapping
  readonly writeBack: JiraWriteBackOptions
  readonly webhookId: string
  readonly webhookSecret: string | null
  /** Whether an installation of the Jira app lets the project read. */
  readonly isGranted: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
}

const columns = sql`project_id AS "projectId", base_url AS "baseUrl", project_keys AS "projectKeys", account, secret,
  field_mapping AS fields, write_back AS "writeBack", webhook_id AS "webhookId", webhook_secret AS "webhookSecret",
  created_at AS "createdAt", updated_at AS "updatedAt",
  EXISTS (SELECT FROM forge_projects WHERE forge_projects.project_id = jira_connections.project_id) AS "isGranted"`

type ConnectionRow = Omit<StoredConnection, 'createdAt' | 'updatedAt'> & {
  readonly createdAt: string
  readonly updatedAt: string
}

function toConnection(row: ConnectionRow): StoredConnection {
  return { ...row, createdAt: toDate(row.createdAt), updatedAt: toDate(row.updatedAt) }
}

async function find({ db }: Transaction, condition: SQL): Promise<StoredConnection | undefined> {
  const [row] = await rowsOf<ConnectionRow>(
    db,
    sql`SELECT ${columns} FROM jira_connections WHERE ${condition}`,
  )
  return row === undefined ? undefined : toConnection(row)
}

export async function findConnection(
  transaction: Transaction,
  projectId: number,
): Promise<StoredConnection | undefined> {
  return await find(transaction, sql`project_id = ${projectId}`)
}

/** The connection that a webhook's address names. */
export async function findByWebhook(
  transaction: Transaction,
  webhookId: string,
): Promise<StoredConnection | undefined> {
  return await find(transaction, sql`webhook_id = ${webhookId}::uuid ORDER BY id LIMIT 1`)
}

export async function upsertConnection(
  { db }: Transaction,
  connection: Pick<
    StoredConnection,
    'projectId' | 'baseUrl' | 'projectKeys' | 'account' | 'secret' | 'fields' | 'writeBack'
  >,
): Promise<StoredConnection | undefined> {
  const [row] = await rowsOf<ConnectionRow>(
    db,
    sql`INSERT INTO jira_connections (project_id, base_url, project_keys, account, secret, field_mapping, write_back)
      VALUES (${connection.projectId}, ${connection.baseUrl}, ${JSON.stringify(connection.projectKeys)}::jsonb,
        ${connection.account}, ${connection.secret}, ${JSON.stringify(connection.fields)}::jsonb,
        ${JSON.stringify(connection.writeBack)}::jsonb)
      ON CONFLICT (project_id) DO UPDATE SET base_url = excluded.base_url, project_keys = excluded.project_keys,
        account = excluded.account, secret = excluded.secret, field_mapping = excluded.field_mapping,
        write_back = excluded.write_back
      RETURNING ${columns}`,
  )
  return row === undefined ? undefined : toConnection(row)
}

export async function setWebhookSecret(
  { db }: Transaction,
  projectId: number,
  secret: string | null,
): Promise<void> {
  await db.execute(
    sql`UPDATE jira_connections SET webhook_secret = ${secret} WHERE project_id = ${projectId}`,
  )
}

export async function deleteConnection({ db }: Transaction, projectId: number): Promise<void> {
  await db.execute(sql`DELETE FROM jira_connections WHERE project_id = ${projectId}`)
}
