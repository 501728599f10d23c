import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from './chromium.js'
import { issueEvent } from './platform/events.js'
import { sampleAccounts } from './platform/sample-site.js'
import { readManifest } from './server/manifest.js'
import { type Preview, startPreview } from './start.js'

const { modules } = await readManifest()
const patience = { timeout: 20_000 }
let preview: Preview
let browser: Browser | undefined
let page: Page

beforeAll(async () => {
  preview = await startPreview({ port: 0 })
  if (!hasChromium) return
  browser = await launchChromium()
  page = await browser.newPage()
})

afterAll(async () => {
  await browser?.close()
  await preview.close()
})

interface Panel {
  readonly payload: { readonly body: { readonly ticket: { readonly summary: string } } }
}

/** What the panel of an issue gets for an answer. */
async function panelOf(issue: string): Promise<Panel> {
  const response = await fetch(`${preview.url}frame/atmosfera-issue-panel/invoke?issue=${issue}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'GET', path: '/forge/issue' }),
  })
  return (await response.json()) as Panel
}

describe('the preview', () => {
  it('stands on a server that hears what changes in Jira', async () => {
    const { jira, sendEvent } = preview.platform
    const issue = jira.site.edit('SHOP-404', { summary: 'Check out as a guest' })
    const event = issueEvent('avi:jira:updated:issue', issue, sampleAccounts.tester.accountId)
    expect(await sendEvent(event)).toMatchObject({ status: 200 })
    const summary = async () => (await panelOf('SHOP-404')).payload.body.ticket.summary
    await expect.poll(summary, patience).toBe('Check out as a guest')
  })

  it.skipIf(!hasChromium).each(modules)(
    'draws all of $key, with what the server answers',
    async ({ key }) => {
      const failures: string[] = []
      page.on('pageerror', ({ message }) => failures.push(message))
      page.on('response', (response) => response.ok() || failures.push(response.url()))
      await page.goto(`${preview.url}frame/${key}/`)
      await page.waitForFunction(() => {
        const main = document.querySelector('#root')
        return main !== null && main.textContent !== '' && document.querySelector('.uk-spinner') === null
      })
      expect(await page.locator('.uk-unknown').allTextContents()).toEqual([])
      expect(failures).toEqual([])
      page.removeAllListeners()
    },
  )

  it.skipIf(!hasChromium)('shows a module in the page around it, and goes where it is led to', async () => {
    await page.goto(preview.url)
    await page.getByRole('button', { name: /jira:projectPage/ }).click()
    const frame = page.frameLocator('iframe')
    await frame.getByRole('link', { name: 'SHOP-565' }).click()
    await expect.poll(() => page.getByLabel('Issue').inputValue(), patience).toBe('SHOP-565')
    await expect.poll(() => page.locator('iframe').getAttribute('src'), patience).toContain('issue-panel')
    await page.getByLabel('Theme').selectOption('dark')
    await expect.poll(() => frame.locator('html').getAttribute('data-color-mode'), patience).toBe('dark')
  })
})
