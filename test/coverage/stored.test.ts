/**
 * What the database keeps of coverage, so that asking costs the same in every project: after any history it says
 * what computing everything from the rows says.
 */

import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoverageQuery } from '../../packages/core/src/coverage/scope.js'
import type { CoverageTicket, ListCoverageTickets } from '../../packages/core/src/coverage/types.js'
import type { Services } from '../../packages/core/src/services.js'
import { anyHistory, storedCoverage } from '../support/coverage-history.js'
import { anyPolicy, anyProject, anyTicketScope } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

/** Later than everything: the same answer, computed from all runs. */
const computed = { asOf: '9000-01-01' }

const sorts = [
  'key',
  '-key',
  'verdict',
  '-verdict',
  'testCases',
  '-testCases',
  'lastExecutedAt',
  '-lastExecutedAt',
] as const

describe.each(engines)('stored coverage on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 6 : 12
  const opened = useAtmosfera(engine)

  it('equals what is computed after every history, and what it is rebuilt to', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProject,
        fc.array(anyHistory, { minLength: 1, maxLength: 3 }),
        anyTicketScope,
        anyPolicy,
        fc.constantFrom(...sorts),
        async (project, histories, scope, policy, sort) => {
          const { projectId } = await storeProject(opened.database, project)
          for (const history of histories) {
            for (const event of history) await opened.database.query(event(projectId))
            await expectComputed(opened.system, { projectId }, sort)
            await expectComputed(opened.system, { projectId, ...scope }, sort)
            await expectComputed(opened.system, { projectId, environments: ['android', ''] }, sort)
            await expectComputed(opened.system, { projectId, policy }, sort)
          }
          const before = await storedCoverage(opened.database, projectId)
          await opened.system.coverage.rebuild({ projectId })
          expect(await storedCoverage(opened.database, projectId)).toEqual(before)
        },
      ),
      { numRuns },
    )
  }, 180_000)

  it.each(['REPEATABLE READ', 'SERIALIZABLE', 'READ COMMITTED READ ONLY'])(
    'is left as it is by a transaction that is %s: it could not see what it takes the marks of',
    async (characteristics) => {
      const { projectId } = await storedSample()
      await opened.database.query(
        `UPDATE atmosfera.test_runs SET status = 'failed' WHERE project_id = ${projectId}`,
      )
      const before = await storedCoverage(opened.database, projectId)
      expect(before.coverage_marks).not.toEqual([])
      const fold = await opened.database.query(`BEGIN ISOLATION LEVEL ${characteristics};
        SET LOCAL atmosfera.actor TO 'system'; SET LOCAL search_path TO atmosfera, pg_temp;
        SELECT set_config('test.folded', fold_coverage(${projectId}, true)::text, false); COMMIT;
        SELECT current_setting('test.folded') AS folded`)
      expect(fold).toEqual([{ folded: 'false' }])
      expect(await storedCoverage(opened.database, projectId)).toEqual(before)
      expect(await opened.system.coverage.summary({ projectId })).toMatchObject({ passing: 0 })
    },
  )

  it('has nothing of a project that is deleted', async () => {
    const { projectId } = await storedSample()
    await opened.system.projects.delete(projectId)
    expect(await storedCoverage(opened.database, projectId)).toEqual({
      test_case_results: [],
      test_case_coverage: [],
      ticket_coverage: [],
      coverage_counts: [],
      coverage_marks: [],
    })
  })

  it('is rebuilt by whoever manages the project, whatever became of it', async () => {
    const { projectId } = await storedSample()
    const right = await storedCoverage(opened.database, projectId)
    const nonsense = [
      'ticket_coverage SET code = 3',
      'coverage_counts SET ok = 99',
      "test_case_results SET status = 'odd'",
    ]
    for (const change of nonsense) {
      await opened.database.query(`UPDATE atmosfera.${change} WHERE project_id = ${projectId}`)
    }
    await opened.database.query(`DELETE FROM atmosfera.test_case_coverage WHERE project_id = ${projectId}`)
    const [writer, stranger] = [
      await opened.member(projectId, 'write'),
      await opened.member(await opened.newProject(), 'manage'),
    ]
    await expect(writer.coverage.rebuild({ projectId })).rejects.toMatchObject({ code: 'permission_denied' })
    await expect(stranger.coverage.rebuild({ projectId })).rejects.toMatchObject({ code: 'not_found' })
    const manager = await opened.member(projectId, 'manage')
    await manager.coverage.rebuild({ projectId })
    expect(await storedCoverage(opened.database, projectId)).toEqual(right)
  })

  it('is brought up to date by a reader, who may not write it, nor anybody else', async () => {
    const { projectId } = await storedSample()
    const reader = await opened.member(projectId, 'read')
    const manager = await opened.member(projectId, 'manage')
    await opened.system.tickets.create({ projectId, jiraKey: 'LATE-1', summary: 'Late', status: 'Open' })
    expect(await reader.coverage.summary({ projectId })).toMatchObject({ tickets: 4 })
    expect(await storedCoverage(opened.database, projectId)).toMatchObject({ coverage_marks: [] })
    for (const statement of [
      `UPDATE coverage_counts SET ok = 99 WHERE project_id = ${projectId}`,
      `DELETE FROM ticket_coverage WHERE project_id = ${projectId}`,
      `INSERT INTO coverage_marks (project_id) VALUES (${projectId})`,
      `SELECT refresh_all_coverage(${projectId}, NULL, NULL)`,
    ]) {
      const refused = opened.atmosfera.transaction({ userId: manager.userId }, ({ db }) =>
        db.execute(sql.raw(statement)),
      )
      await expect(refused).rejects.toMatchObject({ cause: { code: '42501' } })
    }
  })

  it('sees in a transaction what that has written, and forgets it with it', async () => {
    const { projectId } = await storedSample()
    const ticket = { projectId, jiraKey: 'LATE-1', summary: 'Late', status: 'Open' }
    const failing = opened.atmosfera.transaction({ system: true }, async ({ coverage, tickets }) => {
      expect(await coverage.summary({ projectId })).toMatchObject({ tickets: 3 })
      await tickets.create(ticket)
      expect(await coverage.summary({ projectId })).toMatchObject({ tickets: 4 })
      throw new Error('taken back')
    })
    await expect(failing).rejects.toThrow('taken back')
    expect(await opened.system.coverage.summary({ projectId })).toMatchObject({ tickets: 3 })
  })

  /** Three tickets: one passes, one fails, nothing covers the last. */
  async function storedSample(): Promise<{ readonly projectId: number }> {
    const projectId = await opened.newProject()
    const { tickets, testCases, testCycles, testRuns, links, coverage } = opened.system
    await tickets.createMany(
      ['SHOP-1', 'SHOP-2', 'SHOP-3'].map((jiraKey) => ({
        projectId,
        jiraKey,
        summary: jiraKey,
        status: 'Open',
      })),
    )
    const cycle = await testCycles.create({ projectId, name: 'Sprint 1' })
    const [pays, refunds] = await testCases.createMany(
      ['pays', 'refunds'].map((title) => ({ projectId, title })),
    )
    if (pays === undefined || refunds === undefined) throw new Error('not made')
    for (const [key, testCase, status] of [
      ['SHOP-1', pays, 'passed'],
      ['SHOP-2', refunds, 'failed'],
    ] as const) {
      await links.link({ projectId, testCaseId: testCase.id, key })
      await testRuns.record({ projectId, cycleId: cycle.id, testCaseId: testCase.id, status })
    }
    expect(await coverage.summary({ projectId })).toMatchObject({ tickets: 3, linked: 2, passing: 1 })
    return { projectId }
  }
})

/** What is stored answers everything as what is computed does, page by page and in any order. */
async function expectComputed(
  { coverage }: Services,
  query: CoverageQuery,
  sort: (typeof sorts)[number],
): Promise<void> {
  const { scope: _, ...summary } = await coverage.summary(query)
  const { scope: __, ...expected } = await coverage.summary({ ...query, ...computed })
  expect(summary).toEqual(expected)
  expect(await allTickets({ coverage }, { ...query, sort, limit: 3 })).toEqual(
    await allTickets({ coverage }, { ...query, ...computed, sort, limit: 500 }),
  )
  const failing = { verdicts: ['NOK', 'UNCOVERED'] as const }
  expect(await allTickets({ coverage }, { ...query, ...failing, limit: 2 })).toEqual(
    await allTickets({ coverage }, { ...query, ...computed, ...failing, limit: 500 }),
  )
  const matrix = await coverage.matrix({ ...query, by: 'testCase' })
  expect(matrix).toEqual(await coverage.matrix({ ...query, ...computed, by: 'testCase' }))
  const first = summary.tickets === 0 ? undefined : (await coverage.tickets({ ...query, limit: 1 })).items[0]
  if (first === undefined) return
  const { scope: ___, ...explained } = await coverage.explain({ ...query, key: first.key })
  const { scope: ____, ...explanation } = await coverage.explain({ ...query, ...computed, key: first.key })
  expect(explained).toEqual(explanation)
}

async function allTickets(
  { coverage }: Pick<Services, 'coverage'>,
  query: ListCoverageTickets,
): Promise<readonly CoverageTicket[]> {
  const tickets: CoverageTicket[] = []
  let cursor: string | null = null
  do {
    const page = await coverage.tickets({ ...query, cursor })
    tickets.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return tickets
}
