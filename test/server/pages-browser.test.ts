/**
 * The pages in a real browser: what a tester does with them from signing in to signing out, with and without scripts,
 * in light, in dark and on a telephone. Skipped where there is no Chromium, which `chromium.ts` then says.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SampleFile, writeSampleProject } from '../../packages/core/src/cli/demo/files.js'
import { type RunningServer, serve } from '../../packages/core/src/server/serve.js'
import { hasChromium, launchChromium } from '../support/chromium.js'
import { engines } from '../support/engines.js'
import { password, usePriya } from '../support/pages.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describe.skipIf(!hasChromium).each(engines.slice(0, 1))('Pages in Chromium on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const priya = usePriya(opened)
  const folder = mkdtempSync(join(tmpdir(), 'atmosfera-pages-'))
  let server: RunningServer
  let browser: Browser
  let files: readonly SampleFile[] = []
  let axe = ''

  beforeAll(async () => {
    const launched = await launchChromium()
    if (launched === undefined) throw new Error('there is no browser')
    browser = launched
    axe = await readFile(axePath, 'utf8')
    files = await writeSampleProject(folder, new Date())
    server = await serve(opened.atmosfera, { port: 0 })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const paths = (kind: SampleFile['kind']) =>
    files.filter((file) => file.kind === kind).map((file) => join(folder, file.path))

  /** A browser window; what goes wrong in it fails the test that opened it. */
  async function open(
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; close: () => Promise<void> }> {
    const context = await browser.newContext({ baseURL: server.url, ...options })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    // Above all what the policy of the pages forbids.
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 40\d/.test(message.text())) wrong.push(message.text())
    })
    return {
      page,
      close: async () => {
        await context.close()
        expect(wrong).toEqual([])
      },
    }
  }

  async function signIn(page: Page): Promise<void> {
    await page.goto('/')
    await page.getByLabel('Username').fill('priya')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await heading(page, 'Projects')
  }

  async function heading(page: Page, name: string | RegExp): Promise<void> {
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }

  /** From an empty server to a cycle that was executed: the same with and without scripts. */
  async function work(page: Page, project: string): Promise<void> {
    await signIn(page)
    await page.getByRole('link', { name: 'New project' }).click()
    await page.getByLabel('Name').fill(project)
    await page.getByRole('button', { name: 'Create project' }).click()
    await heading(page, 'Import')

    for (const [kind, label, done] of [
      ['tickets', 'Files with tickets', 'Tickets were imported'],
      ['test-cases', 'Files with test cases', 'Test cases were imported'],
      ['results', 'Files with results', 'Results were imported'],
    ] as const) {
      const form = page.locator(`form[action*="kind=${kind}"]`)
      await form.getByLabel(label).setInputFiles([...paths(kind)])
      await form.getByRole('button', { name: 'Import' }).click()
      await heading(page, done)
      await page.getByRole('link', { name: 'Import more' }).click()
    }

    await page.getByRole('link', { name: 'Coverage' }).click()
    await heading(page, 'Coverage')
    await page.getByText('Filter', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Fix version' }).selectOption('2.5.0')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(new URL(page.url()).searchParams.get('fixVersion')).toBe('2.5.0')
    await page.getByRole('link', { name: /^NOK \d/ }).click()
    await heading(page, 'Tickets')
    await page.locator('tbody a').first().click()
    await heading(page, /^SHOP-\d+$/)
    const reason = page.locator('.reason')
    expect(await reason.innerText()).toMatch(/NOK[\s\S]*is failed/)
    await reason.getByRole('link', { name: 'Look at the run that decided' }).click()
    await heading(page, /^Run \d+$/)

    await page.getByRole('link', { name: 'Maturity' }).click()
    await page.getByRole('link', { name: 'Quality Engineering' }).click()
    await page.getByRole('radio', { name: /^3 Defined/ }).check()
    await page.getByLabel('Target').selectOption('4')
    await page.getByLabel('Evidence').fill('Every story has acceptance criteria before work starts.')
    await page.getByRole('button', { name: 'Save assessment' }).click()
    await page.getByText('by Priya Raman').waitFor()

    await page.getByRole('link', { name: 'Recommendations' }).click()
    await page.getByText('Add a recommendation').click()
    await page.getByLabel('Title').fill('Look at flaky tests')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'Accept Look at flaky tests' }).click()
    await page.getByText('Nothing waits for a decision.').waitFor()
    await page.getByRole('link', { name: 'Accepted' }).click()
    await page.getByRole('button', { name: 'Dismiss Look at flaky tests' }).click()
    await page.getByText('None yet.').waitFor()

    await page.getByRole('link', { name: 'Report' }).click()
    await page.getByRole('link', { name: 'Open' }).click()
    await heading(page, project)
    await page.goBack()

    await executeCycle(page, project)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await heading(page, 'Sign in')
    await page.goto('/')
    await heading(page, 'Sign in')
  }

  async function executeCycle(page: Page, project: string): Promise<void> {
    const { items } = await priya.services.projects.list({ name: project })
    const projectId = items[0]?.id ?? 0
    const steps = [{ action: 'Enter the voucher', expected: '70 € are left' }, { action: 'Pay' }]
    await priya.services.testCases.create({ projectId, title: 'Pays with a voucher', steps })

    await page.getByRole('link', { name: 'Cycles' }).click()
    await page.getByRole('link', { name: 'New cycle' }).click()
    await page.getByLabel('Name').fill('2.5.0 by hand')
    await page.getByRole('button', { name: 'Create, and choose test cases' }).click()
    await page.getByLabel('Title contains').fill('voucher')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('checkbox', { name: /^Pays with a voucher/ }).check()
    await page.getByRole('button', { name: 'Add the chosen ones' }).click()
    await page.getByRole('link', { name: 'Test the next one' }).click()
    await heading(page, 'Pays with a voucher')
    const screenshot = join(folder, 'voucher.png')
    writeFileSync(screenshot, Buffer.from(onePixel, 'base64'))
    await page.getByLabel('Step 1').selectOption('failed')
    await page.getByLabel('What happened instead').first().fill('80 € are left')
    await page.getByRole('radio', { name: 'failed' }).check()
    await page.getByLabel('Environment').fill('chrome')
    await page.getByLabel('Notes').fill('The voucher is ignored.')
    await page.getByLabel('Defects').fill('SHOP-611')
    await page.getByLabel('Evidence').setInputFiles(screenshot)
    await page.getByRole('button', { name: 'Save, and go to the next' }).click()
    // It was the only one.
    await heading(page, '2.5.0 by hand')
    await page.getByRole('link', { name: 'Pays with a voucher' }).click()
    await page.locator('tbody a').first().click()
    await heading(page, /^Run \d+$/)
    expect(await page.locator('main').innerText()).toMatch(/80 € are left/)
    const image = page.locator('.evidence img')
    await image.scrollIntoViewIfNeeded()
    await expect.poll(() => image.evaluate((element) => Reflect.get(element, 'naturalWidth'))).toBe(1)
    await page.getByRole('link', { name: 'SHOP-611' }).click()
    await heading(page, 'SHOP-611')
  }

  it('serve all of a tester’s work', async () => {
    const { page, close } = await open()
    await work(page, 'With scripts')
    await close()
  })

  it('serve it all without scripts', async () => {
    const { page, close } = await open({ javaScriptEnabled: false })
    await work(page, 'Without scripts')
    await close()
  })

  it('tell how far an import is, and send it once', async () => {
    const projectId = await priya.newProject('Told of')
    const { page, close } = await open()
    await signIn(page)
    await page.goto(`/projects/${projectId}/import`)
    await page.getByLabel('Files with tickets').setInputFiles([...paths('tickets')])
    const form = page.locator('form[action*="kind=tickets"]')
    // Gone again before anybody can look.
    await page.evaluate(`new MutationObserver(() => {
      if (document.querySelector('progress')) document.body.dataset.progressed = 'yes'
    }).observe(document.body, { childList: true, subtree: true })`)
    await form.getByRole('button', { name: 'Import' }).dblclick()
    await heading(page, 'Tickets were imported')
    expect(await page.evaluate('document.body.dataset.progressed')).toBe('yes')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')
    // Wrong rows are told of in the same place.
    await page.getByRole('link', { name: 'Import more' }).click()
    const broken = join(folder, 'broken.ndjson')
    writeFileSync(broken, '{"key":"NO"}\n')
    await page.getByLabel('Files with tickets').setInputFiles(broken)
    await form.getByRole('button', { name: 'Import' }).click()
    await page.getByText('broken.ndjson, row 1').waitFor()
    await close()
  })

  it.each([
    ['in light', {}],
    ['in dark', { colorScheme: 'dark' }],
    ['on a telephone', { viewport: { width: 360, height: 740 } }],
  ] as const)('can be used by everybody, %s', async (_, options) => {
    const { page, close } = await open(options)
    const found: string[] = [...(await examine(page, '/sign-in'))]
    await signIn(page)
    for (const address of await everyPage()) found.push(...(await examine(page, address)))
    expect(found).toEqual([])
    await close()
  })

  /** One of each kind of page, of the project that was worked on. */
  async function everyPage(): Promise<readonly string[]> {
    const { projects, testCycles, testRuns } = priya.services
    const { items } = await projects.list({ name: 'With scripts' })
    const at = `/projects/${items[0]?.id}`
    const projectId = items[0]?.id ?? 0
    const cycle = (await testCycles.list({ projectId, sort: '-id', limit: 1 })).items[0]
    const run = (await testRuns.list({ projectId, sort: '-id', limit: 1 })).items[0]
    const inProject = [
      '',
      '?fixVersion=2.5.0&by=component',
      '/gaps',
      '/tickets',
      '/tickets?filter=yes&verdict=OK',
      '/tickets/SHOP-402',
      '/matrix',
      '/matrix?by=testCase&groupBy=component',
      '/maturity',
      '/maturity/dimension?name=Quality%20Engineering',
      '/recommendations?list=closed',
      '/cycles',
      '/cycles/new',
      `/cycles/${cycle?.id}`,
      `/cycles/${cycle?.id}/add`,
      `/cycles/${cycle?.id}/items/${run?.cycleItemId}`,
      `/runs/${run?.id}`,
      '/import',
      '/report',
    ]
    return ['/', '/projects/new', '/account', '/nothing', ...inProject.map((path) => at + path)]
  }

  /** What axe calls serious, and what is wider than the window. */
  async function examine(page: Page, address: string): Promise<readonly string[]> {
    await page.goto(address)
    for (const details of await page.locator('details').all()) {
      await details.evaluate((element) => element.setAttribute('open', ''))
    }
    await page.evaluate(axe)
    const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>('axe.run()')
    const excess = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    return [
      ...violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${address}: ${id}: ${nodes[0]?.html}`),
      ...(excess > 0 ? [`${address}: ${excess} pixels too wide`] : []),
    ]
  }
})

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
