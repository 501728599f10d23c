/** What Drizzle believes of the tables is what the migrations make of them, in both directions. */
import { getTableName, is, type SQL } from 'drizzle-orm'
import { getTableConfig, getViewConfig, IndexedColumn, PgDialect, PgTable, PgView } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../packages/core/src/schema/index.js'
import { engines, type TestDatabase } from '../support/engines.js'

const exported: readonly unknown[] = Object.values(schema)
const tables = exported.filter((value): value is PgTable => is(value, PgTable))
const views = exported.filter((value): value is PgView => is(value, PgView))
const configs = tables.map((table) => getTableConfig(table))

describe.each(engines)('Drizzle and the catalogue of $name', (engine) => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await engine.createDatabase()
  })

  afterAll(async () => {
    await database?.drop()
  })

  const lines = async (sql: string): Promise<readonly string[]> =>
    (await database.query<{ line: string }>(sql)).map((row) => row.line).sort()

  it('know the same tables, besides the one that says which migrations ran', async () => {
    const found = await lines(`SELECT tablename AS line FROM pg_tables WHERE schemaname = 'atmosfera'`)
    expect(found).toEqual([...tables.map(getTableName), 'atmosfera_migrations'].sort())
  })

  it('know the same columns, their types, and which are never null', async () => {
    const believed = configs.flatMap((config) =>
      config.columns.map(
        (column) =>
          `${config.name}.${column.name} ${typeName(column.getSQLType())}${column.notNull ? ' not null' : ''}`,
      ),
    )
    expect(believed.sort()).toEqual(
      await lines(`
        SELECT concat(relname, '.', attname, ' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' not null' END) AS line
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
        WHERE relkind = 'r' AND ${ours}`),
    )
  })

  it('agree on which columns the database fills by itself', async () => {
    const believed = configs.flatMap((config) =>
      config.columns.filter((column) => column.hasDefault).map((column) => `${config.name}.${column.name}`),
    )
    expect(believed.sort()).toEqual(
      await lines(`
        SELECT concat(relname, '.', attname) AS line FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relkind = 'r' AND atthasdef AND NOT attisdropped AND ${ours}`),
    )
  })

  it('know the same foreign keys, with what a delete does', async () => {
    const believed = configs.flatMap((config) =>
      config.foreignKeys.map((key) => {
        const { columns, foreignTable, foreignColumns } = key.reference()
        const [from, to] = [columns, foreignColumns].map((list) => list.map(({ name }) => name).join(', '))
        const rule =
          key.onDelete === undefined || key.onDelete === 'no action'
            ? ''
            : ` ON DELETE ${key.onDelete.toUpperCase()}`
        return `${config.name} ${key.getName()}: FOREIGN KEY (${from}) REFERENCES ${getTableName(foreignTable)}(${to})${rule}`
      }),
    )
    expect(believed.sort()).toEqual(await constraints('f', 'pg_get_constraintdef(pg_constraint.oid)'))
  })

  it('know the same checks', async () => {
    const believed = configs.flatMap((config) =>
      config.checks.map((check) => `${config.name} ${check.name}: check`),
    )
    expect(believed.sort()).toEqual(await constraints('c', `'check'`))
  })

  it('know the same unique constraints', async () => {
    const believed = configs.flatMap((config) =>
      config.uniqueConstraints.map(
        (unique) =>
          `${config.name} ${unique.name}: UNIQUE (${unique.columns.map(({ name }) => name).join(', ')})`,
      ),
    )
    expect(believed.sort()).toEqual(await constraints('u', 'pg_get_constraintdef(pg_constraint.oid)'))
  })

  it('know the same indexes: unique, partial, by which method and in which order', async () => {
    const believed = configs.flatMap((config) =>
      config.indexes.map(({ config: index }) => {
        const columns = index.columns.map((column) =>
          is(column, IndexedColumn)
            ? `${column.name}${orderOf(column)}`
            : condition(column as SQL).replaceAll(/[()]/g, ''),
        )
        const where = index.where === undefined ? '' : ` WHERE ${condition(index.where)}`
        return `${index.unique ? 'unique ' : ''}${index.name} ON ${config.name} USING ${index.method ?? 'btree'} ${columns.join(', ')}${where}`
      }),
    )
    expect(believed.sort()).toEqual(
      await lines(`
        SELECT concat(CASE WHEN indisunique THEN 'unique ' END, index.relname, ' ON ', owner.relname,
          translate(replace(regexp_replace(pg_get_indexdef(indexrelid), '^.*( USING )', '\\1'), '::text', ''), '"()', '')) AS line
        FROM pg_index JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class AS owner ON owner.oid = indrelid
        WHERE index.relnamespace = 'atmosfera'::regnamespace AND owner.relname <> 'atmosfera_migrations'
          AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))`),
    )
  })

  it('know the same views, their columns and types', async () => {
    const believed = views.flatMap((view) => {
      const { name, selectedFields } = getViewConfig(view)
      return Object.values(selectedFields).map((field) => {
        const column = field as { name: string; getSQLType(): string }
        return `${name}.${column.name} ${typeName(column.getSQLType())}`
      })
    })
    expect(believed.sort()).toEqual(
      await lines(`
        SELECT concat(relname, '.', attname, ' ', format_type(atttypid, atttypmod)) AS line
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
        WHERE relkind = 'v' AND ${ours}`),
    )
  })

  const constraints = (type: string, definition: string) =>
    lines(`
      SELECT concat(relname, ' ', conname, ': ', replace(${definition}, 'atmosfera.', '')) AS line
      FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
      WHERE contype = '${type}' AND ${ours}`)
})

const ours = `relnamespace = 'atmosfera'::regnamespace AND relname <> 'atmosfera_migrations'`

/** A type of Drizzle's as PostgreSQL prints it. */
function typeName(type: string): string {
  return type
    .replace(/^(big)?serial$/, (_, big: string | undefined) => (big === undefined ? 'integer' : 'bigint'))
    .replace('varchar', 'character varying')
    .replace(/^timestamp$/, 'timestamp without time zone')
    .replace(', ', ',')
}

/** The order of an indexed column as PostgreSQL prints it, which leaves out what goes without saying. */
function orderOf({ indexConfig: { order = 'asc', nulls = 'last' } }: IndexedColumn): string {
  if (order === 'asc') return nulls === 'last' ? '' : ' NULLS FIRST'
  return nulls === 'last' ? ' DESC NULLS LAST' : ' DESC'
}

/** A partial index's condition as PostgreSQL prints it, without casts, quotes and parentheses. */
function condition(where: SQL): string {
  return new PgDialect().sqlToQuery(where).sql.replace(/"\w+"\."(\w+)"/, '$1')
}
