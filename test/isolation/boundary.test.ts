/**
 * Where the boundary runs. A program that is handed a transaction may run SQL of its own in it, and SQL can
 * choose whom to be: that program is trusted. What it does through our interface stays the actor's, whatever
 * else goes wrong in the transaction, and nothing outlives it.
 */
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../packages/core/src/actor.js'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { type Db, rowOf, rowsOf } from '../../packages/core/src/database/engine.js'
import { PermissionError } from '../../packages/core/src/errors.js'
import { jiraTickets, testSuites } from '../../packages/core/src/schema/index.js'
import { engines, postgresEngines } from '../support/engines.js'
import { outcomeOf } from './outcomes.js'
import { openWorld, userOf, type World } from './world.js'

/** Who a session is, and whose projects it sees. */
async function whoami(db: Db): Promise<{ role: string; userId: string; projects: readonly string[] }> {
  const { role, userId } = await rowOf<{ role: string; userId: string }>(
    db,
    sql`SELECT current_user::text AS role, current_setting('atmosfera.user_id') AS "userId"`,
  )
  const projects = await rowsOf<{ name: string }>(db, sql`SELECT name FROM atmosfera.projects ORDER BY name`)
  return { role, userId, projects: projects.map((project) => project.name) }
}

describe.each(engines)('on $name', (engine) => {
  let world: World
  let keeper: Actor
  let asKeeper: Awaited<ReturnType<typeof whoami>>

  beforeAll(async () => {
    world = await openWorld(engine)
    keeper = userOf(world.alpha.keeperId)
    asKeeper = { role: 'authenticated_users', userId: String(world.alpha.keeperId), projects: ['Alpha'] }
  })

  afterAll(async () => {
    await world?.close()
  })

  describe('SQL of a program that is handed a transaction', () => {
    it('can act as another user, or as the system', async () => {
      const { atmosfera, beta } = world
      await atmosfera.transaction(keeper, async ({ db }) => {
        await db.execute(sql`SELECT set_config('atmosfera.user_id', ${String(beta.keeperId)}, true)`)
        expect((await whoami(db)).projects).toEqual(['Beta'])
        await db.execute(sql`SELECT set_config('atmosfera.actor', 'system', true)`)
        expect((await whoami(db)).projects).toEqual(['Alpha', 'Beta'])
      })
    })

    it('can step out of its role, which row security follows as far as the login is bound by it', async () => {
      await world.atmosfera.transaction(keeper, async ({ db }) => {
        await db.execute(sql`RESET ROLE`)
        const isBound = engine.kind === 'postgres'
        expect((await whoami(db)).projects).toEqual(isBound ? ['Alpha'] : ['Alpha', 'Beta'])
      })
    })

    it.runIf(engine.kind === 'postgres')('cannot take a role that the login does not have', async () => {
      const become = outcomeOf(() =>
        world.atmosfera.transaction(keeper, ({ db }) => db.execute(sql`SET ROLE postgres`)),
      )
      expect((await become).error?.code).toBe('permission_denied')
    })

    it.each([
      sql`COPY projects TO '/tmp/projects'`,
      sql`COPY projects TO PROGRAM 'cat'`,
      sql`COPY projects FROM '/etc/hostname'`,
      sql`CREATE TABLE theirs (id integer)`,
      sql`ALTER TABLE projects DISABLE ROW LEVEL SECURITY`,
      sql`DROP POLICY project_access_policy ON projects`,
      sql`CREATE POLICY open ON projects USING (true)`,
      sql`DROP TABLE audit_log`,
      sql`CREATE OR REPLACE FUNCTION is_trusted() RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
      sql`SELECT mark_internal('is_trusted()'::regprocedure)`,
      sql`ALTER ROLE authenticated_users BYPASSRLS`,
    ])(
      'as the role of the actors can neither read files nor take the policies off (%#)',
      async (statement) => {
        const { error } = await outcomeOf(() =>
          world.atmosfera.transaction(keeper, ({ db }) => db.execute(statement)),
        )
        expect(error?.code).toBe('permission_denied')
      },
    )

    it('has its errors, not rows, where it turns row security off', async () => {
      await expect(
        world.atmosfera.transaction(keeper, async ({ db }) => {
          await db.execute(sql`SET LOCAL row_security = off`)
          await db.execute(sql`SELECT FROM projects`)
        }),
      ).rejects.toThrow(PermissionError)
    })

    it('leaves nothing behind for the next transaction', async () => {
      const { atmosfera, beta } = world
      await atmosfera.transaction(keeper, async ({ db }) => {
        await db.execute(sql`SELECT set_config('atmosfera.user_id', ${String(beta.keeperId)}, true),
          set_config('atmosfera.actor', 'system', true), set_config('search_path', 'pg_catalog', true)`)
      })
      await atmosfera.transaction(keeper, async ({ db }) => expect(await whoami(db)).toEqual(asKeeper))
    })

    it('does not reach the next transaction with settings of the session either', async () => {
      const { atmosfera, beta } = world
      await atmosfera.transaction(keeper, async ({ db }) => {
        await db.execute(sql`SELECT set_config('atmosfera.user_id', ${String(beta.keeperId)}, false),
          set_config('atmosfera.actor', 'system', false), set_config('search_path', 'pg_catalog', false)`)
      })
      for (let transactions = 0; transactions < 12; transactions++) {
        await atmosfera.transaction(keeper, async ({ db }) => expect(await whoami(db)).toEqual(asKeeper))
      }
    })
  })

  describe('a transaction within the transaction', () => {
    it('is a savepoint, and afterwards the actor is who they were', async () => {
      await world.atmosfera.transaction(keeper, async ({ db }) => {
        await db.transaction(async (inner) => expect(await whoami(inner)).toEqual(asKeeper))
        expect(await whoami(db)).toEqual(asKeeper)
      })
    })

    it('takes back only itself where it fails', async () => {
      const { atmosfera, alpha } = world
      const name = `kept on ${engine.name}`
      await atmosfera.transaction(keeper, async (transaction) => {
        await transaction.testSuites.create({ projectId: alpha.projectId, name })
        const failing = transaction.db.transaction(async (inner) => {
          await inner.insert(testSuites).values({ projectId: alpha.projectId, name: 'taken back' })
          await inner.insert(jiraTickets).values({
            projectId: alpha.projectId,
            jiraKey: alpha.ticketKey,
            summary: 'there already',
            status: 'Open',
          })
        })
        await expect(failing).rejects.toThrow()
        expect(await whoami(transaction.db)).toEqual(asKeeper)
      })
      const { items } = await atmosfera
        .as(keeper)
        .testSuites.list({ projectId: alpha.projectId, name: [name, 'taken back'] })
      expect(items.map((suite) => suite.name)).toEqual([name])
    })
  })

  it('says so where an error was caught that ended the transaction', async () => {
    const { atmosfera, alpha } = world
    const suites = () => atmosfera.as(keeper).testSuites.list({ projectId: alpha.projectId })
    const before = await suites()
    const ticket = { projectId: alpha.projectId, jiraKey: alpha.ticketKey, summary: 'again', status: 'Open' }
    await expect(
      atmosfera.transaction(keeper, async (transaction) => {
        await transaction.testSuites.create({ projectId: alpha.projectId, name: 'lost' })
        await transaction.tickets.create(ticket).catch(() => undefined)
        return 'done'
      }),
    ).rejects.toThrow(/rolled back|nothing was kept/i)
    expect(await suites()).toEqual(before)
  })

  describe('work as the host', () => {
    it('sees nothing of ours as a login that row security binds, and hands back to the actor', async () => {
      await world.atmosfera.transaction(keeper, async (transaction) => {
        const host = await transaction.asHost(whoami)
        expect(host.role).toBe(engine.kind === 'postgres' ? 'owner' : 'postgres')
        expect(host.userId).toBe('')
        if (engine.kind === 'postgres') expect(host.projects).toEqual([])
        expect(await whoami(transaction.db)).toEqual(asKeeper)
      })
    })

    it('hands back where it fails, alone or within another', async () => {
      await world.atmosfera.transaction(keeper, async (transaction) => {
        const failing = transaction.asHost(async () => {
          await transaction.asHost(async (db) => expect((await whoami(db)).userId).toBe(''))
          throw new RangeError('of the host')
        })
        await expect(failing).rejects.toThrow(RangeError)
        expect(await whoami(transaction.db)).toEqual(asKeeper)
        const inSavepoint = transaction.db.transaction(() =>
          transaction.asHost((db) => db.execute(sql`SELECT 1 / 0`)),
        )
        await expect(inSavepoint).rejects.toThrow()
        expect(await whoami(transaction.db)).toEqual(asKeeper)
      })
    })

    it('goes on beside no service, which would run as the login', async () => {
      await world.atmosfera.transaction(keeper, async (transaction) => {
        const [, list] = await Promise.allSettled([
          transaction.asHost((db) => db.execute(sql`SELECT 1`)),
          transaction.projects.list({}),
        ])
        expect(list).toMatchObject({
          status: 'rejected',
          reason: { message: expect.stringMatching('asHost') },
        })
        expect((await transaction.projects.list({})).items).toHaveLength(1)
      })
    })
  })
})

describe.each(postgresEngines)('what is not awaited on $name', (engine) => {
  it('does not run in the transaction of whoever has the connection next', async () => {
    const world = await openWorld(engine)
    const pool = new pg.Pool({ connectionString: String(world.database.database), max: 1 })
    const atmosfera = await createAtmosfera({ database: pool })
    try {
      const kept = await atmosfera.transaction(userOf(world.alpha.keeperId), async ({ projects, db }) => ({
        list: () => projects.list({}),
        select: () => rowsOf(db, sql`SELECT name FROM projects`),
      }))
      await atmosfera.transaction(userOf(world.beta.keeperId), async ({ projects }) => {
        await expect(kept.list()).rejects.toThrow('The transaction is over')
        await expect(kept.select()).rejects.toThrow()
        expect((await projects.list({})).items.map((project) => project.name)).toEqual(['Beta'])
      })
    } finally {
      await atmosfera.close()
      await pool.end()
      await world.close()
    }
  })
})
