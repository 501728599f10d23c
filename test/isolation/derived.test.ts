/**
 * What the database derives, it writes by itself. Nobody else does, not even whoever manages the project or is the
 * system, nor under any key; what can be asked for is to bring one's own project up to date, or to compute it anew.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, system } from '../../packages/core/src/actor.js'
import { rowsOf } from '../../packages/core/src/database/engine.js'
import { readCatalogue } from '../support/catalogue.js'
import { digestOfProject } from '../support/digest.js'
import { engines } from '../support/engines.js'
import { derived } from './cases/changes.js'
import { firstPageOf } from './leaks.js'
import { sqlTrial, trial } from './outcomes.js'
import { addUser, nowhere, openWorld, type Tenant, userOf, type World } from './world.js'

const catalogue = await readCatalogue()
const tables = catalogue.tables.filter(({ name }) => derived.includes(name))

const actors = ['a reader', 'a writer', 'a manager', 'an administrator', 'the system'] as const

describe.each(engines)('What is derived on $name', (engine) => {
  let world: World
  const ids = new Map<(typeof actors)[number], Actor>([['the system', system]])

  beforeAll(async () => {
    world = await openWorld(engine)
    const { database, alpha } = world
    const own = (level: 'read' | 'write' | 'manage') => ({ [alpha.projectId]: level })
    ids.set('a reader', userOf(await addUser(database, 'user', own('read'))))
    ids.set('a writer', userOf(await addUser(database, 'user', own('write'))))
    ids.set('a manager', userOf(await addUser(database, 'manager', own('manage'))))
    ids.set('an administrator', userOf(await addUser(database, 'admin', own('manage'))))
  })

  afterAll(async () => {
    await world?.close()
  })

  const attempt = async (actor: (typeof actors)[number], ...statements: readonly string[]) =>
    await sqlTrial(world.atmosfera, ids.get(actor) ?? userOf(0), ...statements)

  /** What both projects hold, marks included. */
  const everything = async () => [
    await digestOfProject(world.database, catalogue, world.alpha.projectId),
    await digestOfProject(world.database, catalogue, world.beta.projectId),
  ]

  const asFunction = `SELECT set_config('search_path', 'atmosfera, pg_temp, atmosfera_internal', true)`
  const asSystem = `SELECT set_config('atmosfera.actor', 'system', true)`

  describe.each(tables)('a row of $name', ({ name, columns }) => {
    it.each(actors)('is written by nobody: neither by %s', async (actor) => {
      const before = await everything()
      const copy = `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${name}`
      const [first] = columns
      for (const statement of [
        copy,
        `${copy} ON CONFLICT DO NOTHING`,
        `UPDATE ${name} SET ${first} = ${first}`,
        `DELETE FROM ${name}`,
        `TRUNCATE ${name}`,
        `SELECT 1 FROM ${name} FOR UPDATE`,
        `SELECT 1 FROM ${name} FOR KEY SHARE`,
        `LOCK TABLE ${name} IN SHARE MODE`,
        `ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`,
        `CREATE TRIGGER theirs AFTER INSERT ON ${name} EXECUTE FUNCTION begin_coverage()`,
      ]) {
        for (const disguise of [[], [asSystem], [asFunction]]) {
          const { error } = await attempt(actor, ...disguise, statement)
          expect(error?.code, statement).toBe('permission_denied')
        }
      }
      expect(await everything()).toEqual(before)
    })
  })

  it.each(actors)('is not refreshed, dropped or marked by %s past what checks who asks', async (actor) => {
    const { projectId } = world.alpha
    const before = await everything()
    for (const statements of [
      [`SELECT refresh_coverage(${projectId}, '{}', '{}')`],
      [`SELECT refresh_all_coverage(${projectId}, NULL, NULL)`],
      [`SELECT refresh_results(${projectId}, '{}', '{}')`],
      [`SELECT drop_coverage(${projectId})`],
      [`SELECT results_before(${projectId}, '2026-01-01', true)`],
      [`SELECT setval('coverage_marks_id_seq', 1)`],
      [
        `CREATE TEMP TABLE test_runs (id integer, project_id integer)`,
        `CREATE TRIGGER mark AFTER INSERT ON pg_temp.test_runs REFERENCING NEW TABLE AS changed
          FOR EACH STATEMENT EXECUTE FUNCTION mark_new_runs()`,
      ],
      [
        `CREATE TEMP TABLE projects (id integer)`,
        `CREATE TRIGGER begin AFTER INSERT ON pg_temp.projects FOR EACH ROW EXECUTE FUNCTION begin_coverage()`,
      ],
      [`ALTER TABLE test_runs DISABLE TRIGGER mark_insert`],
    ]) {
      const { error } = await attempt(actor, ...statements)
      expect(error?.code, statements.at(-1)).toBe('permission_denied')
    }
    expect(await everything()).toEqual(before)
  })

  it.each(actors.slice(0, -1))('of another project is brought up to date by nobody: %s', async (actor) => {
    const before = await everything()
    const fold = async (projectId: number) =>
      await attempt(actor, `SELECT fold_coverage(${projectId}, true) AS folded`)
    expect(await fold(world.beta.projectId)).toEqual({ result: [{ folded: false }] })
    expect(await fold(nowhere.projectId)).toEqual({ result: [{ folded: false }] })
    const close = async (projectId: number) =>
      await attempt(actor, `SELECT close_days(${projectId}, '{2020-01-01}') AS closed`)
    expect(await close(world.beta.projectId)).toEqual({ result: [{ closed: false }] })
    expect(await close(nowhere.projectId)).toEqual({ result: [{ closed: false }] })
    const rebuild = async (projectId: number) => await attempt(actor, `SELECT rebuild_coverage(${projectId})`)
    const refused = await rebuild(world.beta.projectId)
    expect(refused.error?.code).toBe('permission_denied')
    expect(await rebuild(nowhere.projectId)).toEqual(refused)
    expect(await everything()).toEqual(before)
  })

  it.each(actors)('is read by %s of their own project, and of no other', async (actor) => {
    const { alpha, beta } = world
    const evidenceOf = ({ projectId, ticketKey }: Tenant) =>
      `SELECT id FROM coverage_evidence(${projectId}, true, '${ticketKey}', 9)`
    const storedOf = ({ projectId }: Tenant) => `SELECT project_id AS id FROM stored_coverage(${projectId})`
    const readings = [
      [({ projectId }: Tenant) => firstPageOf(projectId), 'ticketId'],
      [evidenceOf, 'ticketId'],
      [storedOf, 'projectId'],
    ] as const
    for (const [reading, id] of readings) {
      expect(await attempt(actor, reading(alpha))).toEqual({ result: [{ id: alpha[id] }] })
      const theirs = actor === 'the system' ? [{ id: beta[id] }] : []
      expect(await attempt(actor, reading(beta))).toEqual({ result: theirs })
    }
  })

  it.each(actors)('of their own project is, by %s, and of no other', async (actor) => {
    const { atmosfera, alpha, beta, database } = world
    const untouched = await digestOfProject(database, catalogue, beta.projectId)
    const marks = async () =>
      await database.query(
        `SELECT DISTINCT project_id FROM atmosfera.coverage_marks WHERE project_id IN (${alpha.projectId}, ${beta.projectId}) ORDER BY 1`,
      )
    await atmosfera.system.testRuns.record({
      projectId: alpha.projectId,
      cycleItemId: alpha.itemId,
      status: 'passed',
    })
    expect(await marks()).toHaveLength(2)
    const who = ids.get(actor) ?? userOf(0)
    await atmosfera.as(who).coverage.summary({ projectId: alpha.projectId })
    expect(await marks()).toEqual([{ project_id: beta.projectId }])
    expect(await digestOfProject(database, catalogue, beta.projectId)).toEqual(untouched)
  })

  it('is left as it is by who may only read, and computed instead', async () => {
    const { atmosfera, alpha, database } = world
    const { projectId, itemId } = alpha
    await atmosfera.system.coverage.summary({ projectId })
    await atmosfera.system.testRuns.record({ projectId, cycleItemId: itemId, status: 'blocked' })
    const before = await digestOfProject(database, catalogue, projectId)
    const summary = await atmosfera.transaction(system, async ({ db, coverage }) => {
      await db.execute(`SET TRANSACTION READ ONLY`)
      return await coverage.summary({ projectId })
    })
    expect(await digestOfProject(database, catalogue, projectId)).toEqual(before)
    expect(summary).toEqual(await atmosfera.system.coverage.summary({ projectId }))
    expect(await digestOfProject(database, catalogue, projectId)).not.toEqual(before)
  })

  it.each(actors)('is right whatever names %s makes beside those that are looked up', async (actor) => {
    const { atmosfera, alpha, beta } = world
    const { projectId, itemId } = alpha
    await atmosfera.system.testRuns.record({ projectId, cycleItemId: itemId, status: 'failed' })
    const { result } = await trial(atmosfera, ids.get(actor) ?? userOf(0), async ({ db, coverage }) => {
      for (const statement of [
        `CREATE TEMP TABLE test_runs AS SELECT * FROM test_runs WITH NO DATA`,
        `CREATE TEMP TABLE coverage_counts AS SELECT * FROM coverage_counts WITH NO DATA`,
        `CREATE FUNCTION pg_temp.project_access(integer) RETURNS text LANGUAGE sql AS $$ SELECT 'manage' $$`,
        `SELECT set_config('search_path', 'pg_temp, atmosfera', true)`,
      ]) {
        await db.execute(statement)
      }
      const folded = await rowsOf(db, sql`SELECT fold_coverage(${beta.projectId}, true) AS folded`)
      await db.execute(`SELECT fold_coverage(${projectId}, true)`)
      await db.execute(`SELECT set_config('search_path', 'atmosfera, pg_temp', true)`)
      return { folded, summary: await coverage.summary({ projectId }) }
    })
    expect(result?.folded).toEqual([{ folded: actor === 'the system' }])
    expect(result?.summary).toEqual(await atmosfera.system.coverage.summary({ projectId }))
    expect(result?.summary.verdicts.NOK).toBe(1)
  })
})
