/**
 * What questions cost. The specification's view joins every ticket of a project with every test case of it; and
 * right after much was written, the planner believes the tables to be almost empty. Neither may make a question
 * quadratic.
 */
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { engines } from '../support/engines.js'
import { insertRows, reserveIds } from '../support/rows.js'
import { specifiedViews } from '../support/specified-views.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

describe.each(engines)('the cost of questions on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('test_coverage_summary joins counts, never tickets with test cases', async () => {
    const plan = await explain('EXPLAIN (FORMAT JSON)', 'SELECT * FROM test_coverage_summary')
    expect(joinedRelations(plan)).toEqual(new Set(['projects']))
    // Unlike the SQL of the specification, which this test would find out.
    const specified = await explain('EXPLAIN (FORMAT JSON)', specifiedViews.test_coverage_summary)
    expect(joinedRelations(specified)).toEqual(
      new Set(['projects', 'jira_tickets', 'test_case_jira_links', 'test_cases']),
    )
  })

  it('test_coverage_summary looks at each row a few times, however many there are', async () => {
    await storeMany(200)
    const few = await rowsProcessed()
    await storeMany(400)
    const many = await rowsProcessed()
    // Twice as many were added; what grows with the square would have grown ninefold.
    expect(many / few).toBeLessThan(4)
  })

  it('every question stays linear right after much was written, before anybody analysed it', async () => {
    const projectId = await storeMany(3_000)
    const { coverage, maturity } = opened.system
    expect(await coverage.summary({ projectId })).toMatchObject({
      tickets: 3_000,
      linked: 3_000,
      passing: 1_500,
    })
    expect(await coverage.summary({ projectId, labels: ['label 7'] })).toMatchObject({
      tickets: 1,
      testCases: 1,
    })
    const { items } = await coverage.tickets({ projectId, limit: 500, sort: '-lastExecutedAt' })
    expect(items).toHaveLength(500)
    expect((await coverage.breakdown({ projectId, by: 'label' })).items).toHaveLength(3_000)
    expect((await coverage.breakdown({ projectId, by: 'epic' })).items).toHaveLength(1)
    expect(await coverage.explain({ projectId, key: 'SHOP-0' })).toMatchObject({
      rollup: { children: 2_999 },
    })
    expect((await coverage.matrix({ projectId, limit: 500 })).items).toHaveLength(500)
    expect(await coverage.gaps({ projectId })).toMatchObject({ failing: 1_500, uncovered: 0 })
    expect((await coverage.matrix({ projectId, by: 'testCase', limit: 500 })).items).toHaveLength(500)
    expect((await coverage.matrix({ projectId, groupBy: 'epic', limit: 500 })).items).toHaveLength(500)
    const diff = await coverage.diff({ projectId, environments: ['nowhere'] }, { projectId }, { limit: 500 })
    expect(diff).toMatchObject({ total: 3_000, changed: { length: 500 } })
    const { tests } = coverage
    expect((await tests.flaky({ projectId })).items).toHaveLength(0)
    expect((await tests.slow({ projectId, limit: 500 })).items).toHaveLength(500)
    expect((await tests.neverRun({ projectId, versions: ['2.0'], limit: 500 })).items).toHaveLength(500)
    expect((await tests.orphaned({ projectId, asOf: '2026-02-01', limit: 500 })).items).toHaveLength(500)
    expect((await tests.stale({ projectId, asOf: '2026-12-31', limit: 500 })).items).toHaveLength(500)
    expect(await coverage.trend({ projectId, from: '2026-01-01', to: '2026-12-31' })).toHaveLength(365)
    const { metrics } = await maturity.measure({ projectId, asOf: '2026-03-02' })
    expect(metrics).toMatchObject({ 'coverage.linked': 1, 'execution.passRate': 0.5 })
  }, 30_000)

  it('leaves the settings of a caller’s own transaction as they were', async () => {
    const projectId = await opened.newProject()
    const settings = sql`SELECT current_setting('enable_nestloop') AS loops, current_setting('jit') AS jit`
    await opened.atmosfera.transaction({ system: true }, async ({ db, coverage, maturity }) => {
      const { rows: before } = (await db.execute(settings)) as unknown as { rows: unknown[] }
      await coverage.summary({ projectId })
      await maturity.measure({ projectId })
      const { rows: after } = (await db.execute(settings)) as unknown as { rows: unknown[] }
      expect(after).toEqual(before)
    })
  })

  /** The plan as an actor gets it, row security included. */
  async function explain(command: string, query: string): Promise<PlanNode> {
    return await opened.atmosfera.transaction({ system: true }, async ({ db }) => {
      const { rows } = (await db.execute(sql.raw(`${command} ${query}`))) as unknown as {
        readonly rows: readonly { readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }[]
      }
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
      if (plan === undefined) throw new Error('there is no plan')
      return plan
    })
  }

  async function rowsProcessed(): Promise<number> {
    const plan = await explain('EXPLAIN (ANALYZE, FORMAT JSON)', 'SELECT * FROM test_coverage_summary')
    return nodesOf(plan).reduce((sum, node) => {
      const rows = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0)
      return sum + rows * (node['Actual Loops'] ?? 1)
    }, 0)
  }

  /** A project of so many tickets below one epic, each with a label and a test case of its own; half of them fail. */
  async function storeMany(size: number): Promise<number> {
    const id = reserveIds(size)
    const project_id = id
    const each = Array.from({ length: size }, (_, index) => index)
    const day = '2026-03-01'
    await insertRows(opened.database, {
      projects: [{ id, name: 'A large project' }],
      jira_tickets: each.map((index) => ({
        id: id + index,
        project_id,
        jira_key: `SHOP-${index}`,
        summary: `Ticket ${index}`,
        status: 'Open',
        issue_type: index === 0 ? 'Epic' : 'Story',
        parent_key: index === 0 ? null : `SHOP-${Math.floor(index / 10)}`,
        labels: [`label ${index}`],
        fix_versions: [],
        created_date: day,
      })),
      test_cases: each.map((index) => ({
        id: id + index,
        project_id,
        title: `Test ${index}`,
        created_at: day,
      })),
      test_case_jira_links: each.map((index) => ({
        id: id + index,
        project_id,
        test_case_id: id + index,
        jira_ticket_id: id + index,
        origin: 'manual',
        created_at: day,
      })),
      test_cycles: [{ id, project_id, name: 'A cycle' }],
      test_cycle_items: each.map((index) => ({
        id: id + index,
        project_id,
        cycle_id: id,
        test_case_id: id + index,
      })),
      test_runs: each.map((index) => ({
        id: id + index,
        project_id,
        test_case_id: id + index,
        cycle_item_id: id + index,
        status: index % 2 === 0 ? 'passed' : 'failed',
        executed_at: day,
        duration_ms: index,
        attempt: 1,
      })),
    })
    return id
  }
})

function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}

/** The tables whose rows go into a join as they are. */
function joinedRelations(plan: PlanNode): ReadonlySet<string> {
  const joins = nodesOf(plan).filter((node) => /Join|Nested Loop/.test(node['Node Type']))
  return new Set(joins.flatMap((node) => (node.Plans ?? []).flatMap(uncountedRelations)))
}

/** The tables whose rows come out of a part of a plan as they are, not counted by an aggregate. */
function uncountedRelations(plan: PlanNode): readonly string[] {
  if (plan['Node Type'].includes('Aggregate')) return []
  const relation = plan['Relation Name']
  return [...(relation === undefined ? [] : [relation]), ...(plan.Plans ?? []).flatMap(uncountedRelations)]
}
