/** Many write and read one project at the same moment: nothing that was written is ever missing from an answer. */
import { describe, expect, it } from 'vitest'
import { storedCoverage } from '../support/coverage-history.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'
import { createRandom } from '../support/random.js'
import { insertRows, reserveIds } from '../support/rows.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const size = 12

describe.each(postgresEngines)('stored coverage under load on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('shows every writer what they have just written, and in the end what is computed', async () => {
    const projectId = await storeSquare(opened.database)
    const writers = Array.from({ length: 8 }, (_, index) => write(projectId, index))
    let isOver = false
    const readers = Array.from({ length: 3 }, async () => {
      while (!isOver) {
        const summary = await opened.system.coverage.summary({ projectId })
        const counted = Object.values(summary.verdicts).reduce((sum, count) => sum + count, 0)
        expect(counted).toBe(summary.tickets)
        expect(Object.values(summary.verdicts).every((count) => count >= 0)).toBe(true)
      }
    })
    try {
      await Promise.all(writers)
    } finally {
      isOver = true
    }
    await Promise.all(readers)
    const { scope: _, ...stored } = await opened.system.coverage.summary({ projectId })
    const { scope: __, ...computed } = await opened.system.coverage.summary({ projectId, asOf: '9000-01-01' })
    expect(stored).toEqual(computed)
    const kept = await storedCoverage(opened.database, projectId)
    await opened.system.coverage.rebuild({ projectId })
    expect(await storedCoverage(opened.database, projectId)).toEqual(kept)
  })

  it('is computed while somebody who folds it keeps a transaction open', async () => {
    const projectId = await storeSquare(opened.database)
    const here = { projectId, cycleId: projectId, testCaseId: projectId, status: 'failed' }
    await opened.atmosfera.transaction({ system: true }, async ({ coverage }) => {
      expect(await coverage.summary({ projectId })).toMatchObject({ verdicts: { NOK: 0 } })
      // The others do not see the marks as taken, and may not wait for ever.
      await opened.system.testRuns.record(here)
      expect(await opened.system.coverage.summary({ projectId })).toMatchObject({ verdicts: { NOK: 1 } })
      const { items } = await opened.system.coverage.tickets({ projectId, verdicts: ['NOK'] })
      expect(items).toHaveLength(1)
    })
    expect(await opened.system.coverage.summary({ projectId })).toMatchObject({ verdicts: { NOK: 1 } })
  })

  it('leaves nothing of a project that is deleted while others write and read it', async () => {
    for (let round = 0; round < 10; round++) {
      const projectId = await storeSquare(opened.database)
      const gone = { code: 'not_found' }
      const mayBeGone = async (work: Promise<unknown>) => {
        await work.catch((error: unknown) => expect(error).toMatchObject(gone))
      }
      const here = { projectId, cycleId: projectId, testCaseId: projectId, status: 'failed' }
      await Promise.all([
        mayBeGone(opened.system.testRuns.record(here)),
        mayBeGone(opened.system.coverage.summary({ projectId })),
        opened.system.projects.delete(projectId),
        mayBeGone(opened.system.testRuns.record(here)),
        mayBeGone(opened.system.coverage.tickets({ projectId })),
        mayBeGone(opened.system.coverage.explain({ projectId, key: 'SHOP-1' })),
        mayBeGone(opened.system.coverage.trend({ projectId, from: '2026-01-01', to: '2026-01-07' })),
      ])
      for (const rows of Object.values(await storedCoverage(opened.database, projectId))) {
        expect(rows).toEqual([])
      }
    }
  })

  /** Records, unlinks, tombstones and takes back; after each the writer looks at a ticket that only they write. */
  async function write(projectId: number, index: number): Promise<void> {
    const next = createRandom(index + 1)
    const { testRuns, coverage } = opened.system
    const own = projectId + index
    for (let step = 0; step < 25; step++) {
      const status = next() < 0.5 ? 'passed' : 'failed'
      await testRuns.record({ projectId, cycleId: projectId, testCaseId: own, status })
      const key = `SHOP-${index}`
      const { verdict } = await coverage.explain({ projectId, key })
      expect(verdict, `${key} at step ${step}`).toBe(status === 'passed' ? 'OK' : 'NOK')
      const { items } = await coverage.tickets({ projectId, verdicts: [verdict], limit: 100 })
      expect(items.map((item) => item.key)).toContain(key)
      await disturb(projectId, next)
    }
  }

  /** Something that the tickets of the writers do not depend on. */
  async function disturb(projectId: number, next: () => number): Promise<void> {
    const id = projectId + 8 + Math.floor(next() * (size - 8))
    const statements = [
      `UPDATE atmosfera.jira_tickets SET deleted_at = CASE WHEN deleted_at IS NULL THEN now() END WHERE id = ${id}`,
      `UPDATE atmosfera.test_cases SET status = CASE status WHEN 'draft' THEN 'deprecated' ELSE 'draft' END WHERE id = ${id}`,
      `DELETE FROM atmosfera.test_runs WHERE project_id = ${projectId} AND test_case_id = ${id}`,
      `DELETE FROM atmosfera.test_case_jira_links WHERE id = ${id}`,
      `INSERT INTO atmosfera.test_case_jira_links (id, project_id, test_case_id, jira_ticket_id)
        VALUES (${id}, ${projectId}, ${id}, ${id}) ON CONFLICT DO NOTHING`,
      `INSERT INTO atmosfera.test_runs (project_id, cycle_item_id, test_case_id, status, executed_at)
        VALUES (${projectId}, ${id}, ${id}, 'failed', timestamp '2026-01-01' - random() * interval '1 day')`,
    ]
    const statement = statements[Math.floor(next() * statements.length)] ?? ''
    await opened.database.query(next() < 0.2 ? `BEGIN; ${statement}; ROLLBACK` : statement)
  }
})

/** So many tickets, each with a test case of its own, in one cycle; none has been run. Ids count from the project's. */
async function storeSquare(database: TestDatabase): Promise<number> {
  const project_id = reserveIds()
  const each = Array.from({ length: size }, (_, index) => ({ id: project_id + index, project_id }))
  await insertRows(database, {
    projects: [{ id: project_id, name: 'A project' }],
    jira_tickets: each.map((row, index) => ({
      ...row,
      jira_key: `SHOP-${index}`,
      summary: 'A ticket',
      status: 'Open',
    })),
    test_cases: each.map((row) => ({ ...row, title: 'A test', status: 'draft' })),
    test_cycles: [{ id: project_id, project_id, name: 'A cycle' }],
    test_cycle_items: each.map((row) => ({ ...row, cycle_id: project_id, test_case_id: row.id })),
    test_case_jira_links: each.map((row) => ({
      ...row,
      test_case_id: row.id,
      jira_ticket_id: row.id,
      origin: 'manual',
    })),
  })
  return project_id
}
