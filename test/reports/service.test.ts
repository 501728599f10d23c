/** A report says what the services say: held to them number by number, on a project that has everything. */
import { beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/engines.js'
import { importSample } from '../support/sample-project.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const now = new Date('2026-11-22T12:00:00Z')

describe.each(engines)('a report on $name', (engine) => {
  const opened = useAtmosfera(engine, { clock: () => now })
  let projectId: number

  beforeAll(async () => {
    projectId = await importSample(opened.system, 'Shop', now)
  })

  it('holds the numbers of the services', async () => {
    const { reports, coverage, maturity, testCycles, testRuns } = opened.system
    const report = await reports.data({ projectId })
    expect(report.coverage).toEqual(await coverage.summary({ projectId }))
    expect(report.maturity).toEqual(await maturity.report({ projectId }))
    expect(report.cycles).toEqual(await testCycles.executions({ projectId }))
    for (const by of ['fixVersion', 'component', 'epic', 'priority'] as const) {
      expect(report.breakdowns).toContainEqual(await coverage.breakdown({ projectId, by }))
    }
    const gaps = await coverage.gaps({ projectId, limit: 500 })
    const { failing, uncovered } = report.gaps
    expect([failing.total, uncovered.total]).toEqual([gaps.failing, gaps.uncovered])
    for (const verdict of ['NOK', 'UNCOVERED'] as const) {
      const reported = verdict === 'NOK' ? failing : uncovered
      const expected = gaps.items.filter((item) => item.verdict === verdict).slice(0, 25)
      expect(reported.items.map(({ explanation: _, ...gap }) => gap)).toEqual(expected)
      for (const { key, explanation } of reported.items) {
        expect(explanation).toBe((await coverage.explain({ projectId, key })).reason)
      }
    }
    const { items } = await testRuns.list({ projectId, sort: '-executedAt', limit: 1 })
    expect(report.data.newestRunAt).toEqual(items[0]?.executedAt)
  })

  it('ends its trend with the numbers of the summary', async () => {
    const { trend, coverage } = await opened.system.reports.data({ projectId })
    expect(trend.interval).toBe('week')
    expect(trend.points.at(-1)).toMatchObject({
      date: '2026-11-22',
      tickets: coverage.tickets,
      linked: coverage.linked,
      executed: coverage.executed,
      passing: coverage.passing,
    })
  })

  it('is narrowed down as coverage is, and says how', async () => {
    const { reports, coverage, testCycles } = opened.system
    const [cycle] = (await testCycles.list({ projectId })).items
    if (cycle === undefined) throw new Error('the sample has a cycle')
    const scope = { fixVersions: ['2.5.0'], environments: ['chrome'], cycleIds: [cycle.id] }
    const report = await reports.data({ projectId, ...scope })
    expect(report.coverage).toEqual(await coverage.summary({ projectId, ...scope }))
    expect(report).toMatchObject({ scope, cyclesInScope: ['CI'] })
    const page = await reports.html({ projectId, ...scope })
    expect(page).toContain('tickets for fix version 2.5.0')
    expect(page).toContain('runs on chrome, in cycle CI')
  })

  it('is as of any day', async () => {
    const { reports, coverage, maturity } = opened.system
    const asOf = '2026-11-15'
    const report = await reports.data({ projectId, asOf })
    expect(report.coverage).toEqual(await coverage.summary({ projectId, asOf }))
    expect(report.maturity).toEqual(await maturity.report({ projectId, asOf }))
    expect(report.trend.points.at(-1)?.date).toBe(asOf)
    expect(report.asOf).toEqual(new Date('2026-11-15T23:59:59.999Z'))
    expect(report.generatedAt).toEqual(now)
  })

  it('tells what changed since a day', async () => {
    const { reports, coverage } = opened.system
    const since = '2026-11-10'
    const { change, trend } = await reports.data({ projectId, since })
    const diff = await coverage.diff({ projectId, asOf: since }, { projectId })
    expect(change).toEqual({
      since: new Date('2026-11-10T23:59:59.999Z'),
      before: await coverage.summary({ projectId, asOf: new Date('2026-11-10T23:59:59.999Z') }),
      total: diff.total,
      transitions: diff.transitions,
    })
    expect(trend.points[0]?.date).toBe(since)
  })

  it('links to the Jira that the project is connected to', async () => {
    const { reports, jira } = opened.system
    expect((await reports.data({ projectId })).data.jira).toBeNull()
    await jira.connect({ projectId, baseUrl: 'https://jira.example.com/', projectKeys: ['SHOP'] })
    const { data } = await reports.data({ projectId })
    expect(data.jira).toEqual({
      browseUrl: 'https://jira.example.com/browse/',
      watermark: null,
      lastSyncAt: null,
      lastSyncStatus: null,
    })
    await jira.disconnect({ projectId })
  })

  it('is there for a project without anything in it', async () => {
    const empty = await opened.newProject('Empty')
    const { reports } = opened.system
    const report = await reports.data({ projectId: empty })
    expect(report).toMatchObject({ coverage: { tickets: 0 }, cycles: { total: 0 }, epics: [] })
    expect(await reports.html({ projectId: empty })).toContain('There are no tickets in this scope.')
    expect(await reports.markdown({ projectId: empty })).toContain('| **Linked** | 0 | – |')
    expect(await reports.csv({ projectId: empty })).toContain('\nall,,0,0,0,0,,,,0,0,0,0,0,0,')
  })

  it('is for those who may read the project', async () => {
    const reader = await opened.member(projectId, 'read')
    expect(await reader.reports.data({ projectId })).toEqual(await opened.system.reports.data({ projectId }))
  })

  it('is refused in words where the question is none', async () => {
    const { reports } = opened.system
    await expect(reports.data({ projectId, since: 'yesterday' })).rejects.toThrow(/since: expected a Date/)
    await expect(reports.data({ projectId: projectId + 1_000 })).rejects.toThrow(/project/)
  })
})
