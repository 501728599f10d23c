import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engines } from '../../../../test/support/engines.js'
import { type Opened, useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { connect } from '../database/connect.js'
import { rowOf } from '../database/engine.js'
import { openDoor } from '../database/transaction.js'
import { evidenceInMemory } from './evidence.js'
import { recordStatement } from './repository.js'
import { TestRuns } from './service.js'

async function prepare({ newProject, system }: Opened) {
  const projectId = await newProject()
  const { id: testCaseId } = await system.testCases.create({ projectId, title: 'pays' })
  const { id: cycleId } = await system.testCycles.create({ projectId, name: 'Sprint 1' })
  const statusOf = async () => (await system.testCycles.listItems({ projectId })).items[0]?.status
  return { projectId, here: { projectId, cycleId, testCaseId }, statusOf }
}

const text = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter((value) => !value.includes('\0') && value.isWellFormed())
const hostile = fc.constantFrom(
  "'",
  "\\'",
  '\\',
  "'); DROP TABLE test_runs; --",
  '$1',
  '$$',
  "E'\\''",
  '"',
  '\\u0041',
)
const anyText = fc.oneof(
  text,
  hostile,
  fc.tuple(text, hostile, text).map((parts) => parts.join('')),
)

describe.each(engines)('Recording on $name', (engine) => {
  const opened = useAtmosfera(engine)

  it('keeps every text as it was given, one at a time and together', async () => {
    const { projectId, here } = await prepare(opened)
    const { testRuns } = opened.system
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (notes, path) => {
        const run = { ...here, status: 'passed', notes, evidence: [{ path, [path]: [path] }], tags: [notes] }
        const one = await testRuns.record(run)
        const [first, second] = await testRuns.recordMany([run, run])
        const content = { notes, evidence: run.evidence, tags: [notes] }
        expect(one).toMatchObject(content)
        expect(first).toMatchObject(content)
        expect(second).toMatchObject(content)
        expect(await testRuns.get(one.id)).toEqual(one)
      }),
      { numRuns: 40 },
    )
    expect((await testRuns.list({ projectId, limit: 500 })).items).toHaveLength(120)
  })

  it('gives the item the status of the newest of all runs, whatever their order and in whichever steps', async () => {
    const run = fc.record({
      status: fc.constantFrom('passed', 'failed', 'blocked', 'custom'),
      day: fc.integer({ min: 1, max: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(run, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        async (steps) => {
          const { here, statusOf } = await prepare(opened)
          for (const step of steps) {
            await opened.system.testRuns.recordMany(
              step.map(({ status, day }) => ({ ...here, status, executedAt: `2026-03-0${day}` })),
            )
          }
          const newest = steps.flat().reduce((best, one) => (one.day >= best.day ? one : best))
          expect(await statusOf()).toBe(newest.status)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('reads one run of an item to find its newest, however many it has had', async () => {
    const { here } = await prepare(opened)
    await opened.system.testRuns.recordMany(
      Array.from({ length: 500 }, (_, n) => ({ ...here, status: 'passed', executedAt: new Date(n * 1000) })),
    )
    const looks = await opened.atmosfera.transaction({ system: true }, async ({ testRuns, db }) => {
      const looked = async () =>
        await rowOf<{ rows: number }>(
          db,
          sql`SELECT (seq_tup_read + idx_tup_fetch)::integer AS rows FROM pg_stat_xact_user_tables
            WHERE schemaname = 'atmosfera' AND relname = 'test_runs'`,
        )
      const before = await looked()
      await testRuns.record({ ...here, status: 'failed' })
      return (await looked()).rows - before.rows
    })
    expect(looks).toBeLessThan(10)
  })

  it('writes nothing for a login that row security does not bind', async () => {
    const { projectId, here } = await prepare(opened)
    const before = await opened.database.query('SELECT count(*) AS runs FROM atmosfera.test_runs')
    const place = { cycleItemId: null, cycleId: here.cycleId, testCaseId: here.testCaseId }
    const values = { status: 'passed', attempt: 1, executed_by: null }
    const statement = recordStatement(projectId, { place, values })
    expect(
      await opened.database.query(
        `SET LOCAL search_path TO atmosfera; SET LOCAL atmosfera.actor TO 'system'; ${statement}`,
      ),
    ).toEqual([])
    expect(await opened.database.query('SELECT count(*) AS runs FROM atmosfera.test_runs')).toEqual(before)
  })

  it.runIf(engine.kind === 'pglite')('is refused to such a login, and says why', async () => {
    const { here } = await prepare(opened)
    const database = await connect(opened.database.database)
    const door = openDoor({ engine: database, schema: 'atmosfera', role: null })
    const unbound = new TestRuns(door.as({ system: true }), () => new Date(), evidenceInMemory())
    await expect(unbound.record({ ...here, status: 'passed' })).rejects.toMatchObject({
      code: 'tenancy_not_enforced',
    })
    await expect(unbound.get(1)).rejects.toMatchObject({ code: 'tenancy_not_enforced' })
    expect((await opened.system.testRuns.list({ projectId: here.projectId })).items).toEqual([])
  })
})
