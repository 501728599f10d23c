/** Bringing a database up to date: all of it or nothing, once however many start at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { connect } from '../../packages/core/src/database/connect.js'
import type { Engine } from '../../packages/core/src/database/engine.js'
import { migrate } from '../../packages/core/src/database/migrate.js'
import type { Migration } from '../../packages/core/src/database/migration.js'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import { MigrationError } from '../../packages/core/src/errors.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { failureOf } from '../support/failure.js'
import { recordingLogger } from '../support/logger.js'

/** A migration of a later release. */
const later = (sql: string, changes: Partial<Migration> = {}): Migration => ({
  id: migrations.length,
  name: `${String(migrations.length).padStart(4, '0')}_later`,
  breaking: false,
  hash: 'f'.repeat(64),
  sql,
  ...changes,
})

describe.each(engines)('migrating on $name', (engine) => {
  let database: TestDatabase
  let connection: Engine

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
    connection = await connect(database.database)
  })

  beforeEach(async () => {
    await database.query('DROP SCHEMA IF EXISTS atmosfera CASCADE')
  })

  afterAll(async () => {
    await connection?.close()
    await database?.drop()
  })

  const bring = (list: readonly Migration[] = migrations, logger = recordingLogger()) =>
    migrate({ engine: connection, schema: 'atmosfera', migrations: list, logger })

  const relations = async () => {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_class WHERE relnamespace = to_regnamespace('atmosfera')`,
    )
    return row?.count
  }

  it('makes everything of nothing, says so, and has nothing to do the next time', async () => {
    const logger = recordingLogger()
    const first = await bring(migrations, logger)
    expect(first).toEqual({ schema: 'atmosfera', applied: migrations.map(({ name }) => name), before: 0 })
    expect(logger.infos).toEqual(migrations.map(({ name }) => `Applied migration ${name}.`))
    expect(await bring()).toEqual({ schema: 'atmosfera', applied: [], before: migrations.length })
  })

  it.each([2, 8])('lets one of %i that start at once do it, and the others wait', async (count) => {
    const opened = await Promise.all(
      Array.from({ length: count }, () => createAtmosfera({ database: database.database })),
    )
    const applied = opened.map(({ migration }) => migration?.applied.length).sort()
    expect(applied).toEqual([...Array.from({ length: count - 1 }, () => 0), migrations.length])
    // Whoever waited works with what the other made.
    await Promise.all(opened.map(({ system }, index) => system.projects.create({ name: `Project ${index}` })))
    expect(await database.query('SELECT FROM atmosfera.projects')).toHaveLength(count)
    await Promise.all(opened.map((atmosfera) => atmosfera.close()))
  })

  it('undoes everything when a migration fails half-way, and says which one and why', async () => {
    const bad = later('CREATE TABLE half_way (id integer); SELECT 1 / 0;')
    const error = await failureOf(bring([...migrations, bad]), MigrationError)
    expect(error.code).toBe('migration_failed')
    expect(error.message).toBe(
      `Migration ${bad.name} failed and everything was rolled back: division by zero.`,
    )
    expect(await relations()).toBe(0)
    expect(await database.query(`SELECT FROM pg_namespace WHERE nspname = 'atmosfera'`)).toEqual([])
    expect((await bring()).applied).toHaveLength(migrations.length)
  })

  it('leaves a database that works as it was when an upgrade fails', async () => {
    await bring()
    const before = await relations()
    const bad = later(
      'CREATE TABLE half_way (id integer); INSERT INTO half_way VALUES (NULL::integer / 0 + 1), (1 / 0);',
    )
    expect((await failureOf(bring([...migrations, bad]), MigrationError)).code).toBe('migration_failed')
    expect(await relations()).toBe(before)
    expect(await bring()).toEqual({ schema: 'atmosfera', applied: [], before: migrations.length })
  })

  it('applies what a later release adds, and only that', async () => {
    await bring()
    const next = later('ALTER TABLE projects ADD COLUMN colour text;')
    expect(await bring([...migrations, next])).toEqual({
      schema: 'atmosfera',
      applied: [next.name],
      before: migrations.length,
    })
    await database.query('SELECT colour FROM atmosfera.projects')
  })

  it('works with a database that a newer package made compatibly, and warns', async () => {
    await bring([...migrations, later('ALTER TABLE projects ADD COLUMN colour text;')])
    const logger = recordingLogger()
    expect(await bring(migrations, logger)).toMatchObject({ applied: [] })
    expect(logger.warnings).toEqual([
      'Schema "atmosfera" is 1 migrations newer than this package, which still works with it.',
    ])
  })

  it('refuses a database that a newer package changed beyond it', async () => {
    const breaking = later('ALTER TABLE projects RENAME COLUMN name TO title;', { breaking: true })
    await bring([...migrations, breaking])
    const error = await failureOf(bring(), MigrationError)
    expect(error.code).toBe('database_newer')
    expect(error.problems).toEqual([breaking.name])
    expect(error.message).toContain('Update @atmosfera/core')
  })

  it('refuses a database that was made by another edition of a migration', async () => {
    await bring()
    const edited = migrations.map((migration) =>
      migration.id === 3 ? { ...migration, hash: 'e'.repeat(64) } : migration,
    )
    const error = await failureOf(bring(edited), MigrationError)
    expect(error.code).toBe('schema_drift')
    expect(error.message).toContain('another edition of migration 0003_integrity')
    expect(error.problems).toEqual([
      `0003_integrity: ${migrations[3]?.hash} was applied, ${'e'.repeat(64)} is known`,
    ])
  })

  it('waits for its turn whatever isolation level the database prefers', async () => {
    await database.query(`DO $$ BEGIN
      EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = ''repeatable read''', current_database());
    END $$`)
    const opened = await Promise.all(
      Array.from({ length: 3 }, () => createAtmosfera({ database: database.database })),
    )
    await Promise.all(opened.map((atmosfera) => atmosfera.close()))
  })
})
