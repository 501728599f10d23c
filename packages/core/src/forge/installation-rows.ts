import { type SQL, sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { ClaimableInstallation, ForgeCall, ForgeInstallation, ForgeUserRules } from './types.js'

/** An installation with its token, which is encrypted. */
export interface StoredInstallation extends ForgeInstallation {
  readonly systemToken: string | null
  readonly tokenExpiresAt: Date | null
}

const columns = sql`id, installation_id AS "installationId", app_id AS "appId", cloud_id AS "cloudId",
  site_url AS "siteUrl", api_base_url AS "apiBaseUrl", environment, app_version AS "appVersion",
  create_users AS "createUsers", match_by_email AS "matchByEmail", system_token AS "systemToken",
  token_expires_at AS "tokenExpiresAt", installed_at AS "installedAt", last_called_at AS "lastCalledAt",
  uninstalled_at AS "uninstalledAt"`

type InstallationRow = {
  readonly [Field in keyof StoredInstallation]: StoredInstallation[Field] extends Date | null
    ? string | null
    : StoredInstallation[Field]
}

function toInstallation(row: InstallationRow): StoredInstallation {
  return {
    ...row,
    tokenExpiresAt: row.tokenExpiresAt === null ? null : toDate(row.tokenExpiresAt),
    installedAt: toDate(row.installedAt ?? ''),
    lastCalledAt: toDate(row.lastCalledAt ?? ''),
    uninstalledAt: row.uninstalledAt === null ? null : toDate(row.uninstalledAt),
  }
}

async function find({ db }: Transaction, condition: SQL): Promise<readonly StoredInstallation[]> {
  const rows = await rowsOf<InstallationRow>(
    db,
    sql`SELECT ${columns} FROM forge_installations WHERE ${condition}`,
  )
  return rows.map(toInstallation)
}

export async function findInstallation(
  transaction: Transaction,
  installationId: string,
): Promise<StoredInstallation | undefined> {
  const [found] = await find(transaction, sql`installation_id = ${installationId}`)
  return found
}

export async function getInstallation(
  transaction: Transaction,
  rowId: number,
): Promise<StoredInstallation | undefined> {
  const [found] = await find(transaction, sql`id = ${rowId}`)
  return found
}

/** Notes a call: the first one makes the installation known. */
export async function upsertInstallation(
  { db }: Transaction,
  call: ForgeCall,
  token: { readonly encrypted: string | null; readonly expiresAt: Date | null },
  now: Date,
): Promise<StoredInstallation> {
  const at = sql`${now.toISOString()}::timestamp`
  const expiresAt = sql`${token.expiresAt?.toISOString() ?? null}::timestamp`
  const row = await rowOf<InstallationRow>(
    db,
    sql`INSERT INTO forge_installations AS known (installation_id, app_id, cloud_id, site_url, api_base_url,
        environment, app_version, system_token, token_expires_at, installed_at, last_called_at)
      VALUES (${call.installationId}, ${call.appId}, ${call.cloudId ?? null}, ${call.siteUrl ?? null},
        ${call.apiBaseUrl}, ${call.environment}, ${call.appVersion}, ${token.encrypted}, ${expiresAt}, ${at}, ${at})
      ON CONFLICT (installation_id) DO UPDATE SET cloud_id = coalesce(known.cloud_id, excluded.cloud_id),
        site_url = coalesce(excluded.site_url, known.site_url), api_base_url = excluded.api_base_url,
        app_version = excluded.app_version, last_called_at = excluded.last_called_at,
        token_expires_at = CASE WHEN excluded.system_token IS NULL THEN known.token_expires_at ELSE excluded.token_expires_at END,
        system_token = CASE WHEN known.uninstalled_at IS NULL THEN coalesce(excluded.system_token, known.system_token) END
      RETURNING ${columns}`,
  )
  return toInstallation(row)
}

/** What was installed once and is no more; false where that is known already. */
export async function markUninstalled({ db }: Transaction, rowId: number, now: Date): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`UPDATE forge_installations SET uninstalled_at = ${now.toISOString()}::timestamp, system_token = NULL
      WHERE id = ${rowId} AND uninstalled_at IS NULL RETURNING id`,
  )
  return rows.length > 0
}

export async function updateRules(
  { db }: Transaction,
  rowId: number,
  { createUsers, matchByEmail }: ForgeUserRules,
): Promise<void> {
  await db.execute(sql`UPDATE forge_installations
    SET create_users = ${createUsers}, match_by_email = ${matchByEmail} WHERE id = ${rowId}`)
}

/** Earlier installations of the same app on the same site that have projects, and have been silent since `before`. */
export async function listClaimable(
  { db }: Transaction,
  { id, cloudId, appId }: ForgeInstallation,
  before: Date,
  graceMs: number,
): Promise<readonly ClaimableInstallation[]> {
  const rows = await rowsOf<{
    id: number
    installedAt: string
    uninstalledAt: string | null
    projects: number
  }>(
    db,
    sql`SELECT other.id, other.installed_at AS "installedAt", other.uninstalled_at AS "uninstalledAt",
        count(*)::integer AS projects
      FROM forge_installations AS other JOIN forge_projects ON forge_projects.forge_installation_id = other.id
      WHERE other.cloud_id = ${cloudId} AND other.app_id = ${appId} AND other.id <> ${id}
        AND (other.uninstalled_at IS NOT NULL OR other.last_called_at < ${before.toISOString()}::timestamp)
      GROUP BY other.id ORDER BY other.id DESC`,
  )
  return rows.map((row) => {
    const uninstalledAt = row.uninstalledAt === null ? null : toDate(row.uninstalledAt)
    const purgeAt = uninstalledAt === null ? null : new Date(uninstalledAt.getTime() + graceMs)
    return { ...row, installedAt: toDate(row.installedAt), uninstalledAt, purgeAt }
  })
}

/** Hands projects and accounts of one installation to another, as far as that one has none of its own for them. */
export async function handOver(
  { db }: Transaction,
  from: number,
  { id: to, apiBaseUrl }: Pick<ForgeInstallation, 'id' | 'apiBaseUrl'>,
): Promise<readonly number[]> {
  const moved = await rowsOf<{ projectId: number }>(
    db,
    sql`UPDATE forge_projects AS theirs SET forge_installation_id = ${to}
      WHERE theirs.forge_installation_id = ${from} AND NOT EXISTS (
        SELECT FROM forge_projects AS own
        WHERE own.forge_installation_id = ${to} AND own.jira_project_id = theirs.jira_project_id)
      RETURNING project_id AS "projectId"`,
  )
  await db.execute(sql`UPDATE forge_accounts AS theirs SET forge_installation_id = ${to}
    WHERE theirs.forge_installation_id = ${from} AND NOT EXISTS (
      SELECT FROM forge_accounts AS own
      WHERE own.forge_installation_id = ${to} AND own.account_id = theirs.account_id)`)
  const projectIds = moved.map(({ projectId }) => projectId)
  await db.execute(sql`UPDATE jira_connections SET base_url = ${apiBaseUrl}
    WHERE project_id = ANY (${sql.param(projectIds)}::integer[]) AND secret IS NULL`)
  return projectIds
}

/**
 * Forgets installations that were uninstalled before then: their tokens, events and accounts, the users that were made
 * for those alone, and what connected them. Projects are their teams' own, and stay.
 */
export async function purgeInstallations({ db }: Transaction, before: Date): Promise<number> {
  const gone = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM forge_installations WHERE uninstalled_at < ${before.toISOString()}::timestamp FOR UPDATE`,
  )
  const ids = sql`${sql.param(gone.map(({ id }) => id))}::integer[]`
  if (gone.length === 0) return 0
  await db.execute(sql`DELETE FROM jira_connections WHERE secret IS NULL AND project_id IN (
    SELECT project_id FROM forge_projects WHERE forge_installation_id = ANY (${ids}))`)
  await db.execute(sql`DELETE FROM users WHERE id IN (
    SELECT user_id FROM forge_accounts WHERE forge_installation_id = ANY (${ids}) AND origin = 'created')`)
  await db.execute(sql`DELETE FROM forge_installations WHERE id = ANY (${ids})`)
  return gone.length
}
