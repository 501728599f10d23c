/** Lists of tests that need attention: each is what its published definition says, by pages of any size. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBy, momentOf, type RunScope, selectsRun } from '../../packages/core/src/coverage/scope.js'
import { flakinessOf, slownessOf } from '../../packages/core/src/coverage/test-health.js'
import type { ListTests } from '../../packages/core/src/coverage/test-list-types.js'
import { compareRuns, isFinal } from '../../packages/core/src/coverage/verdict.js'
import type { Page } from '../../packages/core/src/pagination.js'
import { anyMoment, anyProject, anyScope, type GeneratedRun } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { coverPurely } from '../support/pure-coverage.js'
import { orphanIds } from '../support/pure-matrix.js'
import { type StoredProject, storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const anyBusyRun = fc.record({
  testCaseId: fc.constantFrom(1, 2),
  cycleId: fc.constant(1),
  status: fc.constantFrom('passed', 'passed', 'failed', 'failed', 'skipped', 'accepted'),
  environment: fc.constantFrom('ios', 'ios', 'ios', null, ''),
  version: fc.constantFrom('1.0', '1.0', null),
  executedAt: fc.option(anyMoment, { freq: 8 }),
  attempt: fc.integer({ min: 1, max: 3 }),
  importId: fc.constantFrom(null, 1),
  durationMs: fc.constantFrom(null, 0, 250, 999, 60_000),
  defects: fc.constant([]),
})

/** Few places and test cases that all count, so that many runs share one. */
const anyBusyProject = fc
  .tuple(anyProject, fc.array(anyBusyRun, { minLength: 12, maxLength: 24 }))
  .map(([project, runs]) => ({
    ...project,
    testCases: [1, 2].map((id) => ({ id, status: 'ready', aiGenerated: false, approved: false })),
    links: [],
    pendingLinks: [],
    runs: runs.map((run, index) => ({ id: index + 1, ...run })),
  }))

/** Every run as often as some of them. */
const anyRunScope: fc.Arbitrary<RunScope> = fc.oneof(
  fc.constant({}),
  anyScope.map(({ environments, versions, cycleIds, asOf }) => ({ environments, versions, cycleIds, asOf })),
)

const anyLimit = fc.integer({ min: 1, max: 3 })

describe.each(engines)('lists of tests on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 30 : 100
  const now = new Date('2026-03-12T08:00:00Z')
  const opened = useAtmosfera(engine, { clock: () => now })

  it('of flaky ones hold what the pure function calls flaky, those that flip most first', async () => {
    const anyWindow = fc.record({
      lastRuns: fc.constantFrom(undefined, undefined, 1, 2, 3, 6),
      since: fc.oneof(fc.constant(undefined), fc.constant(undefined), anyMoment),
    })
    await fc.assert(
      fc.asyncProperty(
        anyBusyProject,
        anyRunScope,
        anyWindow,
        anyLimit,
        async (project, generated, ...page) => {
          const [{ lastRuns, since }, limit] = page
          const stored = await storeProject(opened.database, project)
          const query = { projectId: stored.projectId, ...stored.scope(generated), limit }
          const expected = testsOf(stored, query)
            .flatMap(({ runs, ...test }) => {
              const recent = runs.filter(
                (run) => since === undefined || (run.executedAt !== null && run.executedAt >= since),
              )
              const flakiness = flakinessOf(recent, lastRuns)
              return flakiness === null ? [] : [{ ...test, ...flakiness }]
            })
            .toSorted((a, b) => b.flips - a.flips || a.id - b.id)
          const list = (cursor: string | null) =>
            opened.system.coverage.tests.flaky({ ...query, lastRuns, since, cursor })
          expect(await collect(list)).toEqual(expected)
        },
      ),
      { numRuns },
    )
  })

  it('of flaky ones are read like this', async () => {
    const { system } = opened
    const projectId = await opened.newProject()
    const cycle = await system.testCycles.create({ projectId, name: 'CI' })
    const [flaky, fixed] = await system.testCases.createMany([
      { projectId, title: 'pays by card' },
      { projectId, title: 'empties the cart' },
    ])
    if (flaky === undefined || fixed === undefined) throw new Error('test cases were not made')
    const run = { projectId, cycleId: cycle.id, environment: 'ios' }
    await system.testRuns.recordMany([
      { ...run, testCaseId: flaky.id, status: 'passed', version: '1.0', executedAt: '2026-03-01' },
      { ...run, testCaseId: flaky.id, status: 'failed', version: '1.0', executedAt: '2026-03-02' },
      { ...run, testCaseId: flaky.id, status: 'passed', version: '1.0', executedAt: '2026-03-03' },
      // Failed in one version and passes in the next, which is as it should be.
      { ...run, testCaseId: fixed.id, status: 'failed', version: '1.0', executedAt: '2026-03-01' },
      { ...run, testCaseId: fixed.id, status: 'passed', version: '1.1', executedAt: '2026-03-02' },
    ])
    const about = { id: flaky.id, externalId: null, title: 'pays by card', status: 'draft' }
    const counts = { runs: 3, failed: 1, flips: 2, rate: 100, retried: 0, environments: ['ios'] }
    expect(await system.coverage.tests.flaky({ projectId })).toEqual({
      items: [{ ...about, ...counts, lastFlipAt: new Date('2026-03-03') }],
      nextCursor: null,
    })
  })

  it('of slow ones hold the durations of the pure function, slowest first', async () => {
    const anyCount = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(anyBusyProject, anyRunScope, anyCount, anyLimit, async (...given) => {
        const [project, generated, lastRuns, limit] = given
        const stored = await storeProject(opened.database, project)
        const query = { projectId: stored.projectId, ...stored.scope(generated), limit }
        const expected = testsOf(stored, query)
          .flatMap(({ runs, ...test }) => {
            const slowness = slownessOf(runs, lastRuns)
            return slowness === null ? [] : [{ ...test, ...slowness }]
          })
          .toSorted((a, b) => b.p95Ms - a.p95Ms || a.id - b.id)
        const list = (cursor: string | null) =>
          opened.system.coverage.tests.slow({ ...query, lastRuns, cursor })
        expect(await collect(list)).toEqual(expected)
      }),
      { numRuns },
    )
  })

  it('that never ran hold those without a final run, and what became of their runs', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyRunScope, anyLimit, async (project, generated, limit) => {
        const stored = await storeProject(opened.database, project)
        const query = { projectId: stored.projectId, ...stored.scope(generated), limit }
        const expected = testsOf(stored, query)
          .filter(({ runs }) => !runs.some((run) => isFinal(run.status)))
          .map(({ runs, ...test }) => {
            const lastStatus = runs.toSorted(compareRuns)[0]?.status ?? null
            return { ...test, runs: runs.length, lastStatus, createdAt: expect.toSatisfy(isDateOrNull) }
          })
        const list = (cursor: string | null) => opened.system.coverage.tests.neverRun({ ...query, cursor })
        expect(await collect(list)).toEqual(expected)
      }),
      { numRuns },
    )
  })

  it('of orphaned ones hold those that no ticket has which is there, and where their links lead', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyRunScope, anyLimit, async (project, generated, limit) => {
        const stored = await storeProject(opened.database, project)
        // The links that wait were made just now.
        const query = { projectId: stored.projectId, ...stored.scope(generated), limit }
        const moment = momentOf(query.asOf)
        const orphans = orphanIds(coverPurely(stored, query, {}))
        const keyOf = new Map(stored.tickets.map((ticket) => [ticket.id, ticket.key]))
        const expected = testsOf(stored, query)
          .filter(({ id }) => orphans.includes(id))
          .map(({ runs: _, ...test }) => {
            const tombstonedKeys = stored.links
              .filter((link) => link.testCaseId === test.id && isBy(link.createdAt, moment))
              .toSorted((a, b) => a.ticketId - b.ticketId)
              .map((link) => keyOf.get(link.ticketId))
            const pendingKeys = stored.pendingLinks
              .filter((link) => link.testCaseId === test.id && moment === undefined)
              .map((link) => link.key)
            const reasons = [
              ...(tombstonedKeys.length > 0 ? ['tombstoned'] : []),
              ...(pendingKeys.length > 0 ? ['pending'] : []),
            ]
            return {
              ...test,
              tombstonedKeys,
              pendingKeys,
              reasons: reasons.length > 0 ? reasons : ['unlinked'],
            }
          })
        const list = (cursor: string | null) => opened.system.coverage.tests.orphaned({ ...query, cursor })
        expect(await collect(list)).toEqual(expected)
      }),
      { numRuns },
    )
  })

  it('of stale ones hold those whose newest final run is old, oldest first', async () => {
    const anyDays = fc.integer({ min: 1, max: 12 })
    await fc.assert(
      fc.asyncProperty(
        anyProject,
        anyRunScope,
        anyDays,
        anyLimit,
        async (project, generated, days, limit) => {
          const stored = await storeProject(opened.database, project)
          const query = { projectId: stored.projectId, ...stored.scope(generated), limit }
          const end = (momentOf(query.asOf) ?? now).getTime() - days * 86_400_000
          const expected = testsOf(stored, query)
            .flatMap(({ runs, ...test }) => {
              const dates = runs
                .filter((run) => isFinal(run.status))
                .flatMap((run) => run.executedAt?.getTime() ?? [])
              const last = Math.max(...dates)
              return dates.length === 0 || last >= end ? [] : [{ ...test, lastExecutedAt: new Date(last) }]
            })
            .toSorted((a, b) => a.lastExecutedAt.getTime() - b.lastExecutedAt.getTime() || a.id - b.id)
          const list = (cursor: string | null) =>
            opened.system.coverage.tests.stale({ ...query, days, cursor })
          expect(await collect(list)).toEqual(expected)
        },
      ),
      { numRuns },
    )
  })

  it('refuse the cursor of another list', async () => {
    const projectId = await opened.newProject()
    await opened.system.testCases.createMany(['one', 'two'].map((title) => ({ projectId, title })))
    const { tests } = opened.system.coverage
    const { nextCursor: cursor } = await tests.neverRun({ projectId, limit: 1 })
    expect(cursor).not.toBeNull()
    await expect(tests.orphaned({ projectId, cursor })).rejects.toMatchObject({ code: 'validation_failed' })
  })
})

/** The counted test cases of a project, each with its runs in scope. */
function testsOf(project: StoredProject, scope: ListTests) {
  const { testCases } = coverPurely(project, scope, {})
  return project.testCases
    .filter((testCase) => testCases.has(testCase.id))
    .map(({ id, status }) => ({
      id,
      externalId: null,
      title: `Test ${id - project.projectId}`,
      status,
      runs: project.runs.filter((run: GeneratedRun) => run.testCaseId === id && selectsRun(scope, run)),
    }))
}

function isDateOrNull(value: unknown): boolean {
  return value === null || value instanceof Date
}

async function collect<Item>(list: (cursor: string | null) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const page: Page<Item> = await list(cursor)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return items
}
