import { describe, expect, it } from 'vitest'
import { ValidationError } from '../../../errors.js'
import { attributeLimit, depthLimit, type EntityPolicy, type XmlAttributes, XmlReader } from './xml.js'

type Event =
  | readonly ['open', string, XmlAttributes, number]
  | readonly ['text', string]
  | readonly ['close', string]

/** Reads the pieces and notes every event; text that comes in pieces is noted as one. */
function read(pieces: string | readonly string[], entities: EntityPolicy = 'refuse'): Event[] {
  const events: Event[] = []
  const reader = new XmlReader(
    'report.xml',
    {
      open: (name, attributes, line) => events.push(['open', name, { ...attributes }, line]),
      text: (piece) => {
        const last = events.at(-1)
        if (last?.[0] === 'text') events.splice(-1, 1, ['text', last[1] + piece])
        else events.push(['text', piece])
      },
      close: (name) => events.push(['close', name]),
    },
    entities,
  )
  for (const piece of [pieces].flat()) reader.write(piece)
  reader.end()
  return events
}

function refusal(pieces: string | readonly string[], entities?: EntityPolicy): string {
  try {
    read(pieces, entities)
  } catch (error) {
    if (error instanceof ValidationError) return error.message
    throw error
  }
  throw new Error('It was read.')
}

describe('XmlReader tells', () => {
  it('elements with attributes, text and lines', () => {
    expect(read('<a>\n  <b\n    c="1"\n  >x</b>\n</a>')).toEqual([
      ['open', 'a', {}, 1],
      ['text', '\n  '],
      ['open', 'b', { c: '1' }, 2],
      ['text', 'x'],
      ['close', 'b'],
      ['text', '\n'],
      ['close', 'a'],
    ])
  })

  it("XML's own entities and references to characters", () => {
    expect(read('<a b="&lt;&quot;&#10;">&amp;&apos;&gt; &#x1F44B;&#233;</a>')).toEqual([
      ['open', 'a', { b: '<"\n' }, 1],
      ['text', "&'> 👋é"],
      ['close', 'a'],
    ])
  })

  it('CDATA as text', () => {
    expect(read('<a><![CDATA[<b> ]] ]]]]></a>')[1]).toEqual(['text', '<b> ]] ]]'])
  })

  it('the same events however the text is cut', () => {
    const text = '<?xml version="1.0"?><!-- c --><a b="&amp;é"><![CDATA[]]x]]>y&#10;<b/></a>\n'
    const whole = read(text)
    for (let at = 0; at <= text.length; at++) expect(read([text.slice(0, at), text.slice(at)])).toEqual(whole)
    expect(read([...text])).toEqual(whole)
  })

  it('references to characters that XML cannot hold as they are, for coloured output has them', () => {
    expect(read('<a>&#27;[31m &#0; &#xD800;</a>')[1]).toEqual(['text', '&#27;[31m &#0; &#xD800;'])
  })
})

describe('XmlReader refuses, naming file and line,', () => {
  const cutOff = 'ends in the middle; the report was cut off, so write or download it again'
  it.each([
    ['an empty file', '', 'row 1: is empty; was the report written?'],
    ['blanks', ' \n\n', 'row 3: is empty; was the report written?'],
    [
      'a file without an element',
      '<?xml version="1.0"?>\n<!-- -->',
      'row 2: has no XML element in it; is it a report?',
    ],
    ['a document cut between elements', '<a>\n<b/>\n', `row 3: ${cutOff}`],
    ['a document cut in a tag', '<a>\n<b c="', `row 2: ${cutOff}`],
    ['a document cut in CDATA', '<a>\n<![CDATA[ x', `row 2: ${cutOff}`],
    ['a second root', '<a/>\n<b/>', 'row 2: has a second root element <b>; keep one report per file'],
    [
      'text after the root',
      '<a/>\nx',
      'row 2: has text outside of its root element; keep one report per file',
    ],
    [
      'CDATA after the root',
      '<a/>\n<![CDATA[]]>',
      'row 2: has text outside of its root element; keep one report per file',
    ],
    ['text before the root', '\nx<a/>', 'row 2: is not XML: it does not start with a tag'],
    [
      'a NUL character',
      '<a>\n\0</a>',
      'row 2: has a NUL character, which XML cannot hold; is the file damaged?',
    ],
    ['a bare &', '<a>\nb & c</a>', 'row 2: is not well-formed XML: an & that is not written as &amp;'],
    ['a bare <', '<a>\n1 <2</a>', 'row 2: is not well-formed XML: a < that is not written as &lt;'],
    [
      'tags that do not match',
      '<a>\n</b>',
      'row 2: is not well-formed XML: an element is closed that is not the innermost open one',
    ],
    ['an attribute without quotes', '<a\nb=c/>', 'row 2: is not well-formed XML: unquoted attribute value'],
    [
      'a declaration among elements',
      '<a>\n<!FOO></a>',
      'row 2: is not well-formed XML: a declaration where none may be',
    ],
    [
      'an attribute that the parser trips over',
      '<a hasOwnProperty="1"\nb="2"/>',
      'row 2: has an attribute called hasOwnProperty, which cannot be read; rename it',
    ],
  ])('%s', (_what, text, message) => {
    expect(refusal(text)).toBe(`report.xml, ${message}`)
    expect(refusal([...text])).toBe(`report.xml, ${message}`)
  })

  it('elements nested deeper than any report', () => {
    expect(read('<a>'.repeat(depthLimit) + '</a>'.repeat(depthLimit))).toHaveLength(2 * depthLimit)
    expect(refusal('<a>'.repeat(100_000))).toBe(
      `report.xml, row 1: has elements nested more than ${depthLimit} deep`,
    )
  })

  it('names without end and attributes without number', () => {
    expect(refusal(`<${'a'.repeat(200_000)}`)).toContain('a name of more than 1024 characters')
    expect(refusal(`<a>&${'a'.repeat(200_000)}`)).toContain('a name of more than 1024 characters')
    expect(refusal(`<a><!${'a'.repeat(200_000)}`)).toContain('a name of more than 1024 characters')
    const attributes = Array.from({ length: 50_000 }, (_, index) => `b${index}="1" `).join('')
    expect(refusal(`<a ${attributes}/>`)).toContain('more than 1000 attributes')
  })
})

describe('XmlReader never follows entities', () => {
  const declared = '<!DOCTYPE a [\n<!ENTITY x SYSTEM "file:///etc/passwd">\n]>\n<a>&x;</a>'
  const laughs = `<!DOCTYPE a [
    <!ENTITY l0 "lol">
    ${Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('\n')}
  ]><a b="&l9;">&l9;</a>`

  it('refuses a document that declares or uses them', () => {
    expect(refusal(declared)).toBe(
      'report.xml, row 2: declares entities, which is not read for safety; remove the <!DOCTYPE>',
    )
    expect(refusal('<!DOCTYPE a SYSTEM "http://example.com/a.dtd">\n<a/>')).toBe(
      'report.xml, row 1: refers to an external document type, which is not read for safety; remove the <!DOCTYPE>',
    )
    expect(refusal('<a>\n&nbsp;</a>')).toBe(
      'report.xml, row 2: uses the entity &nbsp; which XML does not define; write the character itself',
    )
    expect(refusal('<a>&constructor;</a>')).toContain('uses the entity &constructor;')
    expect(refusal(laughs)).toContain('declares entities')
  })

  it('leaves them in the text as they are, where that is the policy', () => {
    expect(read(declared, 'literal')).toEqual([
      ['open', 'a', {}, 4],
      ['text', '&x;'],
      ['close', 'a'],
    ])
    expect(read(laughs, 'literal').slice(-3)).toEqual([
      ['open', 'a', { b: '&l9;' }, 12],
      ['text', '&l9;'],
      ['close', 'a'],
    ])
  })

  it('accepts a document type that declares nothing', () => {
    expect(read('<!DOCTYPE a><a/>')).toHaveLength(2)
  })
})

describe('XmlReader stays small', () => {
  it('keeps the start of an attribute, the same however the text is cut', () => {
    const text = `<a b="${'x'.repeat(300_000)}" c="1"/>`
    const kept = { b: 'x'.repeat(attributeLimit + 1), c: '1' }
    expect(read(text)[0]).toEqual(['open', 'a', kept, 1])
    expect(read([text.slice(0, 70_000), text.slice(70_000)])[0]).toEqual(['open', 'a', kept, 1])
  })

  it('passes over comments and instructions of any length', () => {
    const long = 'x'.repeat(1_000_000)
    expect(read(`<?a ${long}?><!--${long}--><a/>`)).toEqual([
      ['open', 'a', {}, 1],
      ['close', 'a'],
    ])
  })
})
