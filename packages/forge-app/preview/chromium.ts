import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const path = process.env.ATMOSFERA_CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a browser to look at pages with. */
export const hasChromium: boolean = existsSync(path)

/** Starts the browser; whoever starts it closes it. @throws Error where there is none. */
export async function launchChromium(): Promise<Browser> {
  if (!hasChromium) {
    throw new Error(`There is no Chromium at ${path}: apt install chromium, or set ATMOSFERA_CHROMIUM.`)
  }
  // In a container people are root, for whom Chromium has no sandbox; and /dev/shm is small there.
  const isRoot = process.getuid?.() === 0
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-dev-shm-usage']
  return await chromium.launch({ executablePath: path, args })
}
