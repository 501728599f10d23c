import { MigrationError } from '../errors.js'
import type { Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'
import type { MigrateOptions, Migration } from './migrate.js'
import { specification } from './migrations.generated.js'

/** A database that was there before us and is ours now. */
export interface Adoption {
  /** The schema that the tables were in. */
  readonly from: string
  /** How many rows its tables hold. */
  readonly rows: number
}

/** What the specification uses without defining; whoever built a database from it may have invented them. */
const optionalTables = ['document_folders', 'documents', 'user_project_access']
const views = ['test_coverage_summary', 'maturity_progress', 'test_execution_summary']

/**
 * Takes over a database that was created from the specification's own SQL, every row of it: the first
 * migration *is* the specification, so it only has to be completed and marked as done. The tables are
 * looked for in our schema itself, and else in `public`, from where they are moved.
 *
 * @throws MigrationError `adoption_refused`, naming everything that stands in the way; nothing was changed.
 */
export async function adoptSpecification(
  session: Session,
  { schema, migrations }: Pick<MigrateOptions, 'schema' | 'migrations'>,
): Promise<(Adoption & { readonly migration: Migration }) | undefined> {
  const [migration] = migrations
  if (migration === undefined) return undefined
  const from = await findSpecification(session, schema)
  if (from === undefined) return undefined
  const problems = await findObstacles(session, from)
  if (problems.length > 0) {
    throw new MigrationError(
      'adoption_refused',
      `The existing database in schema "${from}" cannot be adopted yet: ${problems.join('; ')}. Correct these rows and run again; nothing was changed.`,
      { problems },
    )
  }
  if (from !== schema) await moveTables(session, from, schema)
  await complete(session, schema, migration)
  return { from, rows: await countRows(session, schema), migration }
}

/** The schema whose tables are the specification's, or undefined where there is none. */
async function findSpecification(session: Session, schema: string): Promise<string | undefined> {
  const own = await differences(session, schema)
  if (own.present > 0) {
    if (own.problems.length === 0) return schema
    throw new MigrationError(
      'adoption_refused',
      `Schema "${schema}" holds tables that are not ours: ${own.problems.slice(0, 5).join('; ')}. Choose another schema; nothing was changed.`,
      { problems: own.problems },
    )
  }
  if (schema === 'public') return undefined
  const open = await differences(session, 'public')
  return open.present > 0 && open.problems.length === 0 ? 'public' : undefined
}

/** How the tables of a schema differ from the specification's, by names and types of columns. */
async function differences(
  session: Session,
  schema: string,
): Promise<{ readonly present: number; readonly problems: readonly string[] }> {
  const [rows = []] = await session.script(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}) AND c.relkind = 'r'`)
  const found = new Map<string, Map<string, string>>()
  for (const row of rows as unknown as readonly { table: string; column: string; type: string }[]) {
    const columns = found.get(row.table) ?? new Map<string, string>()
    found.set(row.table, columns.set(row.column, row.type))
  }
  const names = Object.keys(specification)
  const problems = names.flatMap((name) => {
    const columns = found.get(name)
    if (columns === undefined) return optionalTables.includes(name) ? [] : [`table ${name} is missing`]
    return Object.entries(specification[name] ?? {}).flatMap(([column, type]) => {
      const actual = columns.get(column)
      if (actual === undefined) return [`column ${name}.${column} is missing`]
      return actual === canonicalType(type) ? [] : [`column ${name}.${column} is ${actual}, not ${type}`]
    })
  })
  return { present: names.filter((name) => found.has(name)).length, problems }
}

/** A type as PostgreSQL prints it. */
function canonicalType(type: string): string {
  return type
    .replace('varchar', 'character varying')
    .replace(/^serial$/, 'integer')
    .replace(/^timestamp$/, 'timestamp without time zone')
    .replace(', ', ',')
}

/** Rows that our constraints do not allow, one line for each kind of them, with the first ids. */
async function findObstacles(session: Session, schema: string): Promise<readonly string[]> {
  const problems: string[] = []
  for (const { what, query } of obstacles) {
    const [rows = []] = await session
      .script(
        `SET LOCAL search_path TO ${quoteIdentifier(schema)}, pg_temp; SELECT id FROM (${query}) AS bad ORDER BY id LIMIT 6`,
      )
      .then((results) => results.slice(-1))
    if (rows.length === 0) continue
    const ids = rows.slice(0, 5).map((row) => row.id)
    problems.push(`${what} (id ${ids.join(', ')}${rows.length > 5 ? ', …' : ''})`)
  }
  return problems
}

const allowed = (table: string, column: string, values: readonly string[]) => ({
  what: `${table}.${column} holds a value other than ${values.join(', ')}`,
  query: `SELECT id FROM ${table} WHERE ${column} NOT IN (${values.map(quoteLiteral).join(', ')})`,
})

// Spelled out rather than taken from allowed-values.ts: this is what the first migrations check, for good.
const obstacles: readonly { readonly what: string; readonly query: string }[] = [
  allowed('users', 'role', ['admin', 'manager', 'user']),
  allowed('projects', 'project_type', ['Greenfield', 'Legacy', 'Migration', 'Integration']),
  allowed('test_cases', 'status', [
    'draft',
    'ready',
    'in-progress',
    'passed',
    'failed',
    'blocked',
    'deprecated',
  ]),
  allowed('test_cycles', 'status', ['created', 'in-progress', 'completed', 'archived']),
  allowed('test_cycles', 'testing_mode', ['manual', 'ai-assisted-manual', 'automated']),
  allowed('jira_sync_logs', 'sync_type', ['full', 'incremental', 'manual']),
  allowed('jira_sync_logs', 'status', ['pending', 'in_progress', 'completed', 'failed']),
  {
    what: 'a test case is in a suite of another project, or of none',
    query: `SELECT c.id FROM test_cases c JOIN test_suites s ON s.id = c.suite_id WHERE c.project_id IS DISTINCT FROM s.project_id OR c.project_id IS NULL`,
  },
  {
    what: 'a cycle item belongs to no project',
    query: `SELECT i.id FROM test_cycle_items i JOIN test_cycles y ON y.id = i.cycle_id WHERE y.project_id IS NULL`,
  },
  {
    what: 'a cycle item joins a cycle with a test case of another project',
    query: `SELECT i.id FROM test_cycle_items i JOIN test_cycles y ON y.id = i.cycle_id JOIN test_cases c ON c.id = i.test_case_id WHERE y.project_id IS NOT NULL AND y.project_id IS DISTINCT FROM c.project_id`,
  },
  {
    what: 'a cycle item names a suite of another project',
    query: `SELECT i.id FROM test_cycle_items i JOIN test_cycles y ON y.id = i.cycle_id JOIN test_suites s ON s.id = i.suite_id WHERE y.project_id IS NOT NULL AND y.project_id IS DISTINCT FROM s.project_id`,
  },
  {
    what: 'a link lacks its test case or its ticket',
    query: `SELECT id FROM test_case_jira_links WHERE test_case_id IS NULL OR jira_ticket_id IS NULL`,
  },
  {
    what: 'a link joins a test case with a ticket of another project, or of none',
    query: `SELECT l.id FROM test_case_jira_links l JOIN test_cases c ON c.id = l.test_case_id JOIN jira_tickets t ON t.id = l.jira_ticket_id WHERE c.project_id IS DISTINCT FROM t.project_id OR c.project_id IS NULL`,
  },
  {
    what: 'a dimension has the same level twice',
    query: `SELECT max(id) AS id FROM maturity_levels WHERE dimension_id IS NOT NULL GROUP BY dimension_id, level HAVING count(*) > 1`,
  },
]

async function moveTables(session: Session, from: string, to: string): Promise<void> {
  const movable = [...new Set([...Object.keys(specification), ...optionalTables, ...views])]
  const [rows = []] = await session.script(`
    SELECT relname AS name, relkind AS kind FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(from)})
      AND relkind IN ('r', 'v') AND relname IN (${movable.map(quoteLiteral).join(', ')})`)
  for (const { name, kind } of rows) {
    const type = kind === 'v' ? 'VIEW' : 'TABLE'
    await session.script(
      `ALTER ${type} ${quoteIdentifier(from)}.${quoteIdentifier(String(name))} SET SCHEMA ${quoteIdentifier(to)}`,
    )
  }
  await session.script(`SET LOCAL search_path TO ${quoteIdentifier(to)}, pg_temp`)
}

/** Runs those statements of the first migration whose result is not there yet. */
async function complete(session: Session, schema: string, migration: Migration): Promise<void> {
  const [rows = []] = await session.script(`
    SELECT relname AS name FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})
    UNION ALL
    SELECT conname FROM pg_constraint WHERE connamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`)
  const present = new Set(rows.map((row) => String(row.name)))
  for (const statement of migration.sql.split('--> statement-breakpoint')) {
    const makes =
      /^\s*(?:CREATE TABLE|CREATE (?:UNIQUE )?INDEX|ALTER TABLE "\w+" ADD CONSTRAINT) "(\w+)"/.exec(
        statement,
      )?.[1]
    if (makes !== undefined && !present.has(makes)) await session.script(statement)
  }
}

async function countRows(session: Session, schema: string): Promise<number> {
  const counts = Object.keys(specification).map(
    (name) => `(SELECT count(*) FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)})`,
  )
  const [rows = []] = await session.script(`SELECT (${counts.join(' + ')})::integer AS rows`)
  return Number(rows[0]?.rows ?? 0)
}
