/** What `migrate: 'check'` and `'off'` do with a database that is new, old, or up to date. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { connect } from '../../packages/core/src/database/connect.js'
import { migrate } from '../../packages/core/src/database/migrate.js'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import { MigrationError } from '../../packages/core/src/errors.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { failureOf } from '../support/failure.js'

/** What a database of the first four migrations lacks. */
const lacking = [
  '0004_audit',
  '0005_views',
  '0006_seed',
  '0007_jira',
  '0008_coverage',
  '0009_recording',
  '0010_coverage_days',
  '0011_access',
  '0012_forge',
]

describe.each(engines)('opening a database on $name', (engine) => {
  let empty: TestDatabase
  let old: TestDatabase
  let current: TestDatabase

  beforeAll(async () => {
    ;[empty, old, current] = await Promise.all([
      engine.createEmptyDatabase(),
      engine.createEmptyDatabase(),
      engine.createDatabase(),
    ])
    const connection = await connect(old.database)
    await migrate({ engine: connection, schema: 'atmosfera', migrations: migrations.slice(0, 4) })
    await connection.close()
  })

  afterAll(async () => {
    await Promise.all([empty, old, current].map((database) => database?.drop()))
  })

  describe('with check', () => {
    it('refuses an empty one, and leaves it empty', async () => {
      const error = await failureOf(
        createAtmosfera({ database: empty.database, migrate: 'check' }),
        MigrationError,
      )
      expect(error.code).toBe('migration_needed')
      expect(error.problems).toEqual(migrations.map(({ name }) => name))
      expect(error.message).toBe(
        `Schema "atmosfera" lacks ${migrations.length} of ${migrations.length} migrations. Run "atmosfera migrate" with a login that owns it.`,
      )
      expect(await empty.query(`SELECT FROM pg_namespace WHERE nspname = 'atmosfera'`)).toEqual([])
    })

    it('refuses an old one, naming what it lacks', async () => {
      const error = await failureOf(
        createAtmosfera({ database: old.database, migrate: 'check' }),
        MigrationError,
      )
      expect(error.code).toBe('migration_needed')
      expect(error.problems).toEqual(lacking)
      expect(await old.query('SELECT FROM atmosfera.atmosfera_migrations')).toHaveLength(4)
    })

    it('opens one that is up to date', async () => {
      const atmosfera = await createAtmosfera({ database: current.database, migrate: 'check' })
      expect(atmosfera.migration).toEqual({ schema: 'atmosfera', applied: [], before: migrations.length })
      expect((await atmosfera.system.projects.create({ name: 'Checkout' })).id).toBeGreaterThan(0)
      await atmosfera.close()
    })
  })

  describe('with off', () => {
    it('opens one that is up to date without a look at it', async () => {
      const atmosfera = await createAtmosfera({ database: current.database, migrate: 'off' })
      expect(atmosfera.migration).toBeUndefined()
      expect((await atmosfera.system.projects.create({ name: 'Checkout' })).id).toBeGreaterThan(0)
      await atmosfera.close()
    })

    it('opens an empty one, and says what is wrong as soon as it is used', async () => {
      const atmosfera = await createAtmosfera({ database: empty.database, migrate: 'off' })
      const error = await failureOf(atmosfera.system.projects.create({ name: 'Checkout' }), MigrationError)
      expect(error.code).toBe('migration_needed')
      expect(error.message).toBe(
        'Schema "atmosfera" has no tables of ours that this login may use. Run "atmosfera migrate", or grant it authenticated_users.',
      )
      await atmosfera.close()
    })
  })

  describe('with auto', () => {
    it('completes an old one', async () => {
      const atmosfera = await createAtmosfera({ database: old.database })
      expect(atmosfera.migration).toEqual({
        schema: 'atmosfera',
        applied: lacking,
        before: 4,
      })
      await atmosfera.close()
      await (await createAtmosfera({ database: old.database, migrate: 'check' })).close()
    })
  })
})
