import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readCatalogue } from '../../../../test/support/catalogue.js'
import { digestOfAll, digestOfProject } from '../../../../test/support/digest.js'
import { engines } from '../../../../test/support/engines.js'
import { failureOf } from '../../../../test/support/failure.js'
import { jsonFile, junitFile } from '../../../../test/support/files.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { NotFoundError, ValidationError } from '../errors.js'
import type { ImportResults } from './types.js'

const catalogue = await readCatalogue()
const now = new Date('2026-03-01T12:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'atmosfera-results-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const passing = (name: string) => `<testcase classname="Pay" name="${name}" time="0.25"/>`
const failing = (name: string) =>
  `<testcase classname="Pay" name="${name}"><failure message="no"/></testcase>`

describe.each(engines)('Results out of reports on $name', (engine) => {
  const opened = useAtmosfera(engine, { clock: () => now })
  const digest = (projectId: number) => digestOfProject(opened.database, catalogue, projectId)
  const importResults = (projectId: number, file: File, more: Partial<ImportResults> = {}) =>
    opened.system.imports.results({ projectId, files: [file], ...more })
  const runs = async (projectId: number) =>
    (await opened.system.testRuns.list({ projectId, limit: 500 })).items
  /** A project with a test case for each of these tests. */
  const projectWith = async (...names: readonly string[]) => {
    const projectId = await opened.newProject()
    await addTestCases(projectId, ...names)
    return projectId
  }
  const addTestCases = (projectId: number, ...names: readonly string[]) =>
    opened.system.imports.testCases({
      projectId,
      files: [
        jsonFile(
          'cases.json',
          names.map((name) => ({ externalId: `Pay > ${name}`, title: name })),
        ),
      ],
    })

  it('become runs, with what the report tells of them', async () => {
    const projectId = await projectWith('works', 'fails', 'breaks', 'waits')
    const report = junitFile(
      'report.xml',
      '<properties><property name="environment" value="ios"/><property name="Version" value="1.0"/></properties>',
      '<testcase classname="Pay" name="works" time="1.5" timestamp="2026-02-01T10:00:00"/>',
      '<testcase classname="Pay" name="fails"><properties><property name="environment" value="web"/></properties>',
      '<failure type="AssertionError" message="expected 1">at pay.ts:7</failure>',
      '<system-out>[[ATTACHMENT|shot.png]]</system-out></testcase>',
      '<testcase classname="Pay" name="breaks"><error message="timeout"/></testcase>',
      '<testcase classname="Pay" name="waits"><skipped/></testcase>',
    )
    expect(await importResults(projectId, report)).toEqual({
      files: [
        { file: 'report.xml', format: 'junit', total: 4, passed: 1, failed: 1, errored: 1, skipped: 1 },
      ],
      runs: 4,
      testCasesCreated: 0,
      matchedBy: { id: 0, externalId: 4, name: 0, created: 0 },
      links: { linked: 0, pending: 0 },
      skipped: [],
      missingAttachments: [],
      unmatchedTotal: 0,
      unmatched: [],
      cycle: { id: expect.any(Number), name: 'Imported results' },
    })
    expect(await runs(projectId)).toMatchObject([
      {
        status: 'passed',
        environment: 'ios',
        version: '1.0',
        durationMs: 1500,
        executedAt: new Date('2026-02-01T10:00:00Z'),
        attempt: 1,
      },
      {
        status: 'failed',
        environment: 'web',
        notes: 'AssertionError: expected 1\n\nat pay.ts:7',
        evidence: [{ path: 'shot.png' }],
        executedAt: now,
      },
      { status: 'failed', tags: ['error'], notes: 'timeout' },
      { status: 'skipped' },
    ])
    const { items } = await opened.system.testCycles.listItems({ projectId })
    expect(items.map((item) => item.status)).toEqual(['passed', 'failed', 'failed', 'skipped'])
  })

  it('belong to the test case with their id, or to the only one without an id that has their name', async () => {
    const projectId = await projectWith('works')
    const titles = ['works', 'by hand', 'twice', 'twice']
    const made = await opened.system.testCases.createMany(titles.map((title) => ({ projectId, title })))
    const report = junitFile('a.xml', ...['works', 'by hand', 'twice', 'new'].map(passing))
    expect(await importResults(projectId, report)).toMatchObject({
      runs: 2,
      unmatchedTotal: 2,
      unmatched: [
        { file: 'a.xml', row: 3, identity: 'Pay > twice' },
        { file: 'a.xml', row: 4, identity: 'Pay > new' },
      ],
    })
    const ids = (await runs(projectId)).map((run) => run.testCaseId)
    expect(ids).toEqual([expect.any(Number), made[1]?.id])
    expect(made.map(({ id }) => id)).not.toContain(ids[0])
  })

  it('get test cases of their own where that is asked for', async () => {
    const projectId = await projectWith('works')
    const report = junitFile('a.xml', passing('works'), passing('new'), failing('new'))
    const created = await importResults(projectId, report, { createTestCases: true })
    expect(created).toMatchObject({ runs: 3, testCasesCreated: 1, unmatchedTotal: 0 })
    const { items } = await opened.system.testCases.list({ projectId })
    expect(items[1]).toMatchObject({ externalId: 'Pay > new', title: 'new', automationStatus: 'automated' })
  })

  it('belong to the cycle that is named, made where there is none, for the environment and version given', async () => {
    const projectId = await projectWith('works')
    const target = { cycle: 'Nightly', environment: 'staging', version: '2.0' }
    const first = await importResults(projectId, junitFile('a.xml', passing('works')), target)
    const second = await importResults(projectId, junitFile('b.xml', failing('works')), {
      ...target,
      cycle: first.cycle.id,
    })
    expect(second.cycle).toEqual({ id: first.cycle.id, name: 'Nightly' })
    expect(await runs(projectId)).toMatchObject([
      { status: 'passed', environment: 'staging', version: '2.0' },
      { status: 'failed', environment: 'staging', version: '2.0' },
    ])
    const { items } = await opened.system.testCycles.listItems({ projectId })
    expect(items).toMatchObject([{ cycleId: first.cycle.id, status: 'failed' }])
    const foreign = importResults(await opened.newProject(), junitFile('a.xml'), { cycle: first.cycle.id })
    await failureOf(foreign, NotFoundError)
  })

  it('of tests that were repeated are runs of their own, one for each try', async () => {
    const projectId = await projectWith('flaky', 'works')
    const report = junitFile(
      'a.xml',
      '<testcase classname="Pay" name="flaky"><flakyFailure message="first"/><flakyError message="second"/></testcase>',
      passing('works'),
      passing('works'),
    )
    expect(await importResults(projectId, report)).toMatchObject({ runs: 5, files: [{ total: 5 }] })
    expect((await runs(projectId)).map(({ attempt, status, notes }) => [attempt, status, notes])).toEqual([
      [1, 'failed', 'first'],
      [2, 'failed', 'second'],
      [3, 'passed', null],
      [1, 'passed', null],
      [1, 'passed', null],
    ])
  })

  it('give their items the statuses of the newest, wherever those stand', async () => {
    const projectId = await projectWith('a', 'b')
    const at = (name: string, day: number, story = '') =>
      `<testcase classname="Pay" name="${name}" timestamp="2026-02-0${day}T10:00:00">${story}</testcase>`
    const failure = '<failure message="no"/>'
    const report = junitFile('report.xml', at('a', 3, failure), at('a', 2), at('b', 2, failure), at('b', 2))
    const { cycle } = await importResults(projectId, report)
    const statuses = async () =>
      (await opened.system.testCycles.listItems({ projectId })).items.map((item) => item.status)
    expect(await statuses()).toEqual(['failed', 'passed'])
    await importResults(projectId, junitFile('older.xml', at('a', 1), at('b', 1, failure)), {
      cycle: cycle.id,
    })
    expect(await statuses()).toEqual(['failed', 'passed'])
    await importResults(projectId, junitFile('newer.xml', at('a', 4), at('b', 4, failure)), {
      cycle: cycle.id,
    })
    expect(await statuses()).toEqual(['passed', 'failed'])
  })

  it('change nothing the second time, from a path, bytes, gzip or a stream', async () => {
    const names = Array.from({ length: 2_500 }, (_, index) => `test ${index}`)
    const projectId = await opened.newProject()
    const file = junitFile('a.xml', ...names.map(passing))
    const bytes = Buffer.from(await file.arrayBuffer())
    const path = join(folder, 'a.xml')
    writeFileSync(path, bytes)
    const first = await importResults(projectId, file, { createTestCases: true })
    expect(first).toMatchObject({ runs: 2_500, testCasesCreated: 2_500 })
    const before = await digest(projectId)
    const again = [path, bytes, new Blob([bytes]), gzipSync(bytes), Readable.from([bytes])]
    const report = await opened.system.imports.results({ projectId, files: again, createTestCases: true })
    const duplicateOf = { importId: expect.any(Number), file: 'a.xml', importedAt: expect.any(Date) }
    expect(report).toMatchObject({
      runs: 0,
      testCasesCreated: 0,
      unmatchedTotal: 0,
      files: again.map(() => ({ total: 0, duplicateOf })),
    })
    expect(await digest(projectId)).toEqual(before)
  })

  it('are no duplicates for another cycle, environment, version or project', async () => {
    const projectId = await projectWith('works')
    const report = () => junitFile('a.xml', passing('works'))
    const targets = [{}, { cycle: 'Nightly' }, { environment: 'ios' }, { version: '1.0' }]
    for (const target of targets) {
      expect(await importResults(projectId, report(), target)).toMatchObject({ runs: 1 })
      expect(await importResults(projectId, report(), target)).toMatchObject({ runs: 0 })
    }
    expect(await importResults(await projectWith('works'), report())).toMatchObject({ runs: 1 })
    const twice = { files: [report(), report()], cycle: 'Twice' }
    expect(await importResults(projectId, report(), twice)).toMatchObject({ runs: 1 })
  })

  it('that had no test case are recorded once they have one, and those that had stay as they are', async () => {
    const projectId = await projectWith('works')
    const report = () =>
      junitFile('a.xml', passing('works'), passing('new'), failing('new'), passing('other'))
    expect(await importResults(projectId, report())).toMatchObject({ runs: 1, unmatchedTotal: 3 })
    const before = await digest(projectId)
    expect(await importResults(projectId, report())).toMatchObject({
      runs: 0,
      unmatchedTotal: 3,
      files: [{ duplicateOf: { file: 'a.xml' } }],
    })
    expect(await digest(projectId)).toEqual(before)
    const [first] = await runs(projectId)
    await addTestCases(projectId, 'new')
    expect(await importResults(projectId, report())).toMatchObject({ runs: 2, unmatchedTotal: 1 })
    const rest = await importResults(projectId, report(), { createTestCases: true })
    expect(rest).toMatchObject({ runs: 1, testCasesCreated: 1, unmatchedTotal: 0 })
    const all = await runs(projectId)
    expect(all[0]).toEqual(first)
    expect(all.map((run) => run.status)).toEqual(['passed', 'passed', 'failed', 'passed'])
    expect(new Set(all.map((run) => run.importId)).size).toBe(1)
    const complete = await digest(projectId)
    expect(await importResults(projectId, report())).toMatchObject({ runs: 0, unmatchedTotal: 0 })
    expect(await digest(projectId)).toEqual(complete)
  })

  it('are none where the last of several reports is broken; not even the cycle is made', async () => {
    const projectId = await projectWith('works')
    const many = Array.from({ length: 2_500 }, () => passing('works'))
    const cut = new File([`<testsuite>\n${many.join('\n')}\n<testcase name="wor`], 'cut.xml')
    const before = await digestOfAll(opened.database, catalogue)
    const files = [junitFile('a.xml', ...many), junitFile('b.xml', passing('new')), cut]
    const broken = opened.system.imports.results({ projectId, files, cycle: 'New', createTestCases: true })
    expect((await failureOf(broken, ValidationError)).message).toBe(
      'cut.xml, row 2502: ends in the middle; the report was cut off, so write or download it again',
    )
    expect(await digestOfAll(opened.database, catalogue)).toEqual(before)
  })

  it('hold no characters that the database cannot', async () => {
    const projectId = await opened.newProject()
    const odd = '&#0;&#xD800;&#x1F44B;'
    const report = junitFile(
      'a.xml',
      `<testcase classname="${odd}" name="${odd}" file="${odd}"><properties><property name="step" value="${odd}"/>`,
      `<property name="environment" value="${odd}"/></properties><failure message="${odd}">${odd}</failure></testcase>`,
    )
    const imported = await importResults(projectId, report, { createTestCases: true })
    expect(imported).toMatchObject({ runs: 1, testCasesCreated: 1 })
    expect(await importResults(projectId, report)).toMatchObject({ runs: 0 })
    expect(await runs(projectId)).toMatchObject([{ notes: expect.stringContaining('👋') }])
  })

  it.skipIf(process.platform !== 'linux')('leave no file open that they do not understand', async () => {
    const path = join(folder, `${engine.version}.txt`)
    writeFileSync(path, 'no report\n'.repeat(100_000))
    const refused = opened.system.imports.results({ projectId: await opened.newProject(), files: [path] })
    await failureOf(refused, ValidationError)
    const files = readdirSync('/proc/self/fd').map((file) => {
      try {
        return readlinkSync(`/proc/self/fd/${file}`)
      } catch {
        return 'closed meanwhile'
      }
    })
    expect(files).not.toContain(path)
  })
})
