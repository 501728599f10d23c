import type { CatalogEntry } from './drift.js'
import type { Session } from './engine.js'
import { quoteLiteral } from './identifiers.js'
import type { Migration } from './migration.js'
import { specification } from './migrations.generated.js'

/** What the specification uses without defining; whoever built a database from it may have invented them. */
const optionalTables: readonly string[] = ['document_folders', 'documents', 'user_project_access']

/** The specification's tables, and the one besides `document_folders` that its policy forgets to define. */
export const specifiedTables: readonly string[] = [...Object.keys(specification), 'user_project_access']

export const specifiedViews: readonly string[] = [
  'test_coverage_summary',
  'maturity_progress',
  'test_execution_summary',
]

/** Columns that we rely on in the invented tables, where they exist. */
const inventedColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  user_project_access: {
    id: 'integer',
    user_id: 'integer',
    project_id: 'integer',
    access_level: 'varchar(20)',
    granted_by: 'integer',
  },
  document_folders: { project_id: 'integer', parent_id: 'integer' },
}

/** How the tables of a schema compare with the specification's. */
export interface Shape {
  /** Those of the specification's tables that are there, by name. */
  readonly tables: readonly string[]
  /** True where all of them are that the specification's own SQL makes. */
  readonly isComplete: boolean
  /** Columns and types that differ, one line each; empty where it is a database made from the specification. */
  readonly problems: readonly string[]
}

/** Compares by names and types of columns: what else there is does not matter. */
export async function readShape(session: Session, schema: string): Promise<Shape> {
  const [rows = []] = await session.script(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}) AND c.relkind = 'r'`)
  const found = new Map<string, Map<string, string>>()
  for (const row of rows as unknown as readonly { table: string; column: string; type: string }[]) {
    const columns = found.get(row.table) ?? new Map<string, string>()
    found.set(row.table, columns.set(row.column, row.type))
  }
  const missing = Object.keys(specification).filter(
    (name) => !found.has(name) && !optionalTables.includes(name),
  )
  return {
    tables: specifiedTables.filter((name) => found.has(name)),
    isComplete: missing.length === 0,
    problems: [
      ...missing.map((name) => `table ${name} is missing`),
      ...specifiedTables.flatMap((name) => {
        const columns = found.get(name)
        return columns === undefined ? [] : describeColumns(name, columns)
      }),
    ],
  }
}

function describeColumns(table: string, columns: ReadonlyMap<string, string>): readonly string[] {
  const required = specification[table] ?? { user_id: 'integer', project_id: 'integer' }
  const wanted = { ...inventedColumns[table], ...required }
  return Object.entries(wanted).flatMap(([column, type]) => {
    const actual = columns.get(column)
    if (actual === undefined) return column in required ? [`column ${table}.${column} is missing`] : []
    return actual === canonicalType(type) ? [] : [`column ${table}.${column} is ${actual}, not ${type}`]
  })
}

/** A type as PostgreSQL prints it. */
function canonicalType(type: string): string {
  return type
    .replace('varchar', 'character varying')
    .replace(/^serial$/, 'integer')
    .replace(/^timestamp$/, 'timestamp without time zone')
    .replace(', ', ',')
}

/** Whether something in an adopted schema is the specification's, rather than the host's own. */
export function isSpecified({ kind, name }: CatalogEntry, { sql }: Migration): boolean {
  const [table = '', part = ''] = name.split('.')
  switch (kind) {
    case 'table':
      return specifiedTables.includes(name)
    case 'column':
      return part in { ...specification[table], ...inventedColumns[table] }
    case 'view':
    case 'view column':
      return specifiedViews.includes(table)
    case 'constraint':
      return specifiedTables.includes(table) && (sql.includes(`"${part}"`) || part === `${table}_pkey`)
    case 'index':
      return sql.includes(`"${name}"`) || specifiedTables.includes(name.replace(/_pkey$/, ''))
    default:
      return false
  }
}
