import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from '../chromium.js'

let browser: Browser | undefined
let page: Page

/** What the page of the tests has: a tree in, and the calls of its functions out. */
declare global {
  var draw: (tree: object) => void
  var calls: unknown[]
}

beforeAll(async () => {
  if (!hasChromium) return
  const { outputFiles } = await build({
    stdin: {
      contents: `import { mount } from './mount'
        globalThis.draw = mount(document.querySelector('main'))
        globalThis.calls = []`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'iife',
  })
  browser = await launchChromium()
  page = await browser.newPage()
  await page.setContent('<main></main>')
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
})

afterAll(async () => {
  await browser?.close()
})

describe.skipIf(!hasChromium)('a tree in a page', () => {
  it('keeps focus and typed text while the rest changes around a field', async () => {
    const form = (names: readonly string[]) => {
      const field = (name: string) => ({ type: 'Textfield', props: { id: name }, children: [], key: name })
      const children = names.map(field)
      return globalThis.draw({ type: 'Root', props: {}, children, key: 'root' })
    }
    await page.evaluate(form, ['a', 'b'])
    await page.locator('#b').pressSequentially('half a wo')
    await page.evaluate(form, ['c', 'b', 'a'])
    await page.keyboard.type('rd')
    expect(await page.locator('#b').inputValue()).toBe('half a word')
    expect(await page.locator('input').evaluateAll((all) => all.map(({ id }) => id))).toEqual(['c', 'b', 'a'])
  })

  it('writes into a field what the app has changed, and nothing else', async () => {
    const field = (value: string) => {
      const children = [{ type: 'Textfield', props: { id: 'f', value }, children: [], key: 'f' }]
      globalThis.draw({ type: 'Root', props: {}, children, key: 'root' })
    }
    await page.evaluate(field, '')
    await page.locator('#f').fill('typed')
    await page.evaluate(field, '')
    expect(await page.locator('#f').inputValue()).toBe('typed')
    await page.evaluate(field, 'of the app')
    expect(await page.locator('#f').inputValue()).toBe('of the app')
  })

  it('hands the app what UI Kit would', async () => {
    await page.evaluate(() => {
      const note = (value: unknown) => globalThis.calls.push(value)
      const noted = (pick: (event: { target: Record<string, unknown> }) => unknown) => ({
        onChange: (event: { target: Record<string, unknown> }) => note(pick(event)),
      })
      const options = [
        { label: 'One', value: 1 },
        { label: 'Two', value: 2 },
      ]
      const children = [
        { type: 'Textfield', props: { id: 'text', ...noted(({ target }) => [target.type, target.value]) } },
        { type: 'Toggle', props: { id: 'toggle', ...noted(({ target }) => [target.type, target.checked]) } },
        { type: 'Select', props: { id: 'select', options, onChange: note } },
      ].map((one) => ({ ...one, children: [], key: one.type }))
      globalThis.draw({ type: 'Root', props: {}, children, key: 'root' })
    })
    await page.locator('#text').pressSequentially('x')
    await page.locator('#toggle').click()
    await page.locator('#select').pressSequentially('tw')
    await page.getByRole('option', { name: 'Two' }).click()
    expect(await page.evaluate(() => globalThis.calls)).toEqual([
      ['text', 'x'],
      ['checkbox', true],
      { label: 'Two', value: 2 },
    ])
    expect(await page.locator('.uk-select-value').textContent()).toBe('Two')
  })

  it('leaves it to the app to close a dialog', async () => {
    await page.evaluate(() => {
      globalThis.calls.length = 0
      const draw = (children: object[]) => globalThis.draw({ type: 'Root', props: {}, children, key: 'root' })
      const onClose = () => globalThis.calls.push('close') === 2 && draw([])
      draw([{ type: 'Modal', props: { onClose, label: 'A dialog' }, children: [], key: 'modal' }])
    })
    const dialog = page.getByRole('dialog', { name: 'A dialog' })
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await dialog.count()).toBe(0)
  })
})
