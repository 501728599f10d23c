import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { launchChromium } from './chromium.js'
import { type Shot, shots } from './shots.js'
import { type Preview, startPreview } from './start.js'

/**
 * `npx tsx packages/forge-app/preview/screenshots.ts [folder] [name]`: pictures of every module in every state, in
 * light, dark and on a narrow page; with a name only those whose own begins with it.
 */
const [folder = await mkdtemp(join(tmpdir(), 'atmosfera-screenshots-')), wanted = ''] = process.argv.slice(2)
const say = (text: string): boolean => process.stdout.write(`${text}\n`)

const looks = [
  { look: 'light', theme: 'light', width: 1080 },
  { look: 'dark', theme: 'dark', width: 1080 },
  { look: 'narrow', theme: 'light', width: 360 },
] as const

await mkdir(folder, { recursive: true })
const preview = await startPreview({ port: 0 })
const browser = await launchChromium()
try {
  for (const shot of shots.filter(({ name }) => name.startsWith(wanted))) {
    for (const look of looks.filter(({ look: name }) => shot.looks.includes(name))) {
      const context = await browser.newContext({
        viewport: { width: look.width, height: 720 },
        reducedMotion: 'reduce',
      })
      await take(context, shot, look)
      await context.close()
    }
  }
} finally {
  await browser.close()
  await preview.close()
}
say(`The pictures are in ${folder}`)

async function take(
  context: BrowserContext,
  shot: Shot,
  { look, theme }: (typeof looks)[number],
): Promise<void> {
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(addressOf(preview, shot, theme))
  try {
    if (!shot.isWaiting) await settled(page)
    await shot.act?.(page, preview)
  } catch (error) {
    problems.push(String(error).split('\n')[0] ?? '')
  }
  const name = `${shot.name}-${look}.png`
  // A dialog covers what is seen, not the whole page.
  const fullPage = (await page.getByRole('dialog').count()) === 0
  await page.screenshot({ path: join(folder, name), fullPage })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (overflow > 0) problems.push(`is ${overflow} px too wide`)
  say([name, ...problems].join('  '))
}

function addressOf({ url }: Preview, { module, query = {} }: Shot, theme: string): string {
  if (module === undefined) return `${url}#${new URLSearchParams({ ...query, theme })}`
  return `${url}frame/${module}/?${new URLSearchParams({ ...query, theme })}`
}

/** Nothing loads any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  const isDone = (): boolean => {
    const main = document.querySelector('#root')
    return main !== null && main.textContent !== '' && document.querySelector('.uk-spinner') === null
  }
  await page.waitForFunction(isDone, undefined, { timeout: 10_000 })
}
