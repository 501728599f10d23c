import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { drizzle as drizzlePGlite } from 'drizzle-orm/pglite'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { engines, postgresEngines, type TestDatabase } from '../../../test/support/engines.js'
import { useAtmosfera } from '../../../test/support/use-atmosfera.js'
import { system } from './actor.js'
import { createAtmosfera } from './atmosfera.js'
import { rowsOf } from './database/engine.js'

describe.each(engines)('An instance on $name', (engine) => {
  it('answers nothing once it is closed, and says so', async () => {
    const database = await engine.createDatabase()
    const atmosfera = await createAtmosfera({ database: database.database })
    const { id: projectId } = await atmosfera.system.projects.create({ name: 'A project' })
    const user = atmosfera.as({ userId: 7 })
    await atmosfera.close()
    await atmosfera.close()
    const closed = { code: 'closed', message: 'This instance was closed. Create another one.' }
    await expect(atmosfera.system.projects.get(projectId)).rejects.toMatchObject(closed)
    await expect(user.testRuns.list({ projectId })).rejects.toMatchObject(closed)
    await expect(atmosfera.as({ userId: 8 }).settings.list()).rejects.toMatchObject(closed)
    await expect(atmosfera.transaction(system, async () => 1)).rejects.toMatchObject(closed)
    const files = [new Blob(['[]'])]
    await expect(atmosfera.system.imports.tickets({ projectId, files })).rejects.toMatchObject(closed)
    await database.drop()
  })
})

/** What a caller may bring, and a question that shows whether it still works. */
interface Brought {
  readonly name: string
  open(database: TestDatabase): { readonly database: never; ask(): Promise<unknown>; end(): Promise<void> }
}

const select = 'SELECT 1 AS answer'
const answer = [{ answer: 1 }]

function poolOf({ database }: TestDatabase): pg.Pool {
  return new pg.Pool({ connectionString: database as string, max: 2 })
}

const ofPostgres: readonly Brought[] = [
  {
    name: 'a pg.Pool',
    open: (database) => {
      const pool = poolOf(database)
      return {
        database: pool as never,
        ask: async () => (await pool.query(select)).rows,
        end: () => pool.end(),
      }
    },
  },
  {
    name: 'Drizzle over a pg.Pool',
    open: (database) => {
      const pool = poolOf(database)
      const db = drizzlePostgres({ client: pool })
      return {
        database: db as never,
        ask: async () => (await db.execute(sql.raw(select))).rows,
        end: () => pool.end(),
      }
    },
  },
]

const ofPGlite: readonly Brought[] = [
  {
    name: 'a PGlite',
    open: ({ database }) => {
      const client = database as PGlite
      return {
        database: client as never,
        ask: async () => (await client.query(select)).rows,
        end: async () => {},
      }
    },
  },
  {
    name: 'Drizzle over a PGlite',
    open: ({ database }) => {
      const db = drizzlePGlite({ client: database as PGlite })
      return {
        database: db as never,
        ask: async () => (await db.execute(sql.raw(select))).rows,
        end: async () => {},
      }
    },
  },
]

describe.each(engines)('What a caller brings on $name', (engine) => {
  it.each(engine.kind === 'postgres' ? ofPostgres : ofPGlite)(
    'stays open after close(): $name',
    async (brought) => {
      const database = await engine.createDatabase()
      const { database: given, ask, end } = brought.open(database)
      const atmosfera = await createAtmosfera({ database: given })
      await atmosfera.system.projects.create({ name: 'A project' })
      expect(await ask()).toEqual(answer)
      await atmosfera.close()
      expect(await ask()).toEqual(answer)
      const again = await createAtmosfera({ database: given })
      expect((await again.system.projects.list()).items).toMatchObject([{ name: 'A project' }])
      await again.close()
      await end()
      await database.drop()
    },
  )
})

describe('What was opened here', () => {
  it('is closed with the instance: PGlite', async () => {
    const client = await PGlite.create()
    const borrowed = await createAtmosfera({ database: client })
    await borrowed.close()
    expect(client.closed).toBe(false)
    await client.close()
  })

  it.each(postgresEngines)('is closed with the instance: connections to $name', async (engine) => {
    const database = await engine.createDatabase()
    const atmosfera = await createAtmosfera({ database: database.database })
    await Promise.all(Array.from({ length: 5 }, () => atmosfera.system.projects.list()))
    const connections = async () =>
      await database.query(`SELECT pid FROM pg_stat_activity WHERE application_name = 'atmosfera'
        AND datname = current_database()`)
    expect((await connections()).length).toBeGreaterThan(1)
    await atmosfera.close()
    await expect.poll(connections).toEqual([])
    await database.drop()
  })
})

describe.each(postgresEngines)('Transactions at the same time on $name', (engine) => {
  const opened = useAtmosfera(engine)

  /** Two projects that two transactions change in opposite order, both having changed one before the other goes on. */
  async function deadlock() {
    const ids = [await opened.newProject(), await opened.newProject()] as const
    let first: (() => void) | undefined
    const bothHaveOne = new Promise<void>((resolve) => {
      let arrived = 0
      first = () => {
        if (++arrived === 2) resolve()
      }
    })
    const change = (one: number, other: number, description: string) =>
      opened.atmosfera.transaction(system, async ({ projects }) => {
        await projects.update(one, { description })
        first?.()
        await bothHaveOne
        await projects.update(other, { description })
      })
    const outcomes = await Promise.allSettled([change(...ids, 'a'), change(ids[1], ids[0], 'b')])
    return { ids, outcomes }
  }

  it('are told where one has to give way, for their work may have done more than writing here', async () => {
    const { ids, outcomes } = await deadlock()
    const losers = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(losers).toHaveLength(1)
    expect(losers[0]?.reason).toMatchObject({
      code: 'database_busy',
      message: 'The database is busy with a conflicting change. Try again.',
    })
    const descriptions = await Promise.all(
      ids.map(async (id) => (await opened.system.projects.get(id)).description),
    )
    expect(descriptions).toEqual([descriptions[0], descriptions[0]])
  })

  it('see what others have committed meanwhile, whatever the server’s default is', async () => {
    await opened.database.query(`DO $$ BEGIN
      EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation TO serializable', current_database());
    END $$`)
    const strict = await createAtmosfera({ database: opened.database.database })
    await strict.transaction(system, async ({ db, projects }) => {
      expect(await rowsOf(db, sql`SHOW transaction_isolation`)).toEqual([
        { transaction_isolation: 'read committed' },
      ])
      const id = await opened.newProject()
      expect(await projects.get(id)).toMatchObject({ id })
    })
    await strict.close()
  })
})
