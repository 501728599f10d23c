/**
 * Whichever login the product is given: its users are kept apart, or it refuses. What logins can migrate and
 * open is in test/migrations.
 */
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../packages/core/src/actor.js'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { rowsOf } from '../../packages/core/src/database/engine.js'
import { AtmosferaError } from '../../packages/core/src/errors.js'
import { readCatalogue } from '../support/catalogue.js'
import { digestOfAll } from '../support/digest.js'
import { postgresEngines, type TestEngine } from '../support/engines.js'
import { failureOf } from '../support/failure.js'
import { type PostgresServer, startPostgres } from '../support/postgres-server.js'
import { derived } from './cases/changes.js'
import { findLeaks, roleOfActors } from './leaks.js'
import { sqlTrial, trial } from './outcomes.js'
import { openWorld, userOf, type World } from './world.js'

const catalogue = await readCatalogue()

/** Who made each database, all of which hold the same. Only the first may neither make the role nor take it. */
const makers = {
  'without the role': 'owner',
  'with the role': 'maker',
  'made by a superuser': 'postgres',
} as const

type Place = keyof typeof makers

// The role belongs to the cluster, and is taken and altered here: each version gets a server of its own.
describe.each(postgresEngines)('On $name', ({ version }) => {
  let server: PostgresServer
  const worlds = new Map<Place, World>()

  beforeAll(async () => {
    server = await startPostgres(version)
    await administrate(`
      CREATE ROLE owner LOGIN; CREATE ROLE maker LOGIN CREATEROLE; CREATE ROLE bypasser LOGIN BYPASSRLS;
      CREATE ROLE app LOGIN NOINHERIT; CREATE ROLE heir LOGIN; CREATE ROLE deputy LOGIN`)
    for (const [place, login] of Object.entries(makers)) worlds.set(place as Place, await makeWorld(login))
    await administrate(`GRANT owner TO deputy; GRANT maker TO deputy;
      GRANT authenticated_users TO bypasser; GRANT authenticated_users TO app; GRANT authenticated_users TO heir`)
    if (version >= 16) {
      await administrate(`GRANT authenticated_users TO app WITH INHERIT FALSE, SET TRUE;
        GRANT authenticated_users TO heir WITH INHERIT TRUE, SET FALSE`)
    }
  })

  afterAll(async () => {
    for (const world of worlds.values()) await world.close()
    await server?.stop()
  })

  const administrate = async (statements: string, url = server.url()): Promise<void> => {
    const client = new pg.Client(url)
    await client.connect()
    try {
      await client.query(statements)
    } finally {
      await client.end()
    }
  }

  const urlFor = (login: string, database: string) => server.url(database).replace('postgres@', `${login}@`)

  /** A database that a login made, and that has its name. */
  async function makeWorld(login: string): Promise<World> {
    const name = `of_${login}`
    await administrate(`CREATE DATABASE ${name} OWNER ${login}`)
    const admin = new pg.Pool({ connectionString: server.url(name), max: 1 })
    admin.on('error', () => {})
    const createDatabase: TestEngine['createDatabase'] = async () => ({
      database: urlFor(login, name),
      query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
        (await admin.query(statement, [...parameters])).rows as Row[],
      drop: () => admin.end(),
    })
    return await openWorld({
      name,
      kind: 'postgres',
      version,
      createDatabase,
      createEmptyDatabase: createDatabase,
    })
  }

  const worldOf = (place: Place): World => {
    const world = worlds.get(place)
    if (world === undefined) throw new Error(`there is no database ${place}`)
    return world
  }

  const open = async <T>(
    login: string,
    place: Place,
    work: (atmosfera: Atmosfera) => Promise<T>,
  ): Promise<T> => {
    const atmosfera = await createAtmosfera({ database: urlFor(login, `of_${makers[place]}`) })
    try {
      return await work(atmosfera)
    } finally {
      await atmosfera.close()
    }
  }

  /** Nothing is read or written on anybody's behalf, and one line says why. */
  const expectRefusal = async (atmosfera: Atmosfera, place: Place, code: string, why: RegExp) => {
    const { alpha, database } = worldOf(place)
    const before = await digestOfAll(database, catalogue)
    const keeper = userOf(alpha.keeperId)
    let ran = false
    for (const work of [
      () => atmosfera.as(keeper).projects.list({}),
      () => atmosfera.as(keeper).testSuites.create({ projectId: alpha.projectId, name: 'new' }),
      () => atmosfera.system.users.list({}),
      () =>
        atmosfera.transaction(keeper, async () => {
          ran = true
        }),
    ]) {
      const error = await failureOf(work(), AtmosferaError)
      expect(error.code).toBe(code)
      expect(error.message).toMatch(why)
      expect(error.message).not.toContain('\n')
    }
    expect(ran).toBe(false)
    expect(await digestOfAll(database, catalogue)).toEqual(before)
  }

  const expectBusinessAsUsual = async (atmosfera: Atmosfera, place: Place) => {
    const { projects } = atmosfera.as(userOf(worldOf(place).alpha.keeperId))
    expect((await projects.list({})).items.map(({ name }) => name)).toEqual(['Alpha'])
  }

  const bypassing = /^This login bypasses row security .* nothing was read or written\. Use another login/

  describe.each<{ login: string; place: Place; as: string; what: string; since?: number }>([
    {
      login: 'maker',
      place: 'with the role',
      as: 'authenticated_users',
      what: 'the owner, who made the role',
    },
    { login: 'postgres', place: 'with the role', as: 'authenticated_users', what: 'a superuser' },
    { login: 'postgres', place: 'made by a superuser', as: 'authenticated_users', what: 'that superuser' },
    {
      login: 'bypasser',
      place: 'with the role',
      as: 'authenticated_users',
      what: 'a member of the role with BYPASSRLS',
    },
    {
      login: 'app',
      place: 'with the role',
      as: 'authenticated_users',
      what: 'a member that inherits nothing',
    },
    {
      login: 'heir',
      place: 'with the role',
      as: 'heir',
      what: 'a member that may not take the role',
      since: 16,
    },
    {
      login: 'deputy',
      place: 'with the role',
      as: 'authenticated_users',
      what: "a member of the owner's role",
    },
    { login: 'owner', place: 'without the role', as: 'owner', what: 'the owner, bound by FORCE alone' },
    {
      login: 'deputy',
      place: 'without the role',
      as: 'deputy',
      what: 'a member of the owner, bound by FORCE alone',
    },
  ])('$what, $place', ({ login, place, as, since = 0 }) => {
    const needed = version >= since

    it.runIf(needed)(`acts as ${as}, and no user sees or changes what is not theirs`, async () => {
      await open(login, place, async (atmosfera) => {
        expect(await roleOfActors(atmosfera)).toBe(as)
        expect(await findLeaks(atmosfera, worldOf(place), catalogue)).toEqual([])
      })
    })

    it.runIf(needed)('leaves the audit log alone', async () => {
      await open(login, place, async (atmosfera) => {
        for (const statement of [
          `INSERT INTO audit_log (actor_kind, action, table_name, row_ids, transaction_id) VALUES ('user', 'delete', 'projects', '{1}', 1)`,
          `UPDATE audit_log SET actor_id = NULL`,
          `DELETE FROM audit_log`,
          `TRUNCATE audit_log`,
        ]) {
          const { error } = await sqlTrial(atmosfera, { system: true }, statement)
          expect(error?.code, statement).toBe('permission_denied')
        }
      })
    })

    it.runIf(needed)('leaves what the database derives alone, and has it brought up to date', async () => {
      const { alpha, database } = worldOf(place)
      const { projectId } = alpha
      await open(login, place, async (atmosfera) => {
        const before = await digestOfAll(database, catalogue)
        for (const statement of derived.flatMap((name) => [
          `INSERT INTO ${name} SELECT * FROM ${name} RETURNING 1`,
          `UPDATE ${name} SET project_id = project_id RETURNING 1`,
          `DELETE FROM ${name} RETURNING 1`,
          `SELECT 1 FROM ${name} FOR KEY SHARE`,
        ])) {
          for (const actor of [userOf(alpha.keeperId), system]) {
            const { result = [], error } = await sqlTrial(atmosfera, actor, statement)
            expect(result, statement).toEqual([])
            expect(error?.code ?? 'permission_denied', statement).toBe('permission_denied')
          }
        }
        expect(await digestOfAll(database, catalogue)).toEqual(before)
        for (const actor of [userOf(alpha.keeperId), system]) {
          const { result } = await trial(atmosfera, actor, async ({ coverage, tickets, db }) => {
            const { tickets: count } = await coverage.summary({ projectId })
            await tickets.create({ projectId, jiraKey: 'LATE-1', summary: 'late', status: 'Open' })
            const { tickets: later } = await coverage.summary({ projectId })
            await coverage.rebuild({ projectId })
            const marks = await rowsOf(db, sql`SELECT FROM coverage_marks WHERE project_id = ${projectId}`)
            return { added: later - count, marks: marks.length }
          })
          expect(result).toEqual({ added: 1, marks: 0 })
        }
      })
    })
  })

  describe('nobody acts', () => {
    it.each([
      ['a superuser', 'postgres'],
      ['a login with BYPASSRLS', 'bypasser'],
    ])('as %s where the role has no way in', async (_, login) => {
      await administrate('GRANT owner TO bypasser')
      await open(login, 'without the role', (atmosfera) =>
        expectRefusal(atmosfera, 'without the role', 'tenancy_not_enforced', bypassing),
      )
      await administrate('REVOKE owner FROM bypasser')
    })

    it.each([
      { what: 'the login', role: 'owner', place: 'without the role', login: 'owner' },
      { what: 'the role', role: 'authenticated_users', place: 'with the role', login: 'app' },
    ] as const)('from the moment when $what may bypass row security', async ({ role, place, login }) => {
      await open(login, place, async (atmosfera) => {
        for (const right of ['BYPASSRLS', 'SUPERUSER']) {
          await administrate(`ALTER ROLE ${role} ${right}`)
          await expectRefusal(atmosfera, place, 'tenancy_not_enforced', bypassing)
          await administrate(`ALTER ROLE ${role} NO${right}`)
          await expectBusinessAsUsual(atmosfera, place)
        }
      })
    })

    it('from the moment when the login may no longer take the role', async () => {
      await open('app', 'with the role', async (atmosfera) => {
        await administrate('REVOKE authenticated_users FROM app')
        const why =
          /^The database does not allow this: permission denied to set role "authenticated_users"\.$/
        await expectRefusal(atmosfera, 'with the role', 'permission_denied', why)
        await administrate('GRANT authenticated_users TO app')
        await expectBusinessAsUsual(atmosfera, 'with the role')
      })
    })

    it('from the moment when row security is no longer forced on the owner who is bound by that alone', async () => {
      await open('owner', 'without the role', async (atmosfera) => {
        const force = (how: string) =>
          administrate(
            `ALTER TABLE atmosfera.projects ${how} ROW LEVEL SECURITY`,
            server.url(`of_${makers['without the role']}`),
          )
        await force('NO FORCE')
        await expectRefusal(atmosfera, 'without the role', 'tenancy_not_enforced', bypassing)
        await force('FORCE')
        await expectBusinessAsUsual(atmosfera, 'without the role')
      })
    })
  })
})
