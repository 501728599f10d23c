/** What stands behind a verdict: explanations, the matrix, and what differs between two scopes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoverageScope } from '../../packages/core/src/coverage/scope.js'
import type { CoverageMatrix } from '../../packages/core/src/coverage/types.js'
import { type CoveragePolicy, compareRuns, rollup } from '../../packages/core/src/coverage/verdict.js'
import { anyPolicy, anyProject, anyScope, type GeneratedProject } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { coverPurely, type PureTestCase, type PureTicket } from '../support/pure-coverage.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('the evidence of coverage on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 20 : 80
  const opened = useAtmosfera(engine)

  it('explains each verdict by the runs that the pure functions take', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, async (project, generated, policy) => {
        const stored = await storeProject(opened.database, project)
        const { projectId } = stored
        const scope = stored.scope(generated)
        const { tickets } = coverPurely(stored, scope, policy)
        for (const ticket of tickets) {
          const explanation = await opened.system.coverage.explain({
            projectId,
            ...scope,
            policy,
            key: ticket.key,
          })
          const { key, verdict, issueType } = ticket
          expect(explanation).toMatchObject({ projectId, key, verdict, issueType, scope })
          const below = rollup(key, tickets)
          expect(explanation.rollup).toEqual(below.children === 0 ? null : below)
          const counted = explanation.testCases.filter((testCase) => testCase.counted)
          expect(
            new Map(
              counted.map(({ id, verdict, environments }) => [
                id,
                { verdict, taken: takenIds(environments) },
              ]),
            ),
          ).toEqual(
            new Map(
              [...ticket.testCases].map(([id, { verdict, environments }]) => [
                id,
                { verdict, taken: takenIds(environments) },
              ]),
            ),
          )
          const { decidedBy, reason } = explanation
          expect(reason.startsWith(`${verdict}: `)).toBe(true)
          if (decidedBy !== null) {
            const testCase = ticket.testCases.get(decidedBy.testCaseId)
            const where = testCase?.environments.find((one) => one.taken.id === decidedBy.id)
            expect(where).toMatchObject({ verdict, ignored: false })
          } else {
            expect(['UNCOVERED', 'NOTRUN']).toContain(verdict)
          }
        }
      }),
      { numRuns },
    )
  })

  it('shows of the runs passed over the newest ten, and counts the others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('passed', 'blocked', 'skipped'), { minLength: 1, maxLength: 24 }),
        anyPolicy,
        async (statuses, policy) => {
          const executedAt = new Date('2026-03-02')
          const stored = await storeProject(opened.database, {
            ...oneTicket,
            runs: statuses.map((status, index) => ({ id: index + 1, status, executedAt, ...oneRun })),
          })
          const { projectId } = stored
          const { testCases } = await opened.system.coverage.explain({ projectId, policy, key: 'SHOP-1' })
          const [environment] = testCases[0]?.environments ?? []
          const others = stored.runs.filter((run) => run.id !== environment?.taken.id).toSorted(compareRuns)
          expect(environment?.passedOver.map((run) => run.id)).toEqual(
            others.slice(0, 10).map((run) => run.id),
          )
          expect(environment?.passedOverTotal).toBe(statuses.length - 1)
        },
      ),
      { numRuns },
    )
  })

  it('takes the same run in an explanation and in a summary, also within one millisecond', async () => {
    const anyMicroseconds = fc.array(fc.constantFrom(0, 1, 500, 999), { minLength: 24, maxLength: 24 })
    await fc.assert(
      fc.asyncProperty(
        anyProject,
        anyScope,
        anyPolicy,
        anyMicroseconds,
        async (project, generated, policy, microseconds) => {
          const stored = await storeProject(opened.database, project, microseconds)
          const query = { projectId: stored.projectId, ...stored.scope(generated), policy }
          const { items } = await opened.system.coverage.tickets(query)
          for (const { key, verdict } of items) {
            const explanation = await opened.system.coverage.explain({ ...query, key })
            expect([key, explanation.verdict]).toEqual([key, verdict])
          }
        },
      ),
      { numRuns },
    )
  })

  it('goes by the microseconds that PostgreSQL keeps, which a Date does not', async () => {
    const executedAt = new Date('2026-03-02T12:00:00.123Z')
    const runs = ['failed', 'passed'].map((status, index) => ({
      id: index + 1,
      status,
      executedAt,
      ...oneRun,
    }))
    const { projectId } = await storeProject(opened.database, { ...oneTicket, runs }, [900, 100])
    const explanation = await opened.system.coverage.explain({ projectId, key: 'SHOP-1' })
    expect(explanation.decidedBy).toMatchObject({ status: 'failed', executedAt })
    expect(await opened.system.coverage.summary({ projectId })).toMatchObject({ verdicts: { NOK: 1 } })
    // And what is dated to a millisecond is in scope as of that millisecond.
    expect(await opened.system.coverage.summary({ projectId, asOf: executedAt })).toMatchObject({
      executed: 1,
    })
  })

  it('has the matrix of the pure functions', async () => {
    const anyPage = fc.record({ limit: fc.integer({ min: 1, max: 5 }), uncovered: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, anyPage, async (project, generated, policy, page) => {
        const stored = await storeProject(opened.database, project)
        const query = { projectId: stored.projectId, ...stored.scope(generated), policy, ...page }
        const { selected } = coverPurely(stored, query, policy)
        const expected = selected.filter((ticket) => page.uncovered || ticket.verdict !== 'UNCOVERED')
        const items: CoverageMatrix['items'][number][] = []
        let cursor: string | null = null
        do {
          const matrix: CoverageMatrix = await opened.system.coverage.matrix({ ...query, cursor })
          const shown = matrix.items.flatMap((item) =>
            item.testCases.flatMap((one) => Object.keys(one.environments)),
          )
          expect(matrix.environments).toEqual(expect.arrayContaining(shown))
          expect(new Set(matrix.environments).size).toBe(matrix.environments.length)
          items.push(...matrix.items)
          cursor = matrix.nextCursor
        } while (cursor !== null)
        expect(items.toSorted(byKey)).toEqual(expected.map(matrixRow).toSorted(byKey))
      }),
      { numRuns },
    )
  })

  it('finds the differences between two scopes that the pure functions find', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProject,
        anyScope,
        anyScope,
        anyPolicy,
        anyPolicy,
        async (project, a, b, policyA, policyB) => {
          const stored = await storeProject(opened.database, project)
          const { projectId } = stored
          const [before, after] = [stored.scope(a), stored.scope(b)]
          const was = verdictsOf(stored, before, policyA)
          const became = verdictsOf(stored, after, policyB)
          const expected = stored.tickets
            .map(({ key }) => ({
              key,
              summary: `About ${key}`,
              from: was.verdicts.get(key) ?? null,
              to: became.verdicts.get(key) ?? null,
              because: changedTestCases(was.tickets.get(key), became.tickets.get(key), projectId),
            }))
            .filter((change) => change.from !== change.to)
          const diff = await opened.system.coverage.diff(
            { projectId, ...before, policy: policyA },
            { projectId, ...after, policy: policyB },
          )
          const changed = diff.changed.map((change) => ({
            ...change,
            because: change.because.toSorted((one, other) => one.testCaseId - other.testCaseId),
          }))
          expect({ ...diff, changed }).toEqual({ projectId, changed: expected })
        },
      ),
      { numRuns },
    )
  })
})

const oneTicket = {
  tickets: [
    {
      id: 1,
      key: 'SHOP-1',
      issueType: null,
      priority: null,
      status: 'Open',
      resolution: null,
      components: [],
      labels: [],
      fixVersions: [],
      parentKey: null,
      createdDate: null,
      deletedAt: null,
    },
  ],
  testCases: [{ id: 1, status: 'ready', aiGenerated: false, approved: false }],
  cycles: 1,
  links: [{ testCaseId: 1, ticketId: 1, createdAt: null }],
}

const oneRun = { testCaseId: 1, cycleId: 1, environment: 'ios', version: null }

function takenIds(
  environments:
    | PureTestCase['environments']
    | readonly { environment: string | null; taken: { id: number } }[],
) {
  return new Map(environments.map(({ environment, taken }) => [environment, taken.id]))
}

function matrixRow(ticket: PureTicket) {
  const testCases = [...ticket.testCases].map(([id, { verdict, lastExecutedAt, environments }]) => ({
    id,
    externalId: null,
    title: expect.stringMatching(/^Test \d+$/),
    verdict,
    lastExecutedAt,
    environments: Object.fromEntries(environments.map((one) => [one.environment ?? '', one.verdict])),
  }))
  return {
    key: ticket.key,
    summary: `About ${ticket.key}`,
    verdict: ticket.verdict,
    testCases: testCases.toSorted((a, b) => a.id - b.id),
  }
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : Number(a.key > b.key)
}

/** The verdicts of the selected tickets, and all tickets with their test cases, be they selected or not. */
function verdictsOf(project: GeneratedProject, scope: CoverageScope, policy: CoveragePolicy) {
  const { selected } = coverPurely(project, scope, policy)
  const everything = project.tickets.map((ticket) => ({ ...ticket, deletedAt: null }))
  const { tickets } = coverPurely({ ...project, tickets: everything }, scope, policy)
  return {
    verdicts: new Map(selected.map((ticket) => [ticket.key, ticket.verdict])),
    tickets: new Map(tickets.map((ticket) => [ticket.key, ticket])),
  }
}

function changedTestCases(was: PureTicket | undefined, became: PureTicket | undefined, firstId: number) {
  const ids = new Set([...(was?.testCases.keys() ?? []), ...(became?.testCases.keys() ?? [])])
  return [...ids]
    .toSorted((a, b) => a - b)
    .map((testCaseId) => ({
      testCaseId,
      title: `Test ${testCaseId - firstId}`,
      from: was?.testCases.get(testCaseId)?.verdict ?? null,
      to: became?.testCases.get(testCaseId)?.verdict ?? null,
    }))
    .filter(({ from, to }) => from !== to)
}
