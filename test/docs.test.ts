/** What readers rely on: links that lead somewhere, and a lockfile that installs anywhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
].filter((name) => name.endsWith('.md'))

describe('documentation', () => {
  it.each(pages)('%s links to pages and headings that exist', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)/g)].map(
      ([, file = '', anchor]) => ({
        file: file === '' ? join(root, page) : join(root, dirname(page), file),
        anchor,
      }),
    )
    expect(links.filter(({ file }) => !existsSync(file))).toEqual([])
    expect(
      links.filter(({ file, anchor }) => anchor !== undefined && !headings(file).includes(anchor)),
    ).toEqual([])
  })

  it('names every page in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const unnamed = pages.filter(
      (page) => page.startsWith('docs/') && !page.slice(5).includes('/') && !readme.includes(`](${page})`),
    )
    expect(unnamed).toEqual([])
  })

  it('shows the two commands that this repository is tried with', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    expect(readme).toContain('npm ci && npm run demo\nnpm ci && npm test')
  })
})

describe('package-lock.json', () => {
  it('names no registry, so that it installs through whichever one a machine uses', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/)
  })
})

/** The anchors that a page's headings get. */
function headings(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').match(/^#+ .*$/gm) ?? []
  return lines.map(
    (line) =>
      `#${line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-')}`,
  )
}
