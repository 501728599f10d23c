import type { Session } from './engine.js'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'

/** Rows that our constraints do not allow, one line for each kind of them, with the first ids. */
export async function findObstacles(
  session: Session,
  schema: string,
  tables: readonly string[],
): Promise<readonly string[]> {
  const problems: string[] = []
  await session.script(`SET LOCAL search_path TO ${quoteIdentifier(schema)}, pg_temp`)
  for (const { what, needs = [], query } of obstacles) {
    if (!needs.every((table) => tables.includes(table))) continue
    const [rows = []] = await session.script(`SELECT id FROM (${query}) AS bad ORDER BY id LIMIT 6`)
    if (rows.length === 0) continue
    const ids = rows.slice(0, 5).map((row) => row.id)
    problems.push(`${what} (id ${ids.join(', ')}${rows.length > 5 ? ', …' : ''})`)
  }
  return problems
}

interface Obstacle {
  readonly what: string
  /** Tables that the specification's own SQL does not make, so that they may be absent. */
  readonly needs?: readonly string[]
  /** Selects the `id` of each such row, and what names the row where it has none. */
  readonly query: string
}

const allowed = (table: string, column: string, values: readonly string[]): Obstacle => ({
  what: `${table}.${column} holds a value other than ${values.join(', ')}`,
  query: `SELECT id FROM ${table} WHERE ${column} NOT IN (${values.map(quoteLiteral).join(', ')})`,
})

const access = ['user_project_access']
const whose = `concat('user ', coalesce(user_id::text, 'none'), ' in project ', coalesce(project_id::text, 'none')) AS id`

// Spelled out rather than taken from allowed-values.ts: this is what the first migrations check, for good.
// Columns that an invented table need not have are read through JSON, where a missing one is null.
const obstacles: readonly Obstacle[] = [
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
  {
    what: 'a dimension has the name of another',
    query: `SELECT unnest((array_agg(id ORDER BY id))[2:]) AS id FROM maturity_dimensions GROUP BY name`,
  },
  {
    what: 'a document is in a folder of another project',
    needs: ['documents', 'document_folders'],
    query: `SELECT d.id FROM documents d JOIN document_folders f ON f.id = d.folder_id WHERE to_jsonb(f) ->> 'project_id' <> d.project_id::text`,
  },
  {
    what: 'a folder of no project holds documents of several',
    needs: ['documents', 'document_folders'],
    query: `SELECT f.id FROM documents d JOIN document_folders f ON f.id = d.folder_id WHERE to_jsonb(f) ->> 'project_id' IS NULL GROUP BY f.id HAVING count(DISTINCT d.project_id) > 1`,
  },
  {
    what: 'an access lacks its user or its project',
    needs: access,
    query: `SELECT ${whose} FROM user_project_access AS a WHERE user_id IS NULL OR project_id IS NULL`,
  },
  {
    what: 'an access names a user or a project that does not exist',
    needs: access,
    query: `SELECT ${whose} FROM user_project_access AS a WHERE user_id NOT IN (SELECT id FROM users) OR project_id NOT IN (SELECT id FROM projects)`,
  },
  {
    what: 'an access is there twice',
    needs: access,
    query: `SELECT ${whose} FROM user_project_access AS a GROUP BY user_id, project_id HAVING count(*) > 1`,
  },
  {
    what: 'an access level is none of read, write, manage',
    needs: access,
    query: `SELECT ${whose} FROM user_project_access AS a WHERE to_jsonb(a) ? 'access_level' AND coalesce(to_jsonb(a) ->> 'access_level', '') NOT IN ('read', 'write', 'manage')`,
  },
]
