import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engines } from '../../../test/support/engines.js'
import { useAtmosfera } from '../../../test/support/use-atmosfera.js'
import { ValidationError } from './errors.js'
import { decodeCursor, encodeCursor, type Page } from './pagination.js'
import type { TestCycle } from './test-cycles/types.js'

const sorts = ['id', '-id', 'name', '-name', 'startDate', '-startDate'] as const

describe('A cursor', () => {
  it('comes back as it was made', () => {
    const position = fc.record({
      sort: fc.string(),
      value: fc.option(fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed())),
      id: fc.integer({ min: 1 }),
    })
    fc.assert(
      fc.property(position, (given) => {
        const cursor = encodeCursor(given)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(cursor, given.sort)).toEqual(given)
      }),
    )
  })

  const refusal = 'cursor: is not the nextCursor of a page with this sort; start again without one'

  it('is for one sort only', () => {
    const cursor = encodeCursor({ sort: 'name', value: 'a', id: 7 })
    expect(() => decodeCursor(cursor, '-name')).toThrow(refusal)
  })

  it('is refused where it is none of ours', () => {
    const strings = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    )
    fc.assert(fc.property(strings, (text) => void expect(() => decodeCursor(text, 'id')).toThrow(refusal)))
  })
})

describe.each(engines)('A list on $name', (engine) => {
  const opened = useAtmosfera(engine)

  type Row = readonly [name: string, startDate: string | null]

  /** Few different values, so that there are ties, and some that differ by less than clients can see. */
  const rows = fc.array(
    fc.tuple(
      fc.constantFrom('a', 'A', 'b', 'ä', 'a b', '_'),
      fc.constantFrom(
        null,
        '2026-01-01',
        '2026-01-01 00:00:00.000001',
        '2026-01-01 00:00:00.000002',
        '1999-12-31',
      ),
    ),
    { maxLength: 12 },
  )

  async function insert(projectId: number, given: readonly Row[]): Promise<number[]> {
    const inserted = await opened.database.query<{ id: number }>(
      `INSERT INTO atmosfera.test_cycles (project_id, name, start_date)
        SELECT $1::integer, value->>0, (value->>1)::timestamp FROM json_array_elements($2::json) RETURNING id`,
      [projectId, JSON.stringify(given)],
    )
    return inserted.map((row) => row.id)
  }

  async function remove(ids: readonly number[]): Promise<void> {
    await opened.database.query('DELETE FROM atmosfera.test_cycles WHERE id = ANY ($1::integer[])', [
      [...ids],
    ])
  }

  it('gives each row once, page by page, in the order that one page would have', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 13 }),
        async (given, sort, limit) => {
          const projectId = await opened.newProject()
          await insert(projectId, given)
          const list = async (options: { limit: number; cursor?: string | null }) =>
            await opened.system.testCycles.list({ projectId, sort, ...options })
          const whole = await list({ limit: 500 })
          expect(whole.items).toHaveLength(given.length)
          expect(whole.nextCursor).toBeNull()
          const paged: TestCycle[] = []
          let page: Page<TestCycle> | undefined
          do {
            page = await list({ limit, cursor: page?.nextCursor ?? null })
            // No page is empty, unless the list is.
            expect(page.items.length > 0 || given.length === 0).toBe(true)
            paged.push(...page.items)
          } while (page.nextCursor !== null)
          expect(paged).toEqual(whole.items)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('neither repeats a row nor loses one that stays, whatever comes and goes between pages', async () => {
    const meanwhile = fc.record({ added: rows, removed: fc.array(fc.nat(), { maxLength: 3 }) })
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 4 }),
        fc.array(meanwhile, { maxLength: 4 }),
        async (given, sort, limit, changes) => {
          const projectId = await opened.newProject()
          const staying = new Set(await insert(projectId, given))
          const seen: number[] = []
          let cursor: string | null = null
          do {
            const page: Page<TestCycle> = await opened.system.testCycles.list({
              projectId,
              sort,
              limit,
              cursor,
            })
            seen.push(...page.items.map((item) => item.id))
            cursor = page.nextCursor
            const change = changes.shift()
            if (change === undefined) continue
            await insert(projectId, change.added)
            const ids = [...staying]
            const removed = change.removed.flatMap((index) => ids[index % Math.max(ids.length, 1)] ?? [])
            await remove(removed)
            for (const id of removed) staying.delete(id)
          } while (cursor !== null)
          expect(new Set(seen).size).toBe(seen.length)
          expect([...staying].filter((id) => !seen.includes(id))).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('puts rows without a value last, upwards and downwards', async () => {
    const projectId = await opened.newProject()
    await insert(projectId, [
      ['a', null],
      ['b', '2026-01-02'],
      ['c', '2026-01-01'],
      ['d', null],
    ])
    const names = async (sort: (typeof sorts)[number]) =>
      (await opened.system.testCycles.list({ projectId, sort })).items.map((item) => item.name).join('')
    expect(await names('startDate')).toBe('cbad')
    expect(await names('-startDate')).toBe('bcda')
  })

  it('has 50 items, or as many as are asked for, up to 500', async () => {
    const projectId = await opened.newProject()
    await insert(
      projectId,
      Array.from({ length: 501 }, () => ['a', null] as const),
    )
    const { testCycles } = opened.system
    expect((await testCycles.list({ projectId })).items).toHaveLength(50)
    expect((await testCycles.list({ projectId, limit: 500 })).items).toHaveLength(500)
    for (const limit of [0, 501, -1, 1.5, Number.NaN, '10' as unknown as number]) {
      await expect(testCycles.list({ projectId, limit })).rejects.toMatchObject({
        issues: [{ path: 'limit' }],
      })
    }
  })

  it('refuses a cursor of another sort, a sort that there is none of, and no project', async () => {
    const projectId = await opened.newProject()
    await insert(projectId, [
      ['a', null],
      ['b', null],
    ])
    const { testCycles } = opened.system
    const { nextCursor } = await testCycles.list({ projectId, limit: 1, sort: 'name' })
    const refused = testCycles.list({ projectId, limit: 1, sort: '-name', cursor: nextCursor })
    await expect(refused).rejects.toMatchObject({ issues: [{ path: 'cursor' }] })
    await expect(testCycles.list({ projectId, sort: 'colour' as 'name' })).rejects.toMatchObject({
      message:
        'sort: invalid option: expected one of "id"|"-id"|"name"|"-name"|"startDate"|"-startDate", got "colour"',
    })
    await expect(testCycles.list({} as { projectId: number })).rejects.toMatchObject({
      message: 'projectId: is missing (expected number)',
    })
    await expect(testCycles.list({ projectId: 2_147_483_647 })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('survives a cursor that somebody made up', async () => {
    const projectId = await opened.newProject()
    const values = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('infinity', '2026-01-01'),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sorts), values, fc.maxSafeInteger(), async (sort, value, id) => {
        const cursor = encodeCursor({ sort, value, id })
        const error = await opened.system.testCycles.list({ projectId, sort, cursor }).then(
          () => undefined,
          (reason: unknown) => reason,
        )
        if (error !== undefined) expect(error).toBeInstanceOf(ValidationError)
      }),
      { numRuns: 60 },
    )
  })
})
