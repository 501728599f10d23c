import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapOf, reportOf, summaryOf } from '../../../../test/support/project-report.js'
import { reportMarkdown } from './markdown.js'
import { escapeMarkdown } from './markdown-parts.js'

describe('a report as Markdown', () => {
  it('begins with the numbers and what changed', () => {
    const lines = reportMarkdown(reportOf({ name: 'Shop' })).split('\n')
    expect(lines.slice(0, 12)).toEqual([
      '## Shop: test coverage and maturity',
      '',
      'As of 2026-11-22 12:00 UTC, tickets in component Checkout, runs on Checkout, in cycle Checkout; newest test run 2026-11-21 08:00 UTC.',
      '',
      '|  | Tickets | of 15 | Since 2026-11-01 00:00 UTC |',
      '| --- | ---: | ---: | ---: |',
      '| **Linked** | 11 | 73.33 % | +40.00 |',
      '| **Executed** | 9 | 60.00 % | +26.67 |',
      '| **Passing** | 7 | 46.67 % | +26.67 |',
      '',
      'Maturity 2.50, lowest level 2, confidence 33 %.',
      '',
    ])
  })

  it('links tickets and says how many are left out', () => {
    const text = reportMarkdown(reportOf())
    expect(text).toContain('### Failing tickets (2)')
    expect(text).toContain('| [SHOP-1](<https://jira.example.com/browse/SHOP-1>) | 58 |')
    expect(text).toContain('1 ticket of less risk left out.')
  })

  it('fits into a comment, whatever there is to say', () => {
    const report = reportOf()
    const long = 'word '.repeat(1_500)
    const items = Array.from({ length: 25 }, (_, index) => gapOf(`SHOP-${index}`, { summary: long }))
    const text = reportMarkdown({
      ...report,
      gaps: { failing: { total: 25, items }, uncovered: { total: 25, items } },
      breakdowns: report.breakdowns.map((breakdown) => ({
        ...breakdown,
        items: Array.from({ length: 40 }, (_, index) => ({
          value: `${index} ${long}`,
          summary: summaryOf({ OK: 1 }),
        })),
      })),
    })
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text).toContain('_The rest does not fit in here._')
    expect(text.trimEnd().endsWith('</sub>')).toBe(true)
  })

  it('keeps every table whole, whatever people write', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '|',
            '\\',
            '`',
            '\n',
            '\r',
            '<',
            '>',
            'a',
            ' ',
            '*',
            '[',
            ']',
            '(',
            '@',
            '#',
            '1',
          ),
        }),
        (written) => {
          const report = reportOf()
          const table = reportMarkdown(reportOf({ title: written, value: written }))
            .split('\n')
            .filter((line) => line.startsWith('|'))
          const expected = reportMarkdown(report)
            .split('\n')
            .filter((line) => line.startsWith('|'))
          expect(table.map(cellsOf)).toEqual(expected.map(cellsOf))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('text in Markdown', () => {
  it.each([
    ['@ada and #12', '@\u{200b}ada and \\#\u{200b}12'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['a | b `c`', 'a \\| b \\`c\\`'],
    ['*bold* _it_ ~~no~~', '\\*bold\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['[a](javascript:x)', '\\[a\\](javascript:x)'],
    ['see https://example.com', 'see https\u{200b}://example.com'],
    ['GH-12 and www.example.com', 'GH-\u{200b}12 and www\u{200b}.example.com'],
    ['0c2a8e1f', '0c2a8e\u{200b}1f'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['2.5.0', '2.5.0'],
    ['two\nlines\u{202e}', 'two lines\u{fffd}'],
    ['&lt;', '&amp;lt;'],
    ['$x$', '\\$x\\$'],
  ])('%j is written %j', (written, expected) => {
    expect(escapeMarkdown(written)).toBe(expected)
  })
})

/** How many cells a line of a table has: a bar that is escaped ends none. */
function cellsOf(line: string): number {
  return line.replace(/\\[\\|]/g, '').split('|').length
}
