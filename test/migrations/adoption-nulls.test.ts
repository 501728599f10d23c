/** The specification lets columns with a default be null. Callers are promised the default, and get it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { asOwner } from '../support/owner.js'
import { buildSpecification, sampleRows, sampleRowsOfInventions } from '../support/specification.js'

/** Every column of the specification that has a default and may be null, made null. */
const forgetEverything = `DO $$
DECLARE target record;
BEGIN
  FOR target IN
    SELECT table_name, string_agg(format('%I = NULL', column_name), ', ') AS changes
    FROM information_schema.columns
    WHERE table_schema = 'public' AND is_nullable = 'YES' AND column_default IS NOT NULL
    GROUP BY table_name
  LOOP
    EXECUTE format('UPDATE %I SET %s', target.table_name, target.changes);
  END LOOP;
END $$`

describe.each(engines)('an adopted database on $name that left out what has a default', (engine) => {
  let database: TestDatabase
  let atmosfera: Atmosfera

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
    await asOwner(database, async (run) => {
      await buildSpecification(run)
      await run(sampleRows)
      await run(sampleRowsOfInventions)
      // What is known of a row tells how old the rest of it is.
      await run(`${forgetEverything}; UPDATE projects SET updated_at = '2026-02-03 04:05:06' WHERE id = 1`)
    })
    atmosfera = await createAtmosfera({ database: database.database })
  })

  afterAll(async () => {
    await atmosfera?.close()
    await database?.drop()
  })

  const longAgo = new Date(0)
  const always = { createdAt: longAgo, updatedAt: longAgo }
  const inProject = { projectId: 1, limit: 1 }
  const first = async (list: Promise<{ readonly items: readonly unknown[] }>) => (await list).items[0]

  it('gives suites, test cases, cycles, items and runs their defaults', async () => {
    const { testSuites, testCases, testCycles, testRuns } = atmosfera.system
    expect(await first(testSuites.list(inProject))).toMatchObject({
      priority: 'medium',
      status: 'active',
      coverageRequirements: [],
      tags: [],
      aiGenerated: false,
      ...always,
    })
    expect(await first(testCases.list(inProject))).toMatchObject({
      priority: 'medium',
      severity: 'normal',
      status: 'draft',
      steps: [],
      testData: {},
      aiGenerated: false,
      ...always,
    })
    expect(await first(testCycles.list(inProject))).toMatchObject({
      status: 'created',
      testingMode: 'manual',
      testData: {},
      ...always,
    })
    expect(await first(testCycles.listItems(inProject))).toMatchObject({ status: 'not-run', ...always })
    expect(await first(testRuns.list(inProject))).toMatchObject({
      executedAt: longAgo,
      evidence: [],
      stepResults: [],
      defects: [],
      tags: [],
    })
  })

  it('gives tickets, links, recommendations, metrics, documents and assessments theirs', async () => {
    const { tickets, links, recommendations, metrics, documents, maturity } = atmosfera.system
    expect(await first(tickets.list(inProject))).toMatchObject({
      labels: [],
      components: [],
      lastSynced: longAgo,
      ...always,
    })
    expect(await first(links.list(inProject))).toMatchObject({ linkType: 'covers', createdAt: longAgo })
    expect(await first(recommendations.list(inProject))).toMatchObject({
      priority: 'medium',
      status: 'active',
      ...always,
    })
    expect(await first(metrics.list(inProject))).toMatchObject({ recordedAt: longAgo, createdAt: longAgo })
    expect(await first(documents.list(inProject))).toMatchObject({
      status: 'draft',
      version: 1,
      tags: [],
      aiGenerated: false,
      ...always,
    })
    expect(await first(maturity.listAssessments(inProject))).toMatchObject({
      assessmentDate: longAgo,
      createdAt: longAgo,
    })
  })

  it('takes a row to be as old as the rest of it says', async () => {
    const moment = new Date('2026-02-03T04:05:06Z')
    expect(await atmosfera.system.projects.get(1)).toMatchObject({
      status: 'active',
      createdAt: moment,
      updatedAt: moment,
    })
    expect(await atmosfera.system.projects.get(2)).toMatchObject({ status: 'active', ...always })
  })

  it('finds rows by the defaults that it shows', async () => {
    const { items } = await atmosfera.system.testCases.list({ projectId: 1, status: 'draft' })
    expect(items).toHaveLength(4)
    expect((await atmosfera.system.testSuites.list({ projectId: 1, priority: 'medium' })).items).toHaveLength(
      2,
    )
  })

  it('lets a row be changed by the version that was read', async () => {
    const suite = await atmosfera.system.testSuites.get(1)
    const changed = await atmosfera.system.testSuites.update(1, {
      name: 'Paying',
      updatedAt: suite.updatedAt,
    })
    expect(changed.updatedAt.getTime()).toBeGreaterThan(suite.updatedAt.getTime())
  })

  it('counts every item of a cycle in one of its numbers', async () => {
    const [row] = await atmosfera.transaction({ system: true }, async ({ db }) => {
      const result = await db.execute(
        'SELECT total_tests::int, not_run_tests::int, pass_rate::float8 FROM test_execution_summary WHERE cycle_id = 1',
      )
      return (result as unknown as { rows: unknown[] }).rows
    })
    expect(row).toEqual({ total_tests: 3, not_run_tests: 3, pass_rate: 0 })
  })

  it('scores and covers without a gap', async () => {
    expect(await atmosfera.system.coverage.summary({ projectId: 1 })).toMatchObject({
      tickets: 3,
      linked: 2,
      testCases: 4,
    })
    const report = await atmosfera.system.maturity.report({ projectId: 1 })
    expect(report.dimensions.map(({ weight }) => weight)).toEqual([1, 1, 1, 1, 1, 1])
  })
})
