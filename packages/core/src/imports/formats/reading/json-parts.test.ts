import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValidationError } from '../../../errors.js'
import { openSource } from '../../source.js'
import { type JsonPart, type JsonPath, readJsonParts, type Visit } from './json-parts.js'

async function partsOf(text: string, visit: (path: JsonPath) => Visit): Promise<JsonPart[]> {
  const parts: JsonPart[] = []
  for await (const part of readJsonParts(openSource(new Blob([text]), { name: 'file' }), visit))
    parts.push(part)
  return parts
}

const takeAll = (): Visit => 'take'
const message = async (text: string, visit = takeAll): Promise<string> => {
  const error: unknown = await partsOf(text, visit).catch((reason: unknown) => reason)
  return error instanceof ValidationError ? error.message : `no refusal but ${JSON.stringify(error)}`
}

describe('readJsonParts', () => {
  it('hands out what is wanted, with its path and its line', async () => {
    const text = '{"a": [1,\n {"b": 2}],\n "c": {"d": [3]}, "e": "x"}'
    const parts = await partsOf(text, (path) =>
      path.length === 0 || path.join() === 'a' ? 'enter' : path[0] === 'c' ? 'skip' : 'take',
    )
    expect(parts).toEqual([
      { kind: 'object', path: [], value: undefined, row: 1 },
      { kind: 'list', path: ['a'], value: undefined, row: 1 },
      { kind: 'value', path: ['a', '[]'], value: 1, row: 1 },
      { kind: 'value', path: ['a', '[]'], value: { b: 2 }, row: 2 },
      { kind: 'end', path: ['a'], value: undefined, row: 2 },
      { kind: 'value', path: ['e'], value: 'x', row: 3 },
      { kind: 'end', path: [], value: undefined, row: 3 },
    ])
  })

  it('reads documents one after the other', async () => {
    const values = (await partsOf('{"a":1}{"a":2}\n[3] "x" 4', takeAll)).map(({ value }) => value)
    expect(values).toEqual([{ a: 1 }, { a: 2 }, [3], 'x', 4])
  })

  it('gives the values that JSON.parse gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 5 }), async (text) => {
        fc.pre(!text.includes('__proto__'))
        const [part] = await partsOf(text, takeAll)
        // A parser of streams knows no negative zero.
        expect(JSON.stringify(part?.value)).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it('lets nobody set a prototype', async () => {
    const [part] = await partsOf('{"__proto__": {"polluted": true}}', takeAll)
    expect(part?.value).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('polluted')
  })

  it.each([
    ['', 'file, row 1: is empty; was the report written?'],
    ['\n\n  ', 'file, row 3: is empty; was the report written?'],
    ['{"a": 1,\n"b"', 'file, row 2: malformed JSON: it ends in the middle; was the run cut off?'],
    ['{}\n"a', 'file, row 2: malformed JSON on line 2 (escaped characters)'],
    ['{} tru', 'file, row 1: malformed JSON on line 1 (expected a value)'],
    ['{"a": }', 'file, row 1: malformed JSON on line 1 (expected a value)'],
    ['{"a": "b\nc"}', 'file, row 1: malformed JSON on line 1 (escaped characters)'],
    ['['.repeat(201), 'file, row 1: is nested more than 200 levels deep; is it a test report?'],
  ])('refuses %j', async (text, wanted) => {
    expect(await message(text)).toBe(wanted)
  })

  it('refuses a value that is too large, but not one that it passes over', async () => {
    const many = `[${'0,'.repeat(4_000_100)}0]`
    expect(await message(many)).toContain('has a value with more than 4000000 values in it')
    expect(await partsOf(many, () => 'skip')).toEqual([])
  })
})
