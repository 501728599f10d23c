/**
 * Fifty users at once on four connections, or on the embedded database's one: what one of them set, wrote or
 * left broken never reaches whoever has the connection next.
 */
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { codeOf } from '../support/failure.js'
import { deeds, gatherCrowd, harvest, letLoose, type Member } from './crowd.js'
import { idle, nobody } from './idle.js'
import { userOf } from './world.js'

const connections = 4

describe.each(engines)('Fifty users on $name', (engine) => {
  let database: TestDatabase
  let pool: pg.Pool
  let atmosfera: Atmosfera
  let crowd: readonly Member[]

  beforeAll(async () => {
    database = await engine.createDatabase()
    pool = new pg.Pool({ connectionString: String(database.database), max: connections })
    pool.on('error', () => {})
    atmosfera = await createAtmosfera({ database: engine.kind === 'pglite' ? database.database : pool })
    crowd = await gatherCrowd(database, 50)
  })

  afterAll(async () => {
    await atmosfera?.close()
    await pool?.end()
    await database?.drop()
  })

  /** The same question to every connection there is. */
  const askConnections = async (question: string): Promise<readonly unknown[]> => {
    if (engine.kind === 'pglite') return (await (database.database as PGlite).query(question)).rows
    const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()))
    const answers = await Promise.all(clients.map((client) => client.query(question)))
    for (const client of clients) client.release()
    return answers.flatMap((answer) => answer.rows)
  }

  const expectNobody = async () => {
    const found = await askConnections(idle)
    expect(found).toEqual(found.map(() => nobody))
  }

  it('stay among their own, whatever they do at once', async () => {
    expect(await letLoose(crowd, [atmosfera])).toEqual([])
    expect(pool.totalCount).toBe(engine.kind === 'pglite' ? 0 : connections)
  })

  it('leave what they meant to, each in their own project', async () => {
    expect(await harvest(database)).toEqual({
      projects: [{ suites: 1, testCases: 1, tickets: 1 }],
      strange: [],
    })
  })

  it('leave connections behind that are nobody’s', async () => {
    await expectNobody()
  })

  it.runIf(engine.kind === 'postgres')('leave connections behind that see nothing', async () => {
    const rows = await askConnections(
      `SELECT (SELECT count(*)::int FROM atmosfera.projects) + (SELECT count(*)::int FROM atmosfera.users) AS seen`,
    )
    expect(rows).toEqual(Array.from({ length: connections }, () => ({ seen: 0 })))
  })

  it.runIf(engine.kind === 'postgres')('stay so while connections break under them', async () => {
    const breaking = async (_: Atmosfera, { userId }: Member) => {
      const work = atmosfera.transaction(userOf(userId), (transaction) =>
        transaction.asHost((db) => db.execute(sql`SELECT pg_terminate_backend(pg_backend_pid())`)),
      )
      expect(await codeOf(work)).toBe('database_unreachable')
    }
    expect(
      await letLoose(crowd.slice(0, 10), [atmosfera], { ...deeds, 'lose the connection': breaking }),
    ).toEqual([])
    expect((await harvest(database)).strange).toEqual([])
    await expectNobody()
  })
})
