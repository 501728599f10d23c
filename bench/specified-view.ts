/** What the specification's view costs here, beside its own SQL. */
import { readFileSync } from 'node:fs'
import type { BenchDatabase } from './database.js'
import type { GeneratedProject } from './generate.js'
import type { Case } from './turns.js'

/** As many tickets as test cases: the specification's SQL joins each with each. */
export const specifiedShape = { tickets: 3_000, testCases: 3_000 } as const

export async function specifiedViewCases(
  database: BenchDatabase,
  project: GeneratedProject,
): Promise<readonly Case[]> {
  const sql = readFileSync(new URL('../test/support/specification.sql', import.meta.url), 'utf8')
  const specified = /CREATE VIEW test_coverage_summary AS\s+(SELECT[^;]+);/.exec(sql)?.[1]
  if (specified === undefined) throw new Error('the specification has no test_coverage_summary')
  return [
    await viewCase(database, project, {
      name: 'test_coverage_summary, 3,000 × 3,000',
      reference: "the specification's own SQL",
      goal: 1 / 1000,
      sql: `SELECT * FROM (${specified}) AS specified WHERE project_id = $1`,
    }),
  ]
}

export async function viewCases(
  database: BenchDatabase,
  projects: readonly GeneratedProject[],
): Promise<readonly Case[]> {
  const cases: Case[] = []
  for (const project of projects) {
    const given = { name: 'test_coverage_summary', reference: 'the best SQL by hand', goal: 1.2, sql: byHand }
    cases.push({ ...(await viewCase(database, project, given)), growth: 'linear', size: project.tickets })
  }
  return cases
}

async function viewCase(
  database: BenchDatabase,
  project: GeneratedProject,
  { sql, ...row }: Pick<Case, 'name' | 'reference' | 'goal'> & { readonly sql: string },
): Promise<Case> {
  const asked = (statement: string) => () =>
    database.byHand(project, (ask) => ask(statement, [project.id]), { jit: 'off' })
  const ours = asked('SELECT * FROM test_coverage_summary WHERE project_id = $1')
  const theirs = asked(sql)
  const [expected, found] = [JSON.stringify(await ours()), JSON.stringify(await theirs())]
  if (found !== expected) throw new Error(`${row.name}: ours is ${expected}, by hand it is ${found}`)
  return { ...row, ours, theirs }
}

const byHand = `
  SELECT id AS project_id, name AS project_name, tickets AS total_jira_tickets, covered AS covered_tickets, test_cases AS total_test_cases,
    round(covered::decimal / nullif(tickets, 0) * 100, 2) AS coverage_percentage
  FROM projects,
    (SELECT count(*) AS tickets FROM jira_tickets WHERE project_id = $1) AS ticket,
    (SELECT count(*) AS covered FROM (SELECT jira_ticket_id FROM test_case_jira_links WHERE project_id = $1 GROUP BY 1) AS link) AS link,
    (SELECT count(*) AS test_cases FROM test_cases WHERE project_id = $1) AS test_case
  WHERE projects.id = $1`
