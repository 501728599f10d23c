import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ValidationError } from './errors.js'
import { date, id, json, labels, name, parse, shortText, testData, text } from './validation.js'

/** Why an input is refused: one line an issue. */
function refusal(schema: z.ZodType, input: unknown, ...more: [at?: string, secrets?: readonly string[]]) {
  try {
    parse(schema, input, ...more)
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    return error.issues.map((issue) => [issue.path, issue.message].filter((part) => part !== '').join(': '))
  }
  throw new Error('It was accepted.')
}

describe('A refused input is told', () => {
  const run = z.strictObject({
    status: z.enum(['passed', 'failed']),
    steps: z.array(z.strictObject({ action: text })),
    executedAt: date,
  })
  const good = { status: 'passed', steps: [], executedAt: '2026-03-01' }

  it('which field is wrong, what it got and what it wants', () => {
    expect(refusal(run, { ...good, status: 'green' })).toEqual([
      'status: invalid option: expected one of "passed"|"failed", got "green"',
    ])
    expect(refusal(run, { ...good, steps: [{ action: 'pay' }, { action: 7 }] })).toEqual([
      'steps[1].action: expected string, got 7',
    ])
  })

  it('which fields are missing', () => {
    expect(refusal(run, { status: 'passed' })).toEqual([
      'steps: is missing (expected array)',
      'executedAt: is missing (expected a Date, or ISO 8601 such as "2026-03-01" or "2026-03-01T12:00:00Z")',
    ])
    expect(refusal(run, undefined)).toEqual(['is missing (expected object)'])
  })

  it('which fields there are none of', () => {
    expect(refusal(run, { ...good, colour: 1, size: 2 })).toEqual(['there is no "colour", "size" here'])
    expect(refusal(run, { ...good, steps: [{ action: '', colour: 1 }] })).toEqual([
      'steps[0]: there is no "colour" here',
    ])
  })

  it('what a date looks like', () => {
    expect(refusal(run, { ...good, executedAt: 'yesterday' })).toEqual([
      'executedAt: expected a Date, or ISO 8601 such as "2026-03-01" or "2026-03-01T12:00:00Z", got "yesterday"',
    ])
    expect(refusal(date, new Date(Number.NaN))).toEqual([expect.stringContaining('got an invalid date')])
  })

  it('which value of a list is wrong where a single one would do as well', () => {
    const filter = z.union([z.enum(['a', 'b']), z.array(z.enum(['a', 'b'])).min(1)])
    expect(refusal(filter, 'c', 'status')).toEqual([
      'status: invalid option: expected one of "a"|"b", got "c"',
    ])
    expect(refusal(filter, ['a', 'c'], 'status')).toEqual([
      'status[1]: invalid option: expected one of "a"|"b", got "c"',
    ])
    expect(refusal(filter, [], 'status')).toEqual([
      'status: too small: expected array to have >=1 items, got []',
    ])
  })

  it('which name of a record is wrong', () => {
    expect(refusal(testData(), { ' ': { value: '' } }, 'testData')).toEqual([
      'testData: the name " " is not acceptable: too small: expected string to have >=1 characters',
    ])
  })

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [1.5, '1.5'],
    ['7', '"7"'],
    [null, 'null'],
    [12n, '12n'],
    [() => 7, 'a function'],
    [Symbol('seven'), 'Symbol(seven)'],
    [{ a: [1] }, '{"a":[1]}'],
    [{ a: 1n }, 'an object'],
    ['x'.repeat(100), `"${'x'.repeat(56)}…`],
    ['two\nlines', '"two\\nlines"'],
  ])('in one short line, whatever it was: %s', (value, shown) => {
    expect(refusal(id, value, 'projectId')[0]).toMatch(/^projectId: expected (?:int|number), got /)
    expect(refusal(id, value)[0]?.endsWith(`, got ${shown}`)).toBe(true)
  })

  it('even where it refers to itself', () => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    expect(refusal(text, circular, 'title')).toEqual(['title: expected string, got an object'])
  })

  it('without repeating a secret', () => {
    const login = z.strictObject({ username: text, password: text })
    expect(refusal(login, { username: 1, password: 123456 })).toEqual([
      'username: expected string, got 1',
      'password: expected string',
    ])
    expect(refusal(login, [{ username: 'ada', password: 'hunter2' }])).toEqual([
      'expected object, got [{"username":"ada","password":"…"}]',
    ])
    expect(refusal(z.strictObject({ testData: testData() }), { testData: { pin: { value: 4711 } } })).toEqual(
      ['testData.pin.value: expected string'],
    )
    expect(refusal(z.strictObject({ value: text }), { value: 4711 }, '', ['value'])).toEqual([
      'value: expected string',
    ])
  })
})

describe('What PostgreSQL cannot hold is refused', () => {
  const broken = ['a\0b', 'a\uD800b', '\uDC00']

  it.each(broken)('in a text: %j', (value) => {
    expect(refusal(text, value)[0]).toContain('must not hold NUL or broken characters')
    expect(refusal(name(10), value)[0]).toContain('must not hold NUL or broken characters')
    expect(refusal(labels(10), [value])[0]).toContain('must not hold NUL or broken characters')
  })

  it.each(broken)('anywhere in JSON, names included: %j', (value) => {
    for (const holder of [value, [value], { a: { [value]: 1 } }]) {
      expect(refusal(json, holder)[0]).toContain('must be JSON without NUL or broken characters')
    }
  })

  it.each([[1n], [() => 1], [Symbol('a')], [{ a: 1n }]])('and what is no JSON: %s', (value) => {
    expect(refusal(json, value)[0]).toContain('must be JSON')
  })

  it('a list that holds itself, too', () => {
    const circular: unknown[] = []
    circular.push(circular)
    expect(refusal(json, circular)[0]).toContain('must be JSON')
  })
})

describe('What PostgreSQL can hold is accepted', () => {
  it('any text without NUL and broken characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        fc.pre(!value.includes('\0'))
        expect(parse(text, value)).toBe(value)
        expect(parse(json, { [value]: [value] })).toEqual({ [value]: [value] })
      }),
    )
  })

  it.each(['\\u0000', '\\\\u0000', '\\ud800', '\\\\\\', '👩‍🚀'])(
    'a text that only looks like an escape: %s',
    (value) => {
      expect(parse(json, [value])).toEqual([value])
    },
  )

  it('ids of PostgreSQL integers', () => {
    expect([1, 2_147_483_647].map((value) => parse(id, value))).toEqual([1, 2_147_483_647])
    for (const value of [0, -1, 2_147_483_648, 1e300]) expect(() => parse(id, value)).toThrow(ValidationError)
  })

  it('names without the blanks around them, up to their limit', () => {
    expect(parse(name(5), ' abcde ')).toBe('abcde')
    expect(refusal(name(5), 'abcdef')[0]).toContain('expected string to have <=5 characters')
    expect(refusal(name(5), ' \n ')[0]).toContain('expected string to have >=1 characters')
    expect(parse(shortText(2), '')).toBe('')
  })

  it('labels, each once', () => {
    expect(parse(labels(10), ['b', 'a', 'b'])).toEqual(['b', 'a'])
  })

  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T12:30:00Z', '2026-03-01T12:30:00.000Z'],
    ['2026-03-01T12:30:00.5+02:00', '2026-03-01T10:30:00.500Z'],
  ])('the moment %s', (value, moment) => {
    expect(parse(date, value)).toEqual(new Date(moment))
    expect(parse(date, new Date(moment))).toEqual(new Date(moment))
  })

  it.each(['2026-02-30', '2026-03-01T12:30:00', '1/3/2026', ''])(
    'but not %j, which is no moment',
    (value) => {
      expect(() => parse(date, value)).toThrow(ValidationError)
    },
  )
})
