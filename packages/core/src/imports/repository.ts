import { sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { UnresolvedLink } from './types.js'

/** Imports of one project follow one another; the second waits until the first is done. */
export async function lockImports({ db }: Transaction, projectId: number): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('atmosfera.import'), ${projectId}::integer)`)
}

/** The same file imported before, for the same target. */
export interface EarlierImport {
  readonly importId: number
  readonly file: string
  readonly sha256: string
  readonly importedAt: Date
  /** How many of its results have no test case. */
  readonly unmatched: number
}

export async function findImport(
  { db }: Transaction,
  wanted: {
    readonly projectId: number
    readonly kind: string
    readonly sha256: string
    readonly target: string
  },
): Promise<EarlierImport | undefined> {
  const [row] = await rowsOf<Omit<EarlierImport, 'importedAt'> & { importedAt: string }>(
    db,
    sql`SELECT id AS "importId", file_name AS file, sha256, imported_at AS "importedAt",
        coalesce((summary ->> 'unmatched')::integer, 0) AS unmatched
      FROM imports
      WHERE project_id = ${wanted.projectId} AND kind = ${wanted.kind} AND sha256 = ${wanted.sha256}
        AND target = ${wanted.target}`,
  )
  return row === undefined ? undefined : { ...row, importedAt: toDate(row.importedAt) }
}

/** An id for an import whose digest is not known before the file has been read to its end. */
export async function beginImport(
  { db }: Transaction,
  started: {
    readonly projectId: number
    readonly kind: string
    readonly file: string
    readonly by: number | null
  },
): Promise<number> {
  const { id } = await rowOf<{ id: number }>(
    db,
    sql`INSERT INTO imports (project_id, kind, file_name, sha256, target, imported_by)
      VALUES (${started.projectId}, ${started.kind}, ${started.file}, '', gen_random_uuid()::text, ${started.by}::integer)
      RETURNING id`,
  )
  return id
}

export async function finishImport(
  { db }: Transaction,
  id: number,
  finished: { readonly sha256: string; readonly target: string; readonly summary: object },
): Promise<void> {
  await db.execute(sql`
    UPDATE imports SET sha256 = ${finished.sha256}, target = ${finished.target},
      summary = ${JSON.stringify(finished.summary)}::jsonb WHERE id = ${id}`)
}

/** Links that wait for a ticket: of the whole project, or of these test cases. */
export async function readUnresolvedLinks(
  { db }: Transaction,
  projectId: number,
  testCaseIds?: readonly number[],
): Promise<readonly UnresolvedLink[]> {
  const only =
    testCaseIds === undefined
      ? sql``
      : sql` AND pending.test_case_id = ANY (${sql.param(testCaseIds)}::integer[])`
  return await rowsOf<UnresolvedLink>(
    db,
    sql`SELECT pending.jira_key AS key, pending.test_case_id AS "testCaseId", test_case.external_id AS "externalId"
      FROM pending_links AS pending JOIN test_cases AS test_case ON test_case.id = pending.test_case_id
      WHERE pending.project_id = ${projectId}${only} ORDER BY pending.jira_key, pending.test_case_id`,
  )
}
