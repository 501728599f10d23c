/** What stands behind a verdict: explanations, and what differs between two scopes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoverageScope, isBy, momentOf } from '../../packages/core/src/coverage/scope.js'
import type { CoverageDiff, TicketChange } from '../../packages/core/src/coverage/types.js'
import {
  type CoveragePolicy,
  compareRuns,
  rollup,
  type Verdict,
} from '../../packages/core/src/coverage/verdict.js'
import {
  anyPolicy,
  anyProject,
  anyScope,
  type GeneratedProject,
  type GeneratedTicket,
} from '../support/coverage-project.js'
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

  it('is the same out of what is stored as computed by the policy of the project', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyPolicy, async (project, coveragePolicy) => {
        const { projectId, tickets } = await storeProject(opened.database, project)
        const { coverage, projects } = opened.system
        await projects.update(projectId, { coveragePolicy })
        for (const { key } of tickets.filter((ticket) => ticket.deletedAt === null)) {
          const explanation = await coverage.explain({ projectId, key })
          expect(await coverage.explain({ projectId, key, policy: coveragePolicy })).toEqual(explanation)
        }
      }),
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

  it('finds the differences between two scopes that the pure functions find, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProject,
        fc.tuple(anyScope, anyScope),
        fc.tuple(anyPolicy, anyPolicy),
        fc.integer({ min: 1, max: 3 }),
        async (project, [a, b], [policyA, policyB], limit) => {
          const stored = await storeProject(opened.database, project)
          const { projectId } = stored
          const before = { ...stored.scope(a), policy: policyA }
          const after = { ...stored.scope(b), policy: policyB }
          const was = verdictsOf(stored, before, policyA)
          const became = verdictsOf(stored, after, policyB)
          const expected = stored.tickets
            .map((ticket) => ({
              key: ticket.key,
              summary: `About ${ticket.key}`,
              from: was.verdicts.get(ticket.key) ?? null,
              to: became.verdicts.get(ticket.key) ?? null,
              ticket: ticketChange(ticket, was, became, [before, after]),
              because: changedTestCases(
                was.tickets.get(ticket.key),
                became.tickets.get(ticket.key),
                projectId,
              ),
            }))
            .filter((change) => change.from !== change.to)
            .toSorted((one, other) => (natural(one.key) < natural(other.key) ? -1 : 1))
          const changed: CoverageDiff['changed'][number][] = []
          let cursor: string | null = null
          do {
            const diff: CoverageDiff = await opened.system.coverage.diff(
              { projectId, ...before },
              { projectId, ...after },
              { limit, cursor },
            )
            expect(diff.total).toBe(expected.length)
            expect(
              new Map(diff.transitions.map(({ from, to, tickets }) => [`${from} ${to}`, tickets])),
            ).toEqual(countBy(expected.map(({ from, to }) => `${from} ${to}`)))
            changed.push(...diff.changed)
            cursor = diff.nextCursor
          } while (cursor !== null)
          expect(changed).toEqual(expected)
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
  pendingLinks: [],
  imports: 0,
}

const oneRun = {
  testCaseId: 1,
  cycleId: 1,
  environment: 'ios',
  version: null,
  attempt: 1,
  importId: null,
  durationMs: null,
  defects: [],
}

function takenIds(
  environments:
    | PureTestCase['environments']
    | readonly { environment: string | null; taken: { id: number } }[],
) {
  return new Map(environments.map(({ environment, taken }) => [environment, taken.id]))
}

interface KnownVerdicts {
  /** Of the selected tickets. */
  readonly verdicts: ReadonlyMap<string, Verdict>
  /** All tickets with their test cases, be they selected, there, or neither. */
  readonly tickets: ReadonlyMap<string, PureTicket>
  /** The keys of the tickets that are there. */
  readonly there: ReadonlySet<string>
}

function verdictsOf(project: GeneratedProject, scope: CoverageScope, policy: CoveragePolicy): KnownVerdicts {
  const { selected, tickets: there } = coverPurely(project, scope, policy)
  const everything = project.tickets.map((ticket) => ({ ...ticket, deletedAt: null }))
  const { tickets } = coverPurely({ ...project, tickets: everything }, scope, policy)
  return {
    verdicts: new Map(selected.map((ticket) => [ticket.key, ticket.verdict])),
    tickets: new Map(tickets.map((ticket) => [ticket.key, ticket])),
    there: new Set(there.map((ticket) => ticket.key)),
  }
}

function ticketChange(
  { key, createdDate }: GeneratedTicket,
  was: KnownVerdicts,
  became: KnownVerdicts,
  scopes: readonly [CoverageScope, CoverageScope],
): TicketChange | null {
  if (was.there.has(key) !== became.there.has(key)) return was.there.has(key) ? 'tombstoned' : 'returned'
  if (!was.verdicts.has(key)) return 'entered'
  if (!became.verdicts.has(key)) return 'left'
  const [before, after] = scopes.map((scope) => momentOf(scope.asOf))
  return before !== undefined && !isBy(createdDate, before) && isBy(createdDate, after) ? 'created' : null
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
    .map((change) => ({
      ...change,
      why: change.from === null ? 'linked' : change.to === null ? 'unlinked' : 'results',
    }))
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name) => [name, names.filter((other) => other === name).length]))
}

/** Keys count upwards: SHOP-9 comes before SHOP-10. */
function natural(key: string): string {
  return key.replace(/[0-9]*$/, (digits) => digits.padStart(12, '0'))
}
