import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { quoteIdentifier, quoteLiteral } from './identifiers.js'

// PostgreSQL itself is asked what it reads, because that alone decides.
describe('on PostgreSQL', () => {
  let database: PGlite

  beforeAll(async () => {
    database = await PGlite.create({ loadDataDir: new Blob([readFileSync(inject('emptyPgliteSnapshot'))]) })
  })

  afterAll(async () => {
    await database?.close()
  })

  const read = async (sql: string): Promise<Record<string, unknown> | undefined> =>
    (await database.exec(sql)).at(-1)?.rows[0]

  /** Text that PostgreSQL can hold: everything but NUL, and halves of characters. */
  const text = fc
    .string({ unit: 'grapheme' })
    .filter((value) => !value.includes('\0') && value.isWellFormed())
  const hostile = fc.stringMatching(/^['"\\;$E -]{0,12}$/)
  const any = fc.oneof(text, hostile)

  it.each(['', "'", "''", '\\', "\\'", "'; DROP TABLE users; --", '$$', 'E\\n', 'a\nb', '“ ” ’ 😀'])(
    'quoteLiteral gives back %j',
    async (value) => {
      expect(await read(`SELECT ${quoteLiteral(value)} AS value`)).toEqual({ value })
    },
  )

  it('quoteLiteral gives back any text, whatever backslashes are taken for', async () => {
    for (const conforming of ['on', 'off']) {
      await database.exec(`SET standard_conforming_strings = ${conforming}; SET escape_string_warning = off`)
      await fc.assert(
        fc.asyncProperty(any, async (value) => {
          expect(await read(`SELECT ${quoteLiteral(value)} AS value`)).toEqual({ value })
        }),
        { numRuns: 100 },
      )
    }
    await database.exec('RESET standard_conforming_strings')
  })

  it('quoteLiteral does not run into the word before it', async () => {
    expect(await read(`SELECT 1 AS one WHERE 'a\\b' =${quoteLiteral('a\\b')}`)).toEqual({ one: 1 })
    expect(await read(`SELECT set_config('a.b',${quoteLiteral('\\')}, true) AS value`)).toEqual({
      value: '\\',
    })
  })

  it('quoteIdentifier names any column', async () => {
    const name = any.filter((value) => value !== '' && Buffer.byteLength(value) <= 63)
    await fc.assert(
      fc.asyncProperty(name, async (value) => {
        expect(await read(`SELECT 1 AS ${quoteIdentifier(value)}`)).toEqual({ [value]: 1 })
      }),
      { numRuns: 100 },
    )
  })
})
