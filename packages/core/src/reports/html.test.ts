import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementsOf } from '../../../../test/support/markup.js'
import { reportOf, summaryOf } from '../../../../test/support/project-report.js'
import { reportHtml } from './html.js'

const hostile = [
  '<script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  ']]> <!-- --> &amp; &#0;',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '\u{202e}\u{2066}לא קריא',
  'a\u0000b\u001b[31mc\ud800',
  'zr0-p0 url(#zr0-p0) style="x" {a|b} {c}',
  'javascript:alert(1)',
]

describe('a report as a page', () => {
  it('is one file: nothing in it is fetched from anywhere', async () => {
    const page = await reportHtml(reportOf())
    const elements = elementsOf(page)
    const fetching = elements.filter(({ name, attributes }) =>
      ['img', 'iframe', 'object', 'embed', 'video', 'audio', 'source', 'base', 'use', 'image'].includes(name)
        ? true
        : name === 'link'
          ? attributes.href !== 'data:,'
          : attributes.src !== undefined,
    )
    expect(fetching).toEqual([])
    expect(page).not.toMatch(/url\((?!#)|@import/)
  })

  it('has a policy that allows its own style and script, and nothing else', async () => {
    const page = await reportHtml(reportOf())
    const digest = (name: string): string => {
      const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? ''
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    }
    const policy = elementsOf(page).find(
      ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
    )
    expect(policy?.attributes.content).toBe(
      `default-src 'none'; style-src ${digest('style')}; script-src ${digest('script')}; img-src data:; base-uri 'none'; form-action 'none'`,
    )
  })

  it('gives every chart a name, a text and a table', async () => {
    const elements = elementsOf(await reportHtml(reportOf()))
    const charts = elements.filter(({ name, attributes }) => name === 'svg' && attributes.role === 'img')
    const textOf = (id: string | undefined): string =>
      elements.find(({ attributes }) => attributes.id === id)?.text ?? ''
    expect(charts.length).toBe(15)
    for (const { attributes } of charts) {
      const [title, text] = (attributes['aria-labelledby'] ?? '').split(' ').map(textOf)
      expect(title).not.toBe('')
      expect(text?.length).toBeGreaterThan(40)
    }
    expect(elements.filter(({ name }) => name === 'figure').length).toBeLessThan(
      elements.filter(({ name }) => name === 'table').length,
    )
  })

  it('uses no id twice, and every reference leads somewhere', async () => {
    const page = await reportHtml(reportOf())
    const elements = elementsOf(page)
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
    expect(ids).toEqual([...new Set(ids)])
    const references = elements.flatMap(({ attributes }) => [
      ...(attributes.href?.startsWith('#') ? [attributes.href.slice(1)] : []),
      ...(attributes['aria-labelledby']?.split(' ') ?? []),
      ...[...(attributes.fill ?? '').matchAll(/url\(#(.*)\)/g)].map(([, id]) => id),
      ...[...(attributes['clip-path'] ?? '').matchAll(/url\(#(.*)\)/g)].map(([, id]) => id),
    ])
    expect(references.length).toBeGreaterThan(20)
    expect(references.filter((id) => id === undefined || !ids.includes(id))).toEqual([])
  })

  it('is the same text for the same report', async () => {
    expect(await reportHtml(reportOf())).toBe(await reportHtml(reportOf()))
  })

  it('links tickets to Jira, and to nothing that is no web page', async () => {
    const links = async (browseUrl: string | null) => {
      const report = reportOf()
      const data = { ...report.data, jira: report.data.jira && { ...report.data.jira, browseUrl } }
      const elements = elementsOf(await reportHtml({ ...report, data }))
      return elements.flatMap(({ name, attributes: { href = '' } }) =>
        name === 'a' && !href.startsWith('#') ? href : [],
      )
    }
    expect(await links('https://jira.example.com/browse/')).toEqual([
      'https://jira.example.com/browse/SHOP-1',
      'https://jira.example.com/browse/SHOP-2',
    ])
    expect(await links(null)).toEqual([])
  })

  it.each(hostile)('shows what people write as text: %j', async (written) => {
    const plain = elementsOf(await reportHtml(reportOf()))
    const page = await reportHtml(reportOf({ name: written, title: written, value: written }))
    const elements = elementsOf(page)
    const shape = (all: typeof plain) =>
      all.map(({ name, attributes }) => [name, ...Object.keys(attributes)]).filter(([name]) => !isDrawn(name))
    expect(shape(elements)).toEqual(shape(plain))
    expect(page.match(/<script>/g)).toHaveLength(1)
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(
      elements.flatMap(({ attributes }) => Object.keys(attributes).filter((key) => /^on|^style$/.test(key))),
    ).toEqual([])
  })

  it('shows any text as text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom(...'<>&"\'`{}|\\/=;:#()-'),
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          ),
          maxLength: 24,
        }),
        async (written) => {
          const elements = elementsOf(
            await reportHtml(reportOf({ name: written, title: written, value: written })),
          )
          const heading = elements.findIndex(({ name }) => name === 'h1')
          // A line break is the one thing that XML and HTML may write differently.
          expect(elements[heading + 1]?.text.replace(/\r\n?/g, '\n')).toBe(
            written
              .toWellFormed()
              .replace(/(?![\t\n\r])\p{Cc}/gu, '\u{fffd}')
              .replace(/\r\n?/g, '\n'),
          )
        },
      ),
      { numRuns: 25 },
    )
  })

  it('says what to do where there is nothing', async () => {
    const report = reportOf()
    const nothing = { total: 0, items: [] }
    const page = await reportHtml({
      ...report,
      coverage: summaryOf({}),
      change: null,
      breakdowns: [],
      epics: [],
      trend: { interval: 'week', points: [] },
      gaps: { failing: nothing, uncovered: nothing },
      cycles: nothing,
      recommendations: { items: [], more: false },
    })
    expect(page).toContain('atmosfera import tickets FILE --project NAME')
    expect(page).toContain('atmosfera import results FILE --project NAME --cycle NAME')
    expect(page).toContain('No recommendation is open.')
    elementsOf(page)
  })

  it('lists the largest values of a long breakdown, and says how many it leaves out', async () => {
    const report = reportOf()
    const items = Array.from({ length: 250 }, (_, index) => ({
      value: `version ${index}`,
      summary: summaryOf({ OK: index }),
    }))
    const page = await reportHtml({
      ...report,
      breakdowns: [{ projectId: 1, by: 'fixVersion', items }],
    })
    expect(page).toContain('200 of 250 fix versions as a table')
    expect(page).toContain('50 fix versions with fewer tickets are left out here')
    expect(page).toContain('version 50<')
    expect(page).not.toContain('version 49<')
  })
})

/** What a chart is made of depends on the words that fit into it. */
function isDrawn(name: string | undefined): boolean {
  return [
    'path',
    'text',
    'g',
    'rect',
    'pattern',
    'defs',
    'polyline',
    'polygon',
    'clipPath',
    'tspan',
    'circle',
  ].includes(name ?? '')
}
