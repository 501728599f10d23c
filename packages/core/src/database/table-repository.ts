import { and, asc, desc, eq, getTableColumns, getTableName, inArray, is, SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { decodeCursor, encodeCursor, type Page } from '../pagination.js'
import { rowsOf } from './engine.js'
import { quoteLiteral } from './identifiers.js'
import type { Transaction } from './transaction.js'

/** A page of a list: what to select, in which order, from where. */
interface PageQuery {
  /** By name, out of the repository's `filters`: a value, or a list of which any will do. */
  readonly filters: Readonly<Record<string, unknown>>
  /** Conditions that are more than equality. */
  readonly where?: readonly (SQL | undefined)[] | undefined
  /** A key of the repository's `sorts`, with `-` before it for descending. */
  readonly sort: string
  readonly limit: number
  readonly cursor?: string | null | undefined
}

/** The queries that every table with an `id` needs. `Row` is what callers see of a row. */
export interface TableRepository<Row> {
  /** What a list can be sorted by, ascending and descending. */
  readonly sortNames: readonly string[]
  /** Whether rows have an `updatedAt`, which tells one version from the next. */
  readonly isVersioned: boolean
  /** Inserts all rows in one statement. Every row has the same keys; ids come in the order of the rows. */
  insertMany(
    transaction: Transaction,
    rows: readonly Readonly<Record<string, unknown>>[],
  ): Promise<readonly Row[]>
  /** Inserts like `insertMany`, for rows that the actor cannot see before the statement has ended. */
  insertUnseen(transaction: Transaction, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>
  find(transaction: Transaction, id: number): Promise<Row | undefined>
  /** The statement that finds one, whose rows `read` takes: without parameters, for it goes by itself. */
  findStatement(id: number): string
  /** A row of a raw query of all columns, by their names. */
  read(values: Readonly<Record<string, unknown>>): Row
  /** Those of the ids that are there, in the order of the ids. */
  findMany(transaction: Transaction, ids: readonly number[]): Promise<readonly Row[]>
  page(transaction: Transaction, query: PageQuery): Promise<Page<Row>>
  /** Undefined where no row was changed: none such, none that may be changed, or changed since `expected`. */
  update(
    transaction: Transaction,
    id: number,
    changes: Readonly<Record<string, unknown>>,
    expected?: Date,
  ): Promise<Row | undefined>
  remove(transaction: Transaction, id: number, expected?: Date): Promise<boolean>
}

export interface TableOptions {
  /** Columns that are nobody's business. */
  readonly hidden?: readonly string[]
  /** Columns that a list can be sorted by, by name; `id` always is. */
  readonly sorts?: Readonly<Record<string, PgColumn>>
  /** Columns that a list can be filtered by, by name; `projectId` always is, where there is one. */
  readonly filters?: Readonly<Record<string, PgColumn>>
}

/** @param table must have a column `id`. */
export function tableRepository<Row>(table: PgTable, options: TableOptions = {}): TableRepository<Row> {
  const all = getTableColumns(table) as Record<string, PgColumn>
  const columns = Object.fromEntries(
    Object.entries(all).filter(([key]) => !options.hidden?.includes(key)),
  ) as Record<string, PgColumn>
  const id = columnNamed(all, 'id')
  const sorts: Readonly<Record<string, PgColumn>> = { id, ...options.sorts }
  const filters: Readonly<Record<string, PgColumn>> = {
    ...(all.projectId === undefined ? {} : { projectId: all.projectId }),
    ...options.filters,
  }
  const fields = Object.entries(columns)
  const defaults = fields.filter(([, column]) => column.hasDefault && !is(column.default, SQL))
  const output = fields.map(([, column]) => quoted(column.name)).join(', ')
  // Drizzle knows the selection only as a record of columns; Row says what those columns are.
  const asRow = (values: unknown): Row => withDefaults(defaults, values as Record<string, unknown>) as Row
  const read: TableRepository<Row>['read'] = (values) => asRow(decode(fields, values))
  const findStatement: TableRepository<Row>['findStatement'] = (wanted) =>
    `SELECT ${output} FROM ${quoted(getTableName(table))} WHERE "id" = ${quoteLiteral(String(wanted))}::integer`

  return {
    sortNames: Object.keys(sorts).flatMap((sort) => [sort, `-${sort}`]),
    isVersioned: all.updatedAt !== undefined,
    read,
    findStatement,
    insertMany: async ({ db }, rows) => {
      const statement = sql`${insertStatement(table, all, rows)} RETURNING ${sql.raw(output)}`
      return (await rowsOf<Record<string, unknown>>(db, statement)).map(read)
    },
    insertUnseen: async ({ db }, rows) => {
      await db.execute(insertStatement(table, all, rows))
    },
    find: async ({ db }, wanted) => {
      const [row] = await rowsOf<Record<string, unknown>>(db, sql.raw(findStatement(wanted)))
      return row === undefined ? undefined : read(row)
    },
    findMany: async ({ db }, wanted) => {
      const given = sql.param(wanted)
      const rows = await db
        .select(columns)
        .from(table)
        .where(sql`${id} = ANY (${given}::integer[])`)
        .orderBy(sql`array_position(${given}::integer[], ${id})`)
      return rows.map(asRow)
    },
    page: async ({ db }, query) => {
      const descending = query.sort.startsWith('-')
      const by = columnNamed(sorts, descending ? query.sort.slice(1) : query.sort)
      const from =
        query.cursor == null ? undefined : after(by, id, descending, decodeCursor(query.cursor, query.sort))
      const rows = await db
        .select({ ...columns, [position]: sql<string | null>`${by}::text` })
        .from(table)
        .where(and(...matching(filters, query.filters), ...(query.where ?? []), from))
        .orderBy(...orderOf(by, id, descending))
        .limit(query.limit + 1)
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      const more = rows.length > query.limit && last !== undefined
      return {
        items: items.map(({ [position]: _, ...row }) => asRow(row)),
        nextCursor: more
          ? encodeCursor({
              sort: query.sort,
              value: last[position] as string | null,
              id: Reflect.get(last, 'id') as number,
            })
          : null,
      }
    },
    update: async ({ db }, wanted, changes, expected) => {
      const [row] = await db
        .update(table)
        .set(changes)
        .where(and(eq(id, wanted), unchangedSince(all, expected)))
        .returning(columns)
      return row === undefined ? undefined : asRow(row)
    },
    remove: async ({ db }, wanted, expected) => {
      const removed = await db
        .delete(table)
        .where(and(eq(id, wanted), unchangedSince(all, expected)))
        .returning({ id })
      return removed.length > 0
    },
  }
}

/** The key under which a page carries the sorted value as text, exact to the microsecond. */
const position = '__position'

/**
 * One INSERT out of one JSON parameter: a thousand rows cost what one costs to plan, and no row count runs
 * into the protocol's limit of 65,535 parameters.
 */
function insertStatement(
  table: PgTable,
  all: Record<string, PgColumn>,
  rows: readonly Readonly<Record<string, unknown>>[],
): SQL {
  const keys = Object.keys(rows[0] ?? {})
  const names = sql.raw(keys.map((key) => quoted(columnNamed(all, key).name)).join(', '))
  const types = sql.raw(
    keys.map((key) => `${quoted(columnNamed(all, key).name)} ${typeOf(columnNamed(all, key))}`).join(', '),
  )
  const values = JSON.stringify(
    rows.map((row) => Object.fromEntries(keys.map((key) => [columnNamed(all, key).name, row[key] ?? null]))),
  )
  return sql`INSERT INTO ${sql.raw(quoted(getTableName(table)))} (${names})
    SELECT ${names} FROM json_to_recordset(${values}::json) AS given (${types})`
}

/** A column's type where it is not being created: `serial` is none. */
function typeOf(column: PgColumn): string {
  const type = column.getSQLType()
  return type === 'serial' ? 'integer' : type
}

type Fields = readonly (readonly [key: string, column: PgColumn])[]

/** A row of a raw query, with the keys and types that Drizzle would have given it. */
function decode(fields: Fields, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const decoded: Record<string, unknown> = {}
  for (const [key, column] of fields) {
    const value = row[column.name]
    decoded[key] = value === null || value === undefined ? null : column.mapFromDriverValue(value)
  }
  return decoded
}

/**
 * The specification lets columns with a default be null, and an adopted database may use that. Callers are
 * promised the default instead.
 */
function withDefaults(defaults: Fields, row: Record<string, unknown>): Record<string, unknown> {
  for (const [key, column] of defaults) {
    if (row[key] === null) row[key] = structuredClone(column.default) ?? null
  }
  return row
}

function matching(
  columns: Readonly<Record<string, PgColumn>>,
  filters: Readonly<Record<string, unknown>>,
): readonly SQL[] {
  return Object.entries(filters).flatMap(([key, value]) => {
    if (value === undefined) return []
    const column = columnNamed(columns, key)
    return [Array.isArray(value) ? inArray(column, value) : eq(column, value)]
  })
}

function orderOf(by: PgColumn, id: PgColumn, descending: boolean): readonly SQL[] {
  const byId = descending ? desc(id) : asc(id)
  if (by === id) return [byId]
  return [descending ? sql`${by} DESC NULLS LAST` : asc(by), byId]
}

/** Rows behind a position, where nulls come last in either direction. */
function after(
  by: PgColumn,
  id: PgColumn,
  descending: boolean,
  { value, id: last }: { readonly value: string | null; readonly id: number },
): SQL {
  const beyond = sql.raw(descending ? '<' : '>')
  if (by === id) return sql`${id} ${beyond} ${last}`
  if (value === null) return sql`(${by} IS NULL AND ${id} ${beyond} ${last})`
  const at = sql`${value}::${sql.raw(by.getSQLType())}`
  return sql`(${by} ${beyond} ${at} OR (${by} = ${at} AND ${id} ${beyond} ${last}) OR ${by} IS NULL)`
}

/** Clients know milliseconds only; the trigger sees to it that no two versions of a row share one. */
function unchangedSince(columns: Record<string, PgColumn>, expected: Date | undefined): SQL | undefined {
  if (expected === undefined) return undefined
  return sql`date_trunc('milliseconds', ${columnNamed(columns, 'updatedAt')}) = ${expected.toISOString()}::timestamp`
}

function columnNamed(columns: Readonly<Record<string, PgColumn>>, key: string): PgColumn {
  const column = columns[key]
  if (column === undefined) throw new Error(`there is no column ${key}`)
  return column
}

function quoted(name: string): string {
  return `"${name}"`
}
