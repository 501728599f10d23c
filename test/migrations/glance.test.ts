/** What opening a database costs that is as it should be, and that nothing which is not gets past that glance. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../packages/core/src/database/connect.js'
import type { Engine } from '../../packages/core/src/database/engine.js'
import { migrate } from '../../packages/core/src/database/migrate.js'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import { prepare } from '../../packages/core/src/database/prepare.js'
import { MigrationError } from '../../packages/core/src/errors.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { failureOf } from '../support/failure.js'

/** Counts what goes to the database. */
function counting(engine: Engine): Engine & { readonly calls: string[] } {
  const calls: string[] = []
  return {
    ...engine,
    calls,
    transaction: (opening, work) => {
      calls.push('transaction')
      return engine.transaction(opening, work)
    },
    single: (opening, statement) => {
      calls.push('single')
      return engine.single(opening, statement)
    },
  }
}

describe.each(engines)('opening a database on $name', (engine) => {
  let database: TestDatabase
  let connection: Engine

  beforeAll(async () => {
    database = await engine.createDatabase()
    connection = await connect(database.database)
  })

  afterAll(async () => {
    await connection?.close()
    await database?.drop()
  })

  const open = async (list = migrations) => {
    const engine = counting(connection)
    const prepared = await prepare('auto', { engine, schema: 'atmosfera', migrations: list })
    return { ...prepared, calls: engine.calls }
  }
  const settled = { schema: 'atmosfera', applied: [], before: migrations.length }

  it('takes one round trip from the first start on, because the migration left what to compare with', async () => {
    expect(await open()).toEqual({ migration: settled, role: 'authenticated_users', calls: ['single'] })
  })

  it('takes a longer look where nothing to compare with is left, once', async () => {
    await database.query('UPDATE atmosfera.atmosfera_migrations SET fingerprint = NULL')
    const first = await open()
    expect(first.migration).toEqual(settled)
    expect(first.role).toBe('authenticated_users')
    expect(first.calls.length).toBeGreaterThan(1)
    expect(await open()).toEqual({ migration: settled, role: 'authenticated_users', calls: ['single'] })
  })

  it.each([
    ['a policy that allows more', 'ALTER POLICY test_cases_delete ON test_cases USING (true)'],
    ['a policy that was added', 'CREATE POLICY everyone ON test_cases USING (true)'],
    ['a policy that was dropped', 'DROP POLICY test_cases_read ON test_cases'],
    ['a policy for others', 'ALTER POLICY test_cases_delete ON test_cases TO PUBLIC'],
    ['row security that is off', 'ALTER TABLE metrics DISABLE ROW LEVEL SECURITY'],
    ['row security that is not forced', 'ALTER TABLE metrics NO FORCE ROW LEVEL SECURITY'],
    [
      'a function with another body',
      'CREATE OR REPLACE FUNCTION is_trusted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT true $$',
    ],
    ['a function that runs with other rights', 'ALTER FUNCTION current_user_id() SECURITY DEFINER'],
    ['a function that everyone may call', 'GRANT EXECUTE ON FUNCTION user_credentials(text) TO PUBLIC'],
    ['a column with another name, which policies name', 'ALTER TABLE projects RENAME COLUMN id TO number'],
    ['a table that was dropped', 'DROP TABLE metrics CASCADE'],
    [
      'a view that shows what its owner sees',
      engine.version >= 15
        ? 'ALTER VIEW test_coverage_summary RESET (security_invoker)'
        : 'ALTER VIEW test_coverage_summary OWNER TO CURRENT_USER',
    ],
  ])('notices %s', async (_, alteration) => {
    await open()
    expect((await open()).calls).toEqual(['single'])
    await connection
      .transaction('SET LOCAL search_path TO atmosfera', async (session) => {
        // In a copy of the database that is gone afterwards.
        const altered: Engine = {
          ...connection,
          transaction: async (opening, work) => {
            await session.script('SAVEPOINT here')
            const opened = opening === '' ? [] : await session.script(opening)
            const result = await work(session, opened)
            await session.script('RESET ROLE')
            return result
          },
          single: async (opening, statement) => {
            const results = await session.script(`${opening}${statement}`)
            await session.script('RESET ROLE')
            return results
          },
        }
        await session.script(`${alteration};`)
        const failure = await failureOf(
          prepare('auto', { engine: altered, schema: 'atmosfera', migrations }),
          MigrationError,
        )
        expect(failure.code).toBe('schema_drift')
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
    // Undone, it is what it was.
    expect((await open()).calls).toEqual(['single'])
  })

  it('refuses what was altered each time, and not any more once that was undone', async () => {
    await database.query('ALTER TABLE atmosfera.users NO FORCE ROW LEVEL SECURITY')
    for (let time = 0; time < 2; time++) {
      expect((await failureOf(open(), MigrationError)).code).toBe('schema_drift')
    }
    await database.query('ALTER TABLE atmosfera.users FORCE ROW LEVEL SECURITY')
    expect((await open()).migration).toEqual(settled)
    expect((await open()).calls).toEqual(['single'])
  })

  it('finds a table that was only rewritten as it was, and looks at it longer once', async () => {
    await database.query('VACUUM FULL atmosfera.users')
    expect((await open()).calls.length).toBeGreaterThan(1)
    expect((await open()).calls).toEqual(['single'])
  })

  it('is not fooled by a database whose record was made for others', async () => {
    const edited = migrations.map((migration) =>
      migration.id === 3 ? { ...migration, hash: 'e'.repeat(64) } : migration,
    )
    expect((await failureOf(open(edited), MigrationError)).code).toBe('schema_drift')
    const [last] = migrations.slice(-1)
    if (last === undefined) throw new Error('there are no migrations')
    const later = {
      ...last,
      id: migrations.length,
      name: '9999_later',
      hash: 'f'.repeat(64),
      sql: 'SELECT 1',
    }
    expect((await open([...migrations, later])).migration?.applied).toEqual(['9999_later'])
    expect((await open()).migration).toEqual({ ...settled, before: migrations.length + 1 })
  })
})

const undo = new Error('undone')

describe.each(engines)('a database of an earlier release on $name', (engine) => {
  it('whose record has no place for it yet is migrated, and given one', async () => {
    const database = await engine.createEmptyDatabase()
    const connection = await connect(database.database)
    await migrate({ engine: connection, schema: 'atmosfera', migrations: migrations.slice(0, 4) })
    await database.query('ALTER TABLE atmosfera.atmosfera_migrations DROP COLUMN fingerprint')
    const options = { engine: connection, schema: 'atmosfera', migrations }
    expect((await prepare('auto', options)).migration?.applied).toHaveLength(migrations.length - 4)
    const again = counting(connection)
    await prepare('auto', { ...options, engine: again })
    expect(again.calls).toEqual(['single'])
    await connection.close()
    await database.drop()
  })
})
