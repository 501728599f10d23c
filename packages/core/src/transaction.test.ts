import { count, eq, sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { engines } from '../../../test/support/engines.js'
import { useAtmosfera } from '../../../test/support/use-atmosfera.js'
import { system } from './actor.js'
import type { Db } from './database/engine.js'
import { rowOf, rowsOf } from './database/engine.js'
import { projects, testSuites } from './schema/index.js'

/** A table of the host application, in its own schema. */
const orders = pgTable('orders', { id: integer().primaryKey(), note: text() })

const whoAmI = sql`SELECT current_user AS "user", current_setting('search_path') AS path,
  coalesce(current_setting('atmosfera.user_id', true), '') AS "userId",
  coalesce(current_setting('atmosfera.actor', true), '') AS actor`

describe.each(engines)('A transaction on $name', (engine) => {
  const opened = useAtmosfera(engine)

  const namesOf = async (projectId: number) =>
    (await opened.system.testSuites.list({ projectId })).items.map((suite) => suite.name)

  it('commits what services and a caller’s own Drizzle have written, and gives what its work gives', async () => {
    const projectId = await opened.newProject()
    const result = await opened.atmosfera.transaction(system, async ({ testSuites: suites, db }) => {
      const created = await suites.create({ projectId, name: 'by the service' })
      await db.insert(testSuites).values({ projectId, name: 'by Drizzle' })
      expect((await suites.list({ projectId })).items).toHaveLength(2)
      expect(await db.select().from(testSuites).where(eq(testSuites.id, created.id))).toMatchObject([created])
      return created.id
    })
    expect(await opened.system.testSuites.get(result)).toMatchObject({ name: 'by the service' })
    expect(await namesOf(projectId)).toEqual(['by the service', 'by Drizzle'])
  })

  it('takes all of it back where its work fails, and passes on why', async () => {
    const projectId = await opened.newProject()
    const reason = new Error('the host changed its mind')
    const failed = opened.atmosfera.transaction(system, async ({ testSuites: suites, db }) => {
      await suites.create({ projectId, name: 'by the service' })
      await db.insert(testSuites).values({ projectId, name: 'by Drizzle' })
      throw reason
    })
    await expect(failed).rejects.toBe(reason)
    expect(await namesOf(projectId)).toEqual([])
  })

  it('sees what its actor sees, in services and in Drizzle alike', async () => {
    const [mine, theirs] = [await opened.newProject('Mine'), await opened.newProject('Theirs')]
    const { userId } = await opened.member(mine, 'write')
    await opened.atmosfera.transaction({ userId }, async ({ projects: service, testSuites: suites, db }) => {
      expect((await service.list({})).items.map((project) => project.name)).toEqual(['Mine'])
      expect(await db.select({ name: projects.name }).from(projects)).toEqual([{ name: 'Mine' }])
      await expect(suites.create({ projectId: theirs, name: 'x' })).rejects.toMatchObject({
        code: 'not_found',
      })
      await suites.create({ projectId: mine, name: 'x' })
    })
    const intrusion = opened.atmosfera.transaction({ userId }, async ({ db }) => {
      await db.insert(testSuites).values({ projectId: theirs, name: 'x' })
    })
    await expect(intrusion).rejects.toMatchObject({
      code: 'permission_denied',
      message: 'You may not change this.',
    })
    expect(await namesOf(theirs)).toEqual([])
  })

  it('goes on after a refusal that reached no table', async () => {
    const projectId = await opened.newProject()
    await opened.atmosfera.transaction(system, async ({ testSuites: suites }) => {
      await expect(suites.create({ projectId, name: '' })).rejects.toMatchObject({
        code: 'validation_failed',
      })
      await expect(suites.get(2_147_483_647)).rejects.toMatchObject({ code: 'not_found' })
      await suites.create({ projectId, name: 'kept' })
    })
    expect(await namesOf(projectId)).toEqual(['kept'])
  })

  it('never passes for done where an error of the database was swallowed', async () => {
    const projectId = await opened.newProject()
    const failed = opened.atmosfera.transaction(system, async ({ tickets, testSuites: suites }) => {
      await suites.create({ projectId, name: 'lost' })
      const ticket = { projectId, jiraKey: 'SHOP-1', summary: 'Pay', status: 'Open' }
      await tickets.create(ticket)
      await tickets.create(ticket).catch(() => undefined)
      return 'done'
    })
    await expect(failed).rejects.toMatchObject({
      code: 'transaction_aborted',
      message:
        'Nothing was kept of this transaction, for a statement in it failed (A ticket with this key exists already in the project.). Let the error through, or make a nested transaction of what may fail.',
      cause: { code: 'conflict' },
    })
    expect(await namesOf(projectId)).toEqual([])
  })

  it('holds nested transactions of Drizzle, which fail on their own', async () => {
    const projectId = await opened.newProject()
    const { userId } = await opened.member(projectId, 'write')
    await opened.atmosfera.transaction({ userId }, async ({ testSuites: suites, db }) => {
      const nested = db.transaction(async (inner) => {
        await inner.insert(testSuites).values({ projectId, name: 'lost' })
        await inner.execute(sql`SELECT 1 / 0`)
      })
      await expect(nested).rejects.toThrow()
      await db.transaction(async (inner) => {
        await inner.insert(testSuites).values({ projectId, name: 'nested' })
      })
      await suites.create({ projectId, name: 'outer' })
      expect(await rowOf(db, whoAmI)).toMatchObject({ userId: String(userId) })
    })
    expect(await namesOf(projectId)).toEqual(['nested', 'outer'])
    const failed = opened.atmosfera.transaction({ userId }, async ({ db }) => {
      await db.transaction(async (inner) => {
        await inner.insert(testSuites).values({ projectId, name: 'lost' })
      })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await namesOf(projectId)).toEqual(['nested', 'outer'])
  })

  it('takes several things at once, one after the other', async () => {
    const projectId = await opened.newProject()
    const names = ['a', 'b', 'c', 'd']
    await opened.atmosfera.transaction(system, async ({ testSuites: suites, db }) => {
      await Promise.all([
        ...names.map((name) => suites.create({ projectId, name })),
        db.insert(testSuites).values({ projectId, name: 'e' }),
      ])
    })
    expect((await namesOf(projectId)).sort()).toEqual([...names, 'e'])
  })

  it('is over when its work is: what was kept of it does nothing, for nobody else’s transaction is its own', async () => {
    const projectId = await opened.newProject()
    const kept = await opened.atmosfera.transaction(system, async (transaction) => transaction)
    const over = 'The transaction is over. Await everything that belongs to it before its work ends.'
    await opened.atmosfera.transaction(system, async () => {
      await expect(kept.testSuites.create({ projectId, name: 'late' })).rejects.toThrow(over)
      await expect(kept.asHost(async () => undefined)).rejects.toThrow(over)
      await expect(kept.db.select().from(projects).execute()).rejects.toThrow()
    })
    expect(await namesOf(projectId)).toEqual([])
  })
})

describe.each(engines)('The host’s part of a transaction on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const asHost = <T>(work: (db: Db) => Promise<T>) =>
    opened.atmosfera.transaction(system, async (transaction) => await transaction.asHost(work))
  const orderCount = async () =>
    await asHost(async (db) => (await db.select({ n: count() }).from(orders))[0]?.n)

  it('reaches the host’s tables, which no actor reaches', async () => {
    const { userId } = await opened.member(await opened.newProject(), 'manage')
    await asHost((db) => db.execute(sql`CREATE TABLE orders (id integer PRIMARY KEY, note text)`))
    await opened.atmosfera.transaction({ userId }, async (transaction) => {
      await transaction.asHost((db) => db.insert(orders).values({ id: 1, note: 'first' }))
    })
    expect(await orderCount()).toBe(1)
    for (const actor of [system, { userId }]) {
      const intrusion = opened.atmosfera.transaction(actor, ({ db }) =>
        rowsOf(db, sql`SELECT * FROM public.orders`),
      )
      await expect(intrusion).rejects.toMatchObject({ code: 'permission_denied' })
    }
  })

  it('stands and falls with the rest', async () => {
    const projectId = await opened.newProject()
    const failed = opened.atmosfera.transaction(system, async (transaction) => {
      await transaction.asHost((db) => db.insert(orders).values({ id: 2 }))
      await transaction.testSuites.create({ projectId, name: 'a' })
      await transaction.asHost((db) => db.insert(orders).values({ id: 1 }))
    })
    await expect(failed).rejects.toMatchObject({ code: 'conflict' })
    expect(await orderCount()).toBe(1)
    expect((await opened.system.testSuites.list({ projectId })).items).toEqual([])
  })

  it('leaves no trace: before, between and after it everything is as it was', async () => {
    const { userId } = await opened.member(await opened.newProject(), 'read')
    const outside = await asHost((db) => rowOf<Record<string, string>>(db, whoAmI))
    expect(outside).toMatchObject({ userId: '', actor: '' })
    await opened.atmosfera.transaction({ userId }, async (transaction) => {
      const before = await rowOf(transaction.db, whoAmI)
      expect(before).toMatchObject({ user: 'authenticated_users', userId: String(userId), actor: 'user' })
      expect(await transaction.asHost((db) => rowOf(db, whoAmI))).toEqual(outside)
      expect(await rowOf(transaction.db, whoAmI)).toEqual(before)
      const failed = transaction.asHost(async () => {
        throw new Error('the host has no such order')
      })
      await expect(failed).rejects.toThrow('the host has no such order')
      expect(await rowOf(transaction.db, whoAmI)).toEqual(before)
    })
    expect(await asHost((db) => rowOf(db, whoAmI))).toEqual(outside)
  })

  it('may have another one inside, and goes on as the host after it', async () => {
    await opened.atmosfera.transaction(system, async (transaction) => {
      await transaction.asHost(async (db) => {
        await transaction.asHost((inner) => inner.insert(orders).values({ id: 10 }))
        await db.insert(orders).values({ id: 11 })
      })
      expect(await rowOf(transaction.db, whoAmI)).toMatchObject({ actor: 'system' })
    })
    expect(await orderCount()).toBe(3)
  })

  it('is no way around row security: services and the actor’s Drizzle rest while the host has its turn', async () => {
    await opened.newProject('Hidden')
    const { userId } = await opened.member(await opened.newProject('Mine'), 'read')
    const resting = 'The host has its turn in this transaction. Await asHost before anything else.'
    await opened.atmosfera.transaction({ userId }, async (transaction) => {
      await transaction.asHost(async () => {
        await expect(transaction.projects.list({})).rejects.toThrow(resting)
        await expect(transaction.db.select().from(projects).execute()).rejects.toThrow()
      })
      let late: Db | undefined
      await transaction.asHost(async (db) => {
        late = db
      })
      await expect(late?.execute(sql`SELECT * FROM atmosfera.projects`)).rejects.toThrow()
      expect((await transaction.projects.list({})).items.map((project) => project.name)).toEqual(['Mine'])
    })
  })
})
