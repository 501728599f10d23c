/**
 * SQL and the pure functions are one policy: the numbers that the database gives are those of `coverage/` over
 * the same rows, for generated projects, scopes and policies.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoverageScope, ScopedTicket } from '../../packages/core/src/coverage/scope.js'
import { selectsRun, selectsTicket } from '../../packages/core/src/coverage/scope.js'
import { type CoverageData, summarizeCoverage } from '../../packages/core/src/coverage/summary.js'
import type { CoverageBreakdown } from '../../packages/core/src/coverage/types.js'
import { anyPolicy, anyProject, anyScope, dataOf } from '../support/coverage-project.js'
import { descendantsOf } from '../support/descendants.js'
import { engines } from '../support/engines.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

type Grouping = Exclude<CoverageBreakdown['by'], 'environment'>

describe.each(engines)('the numbers of coverage on $name', (engine) => {
  // PGlite takes ten times as long for a question.
  const numRuns = engine.kind === 'pglite' ? 30 : 120
  const opened = useAtmosfera(engine)

  it('are those of the pure functions in a summary', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, async (project, generated, policy) => {
        const stored = await storeProject(opened.database, project)
        const { projectId } = stored
        const scope = stored.scope(generated)
        const expected = summarizeCoverage(dataOf(stored, scope.asOf), scope, policy, projectId)
        expect(await opened.system.coverage.summary({ projectId, ...scope, policy })).toEqual(expected)
      }),
      { numRuns },
    )
  })

  it('are those of the project’s own policy where a question names none', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyPolicy, async (project, coveragePolicy) => {
        const { projectId, ...stored } = await storeProject(opened.database, project)
        await opened.system.projects.update(projectId, { coveragePolicy })
        const expected = summarizeCoverage(dataOf(stored), {}, coveragePolicy, projectId)
        expect(await opened.system.coverage.summary({ projectId })).toEqual(expected)
      }),
      { numRuns: numRuns / 5 },
    )
  })

  it.each<[Grouping, (ticket: ScopedTicket) => readonly (string | null)[]]>([
    ['fixVersion', (ticket) => ticket.fixVersions],
    ['component', (ticket) => ticket.components],
    ['label', (ticket) => ticket.labels],
    ['priority', (ticket) => [ticket.priority]],
    ['issueType', (ticket) => [ticket.issueType]],
  ])('are those of the tickets of each value in a breakdown by %s', async (by, valuesOf) => {
    await checkBreakdown(by, (data) => {
      const groups = data.tickets.map((ticket) => ({ ticket, values: orNone(valuesOf(ticket)) }))
      const distinct = new Set(groups.flatMap((group) => group.values))
      return [...distinct].map((value) => ({
        value,
        tickets: groups.filter((group) => group.values.includes(value)).map((group) => group.ticket),
      }))
    })
  })

  it('are those of everything below each epic, and of the epic itself, in a breakdown by epic', async () => {
    await checkBreakdown('epic', (data) => {
      const epics = data.tickets.filter((ticket) => ticket.issueType?.toLowerCase() === 'epic')
      const groups = epics.map((epic) => ({
        value: epic.key,
        tickets: [epic, ...descendantsOf(epic.key, data.tickets)],
      }))
      const grouped = new Set(groups.flatMap((group) => group.tickets))
      return [...groups, { value: null, tickets: data.tickets.filter((ticket) => !grouped.has(ticket)) }]
    })
  })

  it('are those of a scope of each environment in a breakdown by environment', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, async (project, generated, policy) => {
        const stored = await storeProject(opened.database, project)
        const { projectId } = stored
        const scope = stored.scope(generated)
        const inScope = stored.runs.filter((run) => selectsRun(scope, run))
        const names = [...new Set(inScope.map((run) => run.environment || null))].toSorted(nullsLast)
        const expected = names.map((value) => {
          const narrowed = { ...scope, environments: [value ?? ''] }
          return {
            value,
            summary: summarizeCoverage(dataOf(stored, scope.asOf), narrowed, policy, projectId),
          }
        })
        const breakdown = opened.system.coverage.breakdown({
          projectId,
          ...scope,
          policy,
          by: 'environment',
        })
        expect(await breakdown).toEqual({ projectId, by: 'environment', items: expected })
      }),
      { numRuns: numRuns / 3 },
    )
  })

  async function checkBreakdown(
    by: Grouping,
    groupsOf: (data: CoverageData) => readonly { value: string | null; tickets: readonly ScopedTicket[] }[],
  ): Promise<void> {
    await fc.assert(
      fc.asyncProperty(anyProject, anyScope, anyPolicy, async (project, generated, policy) => {
        const stored = await storeProject(opened.database, project)
        const { projectId } = stored
        const scope = stored.scope(generated)
        const data = dataOf(stored, scope.asOf)
        const expected = groupsOf(data)
          .filter(({ tickets }) => tickets.some((ticket) => selectsTicket(scope, ticket)))
          .toSorted((a, b) => nullsLast(a.value, b.value))
          .map(({ value, tickets }) => ({
            value,
            summary: {
              ...summarizeCoverage({ ...data, tickets }, selectingSome(scope), policy, projectId),
              scope,
            },
          }))
        const breakdown = await opened.system.coverage.breakdown({ projectId, ...scope, policy, by })
        expect(breakdown).toEqual({ projectId, by, items: expected })
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  }
})

/** The same scope, in a way that selects tickets in particular: a group has the test cases of its tickets alone. */
function selectingSome(scope: CoverageScope): CoverageScope {
  return { ...scope, statuses: scope.statuses?.length ? scope.statuses : ['Open', 'Done'] }
}

function orNone(values: readonly (string | null)[]): readonly (string | null)[] {
  return values.length === 0 ? [null] : values
}

function nullsLast(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : Number(a > b)
}
