/**
 * The audit log is the database's own account of each change, kept in the transaction of that change. Whoever
 * changes a row cannot keep it out of the log, nor put anything else in.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, system } from '../../packages/core/src/actor.js'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { rowOf } from '../../packages/core/src/database/engine.js'
import { testSuites } from '../../packages/core/src/schema/index.js'
import { readCatalogue } from '../support/catalogue.js'
import { engines } from '../support/engines.js'
import { changes, tellingThemselves, unrecorded, writtenBySystem } from './cases/changes.js'
import { entriesOf, type Fields } from './entries.js'
import { outcomeOf, sqlTrial, trial } from './outcomes.js'
import { addUser, only, openWorld, userOf, type World } from './world.js'

const catalogue = await readCatalogue()
const tables = catalogue.tables.filter(({ name }) => name !== 'audit_log' && !unrecorded.includes(name))

it('is tried on every table whose rows are of a project', () => {
  expect(Object.keys(changes)).toEqual(tables.map(({ name }) => name))
})

describe.each(engines)('The audit log on $name', (engine) => {
  let world: World
  let admin: Actor
  let byAdmin: string

  beforeAll(async () => {
    world = await openWorld(engine, { encryptionKey: new Uint8Array(32) })
    const id = await addUser(world.database, 'admin', { [world.alpha.projectId]: 'manage' })
    admin = userOf(id)
    byAdmin = `user ${id}`
  })

  afterAll(async () => {
    await world?.close()
  })

  /** The whole log, as text. */
  const logText = async (): Promise<string> =>
    only(
      await world.database.query<{ text: string }>(
        `SELECT string_agg(entry::text, E'\\n' ORDER BY id) AS text FROM atmosfera.audit_log AS entry`,
      ),
    ).text

  it.each(tables)('has what becomes of a row of $name, from what to what', async ({ name, project }) => {
    const [column = '', value] = changes[name] ?? []
    // A dimension that these refer to stays.
    const referring = ['assessments', 'recommendations', 'metrics'].filter((other) => other !== name)
    const [table, field] = [sql.identifier(name), sql.identifier(column)]
    const isSystems = writtenBySystem.includes(name)
    const { result } = await trial(world.atmosfera, isSystems ? system : admin, async ({ db }) => {
      for (const other of referring) await db.execute(sql`DELETE FROM ${sql.identifier(other)}`)
      const row = async () =>
        await rowOf<{ id: number; fields: Fields }>(
          db,
          sql`SELECT id, to_jsonb(part) AS fields FROM ${table} AS part
            WHERE ${sql.identifier(project)} = ${world.alpha.projectId} ORDER BY id LIMIT 1`,
        )
      const { id, fields: before } = await row()
      await db.execute(sql`UPDATE ${table} SET ${field} = given.${field}
        FROM jsonb_populate_record(NULL::${table}, ${{ [column]: value }}) AS given WHERE ${table}.id = ${id}`)
      const { fields: after } = await row()
      await db.execute(sql`DELETE FROM ${table} WHERE id = ${id}`)
      await db.execute(
        sql`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, ${after})`,
      )
      const entries = (await entriesOf(db)).filter(({ tableName }) => tableName === name)
      return { id, before, entries }
    })
    const common = {
      who: isSystems ? 'system' : byAdmin,
      tableName: name,
      projectId: world.alpha.projectId,
      rowIds: [result?.id],
      isNow: true,
    }
    const whole = expect.objectContaining({ id: result?.id, [column]: value })
    const update = {
      ...common,
      action: 'update',
      before: { [column]: result?.before[column] },
      after: { [column]: value },
    }
    expect(result?.entries).toEqual([
      ...(tellingThemselves.includes(name) ? [] : [update]),
      { ...common, action: 'delete', before: whole, after: null },
      { ...common, action: 'insert', before: null, after: result?.entries.at(-2)?.before },
    ])
  })

  it('has everything that goes with a project, and keeps it', async () => {
    const { atmosfera, alpha } = world
    const { result } = await trial(atmosfera, admin, async (transaction) => {
      await transaction.projects.delete(alpha.projectId)
      return await entriesOf(transaction.db)
    })
    const gone = result?.filter((entry) => entry.action === 'delete' && entry.projectId === alpha.projectId)
    expect([...new Set(gone?.map((entry) => entry.tableName))].sort()).toEqual(Object.keys(changes))
    expect(new Set(result?.map((entry) => entry.who))).toEqual(new Set([byAdmin]))
  })

  it('has nothing of what was taken back, as a whole or in part', async () => {
    const { atmosfera, alpha } = world
    const suite = (name: string) => ({ projectId: alpha.projectId, name })
    const before = await logText()
    const failing = atmosfera.transaction(admin, async ({ testSuites: suites }) => {
      await suites.create(suite('lost'))
      throw new RangeError('changed their mind')
    })
    await expect(failing).rejects.toThrow(RangeError)
    const ticket = { projectId: alpha.projectId, jiraKey: 'TWICE-1', summary: 'a', status: 'Open' }
    const twice = await outcomeOf(() => atmosfera.as(admin).tickets.createMany([ticket, ticket]))
    expect(twice.error?.code).toBe('conflict')
    expect(await logText()).toEqual(before)
    const { result } = await trial(atmosfera, admin, async ({ db }) => {
      const inner = db.transaction(async (savepoint) => {
        await savepoint.insert(testSuites).values(suite('lost'))
        await savepoint.execute(sql`SELECT 1 / 0`)
      })
      await expect(inner).rejects.toThrow()
      await db.insert(testSuites).values(suite('kept'))
      return await entriesOf(db)
    })
    expect(result?.map((entry) => entry.after?.name)).toEqual(['kept'])
  })

  it('has what was written alone, not what the database makes of it', async () => {
    const { atmosfera, alpha } = world
    const { projectId } = alpha
    const { result } = await trial(atmosfera, admin, async ({ coverage, tickets, db }) => {
      await tickets.create({ projectId, jiraKey: 'DERIVED-1', summary: 's', status: 'Open' })
      await coverage.summary({ projectId })
      await coverage.rebuild({ projectId })
      return await entriesOf(db)
    })
    expect(result?.map((entry) => entry.tableName)).toEqual(['jira_tickets'])
  })

  it('says who acted, whomever the row names', async () => {
    const { atmosfera, alpha } = world
    const { result } = await trial(atmosfera, admin, async ({ testRuns, db }) => {
      const run = { projectId: alpha.projectId, cycleItemId: alpha.itemId, status: 'failed' }
      await testRuns.record({ ...run, executedBy: alpha.keeperId })
      return await entriesOf(db)
    })
    const recorded = result?.find((entry) => entry.tableName === 'test_runs')
    expect(recorded).toMatchObject({ who: byAdmin, after: { executed_by: alpha.keeperId } })
  })

  it("goes by the database's clock, in UTC, whatever a program believes the time to be", async () => {
    const { alpha, database } = world
    const late = await createAtmosfera({ database: database.database, clock: () => new Date(0) })
    try {
      const { result } = await trial(late, admin, async ({ metrics, db }) => {
        await metrics.create({ projectId: alpha.projectId, name: 'late', value: 1 })
        await db.execute(sql`SET LOCAL TimeZone TO 'Asia/Tokyo'`)
        await db.insert(testSuites).values({ projectId: alpha.projectId, name: 'in Tokyo' })
        return await entriesOf(db)
      })
      const [measured, tokyo] = result ?? []
      expect(measured).toMatchObject({ isNow: true, after: { recorded_at: '1970-01-01T00:00:00' } })
      expect(tokyo).toMatchObject({ isNow: true, after: { name: 'in Tokyo' } })
    } finally {
      await late.close()
    }
  })

  it('has no secret, neither as it was given nor as it is stored', async () => {
    const { atmosfera, database, alpha } = world
    const { users, settings, testCases } = atmosfera.system
    const secrets = [
      'the first password',
      'the second password',
      'sk-first-0123',
      'sk-second-4567',
      '4242-4242',
    ]
    const [first = '', second = '', firstKey = '', secondKey = '', card = ''] = secrets
    const stored = async () =>
      only(
        await database.query<{ hash: string; key: string }>(
          `SELECT (SELECT password_hash FROM atmosfera.users WHERE username = 'secretive') AS hash,
            (SELECT value FROM atmosfera.global_settings WHERE key = 'a secret') AS key`,
        ),
      )
    const user = await users.create({
      username: 'secretive',
      password: first,
      fullName: 'S',
      email: 's@example.com',
    })
    await settings.set({ key: 'a secret', value: firstKey, secret: true })
    const before = await stored()
    await users.setPassword(user.id, { password: second })
    await settings.set({ key: 'a secret', value: secondKey })
    await testCases.update(alpha.testCaseId, { testData: { card: { value: card } } })
    const after = await stored()
    const log = await logText()
    for (const secret of [...secrets, ...Object.values(before), ...Object.values(after)]) {
      expect(secret.length).toBeGreaterThan(8)
      expect(log).not.toContain(secret)
    }
    const { items } = await atmosfera.system.audit.list({
      tableName: ['users', 'global_settings'],
      sort: '-id',
    })
    const redacted = '[redacted]'
    expect(items.slice(0, 2).map((entry) => entry.after)).toEqual([
      { value: redacted },
      { password_hash: redacted },
    ])
  })

  const asFunction = `SELECT set_config('search_path', 'atmosfera, pg_temp, atmosfera_internal', true)`
  const asSystem = `SELECT set_config('atmosfera.actor', 'system', true)`
  const entry = `INSERT INTO audit_log (actor_kind, actor_id, action, table_name, row_ids, transaction_id)
    VALUES ('user', 1, 'delete', 'projects', '{1}', 1)`

  it.each([
    ['an entry of their own', [entry]],
    ['one as the system', [asSystem, entry]],
    ['one as if a trigger of ours had written it', [asFunction, entry]],
    ['other actors', [asSystem, `UPDATE audit_log SET actor_id = NULL`]],
    ['fewer entries', [asSystem, `DELETE FROM audit_log`]],
    ['an empty log', [asFunction, `TRUNCATE audit_log`]],
    ['the number of the next entry', [`SELECT setval('audit_log_id_seq', 1)`]],
    ['no trigger on a table', [`ALTER TABLE test_suites DISABLE TRIGGER zz_audit_insert`]],
    ['no trigger at all', [`SET LOCAL session_replication_role TO replica`]],
    [
      'a trigger of ours on a table of their own',
      [
        `CREATE TEMP TABLE projects (id integer, project_id integer)`,
        `CREATE TRIGGER forge AFTER INSERT ON pg_temp.projects REFERENCING NEW TABLE AS new_rows
          FOR EACH STATEMENT EXECUTE FUNCTION audit_project_rows()`,
      ],
    ],
  ])('gives the role of the actors no way to have %s', async (_, statements) => {
    const before = await logText()
    const { error } = await sqlTrial(world.atmosfera, admin, ...statements)
    expect(error?.code).toBe('permission_denied')
    expect(await logText()).toEqual(before)
  })

  it('is out of sight for whoever has lost access, their own deeds included', async () => {
    const { atmosfera, database, beta } = world
    const id = await addUser(database, 'manager', { [beta.projectId]: 'manage' })
    const { testSuites: suites, audit } = atmosfera.as({ userId: id })
    await suites.create({ projectId: beta.projectId, name: 'their deed' })
    expect((await audit.list({ actorId: id })).items).toHaveLength(1)
    await atmosfera.system.projects.revokeAccess({ projectId: beta.projectId, userId: id })
    expect((await audit.list({ actorId: id })).items).toEqual([])
    expect((await audit.list({ projectId: beta.projectId })).items).toEqual([])
    expect(await sqlTrial(atmosfera, userOf(id), 'SELECT 1 FROM audit_log')).toEqual({ result: [] })
  })
})
