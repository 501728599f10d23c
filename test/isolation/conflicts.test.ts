/**
 * A unique key is looked up past row security, and whoever inserts one that another transaction is about to
 * insert waits for it. Neither the answer nor the waiting may tell of another project. What keys say by
 * themselves is in references.test.ts.
 *
 * Ids are the exception that SQL has and services do not: they come from a sequence, and no service takes one.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, system } from '../../packages/core/src/actor.js'
import type { AtmosferaTransaction } from '../../packages/core/src/atmosfera.js'
import { rowsOf } from '../../packages/core/src/database/engine.js'
import { readCatalogue } from '../support/catalogue.js'
import { engines, type TestEngine } from '../support/engines.js'
import { forge } from './cases/forge.js'
import { identity } from './cases/identity.js'
import { insight } from './cases/insight.js'
import { mergeAttempts } from './cases/resources.js'
import { makings } from './cases/same-key.js'
import { system as systemAttempts } from './cases/system.js'
import { testManagement } from './cases/test-management.js'
import { type Outcome, trial } from './outcomes.js'
import { addUser, nowhere, openWorld, type Tenant, userOf, type World, withoutNames } from './world.js'

const attempts = mergeAttempts(testManagement, insight, identity, forge, systemAttempts)
const { uniqueKeys } = await readCatalogue()

/** What each table has unique besides the project, under whatever key. */
const keyed = [...new Set(uniqueKeys.map(({ table }) => table))].flatMap((table) => {
  const columns = uniqueKeys.flatMap((key) => (key.table === table ? key.columns : []))
  const own = [...new Set(columns)].filter((column) => column !== 'project_id')
  return own.length === 0 ? [] : [{ table, columns: own }]
})

interface Opened extends World {
  /** Manage Alpha and Beta, and may make projects. */
  readonly ours: number
  readonly theirs: number
  /** Someone of both projects. */
  readonly shared: number
}

async function openBoth(engine: TestEngine): Promise<Opened> {
  const world = await openWorld(engine)
  const { alpha, beta, database } = world
  const manager = ({ projectId }: Tenant) => addUser(database, 'manager', { [projectId]: 'manage' })
  const shared = await addUser(database, 'user', { [alpha.projectId]: 'read', [beta.projectId]: 'read' })
  return { ...world, ours: await manager(alpha), theirs: await manager(beta), shared }
}

describe.each(engines)('On $name', (engine) => {
  let world: Opened

  beforeAll(async () => {
    world = await openBoth(engine)
  })

  afterAll(async () => {
    await world?.close()
  })

  it.each(Object.entries(makings))('the key of %s is free, whoever else has the same', async (what, make) => {
    const { atmosfera, alpha, beta, ours, theirs, shared } = world
    const key = `SAME-${Object.keys(makings).indexOf(what)}`
    await make(atmosfera.as(userOf(theirs)), beta, key, shared)
    const { error } = await trial(atmosfera, userOf(ours), (transaction) =>
      make(transaction, alpha, key, shared),
    )
    expect(error).toBeUndefined()
  })

  it.each(['user', 'manager'] as const)(
    'a key that users or settings have once for all projects tells a %s nothing: they make neither',
    async (role) => {
      const { atmosfera, database, alpha, beta } = world
      const me = await addUser(database, role, { [alpha.projectId]: 'manage' })
      const ways: readonly ((transaction: AtmosferaTransaction, key: string) => Promise<unknown>)[] = [
        ({ users }, username) =>
          users.create({ username, password: 'a long password', fullName: 'N', email: 'n@example.com' }),
        ({ users }, key) => users.update(me, { email: `${key}@example.com` }),
        ({ users }, username) => users.update(me, { username }),
        ({ settings }, key) => settings.set({ key, value: 'new' }),
        ({ db }, key) =>
          db.execute(sql`INSERT INTO users (username, password_hash, full_name, email)
            VALUES (${key}, '', 'N', ${`${key}@example.com`})`),
        ({ db }, key) => db.execute(sql`UPDATE users SET email = ${`${key}@example.com`} WHERE id = ${me}`),
        ({ db }, key) => db.execute(sql`INSERT INTO global_settings (key, value) VALUES (${key}, 'new')`),
      ]
      await atmosfera.system.settings.set({ key: beta.keeperLogin, value: 'known' })
      for (const way of ways) {
        const outcomes: Outcome[] = []
        for (const key of [beta.keeperLogin, 'nobody']) {
          outcomes.push(await trial(atmosfera, userOf(me), (transaction) => way(transaction, key)))
        }
        const [taken, free] = outcomes
        expect(taken?.error?.code).toBe('permission_denied')
        expect(free).toEqual(taken)
      }
    },
  )

  it('a key that users have once is told to administrators, who see every user anyway', async () => {
    const { atmosfera, database, alpha, beta } = world
    const me = await addUser(database, 'admin', { [alpha.projectId]: 'manage' })
    const { error } = await trial(atmosfera, userOf(me), async ({ users }) => {
      expect(await users.get(beta.keeperId)).toMatchObject({ username: beta.keeperLogin })
      await users.update(me, { username: beta.keeperLogin })
    })
    expect(error).toMatchObject({ code: 'conflict', message: 'A user with this username exists already.' })
  })

  it('an id is chosen by nobody', async () => {
    const { atmosfera, alpha, beta, ours } = world
    const { projectId } = alpha
    const inputs: Readonly<Record<string, object>> = {
      projects: { id: beta.projectId, name: 'new' },
      testSuites: { projectId, id: beta.suiteId, name: 'new' },
      testCases: { projectId, id: beta.testCaseId, title: 'new' },
      testCycles: { projectId, id: beta.cycleId, name: 'new' },
      tickets: { projectId, id: beta.ticketId, jiraKey: 'NEW-1', summary: 'new', status: 'Open' },
      documents: { projectId, id: beta.documentId, title: 'new', type: 'plan', content: 'new' },
      recommendations: { projectId, id: beta.recommendationId, title: 'new' },
      metrics: { projectId, id: beta.metricId, name: 'new', value: 1 },
    }
    for (const [service, input] of Object.entries(inputs)) {
      const { error } = await trial(atmosfera, userOf(ours), (services) => {
        const { create } = Reflect.get(services, service) as { create(given: object): Promise<unknown> }
        return create.call(Reflect.get(services, service), input)
      })
      expect(error, service).toMatchObject({
        code: 'validation_failed',
        message: expect.stringContaining('id'),
      })
    }
  })

  // The embedded database runs one transaction after the other, so there everybody waits for everybody.
  describe.runIf(engine.kind === 'postgres')('while another transaction is under way', () => {
    /** What `work` comes to where waiting for anybody's lock is an error. */
    const unwaiting = (actor: Actor, work: (transaction: AtmosferaTransaction) => Promise<unknown>) =>
      trial(world.atmosfera, actor, async (transaction) => {
        await transaction.db.execute(sql`SET LOCAL lock_timeout TO '300ms'`)
        return await work(transaction)
      })

    /** Does something after somebody else has done something that is not committed yet, and never will be. */
    const during = async <T>(
      actor: Actor,
      theirWork: (transaction: AtmosferaTransaction) => Promise<unknown>,
      work: () => Promise<T>,
    ): Promise<T | undefined> => {
      const { result, error } = await trial(world.atmosfera, actor, async (transaction) => {
        await theirWork(transaction)
        return await work()
      })
      expect(error).toBeUndefined()
      return result
    }

    it.each(Object.entries(makings))('in another project, nobody waits with %s', async (_, make) => {
      const { alpha, beta, ours, theirs, shared } = world
      const outcome = await during(
        userOf(theirs),
        (transaction) => make(transaction, beta, 'MIDWAY-1', shared),
        () => unwaiting(userOf(ours), (transaction) => make(transaction, alpha, 'MIDWAY-1', shared)),
      )
      expect(outcome?.error).toBeUndefined()
    })

    it('in the same project, they do: so the above is no accident', async () => {
      const { beta, theirs, shared } = world
      const make = (transaction: AtmosferaTransaction) =>
        makings['a ticket with a key']?.(transaction, beta, 'MIDWAY-1', shared) ?? Promise.resolve()
      const outcome = await during(userOf(theirs), make, () => unwaiting(userOf(beta.keeperId), make))
      expect(outcome?.error?.code).toBe('database_busy')
    })

    it.each(keyed)('with a row of $table, SQL neither waits nor tells', async ({ table, columns }) => {
      const { database, alpha, beta, ours } = world
      const name = sql.identifier(table)
      const [row] = await database.query<{ fields: Readonly<Record<string, unknown>> }>(
        `SELECT to_jsonb(part) AS fields FROM atmosfera.${table} AS part WHERE project_id = ${beta.projectId} ORDER BY id LIMIT 1`,
      )
      const taken = Object.entries(row?.fields ?? {}).filter(([column]) => columns.includes(column))
      const free = taken.map(([column, value]) => {
        if (column === 'kind') return [column, value]
        return [column, typeof value === 'number' ? 2_000_000_000 : '2000000000']
      })
      const copying = (values: readonly (readonly unknown[])[]) =>
        unwaiting(userOf(ours), async ({ db }) => {
          const fields = { ...Object.fromEntries(values), id: 2_000_000_000 }
          await db.execute(sql`INSERT INTO ${name} SELECT copy.* FROM ${name} AS own,
            jsonb_populate_record(own, ${fields}) AS copy WHERE own.project_id = ${alpha.projectId} LIMIT 1`)
        })
      const outcomes = await during(
        system,
        async ({ db }) => {
          await db.execute(sql`DELETE FROM ${name} WHERE id = ${row?.fields.id}`)
          await db.execute(
            sql`INSERT INTO ${name} SELECT * FROM jsonb_populate_record(NULL::${name}, ${row?.fields})`,
          )
        },
        async () => [await copying(taken), await copying(free)],
      )
      expect(outcomes?.[0]?.error?.code).not.toBe('database_busy')
      expect(outcomes?.[0]).toEqual(outcomes?.[1])
    })

    it('what is derived of another project is brought up to date without anybody waiting', async () => {
      const { alpha, beta, ours, theirs } = world
      const ticket = { jiraKey: 'FOLD-1', summary: 's', status: 'Open' }
      const outcomes = await during(
        userOf(theirs),
        async ({ coverage, tickets }) => {
          await tickets.create({ ...ticket, projectId: beta.projectId })
          await coverage.rebuild({ projectId: beta.projectId })
        },
        async () => {
          const { projectId } = alpha
          const foldTheirs = async ({ db }: AtmosferaTransaction) =>
            await rowsOf(db, sql`SELECT fold_coverage(${beta.projectId}, true) AS folded`)
          return [
            await unwaiting(userOf(ours), async ({ coverage, tickets }) => {
              await tickets.create({ ...ticket, projectId })
              return (await coverage.summary({ projectId })).projectId
            }),
            await unwaiting(userOf(ours), ({ coverage }) => coverage.rebuild({ projectId })),
            await unwaiting(userOf(ours), foldTheirs),
          ]
        },
      )
      expect(outcomes).toEqual([
        { result: alpha.projectId },
        { result: undefined },
        { result: [{ folded: false }] },
      ])
    })

    it('with a username or an address, nobody who may not make users waits to hear so', async () => {
      const { alpha } = world
      const insertion = (name: string) => sql`INSERT INTO users (username, password_hash, full_name, email)
        VALUES (${name}, '', 'N', ${`${name}@example.com`})`
      const outcomes = await during(
        system,
        ({ db }) => db.execute(insertion('midway')),
        async () => {
          const keeper = userOf(alpha.keeperId)
          const make = (name: string) => unwaiting(keeper, ({ db }) => db.execute(insertion(name)))
          const become = (name: string) =>
            unwaiting(keeper, ({ users }) => users.update(alpha.keeperId, { email: `${name}@example.com` }))
          return [await make('midway'), await make('nobody'), await become('midway'), await become('nobody')]
        },
      )
      expect(outcomes?.map(({ error }) => error?.code)).toEqual(Array(4).fill('permission_denied'))
      expect(outcomes?.[0]).toEqual(outcomes?.[1])
      expect(outcomes?.[2]).toEqual(outcomes?.[3])
    })

    it('an attempt at what is about to be gone comes to what it always does, at once', async () => {
      const { atmosfera, alpha, beta, ours } = world
      const found: string[] = []
      const { error } = await trial(atmosfera, system, async (transaction) => {
        await transaction.projects.delete(beta.projectId)
        for (const [method, tried] of Object.entries(attempts)) {
          for (const { what, run } of tried) {
            const outcomes: string[] = []
            for (const theirs of [beta, nowhere]) {
              const outcome = await unwaiting(userOf(ours), (services) => run(services, theirs, alpha, ours))
              outcomes.push(withoutNames(JSON.stringify(outcome.error ?? {})))
            }
            if (outcomes[0] !== outcomes[1]) found.push(`${method}: ${what}: ${outcomes[0]}`)
          }
        }
      })
      expect(error).toBeUndefined()
      expect(found).toEqual([])
    })
  })
})
