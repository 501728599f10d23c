import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { zipOf } from '../../../../test/support/archives.js'
import { engines } from '../../../../test/support/engines.js'
import { useAtmosfera } from '../../../../test/support/use-atmosfera.js'
import { parseResults } from './index.js'
import type { ImportResults } from './types.js'

const home = mkdtempSync(join(tmpdir(), 'atmosfera-sources-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A folder with these files in it. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name, path)), { recursive: true })
    writeFileSync(join(home, name, path), content)
  }
  return join(home, name)
}

const junit = (...names: readonly string[]) =>
  `<testsuite name="s">${names.map((name) => `<testcase classname="Pay" name="${name}"/>`).join('')}</testsuite>`
const allure = (name: string, start: number, more: object = {}) =>
  JSON.stringify({
    uuid: `${name}${start}`,
    historyId: name,
    name,
    fullName: `Pay.${name}`,
    status: 'passed',
    start,
    stop: start + 5,
    ...more,
  })

const folder = folderOf('reports', {
  'a/one.xml': junit('a', 'b'),
  'a/notes.xml': '<notes/>',
  'two.xml': junit('c'),
  'readme.md': '# not a report',
  '.hidden/three.xml': junit('d'),
})
const allureFolder = folderOf('allure-results', {
  'x-result.json': allure('pays', 20),
  'y-result.json': allure('pays', 10, { status: 'failed' }),
  'z-result.json': allure('refunds', 15, {
    attachments: [{ name: 'shot', source: 'shot.png', type: 'image/png' }],
  }),
  'x-container.json': '{"uuid":"c","children":[]}',
  'categories.json': '[]',
  'shot.png': 'a picture',
})

async function namesIn(input: Parameters<typeof parseResults>[0]): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { name, attempt, status } of parseResults(input))
    names.push(`${name} ${attempt} ${status}`)
  return names
}

describe('Results are read', () => {
  it('out of a folder of reports, past what is none', async () => {
    expect(await namesIn(folder)).toEqual(['a 1 passed', 'b 1 passed', 'c 1 passed'])
  })

  it('out of zip archives: by path, bytes, Blob or stream', async () => {
    const zip = await zipOf({ 'a.xml': junit('a'), 'deep/b.xml': junit('b'), 'c.txt': 'no report' })
    const path = join(home, 'reports.bin')
    writeFileSync(path, zip)
    const inputs = [path, zip, new Blob([zip]), Readable.from([zip.subarray(0, 2), zip.subarray(2)])]
    for (const input of inputs) expect(await namesIn(input)).toEqual(['a 1 passed', 'b 1 passed'])
  })

  it('out of Allure’s folder, the tries of a test in the order in which they started', async () => {
    const expected = ['pays 1 failed', 'refunds 1 passed', 'pays 2 passed']
    expect(await namesIn(allureFolder)).toEqual(expected)
    const files = {
      'r/x-result.json': allure('pays', 20),
      'r/y-result.json': allure('pays', 10, { status: 'failed' }),
    }
    expect(await namesIn(await zipOf(files))).toEqual(['pays 1 failed', 'pays 2 passed'])
  })

  it('or refused in one line', async () => {
    const refusal = async (input: Parameters<typeof parseResults>[0]) =>
      await namesIn(input).catch((error: Error) => error.message)
    const empty = folderOf('empty', { 'a.md': '' })
    expect(await refusal(empty)).toBe(
      `${empty}: holds no report: no file that ends in .xml, .json, .ndjson, .trx, .tap or the like`,
    )
    const zip = await zipOf({ 'a.xml': junit('a'.repeat(5_000)) })
    const broken = zip.slice(0, zip.length - 30)
    expect(await refusal(broken)).toMatch(
      /^input: is a zip archive that cannot be read \(.*\); pack or download/,
    )
    const flipped = zip.slice()
    flipped.fill(0xff, 36, 46)
    expect(await refusal(flipped)).toMatch(/is a zip archive that cannot be read|is not|ends in the middle/)
    const torn = folderOf('torn', { 'x-result.json': '{"uuid": ' })
    expect(await refusal(torn)).toBe(`${torn}/x-result.json: is malformed JSON; was the test run cut off?`)
  })
})

describe.each(engines)('Results of many kinds on $name', (engine) => {
  const evidenceFolder = join(home, `evidence-${engine.name}`)
  const opened = useAtmosfera(engine, { evidence: evidenceFolder })
  const importInto = async (files: ImportResults['files'], more: Partial<ImportResults> = {}) => {
    const projectId = more.projectId ?? (await opened.newProject())
    const report = await opened.system.imports.results({ projectId, files, createTestCases: true, ...more })
    const { items } = await opened.system.testRuns.list({ projectId, limit: 500 })
    return { projectId, report, runs: items }
  }

  it('come out of folders and archives in one import, and again change nothing', async () => {
    const zip = await zipOf({ 'z.xml': junit('z') })
    const { projectId, report } = await importInto([folder, zip, Readable.from([Buffer.from(junit('last'))])])
    expect(report.files.map((file) => [file.file, file.total])).toEqual([
      [`${folder}/a/one.xml`, 2],
      [`${folder}/two.xml`, 1],
      ['input/z.xml', 1],
      ['input', 1],
    ])
    expect(report.skipped).toEqual([`${folder}/a/notes.xml`])
    expect(report.runs).toBe(5)
    const again = await importInto([folder, zip], { projectId })
    expect(again.report.runs).toBe(0)
    expect(again.report.files.every((file) => file.duplicateOf !== undefined)).toBe(true)
  })

  it('find their test cases by an id that the report names, else by external id, else by name', async () => {
    const projectId = await opened.newProject()
    const { testCases } = opened.system
    const byId = await testCases.create({ projectId, title: 'one', externalId: 'C7' })
    const own = await testCases.create({ projectId, title: 'two' })
    const byIdentity = await testCases.create({ projectId, title: 'three', externalId: 'Pay > c' })
    const byName = await testCases.create({ projectId, title: 'd' })
    const property = (name: string, value: string | number) =>
      `<properties><property name="${name}" value="${value}"/></properties>`
    const xml = `<testsuite><testcase classname="Pay" name="a">${property('test_id', 'C7')}</testcase>
      <testcase classname="Pay" name="b">${property('atmosfera', own.id)}</testcase>
      <testcase classname="Pay" name="c">${property('test_id', 'C999')}</testcase>
      <testcase classname="Pay" name="d"/><testcase classname="Pay" name="e"/></testsuite>`
    const { report, runs } = await importInto([new Blob([xml])], { projectId })
    expect(report.matchedBy).toEqual({ id: 2, externalId: 1, name: 1, created: 1 })
    expect(runs.slice(0, 4).map((run) => run.testCaseId)).toEqual([byId.id, own.id, byIdentity.id, byName.id])
  })

  it('link their test cases to the tickets that they name, when that is asked for', async () => {
    const projectId = await opened.newProject()
    await opened.system.tickets.create({ projectId, jiraKey: 'SHOP-1', summary: 'Pay', status: 'Open' })
    const xml = `<testsuite><testcase classname="Pay" name="SHOP-1 in UTF-8"/><testcase classname="Pay" name="b">
      <properties><property name="issue" value="SHOP-2"/></properties></testcase></testsuite>`
    const without = await importInto([new Blob([xml])], { projectId })
    expect(without.report.links).toEqual({ linked: 0, pending: 0 })
    const linked = await importInto([new Blob([xml])], { projectId, linkKeys: true })
    expect(linked.report).toMatchObject({ runs: 0, links: { linked: 1, pending: 1 } })
    const again = await importInto([new Blob([xml])], { projectId, linkKeys: true })
    expect(again.report.links).toEqual({ linked: 0, pending: 0 })
    expect(await opened.system.coverage.summary({ projectId })).toMatchObject({ linked: 1, passing: 1 })
  })

  it('of several places in one report stay apart', async () => {
    const outcome = (project: string, status: string) => ({
      projectId: project,
      projectName: project,
      expectedStatus: 'passed',
      status: status === 'passed' ? 'expected' : 'unexpected',
      annotations: [],
      results: [
        { status, retry: 0, duration: 5, startTime: '2026-03-01T10:00:00.000Z', attachments: [], errors: [] },
      ],
    })
    const report = {
      config: { projects: [{ name: 'chromium' }, { name: 'firefox' }] },
      suites: [
        {
          title: 'pay.spec.ts',
          file: 'pay.spec.ts',
          specs: [
            {
              title: 'pays',
              tags: ['@SHOP-7'],
              file: 'pay.spec.ts',
              line: 3,
              tests: [outcome('chromium', 'failed'), outcome('firefox', 'passed')],
            },
          ],
        },
      ],
      errors: [],
      stats: {},
    }
    const file = new Blob([JSON.stringify(report)])
    const { runs, report: told } = await importInto([file], { linkKeys: true })
    expect(runs.map((run) => `${run.environment} ${run.status}`).sort()).toEqual([
      'chromium failed',
      'firefox passed',
    ])
    expect(told.links).toEqual({ linked: 0, pending: 1 })
    const staged = await importInto([file], { environment: 'staging' })
    expect(staged.runs.map((run) => run.environment).sort()).toEqual([
      'staging / chromium',
      'staging / firefox',
    ])
  })

  it('bring their evidence into a store, by content, where that is wanted', async () => {
    const { projectId, runs, report } = await importInto([allureFolder], { attachments: true })
    const [evidence] = runs.flatMap(
      (run) => run.evidence as readonly { path: string; sha256: string; size: number }[],
    )
    expect(evidence).toMatchObject({ path: 'shot.png', name: 'shot', contentType: 'image/png', size: 9 })
    expect(report.missingAttachments).toEqual([])
    const run = runs.find((one) => one.evidence.length > 0)
    const query = { runId: run?.id ?? 0, sha256: evidence?.sha256 ?? '' }
    const content = await opened.system.testRuns.readEvidence(query)
    expect((await buffer(content)).toString()).toBe('a picture')
    expect(readdirSync(join(evidenceFolder, String(projectId)))).toHaveLength(1)
    const stranger = await opened.member(await opened.newProject(), 'write')
    await expect(stranger.testRuns.readEvidence(query)).rejects.toMatchObject({ code: 'not_found' })
    const other = { ...query, sha256: '0'.repeat(64) }
    await expect(opened.system.testRuns.readEvidence(other)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keep the names of what they refer to, and open none of it, unless it is beside them', async () => {
    const secret = join(home, 'secret.txt')
    writeFileSync(secret, 'secret')
    const place = folderOf(`escape-${engine.name}`, { 'shot.png': 'inside' })
    symlinkSync(secret, join(place, 'link.png'))
    const marks = ['shot.png', '../secret.txt', 'link.png', secret, 'none.png', 'https://example.org/a.png']
      .map((path) => `[[ATTACHMENT|${path}]]`)
      .join('\n')
    writeFileSync(
      join(place, 'report.xml'),
      `<testsuite><testcase classname="Pay" name="a"><system-out>${marks}</system-out></testcase></testsuite>`,
    )
    const plain = await importInto([join(place, 'report.xml')])
    expect(plain.runs[0]?.evidence).toHaveLength(6)
    expect(JSON.stringify(plain.runs[0]?.evidence)).not.toContain('sha256')
    const { runs, report } = await importInto([join(place, 'report.xml')], { attachments: true })
    const evidence = runs.flatMap((run) => run.evidence as readonly { path: string; sha256?: string }[])
    const stored = evidence.filter((one) => one.sha256 !== undefined)
    expect(stored.map((one) => one.path)).toEqual(['shot.png'])
    expect(report.missingAttachments.map((one) => one.path)).toEqual([
      '../secret.txt',
      'link.png',
      secret,
      'none.png',
    ])
  })

  it('leave nothing in the store for somebody who may not write', async () => {
    const projectId = await opened.newProject()
    const reader = await opened.member(projectId, 'read')
    const importing = reader.imports.results({ projectId, files: [allureFolder], attachments: true })
    await expect(importing).rejects.toMatchObject({ code: 'permission_denied' })
    expect(readdirSync(evidenceFolder)).not.toContain(String(projectId))
  })
})
