/** Traceability on the command line: the matrix both ways, what changed, the gaps, and tests that need attention. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shop, useCliProject } from '../../../../test/support/cli-project.js'

const { folder, run } = useCliProject()

const json = async (...parameters: readonly string[]): Promise<Record<string, unknown>> => {
  const { status, stdout } = await run([...parameters, ...shop, '--json'])
  expect(status).toBe(0)
  return JSON.parse(stdout) as Record<string, unknown>
}

describe('matrix', () => {
  it('is a table, CSV or a page', async () => {
    expect((await run(['matrix', ...shop])).stdout).toMatch(/ticket +verdict +test case .* last run +defects/)
    const csv = (await run(['matrix', ...shop, '--format', 'csv'])).stdout.trim().split('\n')
    expect(csv[0]).toBe(
      'ticket,summary,verdict,test case,test verdict,last result,last run,environment,version,run,defects,chrome,ios-safari',
    )
    // One line for each counted link: 109 that resolve, without those of deprecated test cases.
    const { items } = await json('matrix')
    const cells = (items as { testCases: unknown[] }[]).reduce((sum, item) => sum + item.testCases.length, 0)
    expect(csv.length - 1).toBe(cells)
    const { stdout: html } = await run(['matrix', ...shop, '--format', 'html'])
    expect(html).toMatch(/^<!doctype html>[\s\S]*<title>Shop: traceability matrix<\/title>/)
    expect(html.match(/<tbody>[\s\S]*<\/tbody>/)?.[0].match(/<tr>/g)).toHaveLength(cells)
  })

  it('goes both ways', async () => {
    const { items: tickets } = await json('matrix')
    const { items: testCases } = await json('matrix', '--by', 'testCase')
    const pairs = (tickets as { key: string; testCases: { id: number }[] }[]).flatMap(({ key, testCases }) =>
      testCases.map(({ id }) => `${key} ${id}`),
    )
    const others = (testCases as { id: number; tickets: { key: string }[] }[]).flatMap(({ id, tickets }) =>
      tickets.map(({ key }) => `${key} ${id}`),
    )
    expect(others.toSorted()).toEqual(pairs.toSorted())
    expect((await run(['matrix', ...shop, '--by', 'testCase'])).stdout).toMatch(
      /^test case .* ticket +verdict/,
    )
  })

  it('--uncovered adds the tickets without tests, --orphaned the tests without tickets', async () => {
    expect((await json('matrix', '--uncovered')).items).toHaveLength(65)
    const { items } = await json('matrix', '--by', 'testCase', '--orphaned')
    const orphans = (items as { tickets: unknown[] }[]).filter(({ tickets }) => tickets.length === 0)
    expect(orphans).toHaveLength(((await json('tests', '--orphaned')).items as unknown[]).length)
    expect(orphans.length).toBeGreaterThan(0)
  })

  it('--group-by has a heading for each group', async () => {
    const { stdout } = await run(['matrix', ...shop, '--format', 'html', '--group-by', 'component'])
    const { items } = await json('matrix', '--group-by', 'component')
    const groups = new Set((items as { group: string | null }[]).map(({ group }) => group))
    expect(stdout.match(/<th class="group"/g)).toHaveLength(groups.size)
    const csv = (await run(['matrix', ...shop, '--format', 'csv', '--group-by', 'fixVersion'])).stdout
    expect(csv).toMatch(/^fix version,ticket,/)
  })
})

describe('diff', () => {
  it('says which verdicts a version changed, and why', async () => {
    const versions = ['--from-version', '2.4.0', '--to-version', '2.5.0']
    const diff = await json('diff', ...versions)
    const { total, changed } = diff as { total: number; changed: { key: string; because: unknown[] }[] }
    expect(total).toBeGreaterThan(0)
    expect(changed).toHaveLength(Math.min(50, total))
    const { status, stdout } = await run(['diff', ...shop, ...versions])
    expect(status).toBe(0)
    expect(stdout).toMatch(new RegExp(`^${total} tickets? with another verdict:\n +\\d+ {2}\\w+ → \\w+\n`))
    expect(stdout).toContain(changed[0]?.key)
  })

  it('goes by dates, by cycles, and page by page', async () => {
    const dates = ['--from-date', '2020-01-01', '--to-date', '2026-11-22']
    const first = await run(['diff', ...shop, ...dates, '--limit', '2'])
    expect(first.stderr).toMatch(/^There are more: go on with --cursor \S+\n$/)
    const { changed, nextCursor } = await json('diff', ...dates, '--limit', '2')
    const second = await json('diff', ...dates, '--limit', '2', '--cursor', String(nextCursor))
    const keys = [changed, second.changed].flatMap((page) =>
      (page as { key: string }[]).map(({ key }) => key),
    )
    expect(new Set(keys).size).toBe(4)
    expect(await run(['diff', ...shop, '--from-cycle', 'CI', '--to-cycle', 'CI'])).toMatchObject({
      status: 0,
      stdout: 'No ticket has another verdict.\n',
    })
  })

  it('wants to know what to compare', async () => {
    expect(await run(['diff', ...shop, '--environment', 'chrome'])).toMatchObject({
      status: 2,
      stderr: 'name what to compare, such as --from-version 1.0 --to-version 1.1\n',
    })
  })
})

describe('trend', () => {
  it('has a line for each interval', async () => {
    const { status, stdout } = await run([
      ...['trend', ...shop, '--from', '2026-11-01', '--to', '2026-11-22', '--interval', 'week'],
    ])
    expect(status).toBe(0)
    expect(stdout.match(/^2026-11-\d\d/gm)).toEqual(['2026-11-01', '2026-11-08', '2026-11-15', '2026-11-22'])
  })
})

describe('gaps', () => {
  it('lists the riskiest, and says how many more there are', async () => {
    const { status, stdout, stderr } = await run(['gaps', ...shop, '--limit', '3'])
    expect({ status, rows: stdout.trim().split('\n').length }).toEqual({ status: 0, rows: 4 })
    const { failing, uncovered, items } = await json('gaps', '--limit', '3')
    expect(items).toHaveLength(3)
    const others = Number(failing) + Number(uncovered) - 3
    expect(stderr).toBe(`${others} tickets of less risk not shown; --limit shows more.\n`)
  })
})

describe('tests', () => {
  it('lists flaky ones', async () => {
    const results = (name: string, failed: boolean) => {
      const file = join(folder, name)
      const failure = failed ? '<failure message="timeout"/>' : ''
      writeFileSync(
        file,
        `<testsuite><testcase classname="Flaky" name="pays" time="1.5">${failure}</testcase></testsuite>`,
      )
      return file
    }
    const into = ['--cycle', 'Nightly', '--version', '9.9', '--create-test-cases']
    for (const file of [results('first.xml', false), results('second.xml', true)]) {
      expect((await run(['import', 'results', file, ...shop, ...into])).status).toBe(0)
    }
    const scope = ['--cycle', 'Nightly']
    const { items } = await json('tests', '--flaky', ...scope)
    expect(items).toMatchObject([{ externalId: 'Flaky > pays', flips: 1, runs: 2, failed: 1, rate: 100 }])
    expect((await run(['tests', ...shop, '--flaky', ...scope])).stdout).toMatch(/Flaky > pays +1 +100\.00 %/)
    const { items: slow } = await json('tests', '--slow', ...scope)
    expect(slow).toMatchObject([{ runs: 2, p50Ms: 1_500, p95Ms: 1_500, before: null }])
  })

  it.each(['--slow', '--never-run', '--orphaned', '--stale'])('lists those that are %s', async (list) => {
    const extra = list === '--stale' ? ['--days', '1', '--as-of', '2030-01-01'] : []
    const { items, nextCursor } = await json('tests', list, '--limit', '1', ...extra)
    expect(items).toHaveLength(1)
    const { status, stdout, stderr } = await run(['tests', ...shop, list, '--limit', '1', ...extra])
    expect({ status, lines: stdout.trim().split('\n').length }).toEqual({ status: 0, lines: 2 })
    expect(stderr).toBe(nextCursor === null ? '' : `There are more: go on with --cursor ${nextCursor}\n`)
  })

  it.each([
    [[], 'name one of --flaky, --slow, --never-run, --orphaned and --stale'],
    [['--flaky', '--slow'], 'name one of --flaky, --slow, --never-run, --orphaned and --stale'],
    [['--slow', '--since', '2026-01-01'], '--since: belongs to --flaky'],
    [['--orphaned', '--last-runs', '5'], '--last-runs: belongs to --flaky and --slow'],
  ])('refuses %j', async (parameters, line) => {
    expect(await run(['tests', ...shop, ...parameters])).toMatchObject({ status: 2, stderr: `${line}\n` })
  })
})
