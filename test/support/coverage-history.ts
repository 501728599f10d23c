import fc from 'fast-check'
import { anyMoment, anyPolicy } from './coverage-project.js'
import type { TestDatabase } from './engines.js'

/** Something that happens to a project in the database. Rows are meant by their position among those there are. */
export type HistoryEvent = (projectId: number) => string

const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`)
const moment = (value: Date | null) =>
  value === null ? 'NULL::timestamp' : `'${value.toISOString()}'::timestamp`

/** The id of some row of the project, or nothing where there is none. */
const some = (table: string, projectId: number, position: number): string => `(
  SELECT id FROM atmosfera.${table} WHERE project_id = ${projectId} ORDER BY id
  OFFSET ${position} % (SELECT greatest(count(*), 1) FROM atmosfera.${table} WHERE project_id = ${projectId}) LIMIT 1)`

const anyStatus = fc.constantFrom('passed', 'failed', 'blocked', 'skipped', 'not-run', 'accepted', 'flaky')
const anyEnvironment = fc.constantFrom('android', 'ios', '', null)
const anyExecutedAt = fc.option(anyMoment, { freq: 8 })

const anyRecorded = fc.record({
  testCase: fc.nat(20),
  status: anyStatus,
  environment: anyEnvironment,
  executedAt: anyExecutedAt,
})

/** Runs of several test cases, recorded in one statement. */
const record = fc.array(anyRecorded, { minLength: 1, maxLength: 4 }).map(
  (runs): HistoryEvent =>
    (projectId) => {
      const rows = runs.map(
        ({ testCase, status, environment, executedAt }) =>
          `(${some('test_cases', projectId, testCase)}, ${text(status)}, ${text(environment)}, ${moment(executedAt)})`,
      )
      return `WITH cycle AS (
      INSERT INTO atmosfera.test_cycles (project_id, name) SELECT ${projectId}, 'another' RETURNING id
    ), run AS (
      SELECT * FROM (VALUES ${rows.join(', ')}) AS run (test_case_id, status, environment, executed_at) WHERE test_case_id IS NOT NULL
    ), item AS (
      INSERT INTO atmosfera.test_cycle_items (project_id, cycle_id, test_case_id)
      SELECT DISTINCT ${projectId}, cycle.id, run.test_case_id FROM cycle, run RETURNING id, test_case_id
    )
    INSERT INTO atmosfera.test_runs (project_id, cycle_item_id, test_case_id, status, environment, executed_at)
    SELECT ${projectId}, item.id, item.test_case_id, run.status, run.environment, run.executed_at
    FROM run JOIN item USING (test_case_id)`
    },
)

const changeRun = fc
  .record({ run: fc.nat(30), status: anyStatus, environment: anyEnvironment, executedAt: anyExecutedAt })
  .map(
    ({ run, status, environment, executedAt }): HistoryEvent =>
      (projectId) =>
        `UPDATE atmosfera.test_runs SET status = ${text(status)}, environment = ${text(environment)}, executed_at = ${moment(executedAt)}
          WHERE id = ${some('test_runs', projectId, run)}`,
  )

const remove = fc
  .record({
    table: fc.constantFrom(
      'test_runs',
      'test_runs',
      'test_cycles',
      'test_case_jira_links',
      'test_cases',
      'jira_tickets',
    ),
    row: fc.nat(30),
  })
  .map(
    ({ table, row }): HistoryEvent =>
      (projectId) =>
        `DELETE FROM atmosfera.${table} WHERE id = ${some(table, projectId, row)}`,
  )

const link = fc.record({ testCase: fc.nat(20), ticket: fc.nat(20) }).map(
  ({ testCase, ticket }): HistoryEvent =>
    (projectId) =>
      `INSERT INTO atmosfera.test_case_jira_links (project_id, test_case_id, jira_ticket_id)
          SELECT ${projectId}, pair.* FROM (VALUES (${some('test_cases', projectId, testCase)}, ${some('jira_tickets', projectId, ticket)}))
            AS pair (test_case_id, ticket_id)
          WHERE test_case_id IS NOT NULL AND ticket_id IS NOT NULL ON CONFLICT DO NOTHING`,
)

const moveLink = fc.record({ link: fc.nat(20), ticket: fc.nat(20) }).map(
  ({ link: position, ticket }): HistoryEvent =>
    (projectId) =>
      `UPDATE atmosfera.test_case_jira_links AS link SET jira_ticket_id = target.id
          FROM (VALUES (${some('jira_tickets', projectId, ticket)})) AS target (id)
          WHERE link.id = ${some('test_case_jira_links', projectId, position)} AND NOT EXISTS (
            SELECT FROM atmosfera.test_case_jira_links AS other
            WHERE other.test_case_id = link.test_case_id AND other.jira_ticket_id = target.id)`,
)

const changeTestCase = fc
  .record({
    testCase: fc.nat(20),
    change: fc.constantFrom(
      "status = 'deprecated'",
      "status = 'ready'",
      'status = NULL',
      'ai_generated = true',
      'ai_generated = false',
      "approved_at = '2026-03-04'",
      'approved_at = NULL',
      "title = 'Another'",
    ),
  })
  .map(
    ({ testCase, change }): HistoryEvent =>
      (projectId) =>
        `UPDATE atmosfera.test_cases SET ${change} WHERE id = ${some('test_cases', projectId, testCase)}`,
  )

const createTestCase = fc.constantFrom('draft', 'deprecated').map(
  (status): HistoryEvent =>
    (projectId) =>
      `INSERT INTO atmosfera.test_cases (project_id, title, status) VALUES (${projectId}, 'New', '${status}')`,
)

const changeTicket = fc
  .record({
    ticket: fc.nat(20),
    change: fc.constantFrom(
      "deleted_at = '2026-03-04'",
      'deleted_at = NULL',
      "jira_key = 'MOVED-' || id",
      "summary = 'Another'",
      "parent_key = 'SHOP-1'",
    ),
  })
  .map(
    ({ ticket, change }): HistoryEvent =>
      (projectId) =>
        `UPDATE atmosfera.jira_tickets SET ${change} WHERE id = ${some('jira_tickets', projectId, ticket)}`,
  )

const createTicket = fc.nat(1_000_000).map(
  (number): HistoryEvent =>
    (projectId) =>
      `INSERT INTO atmosfera.jira_tickets (project_id, jira_key, summary, status)
        VALUES (${projectId}, 'NEW-${number}', 'New', 'Open') ON CONFLICT DO NOTHING`,
)

const changePolicy = anyPolicy.map(
  (policy): HistoryEvent =>
    (projectId) =>
      `UPDATE atmosfera.projects SET coverage_policy = '${JSON.stringify(policy)}' WHERE id = ${projectId}`,
)

const anyChange: fc.Arbitrary<HistoryEvent> = fc.oneof(
  { weight: 6, arbitrary: record },
  { weight: 2, arbitrary: changeRun },
  { weight: 4, arbitrary: remove },
  { weight: 3, arbitrary: link },
  { weight: 1, arbitrary: moveLink },
  { weight: 3, arbitrary: changeTestCase },
  { weight: 1, arbitrary: createTestCase },
  { weight: 3, arbitrary: changeTicket },
  { weight: 1, arbitrary: createTicket },
  { weight: 1, arbitrary: changePolicy },
)

/** Everything that can happen to a project, each with whether it is taken back again. */
export const anyHistory: fc.Arbitrary<readonly HistoryEvent[]> = fc.array(
  fc
    .record({ change: anyChange, isTakenBack: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0) })
    .map(
      ({ change, isTakenBack }): HistoryEvent =>
        (projectId) =>
          isTakenBack ? `BEGIN; ${change(projectId)}; ROLLBACK` : change(projectId),
    ),
  { minLength: 1, maxLength: 12 },
)

/** What the database keeps of a project's coverage as it stands, row by row. */
export async function storedCoverage(
  database: TestDatabase,
  projectId: number,
): Promise<Readonly<Record<string, unknown>>> {
  const tables = {
    test_case_results: 'test_case_id, environment, is_final',
    test_case_coverage: 'test_case_id',
    ticket_coverage: 'ticket_id',
    coverage_counts: 'project_id',
    coverage_marks: 'id',
  }
  const entries: [string, unknown][] = []
  for (const [table, order] of Object.entries(tables)) {
    const rows = await database.query(
      `SELECT * FROM atmosfera.${table} WHERE project_id = ${projectId} ORDER BY ${order}`,
    )
    // The latest day that something is dated on may be a later one, until everything is rebuilt.
    entries.push([table, rows.map(({ newest: _, ...row }) => row)])
  }
  return Object.fromEntries(entries)
}
