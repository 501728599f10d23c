import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const path = process.env.ATMOSFERA_CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a browser to test with; what is missing is said once. */
export const hasChromium: boolean = existsSync(path)
if (!hasChromium) {
  console.warn(
    `Chromium: tests in a browser are skipped, ${path} is absent (apt install chromium, or set ATMOSFERA_CHROMIUM).`,
  )
}

/** Starts the browser; undefined where there is none. Whoever starts it closes it. */
export async function launchChromium(): Promise<Browser | undefined> {
  if (!hasChromium) return undefined
  // In a container people are root, for whom Chromium has no sandbox; and /dev/shm is small there.
  const isRoot = process.getuid?.() === 0
  return await chromium.launch({
    executablePath: path,
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  })
}
