/** A matrix as text: whatever titles and keys hold, a spreadsheet and a browser read the same again. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import sax from 'sax'
import { describe, expect, it } from 'vitest'
import { matrixCsv } from './matrix-csv.js'
import { matrixHtml } from './matrix-html.js'
import type { MatrixTablePage } from './matrix-table.js'
import type { TestCaseResult, TicketMatrixItem } from './matrix-types.js'

const result: TestCaseResult = {
  id: 1,
  externalId: null,
  title: 'pays by card',
  verdict: 'NOK',
  lastExecutedAt: new Date('2026-03-01T10:00:00Z'),
  lastRun: {
    id: 17,
    status: 'failed',
    executedAt: new Date('2026-03-01T10:00:00Z'),
    environment: 'ios',
    version: '1.0',
  },
  environments: { ios: 'NOK', '': 'OK' },
  defects: ['SHOP-7', 'EXT-1'].map((key) => ({
    key,
    sources: ['run'],
    summary: null,
    status: null,
    resolved: null,
  })),
}

const ticket: TicketMatrixItem = { key: 'SHOP-1', summary: 'Pay', verdict: 'NOK', testCases: [result] }

function pageOf(items: readonly TicketMatrixItem[], more: Partial<MatrixTablePage> = {}): MatrixTablePage {
  return { by: 'ticket', groupBy: null, environments: ['ios', ''], items, ...more } as MatrixTablePage
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item, void, void> {
  yield* items
}

async function join(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

const csv = async (pages: readonly MatrixTablePage[]) => await join(matrixCsv(each(pages)))
const html = async (pages: readonly MatrixTablePage[], title = 'Shop') =>
  await join(matrixHtml(title, each(pages)))

describe('a matrix as CSV', () => {
  it('has one head, and a line for each ticket and test case of it', async () => {
    const bare = { ...ticket, key: 'SHOP-2', verdict: 'UNCOVERED', testCases: [] } as const
    expect(await csv([pageOf([ticket]), pageOf([bare])])).toBe(
      [
        'ticket,summary,verdict,test case,test verdict,last result,last run,environment,version,run,defects,ios,(no environment)',
        'SHOP-1,Pay,NOK,pays by card,NOK,failed,2026-03-01T10:00:00.000Z,ios,1.0,17,"SHOP-7, EXT-1",NOK,OK',
        'SHOP-2,Pay,UNCOVERED,,,,,,,,,,',
        '',
      ].join('\n'),
    )
  })

  it('has a column for the groups where there are some', async () => {
    const [head, first, second] = (
      await csv([
        pageOf(
          [
            { ...ticket, group: 'SHOP-9' },
            { ...ticket, group: null },
          ],
          { groupBy: 'epic' },
        ),
      ])
    ).split('\n')
    expect([head, first, second].map((line) => line?.slice(0, 14))).toEqual([
      'epic,ticket,su',
      'SHOP-9,SHOP-1,',
      ',SHOP-1,Pay,NO',
    ])
  })

  it.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1'])('lets no spreadsheet run %j', async (formula) => {
    const text = await csv([
      pageOf([{ ...ticket, summary: formula, testCases: [{ ...result, title: formula }] }], {
        environments: [formula],
      }),
    ])
    expect(parse(text).flat()).not.toContain(formula)
    expect(parse(text).flat()).toContain(`'${formula}`)
  })
})

describe('a matrix as HTML', () => {
  it('is well-formed, with every row as wide as the head, whatever the texts are', async () => {
    const anyText = fc.string({ unit: 'grapheme' })
    const anyItem = fc.record({
      key: anyText,
      summary: anyText,
      group: fc.constantFrom('a', 'b', null),
      titles: fc.array(anyText, { maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyItem, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(null, 'component' as const),
        anyText,
        async (parts, groupBy, title) => {
          const items = parts.flat()
          const pages = parts.map((part) =>
            pageOf(
              part.map(({ titles, ...item }) => ({
                ...ticket,
                ...item,
                testCases: titles.map((one) => ({ ...result, title: one })),
              })),
              { groupBy },
            ),
          )
          const { texts, widths } = read(await html(pages, title))
          expect(texts).toEqual(expect.arrayContaining(items.flatMap((item) => [item.key, item.summary])))
          expect(texts).toEqual(expect.arrayContaining(items.flatMap((item) => item.titles)))
          expect(new Set(widths)).toEqual(new Set([13]))
        },
      ),
    )
  })

  it('has no script, and asks for nothing from elsewhere', async () => {
    const text = await html([pageOf([{ ...ticket, summary: '<script src="https://example.org"></script>' }])])
    expect(text).not.toMatch(/<script|<link|<img|src="|url\(/)
    expect(text).toContain('&lt;script src=&quot;https://example.org&quot;&gt;')
  })

  it('replaces what no page may hold', async () => {
    expect(await html([pageOf([{ ...ticket, summary: 'a\u0001\u0085b\tc' }])])).toContain('a��b\tc')
  })

  it('is a page even where there is nothing', async () => {
    expect(read(await html([pageOf([])])).widths).toEqual([13])
  })
})

/** The texts of all fields, and how wide each row is, with the fields of rows above that reach into it. */
function read(page: string): { readonly texts: readonly string[]; readonly widths: readonly number[] } {
  const texts: string[] = []
  const widths: number[] = []
  let reaching: { rows: number; width: number }[] = []
  let text: string | undefined
  const parser = sax.parser(true)
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name, attributes }) => {
    if (name === 'tr') {
      reaching = reaching.map(({ rows, width }) => ({ rows: rows - 1, width })).filter(({ rows }) => rows > 0)
      widths.push(reaching.reduce((sum, { width }) => sum + width, 0))
    }
    if (name !== 'td' && name !== 'th') return
    text = ''
    const width = Number(attributes.colspan ?? 1)
    widths.push((widths.pop() ?? 0) + width)
    if (attributes.rowspan !== undefined) reaching.push({ rows: Number(attributes.rowspan), width })
  }
  parser.ontext = (part) => {
    text = text === undefined ? undefined : text + part
  }
  parser.onclosetag = (name) => {
    if ((name === 'td' || name === 'th') && text !== undefined) texts.push(text)
    text = undefined
  }
  // Tags without an end, which HTML has and XML has not.
  parser.write(page.replace(/<!doctype html>/, '').replaceAll(/<meta [^>]*>/g, '')).close()
  return { texts, widths }
}
