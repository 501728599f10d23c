/**
 * The specification's views: its own SQL, as it stands in chapter 8, beside what the product makes of it, over the
 * same generated rows.
 */
import { type SQL, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyMoment, anyProject } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { insertRows, reserveIds } from '../support/rows.js'
import { specifiedViews } from '../support/specified-views.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('the views of chapter 8 on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 30 : 80
  const opened = useAtmosfera(engine)

  /** The rows of a project, by the view and by the specification's SQL. */
  async function bothViews(view: keyof typeof specifiedViews, projectId: number) {
    const [ours, theirs] = [sql.raw(view), sql.raw(`(${specifiedViews[view]}) AS specified`)]
    // As an actor: before PostgreSQL 15 the view belongs to the role that row security binds.
    return await opened.atmosfera.transaction({ system: true }, async ({ db }) => {
      const rowsOf = async (source: SQL) => {
        const result = await db.execute(sql`SELECT * FROM ${source} WHERE project_id = ${projectId}`)
        return (result as unknown as { readonly rows: readonly Row[] }).rows
      }
      return { ours: await rowsOf(ours), theirs: await rowsOf(theirs) }
    })
  }

  it('test_coverage_summary gives the specification’s numbers', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (project) => {
        const { projectId } = await storeProject(opened.database, project)
        const { ours, theirs } = await bothViews('test_coverage_summary', projectId)
        expect(ours).toEqual(theirs)
      }),
      { numRuns },
    )
  })

  it('test_coverage_summary counts, as the specification does, also what is tombstoned or deprecated', async () => {
    const none = { issueType: null, priority: null, resolution: null, parentKey: null, createdDate: null }
    const lists = { components: null, labels: null, fixVersions: [] }
    const { projectId } = await storeProject(opened.database, {
      tickets: ['SHOP-1', 'SHOP-2', 'SHOP-3'].map((key, index) => ({
        id: index + 1,
        key,
        status: 'Open',
        ...none,
        ...lists,
        deletedAt: index === 0 ? new Date() : null,
      })),
      testCases: ['deprecated', 'ready'].map((status, index) => ({
        id: index + 1,
        status,
        aiGenerated: false,
        approved: false,
      })),
      cycles: 1,
      links: [
        { testCaseId: 1, ticketId: 1, createdAt: null },
        { testCaseId: 2, ticketId: 1, createdAt: null },
      ],
      pendingLinks: [],
      imports: 0,
      runs: [],
    })
    const { ours } = await bothViews('test_coverage_summary', projectId)
    expect(ours.map(numbers)).toEqual([
      expect.objectContaining({
        total_jira_tickets: 3,
        covered_tickets: 1,
        total_test_cases: 2,
        coverage_percentage: 33.33,
      }),
    ])
  })

  it('test_execution_summary gives the specification’s numbers', async () => {
    const anyStatus = fc.constantFrom('passed', 'failed', 'blocked', 'not-run', 'skipped', 'flaky', null)
    const anyCycles = fc.array(fc.array(anyStatus, { maxLength: 9 }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(anyCycles, async (cycles) => {
        const id = reserveIds()
        const project_id = id
        await insertRows(opened.database, {
          projects: [{ id, name: 'A project' }],
          test_cases: Array.from({ length: 9 }, (_, test) => ({
            id: id + test,
            project_id,
            title: `Test ${test}`,
          })),
          test_cycles: cycles.map((_, cycle) => ({ id: id + cycle, project_id, name: `Cycle ${cycle}` })),
          test_cycle_items: cycles.flatMap((statuses, cycle) =>
            statuses.map((status, test) => ({
              id: id + 10 * cycle + test,
              project_id,
              cycle_id: id + cycle,
              test_case_id: id + test,
              status,
            })),
          ),
        })
        const { ours, theirs } = await bothViews('test_execution_summary', project_id)
        expect(ours.toSorted(byCycle)).toEqual(theirs.toSorted(byCycle))
      }),
      { numRuns },
    )
  })

  it('maturity_progress gives the specification’s rows and ranks, where everything has a date', async () => {
    const anyDates = fc.uniqueArray(anyMoment, { maxLength: 8, selector: (date) => date.getTime() })
    await fc.assert(
      fc.asyncProperty(anyDates, fc.infiniteStream(fc.nat(2)), async (dates, dimensions) => {
        const projectId = await storeAssessments(dates, (index) => dimensions.next().value ?? index)
        const { ours, theirs } = await bothViews('maturity_progress', projectId)
        expect(ours.map(numbers).toSorted(byRank)).toEqual(theirs.map(numbers).toSorted(byRank))
      }),
      { numRuns },
    )
  })

  it('maturity_progress ranks what has no date last, which the specification ranks first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(anyMoment, { freq: 2 }), { minLength: 1, maxLength: 8 }),
        async (dates) => {
          const projectId = await storeAssessments(dates, () => 0)
          const { ours, theirs } = await bothViews('maturity_progress', projectId)
          const withoutRank = (rows: readonly Row[]) =>
            rows.map((row) => JSON.stringify({ ...row, latest_rank: undefined })).toSorted()
          expect(withoutRank(ours)).toEqual(withoutRank(theirs))
          // Newest first, then those without a date; of the same moment the one recorded last.
          const newestFirst = dates
            .map((date, index) => ({ date, level: levelOf(index), index }))
            .toSorted((a, b) => (b.date?.getTime() ?? 0) - (a.date?.getTime() ?? 0) || b.index - a.index)
          const ranked = ours.map(numbers).filter((row) => row.current_level !== null)
          expect(ranked.toSorted(byRank).map((row) => row.current_level)).toEqual(
            newestFirst.map(({ level }) => level),
          )
        },
      ),
      { numRuns },
    )
  })

  it('maturity_progress shows a team’s own dimensions to that team alone', async () => {
    const [ours, theirs] = [await opened.newProject(), await opened.newProject()]
    const model = await opened.system.maturity.model({ projectId: ours })
    const [first] = model.dimensions
    if (first === undefined) throw new Error('a model has dimensions')
    await opened.system.maturity.saveModel({
      projectId: ours,
      model: { ...model, dimensions: [{ ...first, name: 'Accessibility' }] },
    })
    const dimensionsOf = async (projectId: number) => {
      const { ours: rows } = await bothViews('maturity_progress', projectId)
      return rows.map((row) => row.dimension_name)
    }
    expect(await dimensionsOf(ours)).toContain('Accessibility')
    expect(await dimensionsOf(theirs)).not.toContain('Accessibility')
  })

  /** A project whose assessments carry their number as level and target, on one of the built-in dimensions. */
  async function storeAssessments(
    dates: readonly (Date | null)[],
    dimensionOf: (index: number) => number,
  ): Promise<number> {
    const id = reserveIds()
    const dimensions = await opened.database.query<{ id: number }>(
      'SELECT id FROM atmosfera.maturity_dimensions WHERE project_id IS NULL ORDER BY id',
    )
    await insertRows(opened.database, {
      projects: [{ id, name: 'A project' }],
      assessments: dates.map((assessment_date, index) => ({
        id: id + index,
        project_id: id,
        dimension_id: dimensions[dimensionOf(index)]?.id,
        current_level: levelOf(index),
        target_level: levelOf(index + 1),
        assessment_date,
      })),
    })
    return id
  }
})

function levelOf(index: number): number {
  return 1 + (index % 5)
}

type Row = Readonly<Record<string, unknown>>

/** Counts and decimals as numbers: the drivers hand over text where a number of JavaScript might not do. */
function numbers(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value))
        ? Number(value)
        : value,
    ]),
  )
}

function byCycle(a: Row, b: Row): number {
  return Number(a.cycle_id) - Number(b.cycle_id)
}

function byRank(a: Row, b: Row): number {
  const byName = String(a.dimension_name).localeCompare(String(b.dimension_name))
  return byName || Number(a.latest_rank) - Number(b.latest_rank)
}
