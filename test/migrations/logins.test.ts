/** Whatever rights a host gives the login: users are kept apart, or nothing works. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { NotFoundError, PermissionError } from '../../packages/core/src/errors.js'
import type { AtmosferaOptions } from '../../packages/core/src/options.js'
import { postgresEngines } from '../support/engines.js'
import { codeOf, failureOf } from '../support/failure.js'
import { addUser } from '../support/people.js'
import { type PostgresServer, startPostgres } from '../support/postgres-server.js'

// The role of our actors belongs to the cluster, so these tests take one of their own: there it does not exist
// yet. They build on each other.
describe.each(postgresEngines)('on $name', ({ version }) => {
  let server: PostgresServer

  beforeAll(async () => {
    server = await startPostgres(version)
    await run(`
      CREATE ROLE plain LOGIN; CREATE ROLE maker LOGIN CREATEROLE; CREATE ROLE guest LOGIN; CREATE ROLE app LOGIN;
      CREATE ROLE bypasser LOGIN BYPASSRLS`)
    for (const [name, owner] of [
      ['first', 'plain'],
      ['second', 'maker'],
      ['third', 'plain'],
      ['fourth', 'postgres'],
      ['fifth', 'postgres'],
      ['sixth', 'bypasser'],
      ['seventh', 'maker'],
      ['eighth', 'maker'],
      ['ninth', 'maker'],
    ]) {
      await run(`CREATE DATABASE ${name} OWNER ${owner}`)
    }
  })

  afterAll(async () => {
    await server?.stop()
  })

  const as = (login: string, database: string) => server.url(database).replace('postgres@', `${login}@`)

  const run = async <Row extends pg.QueryResultRow>(sql: string, url = server.url()): Promise<Row[]> => {
    const client = new pg.Client(url)
    await client.connect()
    try {
      const result = (await client.query<Row>(sql)) as pg.QueryResult<Row> | pg.QueryResult<Row>[]
      return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? []
    } finally {
      await client.end()
    }
  }

  const open = async (
    login: string,
    database: string,
    work: (atmosfera: Atmosfera) => Promise<unknown>,
    options: AtmosferaOptions = {},
  ): Promise<void> => {
    const atmosfera = await createAtmosfera({ ...options, database: as(login, database) })
    try {
      await work(atmosfera)
    } finally {
      await atmosfera.close()
    }
  }

  const roleOfActors = async (atmosfera: Atmosfera): Promise<unknown> =>
    await atmosfera.transaction({ system: true }, async ({ db }) => {
      const result = (await db.execute('SELECT current_user AS role')) as unknown as {
        rows: { role: string }[]
      }
      return result.rows[0]?.role
    })

  describe('a login that may not make roles, where there is none', () => {
    it('is bound itself, as the owner of the tables', async () => {
      await open('plain', 'first', async (atmosfera) => {
        expect(await roleOfActors(atmosfera)).toBe('plain')
        await expectIsolation(atmosfera)
      })
      expect(await run(`SELECT FROM pg_roles WHERE rolname = 'authenticated_users'`)).toEqual([])
    })

    it('sees nothing by itself: no project, no user, no number', async () => {
      const [seen] = await run(
        `SELECT (SELECT count(*)::int FROM atmosfera.projects) AS projects,
          (SELECT count(*)::int FROM atmosfera.users) AS users,
          (SELECT count(*)::int FROM atmosfera.test_coverage_summary) AS summaries,
          (SELECT count(*)::int FROM atmosfera.audit_log) AS audited`,
        as('plain', 'first'),
      )
      expect(seen).toEqual({ projects: 0, users: 0, summaries: 0, audited: 0 })
      const [all] = await run('SELECT count(*)::int AS projects FROM atmosfera.projects', server.url('first'))
      expect(all).toEqual({ projects: 2 })
    })

    it('finds the database as it left it', async () => {
      await open('plain', 'first', async ({ migration }) => expect(migration?.applied).toEqual([]), {
        migrate: 'check',
      })
    })
  })

  describe('a login that may make roles', () => {
    it('makes the one that actors run as once, however many databases start at the same moment', async () => {
      const names = ['second', 'seventh', 'eighth', 'ninth']
      const roles = await Promise.all(
        names.map(async (name) => {
          let role: unknown
          await open('maker', name, async (atmosfera) => {
            role = await roleOfActors(atmosfera)
          })
          return role
        }),
      )
      expect(roles).toEqual(names.map(() => 'authenticated_users'))
    })

    it('is bound by that role', async () => {
      await open('maker', 'second', expectIsolation)
    })
  })

  describe('a login that may not make roles, where there is one', () => {
    it('is bound itself', async () => {
      await open('plain', 'third', async (atmosfera) => {
        expect(await roleOfActors(atmosfera)).toBe('plain')
        await expectIsolation(atmosfera)
      })
    })

    it('stays so when it is given the role later, which its schema does not know', async () => {
      await run(`GRANT authenticated_users TO plain`)
      await open('plain', 'third', async (atmosfera) => {
        expect(await roleOfActors(atmosfera)).toBe('plain')
        expect((await atmosfera.system.projects.list({})).items).toHaveLength(2)
      })
      await run(`REVOKE authenticated_users FROM plain`)
    })
  })

  describe('a superuser', () => {
    it('acts as the role, and is bound by it', async () => {
      await open('postgres', 'fourth', async (atmosfera) => {
        expect(await roleOfActors(atmosfera)).toBe('authenticated_users')
        await expectIsolation(atmosfera)
      })
    })
  })

  describe('a login that owns nothing', () => {
    it('works with what another one migrated, as a member of the role alone', async () => {
      await run(
        version >= 16
          ? 'GRANT authenticated_users TO app WITH INHERIT FALSE, SET TRUE'
          : 'ALTER ROLE app NOINHERIT; GRANT authenticated_users TO app',
      )
      for (const migrate of ['check', 'auto', 'off'] as const) {
        await open(
          'app',
          'second',
          async (atmosfera) => expect(await roleOfActors(atmosfera)).toBe('authenticated_users'),
          {
            migrate,
          },
        )
      }
      await open('app', 'second', async (atmosfera) => {
        const { items } = await atmosfera.system.projects.list({})
        expect(items.map(({ name }) => name)).toEqual(['Project of ada', 'Project of bob'])
      })
    })

    it('works as one that inherits the role, too', async () => {
      await run(
        version >= 16 ? 'GRANT authenticated_users TO app WITH INHERIT TRUE' : 'ALTER ROLE app INHERIT',
      )
      await open(
        'app',
        'second',
        async (atmosfera) => {
          expect((await atmosfera.system.projects.list({})).items).toHaveLength(2)
        },
        { migrate: 'check' },
      )
    })

    it('cannot migrate, and is told so', async () => {
      const error = await failureOf(createAtmosfera({ database: as('app', 'fifth') }), PermissionError)
      expect(error.message).toBe('The database does not allow this: permission denied for database fifth.')
      expect(await codeOf(createAtmosfera({ database: as('app', 'fifth'), migrate: 'check' }))).toBe(
        'migration_needed',
      )
    })

    it('sees nothing where it is no member either', async () => {
      const use = async (migrate: 'auto' | 'check' | 'off') => {
        const atmosfera = await createAtmosfera({ database: as('guest', 'second'), migrate })
        await atmosfera.system.projects.list({}).finally(() => atmosfera.close())
      }
      expect(await codeOf(use('check'))).toBe('permission_denied')
      expect(await codeOf(use('auto'))).toBe('permission_denied')
      expect(await codeOf(use('off'))).toBe('migration_needed')
    })
  })

  it('a schema that an administrator made for the login is enough to migrate into', async () => {
    await run('CREATE SCHEMA atmosfera AUTHORIZATION plain', server.url('fifth'))
    await open('plain', 'fifth', expectIsolation)
  })

  it('a login that would bypass row security reads and writes nothing', async () => {
    await open('bypasser', 'sixth', async ({ system }) => {
      expect(await codeOf(system.projects.list({}))).toBe('tenancy_not_enforced')
      expect(await codeOf(system.projects.create({ name: 'Open' }))).toBe('tenancy_not_enforced')
    })
  })
})

/** Two users, each with a project of their own, do not find each other’s. */
async function expectIsolation(atmosfera: Atmosfera): Promise<void> {
  const [ada, bob] = [await memberOf(atmosfera, 'ada'), await memberOf(atmosfera, 'bob')]
  for (const [own, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    const services = atmosfera.as({ userId: own.userId })
    expect((await services.projects.list({})).items.map(({ id }) => id)).toEqual([own.projectId])
    await services.testSuites.create({ projectId: own.projectId, name: 'Mine' })
    await failureOf(services.projects.get(other.projectId), NotFoundError)
    await failureOf(services.testSuites.create({ projectId: other.projectId, name: 'Theirs' }), NotFoundError)
    const summaries = await atmosfera.transaction({ userId: own.userId }, async ({ db }) => {
      const result = await db.execute('SELECT project_id AS id FROM test_coverage_summary')
      return (result as unknown as { rows: { id: number }[] }).rows
    })
    expect(summaries).toEqual([{ id: own.projectId }])
  }
}

async function memberOf(
  atmosfera: Atmosfera,
  username: string,
): Promise<{ readonly userId: number; readonly projectId: number }> {
  const userId = await addUser(atmosfera, username)
  const { projects } = atmosfera.system
  const { id: projectId } = await projects.create({ name: `Project of ${username}` })
  await projects.grantAccess({ projectId, userId, accessLevel: 'manage' })
  return { userId, projectId }
}
