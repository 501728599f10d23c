/**
 * The report of a real project with 22,371 tickets: small enough to send, quick to open, and with the numbers that the
 * command line gives. The files are not part of this repository; where they are absent the test is skipped.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { count } from '../../packages/core/src/formatting.js'
import { hasChromium, launchChromium } from '../support/chromium.js'
import { type CliResult, cli } from '../support/terminal.js'
import { titaniumFolder } from '../support/titanium.js'

const isPresent = existsSync(titaniumFolder)
if (!isPresent) console.warn(`The report of Titanium: skipped, ${titaniumFolder} is absent.`)

describe.skipIf(!isPresent)('the report of Titanium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'titanium-'))
  const out = join(folder, 'report.html')
  const run = async (...parameters: string[]): Promise<CliResult> =>
    await cli([...parameters, '--project', 'Titanium', '--database', `pglite:${join(folder, 'database')}`])
  const json = async (...parameters: string[]) => JSON.parse((await run(...parameters, '--json')).stdout)
  let page = ''

  beforeAll(async () => {
    const file = (name: string): string => `${titaniumFolder}${name}`
    await run('import', 'tickets', file('issues.ndjson.gz'), '--create-project')
    await run('import', 'test-cases', file('test-cases.csv'))
    await run('import', 'results', ...['android', 'ios', 'windows'].map((name) => file(`junit-${name}.xml`)))
    expect(await run('report', '--out', out)).toMatchObject({ status: 0, stderr: '' })
    page = readFileSync(out, 'utf8')
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is under 3 MB', () => {
    expect(statSync(out).size).toBeLessThan(3_000_000)
  })

  it('has the numbers of the command line', async () => {
    const report = await json('report')
    const coverage = await json('coverage')
    expect(report.coverage).toEqual(coverage)
    expect(coverage).toMatchObject({ tickets: 22_371, linked: 58, executed: 57, passing: 35 })
    for (const [index, by] of ['fixVersion', 'component', 'epic', 'priority'].entries()) {
      expect(report.breakdowns[index]).toEqual(await json('coverage', '--by', by))
    }
    expect(report.maturity).toEqual(await json('maturity', '--as-of', report.asOf))
    const gaps = await json('gaps', '--limit', '500')
    expect(report.gaps.failing.total).toBe(gaps.failing)
    expect(report.gaps.uncovered.total).toBe(gaps.uncovered)
  })

  it('shows them as the command line does', async () => {
    for (const text of ['0.26 %', '0.25 %', '0.16 %', '22,371 tickets', '22,313', '99.74 %']) {
      expect(page).toContain(text)
    }
    const { items } = await json('coverage', '--by', 'component')
    for (const { value, summary } of items) {
      const row = page
        .split('\n')
        .find((line) => line.includes(`<bdi>${value ?? '(no component)'}</bdi></th>`))
      expect(row, value).toContain(`<bdi>${count(summary.tickets)}</bdi>`)
      expect(row, value).toContain(`<bdi>${count(summary.verdicts.UNCOVERED)}</bdi>`)
    }
  })

  it('names all of the 21 tickets that fail, and says why', async () => {
    const { items } = await json('gaps', '--limit', '500')
    const failing = items.filter(({ verdict }: { readonly verdict: string }) => verdict === 'NOK')
    expect(page.match(/one failing test case is enough/g)).toHaveLength(21)
    for (const { key } of failing) expect(page).toContain(`<bdi>${key}</bdi>`)
  })

  it.skipIf(!hasChromium)('opens in Chromium', async () => {
    const browser = await launchChromium()
    try {
      const tab = await browser?.newPage()
      const problems: string[] = []
      tab?.on('console', (message) => problems.push(message.text()))
      const begin = performance.now()
      await tab?.goto(`file://${out}`, { waitUntil: 'load' })
      const took = performance.now() - begin
      // How long is a matter of the machine; what there is to see is not.
      console.info(
        `The report of Titanium: ${count(statSync(out).size)} bytes, opened in ${Math.round(took)} ms.`,
      )
      expect(await tab?.title()).toBe('Titanium: test coverage and maturity')
      expect(problems).toEqual([])
    } finally {
      await browser?.close()
    }
  })
})
