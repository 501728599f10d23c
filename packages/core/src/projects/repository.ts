import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import type { AccessLevel, UserRole } from '../schema/allowed-values.js'
import { projects, userProjectAccess } from '../schema/core.js'
import type { Project, ProjectAccess } from './types.js'

export const projectRepository = tableRepository<Project>(projects, {
  sorts: { name: projects.name, updatedAt: projects.updatedAt },
  filters: { name: projects.name, status: projects.status, projectType: projects.projectType },
})

export const accessRepository = tableRepository<ProjectAccess>(userProjectAccess, {
  filters: { userId: userProjectAccess.userId, accessLevel: userProjectAccess.accessLevel },
})

/**
 * Ids for new projects. They are drawn first because whoever makes a project gets access to it only once it
 * is there, so that INSERT … RETURNING could not return it.
 */
export async function nextProjectIds({ db }: Transaction, count: number): Promise<readonly number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT nextval(pg_get_serial_sequence('projects', 'id'))::integer AS id FROM generate_series(1, ${count}::integer)`,
  )
  return rows.map((row) => row.id)
}

/** Who the actor is as far as giving access to a project goes; null where they, or it, do not exist. */
export async function readStanding(
  { db }: Transaction,
  projectId: number,
): Promise<{ readonly role: UserRole | null; readonly access: AccessLevel | null }> {
  return await rowOf(
    db,
    sql`SELECT current_user_role() AS role, project_access(${projectId}::integer) AS access`,
  )
}

/** Gives access or changes its level; the id of the access. */
export async function upsertAccess(
  { db }: Transaction,
  access: { readonly projectId: number; readonly userId: number; readonly accessLevel: AccessLevel },
  by: number | null,
): Promise<number | undefined> {
  const [row] = await rowsOf<{ id: number }>(
    db,
    sql`INSERT INTO user_project_access (user_id, project_id, access_level, granted_by)
      VALUES (${access.userId}, ${access.projectId}, ${access.accessLevel}, ${by})
      ON CONFLICT (user_id, project_id) DO UPDATE SET access_level = excluded.access_level, granted_by = excluded.granted_by
      RETURNING id`,
  )
  return row?.id
}

export async function deleteAccess({ db }: Transaction, projectId: number, userId: number): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`DELETE FROM user_project_access WHERE project_id = ${projectId} AND user_id = ${userId} RETURNING id`,
  )
  return rows.length > 0
}

/** Whether the actor can see this user at all. */
export async function canSeeUser({ db }: Transaction, userId: number): Promise<boolean> {
  const rows = await rowsOf(db, sql`SELECT FROM users WHERE id = ${userId}`)
  return rows.length > 0
}
