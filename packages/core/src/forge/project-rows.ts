import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { ForgeProject, JiraProjectRef } from './types.js'

const columns = sql`forge_projects.project_id AS "projectId", projects.name AS "projectName",
  json_build_object('id', jira_project_id, 'key', jira_project_key) AS "jiraProject",
  issue_types AS "issueTypes", expected_issues AS "expectedIssues"`

/** Every connected project of an installation, by key; or the one of Jira's with that id. */
export async function listForgeProjects(
  { db }: Transaction,
  installation: number,
  jiraProjectId?: string,
): Promise<readonly ForgeProject[]> {
  const one = jiraProjectId === undefined ? sql`` : sql` AND jira_project_id = ${jiraProjectId}`
  return await rowsOf<ForgeProject>(
    db,
    sql`SELECT ${columns} FROM forge_projects JOIN projects ON projects.id = forge_projects.project_id
      WHERE forge_installation_id = ${installation}${one} ORDER BY jira_project_key, forge_projects.id`,
  )
}

/** Which installations a project of ours belongs to, and whether they are there still. */
export async function installationsOf(
  { db }: Transaction,
  projectId: number,
): Promise<readonly { readonly id: number; readonly apiBaseUrl: string; readonly isGone: boolean }[]> {
  return await rowsOf(
    db,
    sql`SELECT DISTINCT found.id, found.api_base_url AS "apiBaseUrl", found.uninstalled_at IS NOT NULL AS "isGone"
      FROM forge_projects JOIN forge_installations AS found ON found.id = forge_projects.forge_installation_id
      WHERE forge_projects.project_id = ${projectId} ORDER BY 1`,
  )
}

/** The keys of the projects of Jira that one of ours is. */
export async function keysOf({ db }: Transaction, projectId: number): Promise<readonly string[]> {
  const rows = await rowsOf<{ key: string }>(
    db,
    sql`SELECT jira_project_key AS key FROM forge_projects WHERE project_id = ${projectId} ORDER BY id`,
  )
  return rows.map(({ key }) => key)
}

/** Connects; false where that project of Jira is connected already. */
export async function insertForgeProject(
  { db }: Transaction,
  installation: number,
  projectId: number,
  { id, key }: JiraProjectRef,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`INSERT INTO forge_projects (project_id, forge_installation_id, jira_project_id, jira_project_key)
      VALUES (${projectId}, ${installation}, ${id}, ${key})
      ON CONFLICT (forge_installation_id, jira_project_id) DO NOTHING RETURNING id`,
  )
  return rows.length > 0
}

/** Disconnects; the project of ours that it was. */
export async function deleteForgeProject(
  { db }: Transaction,
  installation: number,
  jiraProjectId: string,
): Promise<number | undefined> {
  const [row] = await rowsOf<{ projectId: number }>(
    db,
    sql`DELETE FROM forge_projects WHERE forge_installation_id = ${installation} AND jira_project_id = ${jiraProjectId}
      RETURNING project_id AS "projectId"`,
  )
  return row?.projectId
}

/** Forgets that a project was one of installations that are gone. */
export async function deleteGoneProjects({ db }: Transaction, projectId: number): Promise<void> {
  await db.execute(sql`DELETE FROM forge_projects WHERE project_id = ${projectId} AND forge_installation_id IN (
    SELECT id FROM forge_installations WHERE uninstalled_at IS NOT NULL)`)
}

export async function updateForgeProject(
  { db }: Transaction,
  installation: number,
  jiraProjectId: string,
  changes: {
    readonly key?: string
    readonly issueTypes?: readonly string[]
    readonly expectedIssues?: number | null
  },
): Promise<void> {
  const sets = [
    changes.key === undefined ? undefined : sql`jira_project_key = ${changes.key}`,
    changes.issueTypes === undefined
      ? undefined
      : sql`issue_types = ${JSON.stringify(changes.issueTypes)}::jsonb`,
    changes.expectedIssues === undefined ? undefined : sql`expected_issues = ${changes.expectedIssues}`,
  ].filter((set) => set !== undefined)
  if (sets.length === 0) return
  await db.execute(sql`UPDATE forge_projects SET ${sql.join(sets, sql`, `)}
    WHERE forge_installation_id = ${installation} AND jira_project_id = ${jiraProjectId}`)
}

export async function insertCode(
  { db }: Transaction,
  code: {
    readonly projectId: number
    readonly hash: string
    readonly createdBy: number | null
    readonly expiresAt: Date
  },
): Promise<void> {
  await db.execute(sql`INSERT INTO forge_codes (project_id, code_hash, created_by, expires_at)
    VALUES (${code.projectId}, ${code.hash}, ${code.createdBy}, ${code.expiresAt.toISOString()}::timestamp)`)
}

/** Redeems a code, and forgets those that have expired: the project that it is for. */
export async function redeemCode({ db }: Transaction, hash: string, now: Date): Promise<number | undefined> {
  const at = sql`${now.toISOString()}::timestamp`
  const rows = await rowsOf<{ projectId: number; isGood: boolean }>(
    db,
    sql`DELETE FROM forge_codes WHERE code_hash = ${hash} OR expires_at <= ${at}
      RETURNING project_id AS "projectId", code_hash = ${hash} AND expires_at > ${at} AS "isGood"`,
  )
  return rows.find(({ isGood }) => isGood)?.projectId
}
