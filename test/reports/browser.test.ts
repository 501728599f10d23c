/** A report as a reader meets it: in Chromium, without a network, by mouse, by keyboard, on paper. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportHtml } from '../../packages/core/src/reports/html.js'
import { createTestAtmosfera } from '../../packages/core/src/testing/index.js'
import { hasChromium, launchChromium } from '../support/chromium.js'
import { reportOf } from '../support/project-report.js'
import { importSample } from '../support/sample-project.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'reports-'))
const file = join(folder, 'report.html')
const hostile = join(folder, 'hostile.html')

describe.skipIf(!hasChromium)('a report in Chromium', () => {
  let browser: Browser | undefined

  beforeAll(async () => {
    const now = new Date('2026-11-22T12:00:00Z')
    const atmosfera = await createTestAtmosfera({ clock: () => now })
    try {
      const projectId = await importSample(atmosfera.system, 'Shop', now)
      await atmosfera.system.jira.connect({
        projectId,
        baseUrl: 'https://jira.example.com',
        projectKeys: ['SHOP'],
      })
      writeFileSync(file, await atmosfera.system.reports.html({ projectId, since: '2026-11-10' }))
    } finally {
      await atmosfera.close()
    }
    const written = `"><img src=x onerror=alert(1)></style><script>alert(1)</script>\u{202e}`
    writeFileSync(hostile, await reportHtml(reportOf({ name: written, title: written, value: written })))
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Opens a report and hands it over with what went wrong: messages of the console, and whatever was asked for. */
  async function withReport(
    options: BrowserContextOptions,
    work: (page: Page, problems: readonly string[]) => Promise<void>,
    path = file,
  ): Promise<void> {
    if (browser === undefined) throw new Error('the browser runs within tests only')
    const context = await browser.newContext({ offline: true, ...options })
    try {
      const problems: string[] = []
      const page = await context.newPage()
      page.on('console', (message) => problems.push(message.text()))
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('dialog', (dialog) => problems.push(dialog.message()))
      page.on('request', (request) => {
        if (request.url() !== `file://${path}`) problems.push(request.url())
      })
      await page.goto(`file://${path}`, { waitUntil: 'load' })
      await work(page, problems)
    } finally {
      await context.close()
    }
  }

  it('opens without a network, asks for nothing and complains of nothing', async () => {
    await withReport({}, async (page, problems) => {
      expect(await page.title()).toBe('Shop: test coverage and maturity')
      expect(await page.locator('svg[role="img"]:visible').count()).toBe(8)
      expect(problems).toEqual([])
    })
  })

  it('runs nothing that somebody wrote into a ticket', async () => {
    await withReport(
      {},
      async (page, problems) => {
        expect(await page.locator('img, script:not(:last-child)').count()).toBe(0)
        expect(await page.locator('h1').textContent()).toContain('<img src=x onerror=alert(1)>')
        expect(problems).toEqual([])
      },
      hostile,
    )
  })

  const looks: readonly [string, BrowserContextOptions][] = [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a telephone, light', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
    ['on a telephone, dark', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
  ]

  it.each(looks)('has nothing that keeps anybody out: %s', async (_, options) => {
    await withReport({ ...options, bypassCSP: true }, async (page) => {
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
      await page.evaluate(axe)
      const { violations } = await page.evaluate<AxeResults>(
        "axe.run(document, { resultTypes: ['violations'] })",
      )
      const found = violations.map(({ id, impact, nodes }) => ({
        id,
        impact,
        where: nodes.map(({ target }) => target),
      }))
      expect(found).toEqual([])
    })
  })

  it.each(looks)('is as wide as the screen: %s', async (_, options) => {
    await withReport(options, async (page) => {
      const [content, screen] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      )
      expect(content).toBe(screen)
    })
  })

  it('changes its colours with the reader’s, and charts with it', async () => {
    const colorOf = (selector: string, property: string) =>
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue('${property}')`
    const background = colorOf('body', 'background-color')
    const donut = colorOf('#verdicts-wide-t ~ path[fill^="var(--ok"]', 'fill')
    const colors = async (page: Page) => await page.evaluate<string[]>(`[${background}, ${donut}]`)
    const setTheme = async (page: Page, theme: string) =>
      await page.evaluate(`document.documentElement.setAttribute('data-theme', '${theme}')`)
    const [light, dark] = [
      ['rgb(255, 255, 255)', 'rgb(18, 118, 108)'],
      ['rgb(20, 23, 26)', 'rgb(67, 183, 166)'],
    ]
    await withReport({ colorScheme: 'light' }, async (page) => {
      expect(await colors(page)).toEqual(light)
      await setTheme(page, 'dark')
      expect(await colors(page)).toEqual(dark)
    })
    await withReport({ colorScheme: 'dark' }, async (page) => {
      expect(await colors(page)).toEqual(dark)
      await setTheme(page, 'light')
      expect(await colors(page)).toEqual(light)
      await setTheme(page, 'dark')
      await page.emulateMedia({ media: 'print' })
      expect(await colors(page)).toEqual(light)
    })
  })

  it('sorts a table by keyboard, and says what is sorted', async () => {
    await withReport({}, async (page) => {
      const table = page.locator('table.gaps').first()
      const risks = async () => (await table.locator('tbody td:nth-child(2)').allTextContents()).map(Number)
      const sorted = async () => await table.locator('th[aria-sort]').allTextContents()
      const before = await risks()
      expect(await sorted()).toEqual([])

      await table.getByRole('button', { name: 'Risk' }).focus()
      await page.keyboard.press('Enter')
      expect(await risks()).toEqual(before.toSorted((a, b) => b - a))
      await page.keyboard.press('Space')
      expect(await risks()).toEqual(before.toSorted((a, b) => a - b))
      expect(await table.locator('th[aria-sort="ascending"]').textContent()).toBe('Risk')

      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Enter')
      const keys = await table.locator('tbody th').allTextContents()
      expect(keys).toEqual(keys.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })))
      expect(await sorted()).toEqual(['Ticket'])
    })
  })

  it('puts what is not known last, whichever way it sorts', async () => {
    await withReport({}, async (page) => {
      const table = page.locator('.radar + div table')
      const targets = async () => await table.locator('tbody td:nth-child(5)').allTextContents()
      const button = table.getByRole('button', { name: 'Target' })
      await button.click()
      expect((await targets()).at(-1)).toBe('–')
      await button.click()
      expect((await targets()).at(-1)).toBe('–')
    })
  })

  it('is a table without scripts, too', async () => {
    await withReport({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('th button').count()).toBe(0)
      expect(await page.locator('table.gaps').first().locator('tbody tr').count()).toBe(6)
    })
  })

  it('prints: as PDF, with what was folded, and without what only works on a screen', async () => {
    await withReport({ colorScheme: 'dark' }, async (page) => {
      const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true })
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      expect(pdf.length).toBeGreaterThan(50_000)
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('nav').isVisible()).toBe(false)
      const folded = page.locator('details:not([open]) table').first()
      expect((await folded.boundingBox())?.height).toBeGreaterThan(50)
      const heads = await page.evaluate<string[]>(
        "[...document.querySelectorAll('thead')].map((head) => getComputedStyle(head).display)",
      )
      expect(new Set(heads)).toEqual(new Set(['table-header-group']))
    })
  })
})
