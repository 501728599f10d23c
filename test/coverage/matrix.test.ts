/** The traceability matrix, both ways: every grouping, every page size, and as a file. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MatrixExport, MatrixQuery, MatrixScope } from '../../packages/core/src/coverage/matrix-types.js'
import type { CoverageScope } from '../../packages/core/src/coverage/scope.js'
import { anyPolicy, anyProject, anyScope } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { testCaseMatrix, ticketMatrix } from '../support/pure-matrix.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const anyArrangement = fc.record({
  groupBy: fc.constantFrom(undefined, 'epic', 'fixVersion', 'component'),
  uncovered: fc.boolean(),
  orphaned: fc.boolean(),
}) satisfies fc.Arbitrary<Omit<MatrixScope, 'projectId' | keyof CoverageScope>>

const anyLimit = fc.integer({ min: 1, max: 5 })

describe.each(engines)('the matrix on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 25 : 80
  const opened = useAtmosfera(engine)

  it('of tickets is that of the pure functions, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, anyArrangement, anyLimit, async (...given) => {
        const [project, generated, policy, arrangement, limit] = given
        const stored = await storeProject(opened.database, project)
        const scope = { ...stored.scope(generated), ...arrangement }
        const query = { projectId: stored.projectId, ...scope, policy, limit }
        expect(await itemsOf({ ...query, by: 'ticket' })).toEqual(ticketMatrix(stored, scope, policy))
      }),
      { numRuns },
    )
  })

  it('of test cases is that of the pure functions, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, anyArrangement, anyLimit, async (...given) => {
        const [project, generated, policy, arrangement, limit] = given
        const stored = await storeProject(opened.database, project)
        const scope = { ...stored.scope(generated), ...arrangement }
        const query = { projectId: stored.projectId, ...scope, policy, limit }
        expect(await itemsOf({ ...query, by: 'testCase' })).toEqual(testCaseMatrix(stored, scope, policy))
      }),
      { numRuns },
    )
  })

  it('as CSV has a line for each ticket and test case of it, whichever way it goes', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, anyArrangement, async (...given) => {
        const [project, generated, policy, { groupBy }] = given
        const stored = await storeProject(opened.database, project)
        const scope = { ...stored.scope(generated), groupBy }
        const query = { projectId: stored.projectId, ...scope, policy, format: 'csv' } as const
        const matrix = ticketMatrix(stored, scope, policy)
        const pairs = matrix.flatMap(({ group, key, testCases }) =>
          testCases.map(({ title }) => `${group ?? ''} ${key} ${title}`),
        )
        for (const by of ['ticket', 'testCase'] as const) {
          const lines = await linesOf({ ...query, by })
          const column = { epic: 'epic', fixVersion: 'fix version', component: 'component', none: '' }
          const group = column[groupBy ?? 'none']
          expect(
            lines.map((line) => `${line[group] ?? ''} ${line.ticket} ${line['test case']}`).toSorted(),
          ).toEqual(pairs.toSorted())
        }
      }),
      { numRuns },
    )
  })

  it('shows the last result and the defects, by which one reads it', async () => {
    const { system } = opened
    const projectId = await opened.newProject()
    const tickets = await system.tickets.createMany([
      {
        projectId,
        jiraKey: 'SHOP-1',
        summary: 'Pay',
        status: 'Open',
        issueType: 'Story',
        components: ['Shop'],
      },
      { projectId, jiraKey: 'SHOP-2', summary: 'Broken', status: 'Open', issueType: 'Bug' },
    ])
    const [pays, alone] = await system.testCases.createMany([
      { projectId, title: 'pays by card' },
      { projectId, title: 'stands alone' },
    ])
    if (pays === undefined || alone === undefined) throw new Error('test cases were not made')
    await system.links.linkMany(
      tickets.map((ticket) => ({ projectId, testCaseId: pays.id, key: ticket.jiraKey })),
    )
    const cycle = await system.testCycles.create({ projectId, name: 'CI' })
    const executedAt = new Date('2026-03-01T10:00:00Z')
    const run = await system.testRuns.record({
      ...{ projectId, cycleId: cycle.id, testCaseId: pays.id, status: 'failed', executedAt },
      ...{ environment: 'ios', version: '1.0', defects: ['SHOP-2', 'EXT-7'] },
    })
    const lastRun = { id: run.id, status: 'failed', executedAt, environment: 'ios', version: '1.0' }
    const broken = { key: 'SHOP-2', summary: 'Broken', status: 'Open', resolved: false }
    const defects = [
      { key: 'EXT-7', sources: ['run'], summary: null, status: null, resolved: null },
      { ...broken, sources: ['run', 'link'] },
    ]
    const byTicket = await system.coverage.matrix({ projectId, groupBy: 'component' })
    expect(byTicket).toMatchObject({ by: 'ticket', groupBy: 'component', environments: ['ios'] })
    expect(byTicket.items).toMatchObject([
      {
        group: 'Shop',
        key: 'SHOP-1',
        verdict: 'NOK',
        testCases: [{ title: 'pays by card', lastRun, defects }],
      },
      {
        group: null,
        key: 'SHOP-2',
        verdict: 'NOK',
        testCases: [{ title: 'pays by card', lastRun, defects }],
      },
    ])
    const byTestCase = await system.coverage.matrix({ projectId, by: 'testCase', orphaned: true })
    expect(byTestCase.items).toMatchObject([
      {
        title: 'pays by card',
        lastRun,
        defects,
        tickets: [{ key: 'SHOP-1' }, { key: 'SHOP-2', verdict: 'NOK' }],
      },
      { title: 'stands alone', verdict: 'NOTRUN', lastRun: null, defects: [], tickets: [] },
    ])
  })

  it.each<[string, Partial<MatrixQuery>]>([
    ['another axis', { by: 'testCase' }],
    ['another grouping', { groupBy: 'epic' }],
  ])('refuses a cursor of %s', async (_, other) => {
    const projectId = await opened.newProject()
    await opened.system.tickets.createMany(
      ['SHOP-1', 'SHOP-2'].map((jiraKey) => ({ projectId, jiraKey, summary: jiraKey, status: 'Open' })),
    )
    const query = { projectId, uncovered: true, limit: 1 }
    const { nextCursor: cursor } = await opened.system.coverage.matrix(query)
    expect(cursor).not.toBeNull()
    await expect(opened.system.coverage.matrix({ ...query, ...other, cursor })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  })

  /** All items of all pages. */
  async function itemsOf(query: MatrixQuery): Promise<readonly unknown[]> {
    const items: unknown[] = []
    let cursor: string | null = null
    do {
      const page: { items: readonly unknown[]; nextCursor: string | null } =
        await opened.system.coverage.matrix({ ...query, cursor })
      items.push(...page.items)
      cursor = page.nextCursor
      // A page that gives a cursor is full, because there are few cells.
      if (cursor !== null) expect(page.items).toHaveLength(query.limit ?? 0)
    } while (cursor !== null)
    return items
  }

  async function linesOf(query: MatrixExport): Promise<readonly Readonly<Record<string, string>>[]> {
    let text = ''
    for await (const piece of opened.system.coverage.exportMatrix(query)) text += piece
    return parse(text, { columns: true })
  }
})
