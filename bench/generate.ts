/**
 * Projects made up by the database itself, by rules that give the same ones each time: nothing but hashes of row
 * numbers decides. A few tickets have hundreds of test cases and most one or two; a few test cases cover hundreds of
 * tickets and run often, most run once or never.
 */
import type { Ask } from './asking.js'
import type { BenchDatabase } from './database.js'

/** A project that was made up. */
export interface GeneratedProject {
  readonly id: number
  readonly name: string
  /** Its keys are `<keys>-1` to `<keys>-<tickets>`. */
  readonly keys: string
  readonly tickets: number
  readonly testCases: number
  /** Its first ids; the others follow without gaps. */
  readonly firstTicket: number
  readonly firstTestCase: number
  readonly firstCycle: number
  /** The user who asks, an ordinary member. */
  readonly member: number
}

/** Two runs for each item of a cycle, or so many spread evenly over the two years. */
type RunShape = 'two an item' | { readonly inAll: number }

export interface ProjectShape {
  readonly tickets: number
  /** @default a fifth of the tickets */
  readonly testCases?: number
  /** @default 'two an item' */
  readonly runs?: RunShape
}

const member = 1
/** One a week, for two years. */
const cycles = 104
export const environments = ['chrome', 'firefox'] as const
export const versionOfCycle = (cycle: number): string => `1.${Math.floor(cycle / 4)}`
/** The first day of what happened. The last run is two years later. */
const firstDay = '2024-11-01'
/** So many tickets have so many test cases each. */
const hot = { tickets: 20, testCases: 200 }
const users = 50

const filled = [
  'jira_tickets',
  'test_suites',
  'test_cases',
  'test_case_jira_links',
  'test_cycles',
  'test_cycle_items',
  'test_runs',
]

/** The tickets with the most test cases, by number. */
export function hotTicket({ tickets }: Pick<GeneratedProject, 'tickets'>, which = 0): number {
  return which * strideOfHot(tickets) + 7
}

/** Other people's projects, so that an index by project has something to leave out. */
export const neighbours: readonly ProjectShape[] = Array.from({ length: 20 }, () => ({ tickets: 2_000 }))

/** Makes projects up, with everything that stored coverage derives, and tells the planner what there is. */
export async function generate(
  database: Pick<BenchDatabase, 'admin' | 'kind'>,
  shapes: readonly ProjectShape[],
): Promise<readonly GeneratedProject[]> {
  const { admin } = database
  await prepare(database)
  const projects: GeneratedProject[] = []
  const indexes = await dropIndexes(admin)
  for (const shape of shapes) {
    projects.push(await addProject(admin, shape))
    process.stderr.write('+')
  }
  for (const index of indexes) await admin(index)
  await admin('RESET session_replication_role')
  await admin('VACUUM ANALYZE')
  await admin("SET atmosfera.actor TO 'system'")
  for (const { id } of projects) await admin(`SELECT atmosfera.rebuild_coverage(${id})`)
  await admin('VACUUM ANALYZE')
  await admin('CHECKPOINT')
  await admin('RESET ALL')
  return projects
}

async function prepare({ admin, kind }: Pick<BenchDatabase, 'admin' | 'kind'>): Promise<void> {
  await admin(`
    SET search_path TO atmosfera;
    SET session_replication_role TO replica;
    ${kind === 'postgres' ? "SET maintenance_work_mem TO '1GB'; SET work_mem TO '256MB';" : ''}
    -- A number from 0 to below 1 for each row and purpose.
    CREATE OR REPLACE FUNCTION pg_temp.chance(row_number bigint, purpose bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS
      $$ SELECT (hashint8extended(row_number, purpose) & 1048575) / 1048576::float8 $$;
    INSERT INTO users (id, username, password_hash, full_name, email)
      SELECT n, 'user-' || n, 'none', 'User ' || n, 'user-' || n || '@example.org' FROM generate_series(1, ${users}) AS n
      ON CONFLICT DO NOTHING;
    SELECT setval('users_id_seq', ${users})`)
}

/** Filling a table with its indexes takes several times as long. Answers what makes them again. */
async function dropIndexes(admin: Ask): Promise<readonly string[]> {
  const indexes = await admin(
    `SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
      WHERE indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [filled],
  )
  for (const { name } of indexes) await admin(`DROP INDEX ${name}`)
  return indexes.map((index) => String(index.definition))
}

async function addProject(admin: Ask, shape: ProjectShape): Promise<GeneratedProject> {
  const [last] = await admin(`
    SELECT (SELECT coalesce(max(id), 0) FROM projects) AS project, (SELECT coalesce(max(id), 0) FROM jira_tickets) AS ticket,
      (SELECT coalesce(max(id), 0) FROM test_cases) AS test_case, (SELECT coalesce(max(id), 0) FROM test_cycles) AS cycle`)
  const id = Number(last?.project) + 1
  const project: GeneratedProject = {
    id,
    name: `Project ${id}`,
    keys: `P${id}`,
    tickets: shape.tickets,
    testCases: shape.testCases ?? shape.tickets / 5,
    firstTicket: Number(last?.ticket) + 1,
    firstTestCase: Number(last?.test_case) + 1,
    firstCycle: Number(last?.cycle) + 1,
    member,
  }
  // Every user is in a few of the projects; the one who asks in every third, and in those that are measured.
  await admin(`
    INSERT INTO projects (id, name, description) VALUES (${id}, '${project.name}', 'Made up for the benchmark.');
    INSERT INTO user_project_access (user_id, project_id, access_level)
      SELECT n, ${id}, 'write' FROM generate_series(1, ${users}) AS n
      WHERE pg_temp.chance(n, ${id}) < 0.2 OR n = ${member} AND (${id} % 3 = 0 OR ${id} > ${neighbours.length})
      ON CONFLICT DO NOTHING`)
  for (const fill of [tickets, suites, testCases, links, cyclesOf, items(shape), runs(shape)]) {
    await admin(fill(project))
  }
  for (const table of ['projects', 'jira_tickets', 'test_cases', 'test_cycles']) {
    await admin(`SELECT setval('${table}_id_seq', (SELECT max(id) FROM ${table}))`)
  }
  return project
}

function strideOfHot(tickets: number): number {
  return Math.floor(tickets / Math.min(hot.tickets, tickets / 500))
}

const tickets = ({ id, keys, tickets: count, firstTicket }: GeneratedProject) => `
  INSERT INTO jira_tickets (id, project_id, jira_key, jira_id, issue_type, summary, description, priority, status, assignee,
    reporter, labels, components, fix_versions, parent_key, created_date, updated_date, content_hash, deleted_at)
  SELECT ${firstTicket} + n, ${id}, '${keys}-' || n + 1, ${firstTicket} + n,
    CASE WHEN n % 50 = 0 THEN 'Epic' WHEN kind < 0.45 THEN 'Story' WHEN kind < 0.85 THEN 'Bug' ELSE 'Task' END,
    'What ticket ' || n || ' asks for, in one line', repeat('What is expected here, at some length. ', (1 + size * size * 30)::integer),
    (ARRAY['Medium', 'High', 'Low', 'Highest'])[1 + floor(4 * weight * weight)::integer],
    (ARRAY['Closed', 'Open', 'In Progress', 'Resolved'])[1 + floor(4 * state * state)::integer],
    'user-' || (1 + ${users} * size)::integer, 'user-' || (1 + ${users} * kind)::integer,
    CASE WHEN weight < 0.4 THEN '[]' ELSE jsonb_build_array('label-' || floor(40 * state * weight)) END,
    CASE WHEN state < 0.2 THEN '[]' ELSE jsonb_build_array('component-' || floor(12 * kind * kind)) END,
    jsonb_build_array('1.' || floor(26 * size)),
    CASE WHEN n % 50 > 0 AND kind < 0.6 THEN '${keys}-' || 50 * floor(${count / 50} * pg_temp.chance(n, 5))::integer + 1 END,
    DATE '${firstDay}' - 365 + floor(700 * weight)::integer, DATE '${firstDay}' + floor(700 * state)::integer,
    md5(n::text) || md5('hash' || n), CASE WHEN pg_temp.chance(n, 6) < 0.01 THEN DATE '${firstDay}' + floor(700 * size)::integer END
  FROM (
    SELECT n, pg_temp.chance(n, 1) AS kind, pg_temp.chance(n, 2) AS size, pg_temp.chance(n, 3) AS weight, pg_temp.chance(n, 4) AS state
    FROM generate_series(0, ${count - 1}) AS n
  ) AS made`

const suites = ({ id }: GeneratedProject) =>
  `INSERT INTO test_suites (project_id, name) SELECT ${id}, 'Suite ' || n FROM generate_series(1, 40) AS n`

const testCases = ({ id, testCases: count, firstTestCase }: GeneratedProject) => `
  INSERT INTO test_cases (id, project_id, title, description, steps, priority, status, suite_id, ai_generated, approved_at,
    external_id, automation_status, created_at)
  SELECT ${firstTestCase} + n, ${id}, 'Test case ' || n || ' does what it should', repeat('What it looks at. ', (size * 12)::integer),
    jsonb_build_array(jsonb_build_object('action', 'Do it', 'expected', 'It is done')), 'medium',
    CASE WHEN kind < 0.92 THEN 'ready' WHEN kind < 0.96 THEN 'draft' ELSE 'deprecated' END,
    (SELECT min(id) FROM test_suites WHERE project_id = ${id}) + floor(40 * size)::integer,
    origin < 0.1, CASE WHEN origin < 0.07 THEN DATE '${firstDay}' END, 'suite.name > test ' || n, 'automated', DATE '${firstDay}'
  FROM (
    SELECT n, pg_temp.chance(n, 11) AS kind, pg_temp.chance(n, 12) AS size, pg_temp.chance(n, 13) AS origin
    FROM generate_series(0, ${count - 1}) AS n
  ) AS made`

// Two a covered ticket on average, and three tickets of five are covered.
const links = ({ id, tickets: count, testCases: cases, firstTicket, firstTestCase }: GeneratedProject) => `
  INSERT INTO test_case_jira_links (project_id, jira_ticket_id, test_case_id, origin, created_at)
  SELECT ${id}, ${firstTicket} + ticket, ${firstTestCase} + test_case, 'import',
    TIMESTAMP '${firstDay}' + 600 * pg_temp.chance(ticket, 24) * interval '1 day'
  FROM (
    SELECT n AS ticket, floor(${cases} * power(pg_temp.chance(n * 32 + which, 23), 1.5))::integer AS test_case
    FROM (
      SELECT n, CASE WHEN many < 0.55 THEN 1 WHEN many < 0.85 THEN 2 WHEN many < 0.95 THEN 3 WHEN many < 0.99 THEN 6 ELSE 15 END AS wanted
      FROM (SELECT n, pg_temp.chance(n, 22) AS many FROM generate_series(0, ${count - 1}) AS n WHERE pg_temp.chance(n, 21) < 0.6) AS covered
    ) AS ticket, generate_series(1, wanted) AS which
    UNION
    SELECT n, (n * 13 + which * 7) % ${cases}
    FROM generate_series(7, ${count - 1}, ${strideOfHot(count)}) AS n, generate_series(1, ${Math.min(hot.testCases, cases)}) AS which
  ) AS made`

const cyclesOf = ({ id, firstCycle }: GeneratedProject) => `
  INSERT INTO test_cycles (id, project_id, name, status, start_date, end_date, testing_mode)
  SELECT ${firstCycle} + n, ${id}, 'Week ' || n, 'completed', DATE '${firstDay}' + 7 * n, DATE '${firstDay}' + 7 * n + 6, 'automated'
  FROM generate_series(0, ${cycles - 1}) AS n`

function items({ runs: shape = 'two an item' }: ProjectShape): (project: GeneratedProject) => string {
  const perTestCase = shape === 'two an item' ? 'sometimes' : 'always'
  const count =
    perTestCase === 'always'
      ? String(cycles)
      : 'CASE WHEN often < 0.1 THEN 0 WHEN often < 0.5 THEN 1 WHEN often < 0.8 THEN 2 WHEN often < 0.9 THEN 4 ELSE 6 END'
  // By week and test case, so that the id of an item can be told from both where each test case is in every week.
  return ({ id, testCases: cases, firstTestCase, firstCycle }) => `
    INSERT INTO test_cycle_items (project_id, cycle_id, test_case_id, status)
    SELECT ${id}, ${firstCycle} + cycle, ${firstTestCase} + test_case, 'passed'
    FROM (
      SELECT n AS test_case, (floor(${cycles} * sqrt(pg_temp.chance(n, 31)))::integer + 17 * which) % ${cycles} AS cycle
      FROM (SELECT n, pg_temp.chance(n, 32) AS often FROM generate_series(0, ${cases - 1}) AS n) AS made,
        generate_series(1, ${count}) AS which
    ) AS made
    ORDER BY cycle, test_case`
}

// Most test cases pass nearly always, some hardly more often than not.
const status = `CASE
    WHEN result < CASE WHEN pg_temp.chance(test_case_id, 41) < 0.85 THEN 0.985 ELSE 0.6 END THEN 'passed'
    ELSE (ARRAY['failed', 'failed', 'failed', 'failed', 'failed', 'failed', 'blocked', 'skipped', 'not-run', 'flaky'])[1 + floor(10 * kind)::integer]
  END`

const columns = `cycle_item_id, project_id, test_case_id, environment, version, status, executed_at, duration, duration_ms, executed_by, recorded_at`

/** In the order of time, as runs come in: those of one test case are far apart. */
function runs({ runs: shape = 'two an item' }: ProjectShape): (project: GeneratedProject) => string {
  if (shape === 'two an item') {
    return ({ id, firstCycle }) => `
      INSERT INTO test_runs (${columns})
      SELECT cycle_item_id, ${id}, test_case_id, environment, '1.' || (cycle / 4), ${status}, executed_at,
        (200 * kind)::integer, (200000 * kind)::integer, ${member}, executed_at
      FROM (
        SELECT item.id AS cycle_item_id, item.test_case_id, environment, item.cycle_id - ${firstCycle} AS cycle,
          pg_temp.chance(item.id, place + 42) AS result, pg_temp.chance(item.id, place + 44) AS kind,
          TIMESTAMP '${firstDay}' + (7 * (item.cycle_id - ${firstCycle}) + 6 * pg_temp.chance(item.id, place + 46)) * interval '1 day' AS executed_at
        FROM test_cycle_items AS item, unnest(ARRAY['${environments.join("', '")}']) WITH ORDINALITY AS environment (environment, place)
        WHERE item.project_id = ${id}
        ORDER BY executed_at
      ) AS made`
  }
  const { inAll } = shape
  return ({ id, testCases: cases, firstTestCase }) => `
    INSERT INTO test_runs (${columns})
    SELECT first_item + cycle * ${cases} + test_case_id - ${firstTestCase}, ${id}, test_case_id,
      CASE WHEN kind < 0.5 THEN '${environments[0]}' ELSE '${environments[1]}' END, '1.' || (cycle / 4), ${status}, executed_at,
      (200 * kind)::integer, (200000 * kind)::integer, ${member}, executed_at
    FROM (
      SELECT ${firstTestCase} + floor(${cases} * power(pg_temp.chance(n, 40), 1.5))::integer AS test_case_id,
        (n * ${cycles} / ${inAll})::integer AS cycle, pg_temp.chance(n, 42) AS result, pg_temp.chance(n, 44) AS kind,
        TIMESTAMP '${firstDay}' + n * ${(cycles * 7) / inAll} * interval '1 day' AS executed_at
      FROM generate_series(0::bigint, ${inAll - 1}) AS n
    ) AS made, (SELECT min(id) AS first_item FROM test_cycle_items WHERE project_id = ${id}) AS item`
}
