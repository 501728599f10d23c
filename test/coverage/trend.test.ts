/** The three numbers day by day, out of history: each point is the summary as of that day. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentOf } from '../../packages/core/src/coverage/scope.js'
import { summarizeCoverage } from '../../packages/core/src/coverage/summary.js'
import { intervalEnds } from '../../packages/core/src/intervals.js'
import { anyPolicy, anyProject, anyScope, dataOf, days } from '../support/coverage-project.js'
import { engines } from '../support/engines.js'
import { storeProject } from '../support/store-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engines)('the trend of coverage on $name', (engine) => {
  const numRuns = engine.kind === 'pglite' ? 30 : 120
  const opened = useAtmosfera(engine)

  const anyPeriod = fc
    .tuple(
      fc.constantFrom(...days, '2026-02-01'),
      fc.constantFrom(...days),
      fc.constantFrom('day', 'week', 'month'),
    )
    .map(([a, b, interval]) => ({ ...ordered(a, b), interval }) as const)

  it('equals at every point the summary of the pure functions as of that day', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProject,
        anyScope,
        anyPolicy,
        anyPeriod,
        async (project, generated, policy, period) => {
          const stored = await storeProject(opened.database, project)
          const { projectId } = stored
          const scope = stored.scope(generated)
          const ends = intervalEnds(new Date(period.from), new Date(period.to), period.interval, 1_500)
          const expected = ends.map((date) => {
            const asOf = earlier(momentOf(date), momentOf(scope.asOf))
            const {
              projectId: _,
              scope: __,
              ...summary
            } = summarizeCoverage(dataOf(stored, asOf), { ...scope, asOf }, policy)
            const { verdicts: ___, testCases: ____, testCaseVerdicts: _____, ...point } = summary
            return { date, ...point }
          })
          const trend = await opened.system.coverage.trend({ projectId, ...scope, policy, ...period })
          expect(trend).toEqual(expected)
        },
      ),
      { numRuns },
    )
  })

  it('equals at every point what the same database sums up as of that day, to the microsecond', async () => {
    const anyMicroseconds = fc.array(fc.constantFrom(0, 1, 999), { minLength: 24, maxLength: 24 })
    await fc.assert(
      fc.asyncProperty(anyProject, anyPolicy, anyMicroseconds, async (project, policy, microseconds) => {
        const { projectId } = await storeProject(opened.database, project, microseconds)
        const [from, to] = [days[0] ?? '', days[2] ?? '']
        for (const point of await opened.system.coverage.trend({ projectId, policy, from, to })) {
          const { date, ...numbers } = point
          expect(await opened.system.coverage.summary({ projectId, policy, asOf: date })).toMatchObject(
            numbers,
          )
        }
      }),
      { numRuns: numRuns / 3 },
    )
  })

  it('is refused for more points than anybody can look at', async () => {
    const { id: projectId } = await opened.system.projects.create({ name: 'An old project' })
    const trend = opened.system.coverage.trend({ projectId, from: '2020-01-01', to: '2026-01-01' })
    await expect(trend).rejects.toMatchObject({ code: 'validation_failed' })
    const months = await opened.system.coverage.trend({
      projectId,
      from: '2020-01-01',
      to: '2026-01-01',
      interval: 'month',
    })
    expect(months).toHaveLength(73)
  })
})

function ordered(a: string, b: string): { readonly from: string; readonly to: string } {
  return a <= b ? { from: a, to: b } : { from: b, to: a }
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a !== undefined && b !== undefined && b < a ? b : a
}
