import { type SQL, sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import { projectKind, projectKinds, type RecordKind } from '../database/project-kinds.js'
import { translateError } from '../database/sqlstate.js'
import type { Transaction } from '../database/transaction.js'
import { ConflictError, NotFoundError, ValidationError } from '../errors.js'

/** A row by the names of its columns. */
export type NewRow = Readonly<Record<string, unknown>>

/** Whether nothing is in a project that an export of it would hold. */
export async function isEmptyProject({ db }: Transaction, projectId: number): Promise<boolean> {
  const anything = projectKinds.map(
    ({ table }) => sql`EXISTS (SELECT FROM ${quoted(table)} WHERE project_id = ${projectId})`,
  )
  const { filled } = await rowOf<{ filled: boolean }>(
    db,
    sql`SELECT ${sql.join(anything, sql` OR `)} AS filled`,
  )
  return !filled
}

/**
 * Adds rows in the order given, and returns their ids.
 *
 * @throws ValidationError in the words of the database, where it refuses what they hold.
 */
export async function addRows(
  { db }: Transaction,
  kind: RecordKind,
  projectId: number,
  rows: readonly NewRow[],
): Promise<readonly number[]> {
  const columns = new Map(kind.fields.map(({ column, type }) => [column, type]))
  const names = sql.join([...columns.keys()].map(quoted), sql`, `)
  try {
    const added = await rowsOf<{ id: number }>(
      db,
      sql`INSERT INTO ${quoted(kind.table)} (project_id, ${names})
        SELECT ${projectId}::integer, ${names}
        FROM ROWS FROM (json_to_recordset(${JSON.stringify(rows)}::json) AS (${typed(columns)})) WITH ORDINALITY AS given
        ORDER BY ordinality RETURNING id`,
    )
    return added.map((row) => row.id)
  } catch (error) {
    const reason = translateError(error)
    const isTheirs =
      reason instanceof ValidationError || reason instanceof ConflictError || reason instanceof NotFoundError
    throw isTheirs ? new ValidationError(reason.message, { cause: error }) : reason
  }
}

/** Gives a project what the record of one says, except for its name. */
export async function describeProject({ db }: Transaction, projectId: number, row: NewRow): Promise<void> {
  const columns = new Map(projectKind.fields.map(({ column, type }) => [column, type]))
  const names = [...columns.keys()].map(quoted)
  await db.execute(
    sql`UPDATE projects SET ${sql.join(
      names.map((name) => sql`${name} = given.${name}`),
      sql`, `,
    )} FROM json_to_record(${JSON.stringify(row)}::json) AS given (${typed(columns)}) WHERE projects.id = ${projectId}`,
  )
}

/** The ids of those users that the actor may know of, by their usernames. */
export async function findPeople(
  { db }: Transaction,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ id: number; username: string }>(
    db,
    sql`SELECT id, username FROM users WHERE username IN (SELECT unnest(${sql.param(usernames)}::text[]))`,
  )
  return new Map(rows.map(({ id, username }) => [username, id]))
}

/** The ids of the dimensions of the built-in model by their names; of several with one name the oldest. */
export async function readBuiltInDimensions({ db }: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ id: number; name: string }>(
    db,
    sql`SELECT min(id) AS id, name FROM maturity_dimensions WHERE project_id IS NULL GROUP BY name`,
  )
  return new Map(rows.map(({ id, name }) => [name, id]))
}

function typed(columns: ReadonlyMap<string, string>): SQL {
  return sql.join(
    [...columns].map(([name, type]) => sql`${quoted(name)} ${sql.raw(type)}`),
    sql`, `,
  )
}

function quoted(name: string): SQL {
  return sql.raw(`"${name}"`)
}
