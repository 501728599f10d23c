/**
 * Through PgBouncer every transaction may run on another connection of the server, and two instances share
 * them all. Nothing in the product may depend on a session.
 */
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { postgresEngines, type TestDatabase } from '../support/engines.js'
import { findPgBouncer, type PgBouncer, startPgBouncer } from '../support/pgbouncer.js'
import { deeds, gatherCrowd, harvest, letLoose, type Member } from './crowd.js'
import { idle, nobody } from './idle.js'
import { only, report, userOf } from './world.js'

const program = findPgBouncer()
if (program === undefined)
  console.warn('PgBouncer: skipped, it is not installed (apt-get install pgbouncer).')

/** How many connections of the server there are for everybody. */
const poolSize = 3

describe.skipIf(program === undefined).each(postgresEngines.slice(-1))(
  'Through PgBouncer to $name',
  (engine) => {
    let database: TestDatabase
    let bouncer: PgBouncer
    let url: string
    let instances: readonly Atmosfera[]
    let crowd: readonly Member[]

    beforeAll(async () => {
      database = await engine.createEmptyDatabase()
      bouncer = await startPgBouncer(String(program), String(database.database), poolSize)
      url = bouncer.through(String(database.database))
    })

    afterAll(async () => {
      for (const atmosfera of instances ?? []) await atmosfera.close()
      await bouncer?.stop()
      await database?.drop()
    })

    /** The same question to every connection of the server, which only open transactions keep apart. */
    const askConnections = async (question: string): Promise<readonly unknown[]> => {
      const clients = Array.from({ length: poolSize }, () => new pg.Client(url))
      await Promise.all(clients.map((client) => client.connect()))
      await Promise.all(clients.map((client) => client.query('BEGIN')))
      const answers = await Promise.all(clients.map((client) => client.query(question)))
      await Promise.all(clients.map((client) => client.query('ROLLBACK')))
      await Promise.all(clients.map((client) => client.end()))
      return answers.flatMap((answer) => answer.rows)
    }

    it('two instances that start at the same moment migrate once, and a third finds nothing to complain of', async () => {
      instances = await Promise.all([1, 2].map(() => createAtmosfera({ database: url })))
      const applied = instances.map(({ migration }) => migration?.applied.length)
      expect(applied.sort()).toEqual([0, expect.any(Number)])
      const third = await createAtmosfera({ database: url, migrate: 'check' })
      await third.close()
    })

    it('twenty users of two instances stay among their own, whatever they do at once', async () => {
      crowd = await gatherCrowd(database, 20)
      expect(await letLoose(crowd, instances)).toEqual([])
      expect(await harvest(database)).toEqual({
        projects: [{ suites: 1, testCases: 1, tickets: 1 }],
        strange: [],
      })
    })

    it('they shared the few connections that there are, and left them as nobody’s', async () => {
      const [server] = await database.query(
        `SELECT count(*)::int AS connections FROM pg_stat_activity
        WHERE datname = current_database() AND usename <> current_user AND backend_type = 'client backend'`,
      )
      expect(server).toEqual({ connections: poolSize })
      const asked = await askConnections(idle.replace('SELECT', 'SELECT pg_backend_pid() AS pid,'))
      const pids = new Set(asked.map((answer) => Reflect.get(Object(answer), 'pid')))
      expect(pids.size).toBe(poolSize)
      expect(asked).toEqual([...pids].map((pid) => ({ ...nobody, pid })))
    })

    it('an import works like any other change', async () => {
      const { userId, projectId, name } = only(crowd)
      const { imports, testRuns } = only(instances).as({ userId })
      await imports.results({ projectId, files: [report(name, name)] })
      expect((await testRuns.list({ projectId })).items).toHaveLength(1)
    })

    it('settings that a program leaves in a session reach nobody’s transaction', async () => {
      const careless = async (atmosfera: Atmosfera, me: Member, other: Member) => {
        await atmosfera.transaction(userOf(me.userId), ({ db }) =>
          db.execute(sql`SELECT set_config('atmosfera.user_id', ${String(other.userId)}, false),
          set_config('atmosfera.actor', 'system', false), set_config('role', 'authenticated_users', false),
          set_config('search_path', 'pg_catalog', false)`),
        )
      }
      const { 'make a test case, and measure what it covers': _, ...others } = deeds
      expect(await letLoose(crowd, instances, { careless, ...others })).toEqual([])
      expect((await harvest(database)).strange).toEqual([])
    })
  },
)
