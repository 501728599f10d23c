/** A database that an earlier release filled answers after the upgrade what it answered before. */
import fc from 'fast-check'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { summarizeCoverage } from '../../packages/core/src/coverage/summary.js'
import type { CoveragePolicy } from '../../packages/core/src/coverage/verdict.js'
import { connect } from '../../packages/core/src/database/connect.js'
import { migrate } from '../../packages/core/src/database/migrate.js'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import { storedCoverage } from '../support/coverage-history.js'
import { anyPolicy, anyProject, dataOf, type GeneratedProject } from '../support/coverage-project.js'
import { engines, type TestDatabase, type TestEngine } from '../support/engines.js'
import { type StoredProject, storeProject } from '../support/store-project.js'

interface Kept {
  readonly stored: StoredProject
  readonly policy: CoveragePolicy
}

const numProjects = 25

describe.each(engines)('a database of an earlier release on $name', (engine) => {
  it('has the coverage that it had, and goes on from there', async () => {
    const anyProjects = fc.array(fc.tuple(anyProject, anyPolicy), {
      minLength: numProjects,
      maxLength: numProjects,
    })
    const upgradeAll = async (projects: readonly (readonly [GeneratedProject, CoveragePolicy])[]) => {
      const database = await olderDatabase(engine)
      try {
        const kept: Kept[] = []
        for (const [project, policy] of projects) kept.push(await storeOne(database, project, policy))
        const atmosfera = await createAtmosfera({ database: database.database })
        expect(atmosfera.migration?.applied[0]).toBe('0008_coverage')
        for (const one of kept) await expectAsBefore(atmosfera, database, one)
        await atmosfera.close()
        await (await createAtmosfera({ database: database.database, migrate: 'check' })).close()
      } finally {
        await database.drop()
      }
    }
    // One database for many projects, since making it is what takes long.
    await fc.assert(fc.asyncProperty(anyProjects, upgradeAll), { numRuns: 1, endOnFailure: true })
  })

  it.runIf(engine.kind === 'postgres')('misses nothing that is written while it is upgraded', async () => {
    const database = await olderDatabase(engine)
    const { stored } = await storeOne(database, passing, {})
    const { projectId } = stored
    const writer = new pg.Client(String(database.database))
    await writer.connect()
    await writer.query(`SET atmosfera.actor = 'system'; BEGIN`)
    await writer.query(`INSERT INTO atmosfera.test_runs (project_id, cycle_item_id, test_case_id, status)
      SELECT project_id, id, test_case_id, 'failed' FROM atmosfera.test_cycle_items`)
    const opening = createAtmosfera({ database: database.database })
    await expect.poll(() => database.query(blocked), { timeout: 30_000 }).not.toEqual([])
    await writer.query('COMMIT')
    const atmosfera = await opening
    expect(await atmosfera.system.coverage.summary({ projectId })).toMatchObject({ verdicts: { NOK: 1 } })
    // Another process of the earlier release goes on writing for a while.
    await writer.query(`UPDATE atmosfera.test_runs SET status = 'passed'`)
    expect(await atmosfera.system.coverage.summary({ projectId })).toMatchObject({ verdicts: { OK: 1 } })
    await writer.end()
    await atmosfera.close()
    await database.drop()
  })
})

/** A database as the last release before stored coverage left it. */
async function olderDatabase(engine: TestEngine): Promise<TestDatabase> {
  const database = await engine.createEmptyDatabase()
  const connection = await connect(database.database)
  const older = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name === '0008_coverage'),
  )
  await migrate({ engine: connection, schema: 'atmosfera', migrations: older })
  await connection.close()
  return database
}

async function storeOne(
  database: TestDatabase,
  project: GeneratedProject,
  policy: CoveragePolicy,
): Promise<Kept> {
  const stored = await storeProject(database, project)
  await database.query(`UPDATE atmosfera.projects SET coverage_policy = $1 WHERE id = $2`, [
    JSON.stringify(policy),
    stored.projectId,
  ])
  return { stored, policy }
}

async function expectAsBefore(
  { system: { coverage, tickets } }: Atmosfera,
  database: TestDatabase,
  { stored, policy }: Kept,
): Promise<void> {
  const { projectId } = stored
  for (const scope of [{}, { environments: ['android', ''] }, { asOf: '9000-01-01' }]) {
    const expected = summarizeCoverage(dataOf(stored), scope, policy, projectId)
    expect(await coverage.summary({ projectId, ...scope })).toEqual(expected)
  }
  const kept = await storedCoverage(database, projectId)
  await coverage.rebuild({ projectId })
  expect(await storedCoverage(database, projectId)).toEqual(kept)
  const before = await coverage.summary({ projectId })
  await tickets.create({ projectId, jiraKey: 'LATER-1', summary: 'later', status: 'Open' })
  expect((await coverage.summary({ projectId })).tickets).toBe(before.tickets + 1)
}

/** Locks that somebody waits for, on this database alone: others are tried on the same server. */
const blocked = `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
  WHERE datname = current_database() AND NOT granted`

/** A ticket with a test that has passed. */
const passing: GeneratedProject = {
  tickets: [
    {
      id: 1,
      key: 'SHOP-1',
      issueType: 'Story',
      priority: null,
      status: 'Open',
      resolution: null,
      components: null,
      labels: null,
      fixVersions: [],
      parentKey: null,
      createdDate: null,
      deletedAt: null,
    },
  ],
  testCases: [{ id: 1, status: 'ready', aiGenerated: false, approved: false }],
  cycles: 1,
  links: [{ testCaseId: 1, ticketId: 1, createdAt: null }],
  pendingLinks: [],
  imports: 0,
  runs: [
    {
      id: 1,
      testCaseId: 1,
      cycleId: 1,
      status: 'passed',
      environment: null,
      version: null,
      executedAt: new Date('2026-03-01'),
      attempt: 1,
      importId: null,
      durationMs: null,
      defects: [],
    },
  ],
}
