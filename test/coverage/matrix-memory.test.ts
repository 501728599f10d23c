/** A matrix may be larger than memory: the process that writes it stays small, whichever way it goes. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildCli, type CliProcess } from '../support/cli-process.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'

/** What the process may hold at once; what it leaves behind is not counted. */
const heap = '--max-old-space-size=64'

const size = { tickets: 30_000, testCases: 10_000, linksOfEach: 10 }
const links = size.testCases * size.linksOfEach

describe.each(postgresEngines.slice(-1))('The process that writes a large matrix from $name', (engine) => {
  let cli: CliProcess
  let database: TestDatabase

  beforeAll(async () => {
    cli = buildCli()
    database = await engine.createDatabase()
    await database.query(statements)
  }, 60_000)

  afterAll(async () => {
    cli?.remove()
    await database?.drop()
  })

  const write = async (...parameters: readonly string[]) => {
    const from = ['--project', 'Large', '--database', String(database.database)]
    vi.stubEnv('NODE_OPTIONS', heap)
    const { status, stdout, stderr } = await cli.run(['matrix', ...from, ...parameters])
    vi.unstubAllEnvs()
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return stdout
  }

  it('as CSV by ticket within its component, with every ticket and every link once', async () => {
    const csv = await write('--format', 'csv', '--group-by', 'component', '--uncovered')
    const lines = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    expect(new Set(lines.map(([, ticket]) => ticket)).size).toBe(size.tickets)
    const pairs = lines.filter((line) => line[4] !== '').map((line) => `${line[1]} ${line[4]}`)
    expect(new Set(pairs).size).toBe(links)
    expect(pairs).toHaveLength(links)
  }, 60_000)

  it('as HTML by test case, with every test case and every link once', async () => {
    const page = await write('--format', 'html', '--by', 'testCase')
    expect(page.match(/<th scope="row"/g)).toHaveLength(size.testCases)
    expect(page.match(/<td>As a customer/g)).toHaveLength(links)
    expect(page.endsWith('</html>\n')).toBe(true)
  }, 60_000)
})

/** Some tickets have most of the links, and every test case has runs in two environments, of which one may fail. */
const statements = `
  SET search_path = atmosfera;
  INSERT INTO projects (id, name) VALUES (1, 'Large');
  INSERT INTO jira_tickets (id, project_id, jira_key, summary, status, issue_type, components)
    SELECT n, 1, 'SHOP-' || n, 'As a customer ' || repeat('I want to pay in many ways ', 16) || n, 'Open', 'Story',
      jsonb_build_array('component ' || n % 20)
    FROM generate_series(1, ${size.tickets}) AS n;
  INSERT INTO test_cases (id, project_id, title)
    SELECT n, 1, repeat('pays in many ways ', 10) || n FROM generate_series(1, ${size.testCases}) AS n;
  INSERT INTO test_case_jira_links (project_id, test_case_id, jira_ticket_id)
    SELECT DISTINCT 1, n, 1 + (n * 7 + link * CASE WHEN link < 5 THEN 1 ELSE 2003 END) % ${size.tickets}
    FROM generate_series(1, ${size.testCases}) AS n, generate_series(0, ${size.linksOfEach - 1}) AS link;
  INSERT INTO test_cycles (id, project_id, name) VALUES (1, 1, 'CI');
  INSERT INTO test_cycle_items (id, project_id, cycle_id, test_case_id)
    SELECT n, 1, 1, n FROM generate_series(1, ${size.testCases}) AS n;
  INSERT INTO test_runs (project_id, cycle_item_id, test_case_id, status, environment, version, executed_at, attempt, defects)
    SELECT 1, n, n, CASE WHEN (n + run) % 9 = 0 THEN 'failed' ELSE 'passed' END,
      CASE run % 2 WHEN 0 THEN 'chrome' ELSE 'firefox' END, '1.' || run, timestamp '2026-03-01' + run * interval '1 day', 1,
      CASE WHEN (n + run) % 9 = 0 THEN jsonb_build_array('SHOP-' || n) ELSE '[]' END
    FROM generate_series(1, ${size.testCases}) AS n, generate_series(1, 6) AS run`
