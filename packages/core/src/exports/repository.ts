import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import { projectKind, projectKinds, type RecordField, type RecordKind } from '../database/project-kinds.js'
import type { Transaction } from '../database/transaction.js'

/** A record as the database puts it: every field, null where it is empty, times as text to the microsecond. */
export type StoredRecord = Readonly<Record<string, unknown>>

/** How many records come at once at first, and at most. Texts can be long, so it is found out how many are few. */
const firstPage = 10
const largestPage = 200
/** About how many characters come at once. */
const pageWeight = 1_000_000

/** The fields of the project itself, with its name. */
export async function readProjectRecord(
  { db }: Transaction,
  projectId: number,
): Promise<StoredRecord | undefined> {
  const fields = projectKind.fields.map(({ name, column }) => sql`${quoted(column)} AS ${quoted(name)}`)
  const [row] = await rowsOf<{ record: StoredRecord }>(
    db,
    sql`SELECT to_json(record) AS record FROM (
        SELECT name, ${sql.join(fields, sql`, `)} FROM projects WHERE id = ${projectId}
      ) AS record`,
  )
  return row?.record
}

/**
 * All records of one kind in a project, page by page, in the order of their numbers. The database numbers and
 * joins them once, behind a cursor: page by page it would have to begin anew each time.
 */
export async function* readRecords(
  { db }: Transaction,
  kind: RecordKind,
  projectId: number,
): AsyncGenerator<readonly StoredRecord[], void, undefined> {
  const cursor = quoted(`export ${randomUUID()}`)
  await db.execute(sql`DECLARE ${cursor} NO SCROLL CURSOR FOR ${selectOf(kind, projectId)}`)
  for (let count = firstPage; ; ) {
    const rows = await rowsOf<{ record: string }>(db, sql`FETCH ${sql.raw(String(count))} FROM ${cursor}`)
    if (rows.length > 0) yield rows.map((row) => JSON.parse(row.record) as StoredRecord)
    if (rows.length < count) break
    const weight = rows.reduce((sum, { record }) => sum + record.length, 0)
    count = Math.max(1, Math.min(largestPage, count * 2, Math.floor((count * pageWeight) / weight)))
  }
  await db.execute(sql`CLOSE ${cursor}`)
}

function selectOf(kind: RecordKind, projectId: number): SQL {
  const project = sql.raw(String(projectId))
  const parts = kind.fields.map((field, index) => partOf(field, index, project))
  return sql`SELECT to_json(record)::text AS record FROM (
      SELECT own.number AS id, ${sql.join(
        parts.map((part) => part.value),
        sql`, `,
      )}
      FROM ${quoted(kind.table)} AS stored
      JOIN ${numbersOf(kind.table, project)} AS own ON own.id = stored.id
      ${sql.join(
        parts.map((part) => part.join),
        sql` `,
      )}
      WHERE stored.project_id = ${project} ORDER BY own.number
    ) AS record`
}

/** What a field selects, and the table that it takes for it. */
function partOf(
  field: RecordField,
  index: number,
  project: SQL,
): { readonly value: SQL; readonly join: SQL } {
  const column = sql`stored.${quoted(field.column)}`
  const as = quoted(field.name)
  const other = quoted(`other${index}`)
  switch (field.holds) {
    case 'record':
      return {
        value: sql`${other}.number AS ${as}`,
        join: sql`LEFT JOIN ${numbersOf(tableOf(field), project)} AS ${other} ON ${other}.id = ${column}`,
      }
    case 'person':
      return {
        value: sql`${other}.username AS ${as}`,
        join: sql`LEFT JOIN users AS ${other} ON ${other}.id = ${column}`,
      }
    case 'builtInDimension':
      return {
        value: sql`${other}.name AS ${as}`,
        join: sql`LEFT JOIN maturity_dimensions AS ${other} ON ${other}.id = ${column} AND ${other}.project_id IS NULL`,
      }
    case 'target':
      // A cycle that is gone is told by its id below zero, so that no other cycle's number is taken for it.
      return {
        value: sql`CASE WHEN ${column} ~ ${named} THEN
            regexp_replace(${column}, '\\d+', coalesce(${other}.number::text, '-' || substring(${column} FROM '\\d+')))
          ELSE ${column} END AS ${as}`,
        join: sql`LEFT JOIN ${numbersOf('test_cycles', project)} AS ${other}
          ON ${other}.id::text = substring(${column} FROM ${named})`,
      }
    default:
      return { value: sql`${column} AS ${as}`, join: sql`` }
  }
}

/** How what an import was for begins where it names a cycle. */
const named = sql.raw(`'^\\{"cycle":(\\d+)[,}]'`)

function tableOf({ kind }: RecordField): string {
  const found = projectKinds.find(({ name }) => name === kind)
  if (found === undefined) throw new Error(`there is no kind of record called ${kind}`)
  return found.table
}

/** The rows of a project in a table, numbered from 1: as they came to be, and folders after those that they are in. */
function numbersOf(table: string, project: SQL): SQL {
  if (table !== 'document_folders') {
    return sql`(SELECT id, row_number() OVER (ORDER BY id) AS number FROM ${quoted(table)} WHERE project_id = ${project})`
  }
  return sql`(
      WITH RECURSIVE below AS (
        SELECT id, 1 AS depth FROM document_folders WHERE project_id = ${project} AND parent_id IS NULL
        UNION ALL
        SELECT folder.id, below.depth + 1 FROM below JOIN document_folders AS folder
          ON folder.project_id = ${project} AND folder.parent_id = below.id
      )
      SELECT id, row_number() OVER (ORDER BY depth, id) AS number FROM below
    )`
}

function quoted(name: string): SQL {
  return sql.raw(`"${name}"`)
}
