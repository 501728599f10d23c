import { describe, expect, it } from 'vitest'
import { FieldError } from '../reading/rows.js'
import { adfToText, isAdfDocument } from './adf.js'

const text = (value: string, marks?: unknown) => ({ type: 'text', text: value, marks })
const node = (type: string, content: unknown, attrs?: unknown) => ({ type, content, attrs })
const paragraph = (...content: unknown[]) => node('paragraph', content)
const document = (...content: unknown[]) => ({ type: 'doc', version: 1, content })

describe('adfToText', () => {
  it.each([
    [
      'paragraphs and headings',
      [node('heading', [text('Title')], { level: 1 }), paragraph(text('a'), text('b'))],
      'Title\n\nab',
    ],
    ['line ends', [paragraph(text('a'), { type: 'hardBreak' }, text('b'))], 'a\nb'],
    [
      'bullets',
      [
        node('bulletList', [
          node('listItem', [paragraph(text('a'))]),
          node('listItem', [paragraph(text('b'))]),
        ]),
      ],
      '- a\n- b',
    ],
    [
      'lists in lists',
      [
        node(
          'orderedList',
          [
            node('listItem', [
              paragraph(text('a')),
              node('bulletList', [node('listItem', [paragraph(text('b'))])]),
            ]),
          ],
          { order: 3 },
        ),
      ],
      '3. a\n   - b',
    ],
    [
      'tasks',
      [
        node('taskList', [
          node('taskItem', [text('done')], { state: 'DONE' }),
          node('taskItem', [text('open')], { state: 'TODO' }),
        ]),
      ],
      '[x] done\n[ ] open',
    ],
    ['code', [node('codeBlock', [text('if (a) {\n  b\n}')], { language: 'c' })], 'if (a) {\n  b\n}'],
    ['quotes', [node('blockquote', [paragraph(text('a')), paragraph(text('b'))])], '> a\n\n> b'],
    ['rules and panels', [node('panel', [paragraph(text('a'))]), { type: 'rule' }], 'a\n\n---'],
    [
      'tables',
      [
        node('table', [
          node('tableRow', [
            node('tableHeader', [paragraph(text('a'))]),
            node('tableHeader', [paragraph(text('b'))]),
          ]),
          node('tableRow', [
            node('tableCell', [paragraph(text('1')), paragraph(text('2'))]),
            node('tableCell', []),
          ]),
        ]),
      ],
      'a | b\n1 2 |',
    ],
    [
      'links, with their address where the text is another',
      [
        paragraph(
          text('see', [{ type: 'link', attrs: { href: 'https://a.example' } }]),
          text(' '),
          text('https://b.example', [{ type: 'link', attrs: { href: 'https://b.example' } }]),
        ),
      ],
      'see (https://a.example) https://b.example',
    ],
    [
      'mentions, emoji, dates, cards and pictures',
      [
        paragraph(
          { type: 'mention', attrs: { id: '1', text: '@Ada' } },
          { type: 'emoji', attrs: { shortName: ':wave:', text: '👋' } },
          { type: 'date', attrs: { timestamp: '1302834136000' } },
          { type: 'inlineCard', attrs: { url: 'https://a.example' } },
        ),
        node('mediaSingle', [{ type: 'media', attrs: { alt: 'screen.png' } }]),
      ],
      '@Ada👋2011-04-15https://a.example\n\nscreen.png',
    ],
    ['expandable parts', [node('expand', [paragraph(text('a'))], { title: 'More' })], 'More\n\na'],
    ['the text inside of what it does not know', [node('hologram', [paragraph(text('a'))])], 'a'],
    [
      'nothing out of what is no node',
      [null, 7, 'a', { type: 'text' }, { type: 'date', attrs: { timestamp: 'x' } }, {}],
      '',
    ],
  ])('reads %s', (_what, content, expected) => {
    expect(adfToText(document(...content), 'description').replace(/ +$/gm, '')).toBe(expected)
  })

  it('refuses what is nested deeper than anybody writes', () => {
    let nested: unknown = text('a')
    for (let depth = 0; depth < 10_000; depth++) nested = node('panel', [nested])
    expect(() => adfToText(document(nested), 'description')).toThrow(FieldError)
  })
})

describe('isAdfDocument', () => {
  it('tells documents from other objects', () => {
    expect(isAdfDocument(document())).toBe(true)
    expect([null, 'doc', [], {}, { type: 'doc' }].some(isAdfDocument)).toBe(false)
  })
})
