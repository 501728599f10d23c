/** What pages of tickets and the explanation of one cost, beside reading the same rows by the index that has them. */
import type { ListCoverageTickets } from '../packages/core/src/coverage/types.js'
import type { BenchDatabase } from './database.js'
import { type GeneratedProject, hotTicket } from './generate.js'
import type { Case } from './turns.js'

const pageSize = 50

interface BenchPage {
  readonly name: string
  readonly query: Omit<ListCoverageTickets, 'projectId'>
  /** What follows `SELECT * FROM ticket_coverage WHERE project_id = $1`, in the order of an index. */
  readonly byHand: string
  /** A condition on `issue`. */
  readonly filter?: string
  /** How many pages come before it. */
  readonly skip?: number
}

const pages: readonly BenchPage[] = [
  {
    name: 'NOK, by key',
    query: { verdicts: ['NOK'], sort: 'key' },
    byHand: 'AND code = 4 ORDER BY sort_key, ticket_id',
  },
  {
    name: 'NOK, newest run first',
    query: { verdicts: ['NOK'], sort: '-lastExecutedAt' },
    byHand: 'AND code = 4 AND last_executed_at IS NOT NULL ORDER BY last_executed_at DESC, ticket_id DESC',
  },
  {
    name: 'NOK bugs, most test cases first',
    query: { verdicts: ['NOK'], issueTypes: ['Bug'], sort: '-testCases' },
    byHand: 'AND code = 4 ORDER BY test_cases DESC, ticket_id DESC',
    filter: "issue.issue_type = 'Bug'",
  },
  {
    name: 'UNCOVERED, by key, the 21st',
    query: { verdicts: ['UNCOVERED'], sort: 'key' },
    byHand: 'AND code = 0 AND (sort_key, ticket_id) > ($2, $3) ORDER BY sort_key, ticket_id',
    skip: 20,
  },
]

/** For each page, the cases of all sizes. */
export async function pageCases(
  database: BenchDatabase,
  projects: readonly GeneratedProject[],
): Promise<readonly (readonly Case[])[]> {
  const cases: Case[][] = []
  for (const page of pages) {
    const ofAllSizes: Case[] = []
    for (const project of projects) ofAllSizes.push(await pageCase(database, project, page))
    cases.push(ofAllSizes)
  }
  return cases
}

async function pageCase(database: BenchDatabase, project: GeneratedProject, page: BenchPage): Promise<Case> {
  const { coverage } = database.atmosfera.as({ userId: project.member })
  const query = { projectId: project.id, limit: pageSize, ...page.query }
  let cursor: string | undefined
  let before: readonly unknown[] = []
  for (let skipped = 0; skipped < (page.skip ?? 0); skipped++) {
    const { items, nextCursor } = await coverage.tickets({ ...query, cursor })
    if (nextCursor === null) break
    cursor = nextCursor
    before = await positionOf(database, project, items.at(-1)?.key)
  }
  const ours = () => coverage.tickets({ ...query, cursor })
  const theirs = () =>
    database.byHand(project, (ask) => ask(statementOf(page), [project.id, ...before]), alongTheIndex)
  const expected = (await ours()).items.map((item) => item.key).join()
  const found = (await theirs())
    .slice(0, pageSize)
    .map((row) => row.key)
    .join()
  if (found !== expected) throw new Error(`${page.name}: ours is ${expected}, by hand it is ${found}`)
  return {
    name: `page: ${page.name}`,
    reference: 'an index scan by hand',
    goal: 1.5,
    growth: 'none',
    size: project.tickets,
    ours,
    theirs,
  }
}

async function positionOf(
  { admin }: BenchDatabase,
  project: GeneratedProject,
  key: string | undefined,
): Promise<readonly unknown[]> {
  const [row] = await admin(
    `SELECT sort_key, ticket_id FROM atmosfera.ticket_coverage WHERE project_id = $1 AND ticket_id = (
      SELECT id FROM atmosfera.jira_tickets WHERE project_id = $1 AND jira_key = $2)`,
    [project.id, key],
  )
  return [row?.sort_key, row?.ticket_id]
}

// Along the index, looking up each ticket on the way, and nothing else. What takes milliseconds is not worth compiling.
const alongTheIndex = { enable_sort: 'off', enable_bitmapscan: 'off', jit: 'off' } as const

const statementOf = ({ byHand, filter = 'true' }: BenchPage) => `
  SELECT issue.jira_key AS key, issue.summary, issue.issue_type, issue.priority, issue.status, ticket.code, ticket.test_cases,
    ticket.last_executed_at
  FROM (SELECT * FROM ticket_coverage WHERE project_id = $1 ${byHand} OFFSET 0) AS ticket
  CROSS JOIN LATERAL (
    SELECT * FROM jira_tickets WHERE project_id = $1 AND id = ticket.ticket_id OFFSET 0
  ) AS issue
  WHERE ${filter} LIMIT ${pageSize + 1}`

/** A ticket with one or two test cases, and one with hundreds. */
export async function explainCases(
  database: BenchDatabase,
  projects: readonly GeneratedProject[],
): Promise<readonly (readonly Case[])[]> {
  const kinds = [
    { name: 'quiet', find: quietTicket },
    { name: 'hot', find: async (_: BenchDatabase, project: GeneratedProject) => hotTicket(project, 1) + 1 },
  ]
  const cases: Case[][] = []
  for (const { name, find } of kinds) {
    const ofAllSizes: Case[] = []
    for (const project of projects) {
      const key = `${project.keys}-${await find(database, project)}`
      ofAllSizes.push(await explainCase(database, project, name, key))
    }
    cases.push(ofAllSizes)
  }
  return cases
}

/** The first with two test cases that both have runs, and with nothing below it. */
async function quietTicket({ admin }: BenchDatabase, project: GeneratedProject): Promise<number> {
  const [row] = await admin(
    `SELECT issue.id FROM atmosfera.jira_tickets AS issue
      JOIN atmosfera.test_case_jira_links AS link ON link.jira_ticket_id = issue.id
      WHERE issue.project_id = $1 AND issue.issue_type = 'Bug' AND issue.deleted_at IS NULL
        AND EXISTS (SELECT FROM atmosfera.test_runs AS run WHERE run.project_id = $1 AND run.test_case_id = link.test_case_id)
      GROUP BY issue.id HAVING count(*) = 2 ORDER BY issue.id LIMIT 1`,
    [project.id],
  )
  return Number(row?.id) - project.firstTicket + 1
}

async function explainCase(
  database: BenchDatabase,
  project: GeneratedProject,
  name: string,
  key: string,
): Promise<Case> {
  const { coverage } = database.atmosfera.as({ userId: project.member })
  const ours = () => coverage.explain({ projectId: project.id, key })
  const theirs = () => database.byHand(project, (ask) => ask(evidence, [project.id, key]), { jit: 'off' })
  const expected = new Set((await ours()).testCases.map((testCase) => testCase.id)).size
  const found = new Set((await theirs()).map((row) => row.id)).size
  if (found !== expected || found === 0) throw new Error(`${key}: ${expected} test cases, by hand ${found}`)
  return {
    name: `explain a ${name} ticket`,
    reference: 'its own index reads, in one statement',
    goal: 2,
    growth: 'none',
    size: project.tickets,
    ours,
    theirs,
  }
}

const evidence = `
  SELECT test_case.id, test_case.external_id, test_case.title, test_case.status, test_case.ai_generated, test_case.approved_at,
    issue.summary, link.origin, link.created_at, run.id AS run_id, run.status AS run_status, run.environment, run.version,
    run.executed_at, run.attempt, item.cycle_id
  FROM jira_tickets AS issue
  JOIN test_case_jira_links AS link ON link.project_id = $1 AND link.jira_ticket_id = issue.id
  JOIN test_cases AS test_case ON test_case.project_id = $1 AND test_case.id = link.test_case_id
  LEFT JOIN test_runs AS run ON run.project_id = $1 AND run.test_case_id = test_case.id
  LEFT JOIN test_cycle_items AS item ON item.project_id = $1 AND item.id = run.cycle_item_id
  WHERE issue.project_id = $1 AND issue.jira_key = $2 AND issue.deleted_at IS NULL`
