import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CatalogEntry, describeDrift, expectAfter, isShared, protectionOf } from './drift.js'

const table = (name: string, definition = 'row security forced'): CatalogEntry => ({
  kind: 'table',
  name,
  definition,
})
const column = (name: string, definition = 'integer'): CatalogEntry => ({ kind: 'column', name, definition })
const index = (name: string, definition = 'btree (id)'): CatalogEntry => ({ kind: 'index', name, definition })
const policy = (name: string, definition = 'using true'): CatalogEntry => ({
  kind: 'policy',
  name,
  definition,
})
const foreign = (entry: CatalogEntry): CatalogEntry => ({ ...entry, foreign: true })

describe('describeDrift', () => {
  const expected = [table('runs'), column('runs.id'), index('idx_runs'), policy('runs.runs_read')]

  it('has nothing to say of what is as it should be', () => {
    expect(describeDrift(expected, expected)).toEqual([])
  })

  it('names what is missing and what is different, in one line each', () => {
    const found = [table('runs', 'row security'), column('runs.id', 'bigint'), policy('runs.runs_read')]
    expect(describeDrift(expected, found)).toEqual([
      'table runs is "row security" instead of "row security forced"',
      'column runs.id is "bigint" instead of "integer"',
      'index idx_runs is missing',
    ])
  })

  it('names what was added where it may open data, and leaves the rest to the owner', () => {
    const added = [
      column('runs.note'),
      index('idx_note'),
      policy('runs.everyone'),
      { kind: 'trigger', name: 'runs.mine', definition: '' },
      { kind: 'grant', name: 'runs to everyone', definition: 'SELECT' },
      { kind: 'function', name: 'mine()', definition: '' },
      { kind: 'view', name: 'mine', definition: '' },
      table('notes', 'no row security'),
    ]
    expect(describeDrift(expected, [...expected, ...added])).toEqual([
      'policy runs.everyone was added',
      'trigger runs.mine was added',
      'grant runs to everyone was added',
      'table notes was added',
    ])
  })

  it('leaves a host’s tables to the host, where the schema is shared', () => {
    const orders = [table('orders', 'no row security'), policy('orders.mine'), column('orders.id')]
    expect(describeDrift(expected, [...expected, ...orders], true)).toEqual([])
    expect(describeDrift([...expected, ...orders.map(foreign)], expected)).toEqual([])
    expect(
      describeDrift([...expected, ...orders.map(foreign)], [...expected, table('orders', 'altered')]),
    ).toEqual([])
  })
})

describe('isShared', () => {
  it('holds for public, and for a schema that had tables of a host’s before', () => {
    expect(isShared('public', [])).toBe(true)
    expect(isShared('atmosfera', [table('runs'), foreign(column('runs.mine'))])).toBe(false)
    expect(isShared('app', [table('runs'), foreign(table('orders'))])).toBe(true)
  })
})

describe('protectionOf', () => {
  it('is what decides who sees what', () => {
    const view = { kind: 'view', name: 'summary', definition: 'reads as its reader' }
    expect(protectionOf([table('runs'), column('runs.id'), index('idx'), policy('runs.read'), view])).toEqual(
      [table('runs'), policy('runs.read'), view],
    )
  })
})

describe('expectAfter', () => {
  it('expects of a new schema what the migrations made of it', () => {
    const after = [table('runs'), column('runs.id')]
    expect(expectAfter([], [], after)).toEqual(after)
  })

  it('expects what a migration changed as it is then, and no more of what it dropped', () => {
    const before = [column('runs.id'), column('runs.note'), index('idx_note')]
    const after = [column('runs.id', 'bigint'), column('runs.label')]
    expect(expectAfter(before, before, after)).toEqual([column('runs.id', 'bigint'), column('runs.label')])
  })

  it('goes on expecting what was altered by hand before, so that it stays to be told', () => {
    const expected = [table('runs'), index('idx_runs')]
    const altered = [table('runs', 'row security'), policy('runs.everyone')]
    const next = expectAfter(expected, altered, [...altered, column('runs.label')])
    expect(describeDrift(next, [...altered, column('runs.label')])).toEqual([
      'table runs is "row security" instead of "row security forced"',
      'index idx_runs is missing',
      'policy runs.everyone was added',
    ])
  })

  it('takes what a migration makes for its own, where a host had something of that name', () => {
    const theirs = foreign({ kind: 'function', name: 'current_user_id()', definition: 'theirs' })
    const ours = { kind: 'function', name: 'current_user_id()', definition: 'ours' }
    expect(expectAfter([theirs], [theirs], [ours])).toEqual([ours])
  })

  it('never has more to tell after a migration than before it', () => {
    const entry = fc.record({
      kind: fc.constantFrom('table', 'column', 'index'),
      name: fc.constantFrom('a', 'b', 'a.x', 'b.x'),
      definition: fc.constantFrom('one', 'two'),
    })
    const catalog = fc.uniqueArray(entry, { selector: ({ kind, name }) => `${kind} ${name}` })
    fc.assert(
      fc.property(catalog, catalog, catalog, (expected, before, after) => {
        const told = new Set(describeDrift(expected, before).map(subject))
        for (const line of describeDrift(expectAfter(expected, before, after), after)) {
          expect(told).toContain(subject(line))
        }
      }),
    )
  })
})

/** What a line is about. */
function subject(line: string): string {
  return line.split(' ').slice(0, 2).join(' ')
}
