/**
 * A real project from end to end: tickets, test cases and results of Titanium, with the numbers that they must
 * give. The files are not part of this repository; where they are absent the test is skipped.
 */
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Atmosfera } from '../packages/core/src/atmosfera.js'
import type { CoverageScope } from '../packages/core/src/coverage/scope.js'
import type { CoveragePolicy } from '../packages/core/src/coverage/verdict.js'
import type { ResultImportReport, RowImportReport } from '../packages/core/src/imports/types.js'
import { engineKinds, openAtmosfera } from './support/engines.js'
import {
  countTitanium,
  type PlainScope,
  type PlainTicket,
  type PlainTitanium,
  platforms,
  readTitanium,
  titaniumFolder,
} from './support/titanium.js'

const folder = titaniumFolder
const isPresent = existsSync(folder)
if (!isPresent) console.warn(`Titanium: skipped, ${folder} is absent.`)

describe.skipIf(!isPresent).each(engineKinds)('Titanium on $name', (engine) => {
  let atmosfera: Atmosfera
  let close: () => Promise<void>
  let projectId: number
  let tickets: RowImportReport
  let testCases: RowImportReport
  let results: ResultImportReport
  let plain: PlainTitanium

  beforeAll(async () => {
    plain = readTitanium(folder)
    ;({ atmosfera, close } = await openAtmosfera(engine))
    projectId = (await atmosfera.system.projects.create({ name: 'Titanium' })).id
    const { imports } = atmosfera.system
    tickets = await imports.tickets({ projectId, files: [`${folder}issues.ndjson.gz`] })
    testCases = await imports.testCases({ projectId, files: [`${folder}test-cases.csv`] })
    results = await imports.results({
      projectId,
      files: ['android', 'ios', 'windows'].map((platform) => `${folder}junit-${platform}.xml`),
    })
  })

  afterAll(async () => {
    await close?.()
  })

  it('imports 22,371 tickets', () => {
    expect(tickets).toMatchObject({ total: 22_371, created: 22_371, updated: 0, unchanged: 0, rejected: [] })
  })

  it('imports 2,603 distinct test cases out of 2,607 rows', () => {
    expect(testCases).toMatchObject({ total: 2607, created: 2603, updated: 0, unchanged: 4, rejected: [] })
  })

  it('links them to 80 known tickets and keeps the key that no ticket has', async () => {
    const links = await countAll((cursor) => atmosfera.system.links.list({ projectId, limit: 500, cursor }))
    const { items: pending } = await atmosfera.system.links.listPending({ projectId })
    expect(links).toBe(80)
    expect(new Set(pending.map((link) => link.jiraKey))).toEqual(new Set(['TIMOB-18684']))
    expect(testCases.unresolvedLinks.map((link) => link.key)).toEqual(pending.map((link) => link.jiraKey))
  })

  it('records 7,467 runs, none of them lost to de-duplication', async () => {
    expect(results).toMatchObject({ runs: 7467, testCasesCreated: 0, unmatchedTotal: 0 })
    expect(results.files.map((file) => file.total)).toEqual([2488, 2544, 2435])
    const runs = await countAll((cursor) => atmosfera.system.testRuns.list({ projectId, limit: 500, cursor }))
    expect(runs).toBe(7467)
  })

  it('covers what it covers', async () => {
    expect(await atmosfera.system.coverage.summary({ projectId })).toEqual({
      projectId,
      scope: {},
      tickets: 22_371,
      linked: 58,
      executed: 57,
      passing: 35,
      linkedPercentage: 0.26,
      executedPercentage: 0.25,
      passingPercentage: 0.16,
      verdicts: { OK: 35, NOK: 21, NOTRUN: 2, UNKNOWN: 0, UNCOVERED: 22_313 },
      testCases: 2603,
      testCaseVerdicts: { OK: 2210, NOK: 301, NOTRUN: 92, UNKNOWN: 0 },
    })
  })

  it('gives what counting ticket by ticket gives, for each value of every field', async () => {
    const { coverage } = atmosfera.system
    for (const by of ['fixVersion', 'component', 'label', 'priority', 'issueType'] as const) {
      const groups = new Map<string | null, PlainTicket[]>()
      for (const ticket of plain.tickets) {
        for (const value of ticket[by]?.length ? new Set([ticket[by]].flat()) : [null]) {
          const group = groups.get(value) ?? []
          group.push(ticket)
          groups.set(value, group)
        }
      }
      const { items } = await coverage.breakdown({ projectId, by })
      expect(new Set(items.map((item) => item.value))).toEqual(new Set(groups.keys()))
      for (const { value, summary } of items) {
        const tickets = groups.get(value) ?? []
        expect(summary, `${by} ${value}`).toMatchObject(countTitanium({ ...plain, tickets }))
      }
    }
    const { items } = await coverage.breakdown({ projectId, by: 'environment' })
    expect(
      items.map(({ value, summary: { executed, verdicts } }) => ({ value, executed, verdicts })),
    ).toEqual(
      platforms.map((value) => {
        const { executed, verdicts } = countTitanium(plain, { on: [value] })
        return { value, executed, verdicts }
      }),
    )
  })

  it.each<[string, CoverageScope & { readonly policy?: CoveragePolicy }, PlainScope]>([
    ['two platforms', { environments: ['ios', 'windows'] }, { on: ['ios', 'windows'] }],
    ['skipped runs ignored', { policy: { skipped: 'ignore' } }, { ignoreSkipped: true }],
    ['simply the newest run', { policy: { finalRunsFirst: false } }, { take: (runs) => runs.at(-1) }],
    [
      'bugs of one component on one platform',
      { issueTypes: ['Bug'], components: ['iOS'], environments: ['ios'] },
      {
        select: ({ issueType, component }) => issueType === 'Bug' && component.includes('iOS'),
        on: ['ios'],
      },
    ],
    [
      'closed tickets of either priority',
      { statuses: ['Closed'], priorities: ['Critical', 'High'] },
      {
        select: ({ status, priority }) =>
          status === 'Closed' && (priority === 'Critical' || priority === 'High'),
      },
    ],
    ['a platform that nobody tests', { environments: ['linux'] }, { on: ['linux'] }],
  ])('gives what counting ticket by ticket gives: %s', async (_, scope, counted) => {
    const expected = countTitanium(plain, counted)
    expect(expected.linked).toBeGreaterThan(0)
    expect(await atmosfera.system.coverage.summary({ projectId, ...scope })).toMatchObject(expected)
  })

  it('knows nothing of a day before there were tests', async () => {
    const summary = await atmosfera.system.coverage.summary({ projectId, asOf: '2021-10-31' })
    expect(summary).toMatchObject({ tickets: 22_371, executed: 0, passing: 0 })
  })

  it('agrees with the view of the specification on what is linked', async () => {
    const coverage = await atmosfera.transaction({ system: true }, async ({ db }) => {
      const { testCoverageSummary } = await import('../packages/core/src/schema/views.js')
      return await db.select().from(testCoverageSummary)
    })
    expect(coverage).toEqual([
      {
        projectId,
        projectName: 'Titanium',
        totalJiraTickets: 22_371,
        coveredTickets: 58,
        totalTestCases: 2603,
        coveragePercentage: 0.26,
      },
    ])
  })

  it('changes nothing when the same files come again, and says so', async () => {
    const { imports, coverage } = atmosfera.system
    const before = await coverage.summary({ projectId })
    const again = await imports.tickets({ projectId, files: [`${folder}issues.ndjson.gz`] })
    expect(again).toMatchObject({ total: 22_371, created: 0, updated: 0, unchanged: 22_371 })
    const cases = await imports.testCases({ projectId, files: [`${folder}test-cases.csv`] })
    expect(cases).toMatchObject({ total: 2607, created: 0, updated: 0, unchanged: 2607 })
    const runs = await imports.results({ projectId, files: [`${folder}junit-ios.xml`] })
    expect(runs).toMatchObject({ runs: 0, files: [{ duplicateOf: { importId: expect.any(Number) } }] })
    expect(await coverage.summary({ projectId })).toEqual(before)
  })
})

async function countAll(
  list: (cursor: string | null) => Promise<{ items: readonly unknown[]; nextCursor: string | null }>,
): Promise<number> {
  let count = 0
  let cursor: string | null = null
  do {
    const page = await list(cursor)
    count += page.items.length
    cursor = page.nextCursor
  } while (cursor !== null)
  return count
}
