/**
 * What the database itself says there is: a table that a later migration adds is tested without anybody
 * having to remember.
 */
import { engines, type TestDatabase } from './engines.js'

/** A table or view with rows of projects. */
export interface ProjectTable {
  readonly name: string
  /** The column that says which project a row is of. */
  readonly project: 'project_id' | 'id'
  /** Every column but `id`. */
  readonly columns: readonly string[]
}

/** Columns of one project table that refer to another one. */
interface Reference {
  readonly constraint: string
  readonly from: string
  readonly to: string
  /** Without the project's own column. */
  readonly columns: readonly { readonly from: string; readonly to: string }[]
}

/** A unique key of a project table that is more than its id. */
interface UniqueKey {
  readonly index: string
  readonly table: string
  readonly columns: readonly string[]
}

export interface Catalogue {
  readonly tables: readonly ProjectTable[]
  readonly views: readonly ProjectTable[]
  /** Tables of projects that the role of the actors may only read. */
  readonly readOnly: readonly string[]
  /** Tables whose rows are of no project. */
  readonly globalTables: readonly string[]
  readonly references: readonly Reference[]
  readonly uniqueKeys: readonly UniqueKey[]
}

/** The catalogue of a freshly migrated database. All engines have the same. */
export async function readCatalogue(): Promise<Catalogue> {
  const [engine] = engines
  if (engine === undefined) throw new Error('there is no engine to read the catalogue from')
  const database = await engine.createDatabase()
  try {
    const relations = await readRelations(database)
    const ofProjects = relations.flatMap(({ name, kind, columns }) => {
      const project = name === 'projects' ? ('id' as const) : ('project_id' as const)
      if (!columns.includes(project)) return []
      return [{ name, kind, project, columns: columns.filter((column) => column !== 'id') }]
    })
    const tables = ofProjects.filter(({ kind }) => kind === 'BASE TABLE')
    const names = tables.map((table) => table.name)
    return {
      tables,
      views: ofProjects.filter(({ kind }) => kind === 'VIEW'),
      readOnly: (await readReadOnly(database)).filter((name) => names.includes(name)),
      globalTables: relations
        .filter(({ name, kind }) => kind === 'BASE TABLE' && !names.includes(name))
        .map(({ name }) => name),
      references: (await readReferences(database)).filter(
        ({ from, to, columns }) => names.includes(from) && names.includes(to) && columns.length > 0,
      ),
      uniqueKeys: (await readUniqueKeys(database)).filter(({ table }) => names.includes(table)),
    }
  } finally {
    await database.drop()
  }
}

async function readRelations(
  database: TestDatabase,
): Promise<readonly { name: string; kind: string; columns: string[] }[]> {
  return await database.query(`
    SELECT t.table_name AS name, t.table_type AS kind, json_agg(c.column_name ORDER BY c.ordinal_position) AS columns
    FROM information_schema.tables AS t
    JOIN information_schema.columns AS c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
    WHERE t.table_schema = 'atmosfera' GROUP BY 1, 2 ORDER BY 1`)
}

async function readReadOnly(database: TestDatabase): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'atmosfera'::regnamespace AND relkind = 'r' AND NOT EXISTS (
      SELECT FROM aclexplode(relacl) WHERE grantee = 'authenticated_users'::regrole AND privilege_type <> 'SELECT')
    ORDER BY 1`)
  return rows.map(({ name }) => name)
}

async function readReferences(database: TestDatabase): Promise<readonly Reference[]> {
  return await database.query(`
    SELECT conname AS constraint, source.relname AS "from", target.relname AS "to",
      coalesce((
        SELECT json_agg(json_build_object('from', a.attname, 'to', b.attname) ORDER BY k.position)
        FROM unnest(conkey, confkey) WITH ORDINALITY AS k (here, there, position)
        JOIN pg_attribute AS a ON a.attrelid = conrelid AND a.attnum = k.here
        JOIN pg_attribute AS b ON b.attrelid = confrelid AND b.attnum = k.there
        WHERE a.attname <> 'project_id'
      ), '[]') AS columns
    FROM pg_constraint
    JOIN pg_class AS source ON source.oid = conrelid
    JOIN pg_class AS target ON target.oid = confrelid
    WHERE contype = 'f' AND connamespace = 'atmosfera'::regnamespace ORDER BY 1`)
}

async function readUniqueKeys(database: TestDatabase): Promise<readonly UniqueKey[]> {
  return await database.query(`
    SELECT i.relname AS index, t.relname AS table,
      (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
        WHERE a.attrelid = t.oid AND a.attnum = ANY (x.indkey)) AS columns
    FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS t ON t.oid = x.indrelid
    WHERE t.relnamespace = 'atmosfera'::regnamespace AND x.indisunique AND NOT x.indisprimary
      AND NOT EXISTS (
        SELECT FROM pg_attribute AS a WHERE a.attrelid = t.oid AND a.attnum = ANY (x.indkey) AND a.attname = 'id')
    ORDER BY 1`)
}
