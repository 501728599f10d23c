/** Looks for leaks everywhere at once, where a whole suite for each login would take too long. */
import { sql } from 'drizzle-orm'
import type { Atmosfera } from '../../packages/core/src/atmosfera.js'
import { rowOf } from '../../packages/core/src/database/engine.js'
import type { Catalogue } from '../support/catalogue.js'
import { sqlTrial } from './outcomes.js'
import { userOf, type World } from './world.js'

/** Whom the transactions of actors run as, for the database. */
export async function roleOfActors(atmosfera: Atmosfera): Promise<string> {
  return await atmosfera.transaction({ system: true }, async ({ db }) => {
    const { role } = await rowOf<{ role: string }>(db, sql`SELECT current_user::text AS role`)
    return role
  })
}

/** The first stored verdicts of a project, past the services. */
export function firstPageOf(projectId: number): string {
  const page = { codes: [0, 1, 2, 3, 4], after: [0, 0, 0, 0, 0], sort: 'key', descending: false, howMany: 9 }
  return `SELECT id FROM coverage_page(${projectId}, '${JSON.stringify(page)}')`
}

/** What whoever manages Alpha sees of Beta, or can do to it, by SQL of their own; what they cannot see of Alpha. */
export async function findLeaks(
  atmosfera: Atmosfera,
  { alpha, beta }: Pick<World, 'alpha' | 'beta'>,
  { tables, views }: Catalogue,
): Promise<readonly string[]> {
  const found: string[] = []
  const run = async (...statements: string[]) =>
    await sqlTrial(atmosfera, userOf(alpha.keeperId), ...statements)

  for (const { name, project } of [...tables, ...views]) {
    const { result, error } = await run(
      `SELECT DISTINCT ${project} AS project FROM ${name} WHERE ${project} IS NOT NULL`,
    )
    const seen = result?.map((row) => row.project).join(' and ') ?? error?.message
    if (seen !== String(alpha.projectId)) found.push(`reads of ${name} the projects ${seen}`)
  }

  const attempts = [
    ...tables.flatMap(({ name, project }) => {
      const theirs = `WHERE ${project} = ${beta.projectId} RETURNING 1`
      const copy = `to_jsonb(own) || '{"id": 1999999999, "${project}": ${beta.projectId}}'`
      const added = `INSERT INTO ${name} SELECT copy.* FROM ${name} AS own, jsonb_populate_record(own, ${copy}) AS copy
        WHERE own.${project} = ${alpha.projectId} LIMIT 1 RETURNING 1`
      return [
        `UPDATE ${name} SET ${project} = ${project} ${theirs}`,
        `DELETE FROM ${name} ${theirs}`,
        ...(name === 'projects' ? [] : [added]),
      ]
    }),
    `SELECT id FROM users WHERE id = ${beta.keeperId}`,
    `SELECT 1 FROM user_credentials('${beta.keeperLogin}')`,
    `SELECT 1 WHERE project_access(${beta.projectId}) IS NOT NULL`,
    `SELECT 1 WHERE fold_coverage(${beta.projectId}, true)`,
    `SELECT rebuild_coverage(${beta.projectId})`,
    firstPageOf(beta.projectId),
    `SELECT 1 FROM stored_coverage(${beta.projectId})`,
    `SELECT 1 FROM coverage_evidence(${beta.projectId}, true, '${beta.ticketKey}', 9)`,
  ]
  for (const attempt of attempts) {
    const { result = [], error } = await run(attempt)
    const isRefused = error === undefined || /^(permission_denied|not_found)$/.test(error.code)
    if (result.length > 0 || !isRefused) found.push(`${attempt}: ${error?.message ?? 'done'}`)
  }
  return found
}
