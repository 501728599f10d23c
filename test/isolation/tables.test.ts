/**
 * Each table by itself, under an actor's own SQL: what is Beta's can be neither seen, changed, added to nor
 * guessed by someone who manages Alpha, whatever their role. The tables come out of the catalogue.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProjectTable, readCatalogue } from '../support/catalogue.js'
import { digestOfProject } from '../support/digest.js'
import { engines } from '../support/engines.js'
import { derived, hiddenFromReaders, writtenBySystem } from './cases/changes.js'
import { type Outcome, outcomeOf, sqlTrial } from './outcomes.js'
import { addUser, nowhere, openWorld, userOf, type World } from './world.js'

const catalogue = await readCatalogue()
const { tables, views, globalTables } = catalogue

it('knows every table of the schema', () => {
  expect(globalTables).toEqual([
    'api_tokens',
    'atmosfera_migrations',
    'forge_accounts',
    'forge_events',
    'forge_installations',
    'global_settings',
    'idempotent_requests',
    'sessions',
    'sign_in_attempts',
    'users',
  ])
  expect(tables.length).toBeGreaterThanOrEqual(24)
  expect(views).toHaveLength(3)
})

it('knows which tables the role of the actors may only read: what is derived, and what is on record', () => {
  expect(catalogue.readOnly).toEqual(['audit_log', ...derived])
})

/** Giving access is what administrators do, so these rows of any project are theirs to see and change. */
const ruledByAdministrators = 'user_project_access'

describe.each(engines)('on $name', (engine) => {
  let world: World
  const actors = { manager: userOf(0), admin: userOf(0), reader: userOf(0) }
  const sql = (actor: keyof typeof actors, ...statements: string[]) =>
    sqlTrial(world.atmosfera, actors[actor], ...statements)

  beforeAll(async () => {
    world = await openWorld(engine)
    const { database, alpha } = world
    const [own] = [alpha.projectId]
    actors.manager = userOf(await addUser(database, 'manager', { [own]: 'manage' }))
    actors.admin = userOf(await addUser(database, 'admin', { [own]: 'manage' }))
    actors.reader = userOf(await addUser(database, 'user', { [own]: 'read' }))
  })

  afterAll(async () => {
    await world?.close()
  })

  describe.each(tables)('a row of $name in another project', (table) => {
    const { name, project } = table
    const kinds = (['manager', 'admin'] as const).filter(
      (kind) => kind === 'manager' || name !== ruledByAdministrators,
    )

    it('is there, as is one of our own', async () => {
      for (const { projectId } of [world.beta, world.alpha]) {
        expect(await world.database.query(`${select(table)} WHERE ${project} = ${projectId}`)).not.toEqual([])
      }
    })

    it.each(kinds)('is not read by a %s', async (kind) => {
      const { alpha, beta } = world
      expect(await sql(kind, `${select(table)} WHERE ${project} = ${beta.projectId}`)).toEqual(nothing)
      const { result = [] } = await sql(kind, `SELECT DISTINCT ${project} AS project FROM ${name}`)
      expect(result.map((row) => row.project).filter((id) => id !== null)).toEqual([alpha.projectId])
    })

    it('is not counted, not even by an expression that would tell of it by failing', async () => {
      const visible = `${project} IS NULL OR ${project} = ${world.alpha.projectId}`
      const hidden = name === 'audit_log' ? `${project} = ${world.alpha.projectId}` : visible
      const [expected] = await world.database.query(
        `SELECT count(*)::integer AS count FROM atmosfera.${name} WHERE ${hidden}`,
      )
      expect(await sql('manager', `SELECT count(*)::integer AS count FROM ${name}`)).toEqual({
        result: [expected],
      })
      const failing = `1 / (CASE WHEN ${project} = ${world.beta.projectId} THEN 0 ELSE 1 END) = 1`
      expect(await sql('manager', `SELECT count(*)::integer AS count FROM ${name} WHERE ${failing}`)).toEqual(
        { result: [expected] },
      )
    })

    it.each(kinds)('is not changed by a %s, nor deleted, locked or given away', async (kind) => {
      const { alpha, beta } = world
      const before = await digestOfProject(world.database, catalogue, beta.projectId)
      const theirs = `WHERE ${project} = ${beta.projectId}`
      expectNoEffect(await sql(kind, `UPDATE ${name} SET ${project} = ${project} ${theirs} RETURNING 1`))
      expectNoEffect(await sql(kind, `DELETE FROM ${name} ${theirs} RETURNING 1`))
      expectNoEffect(await sql(kind, `SELECT 1 FROM ${name} ${theirs} FOR UPDATE`))
      expectNoEffect(
        await sql(kind, `UPDATE ${name} SET ${project} = ${alpha.projectId} ${theirs} RETURNING 1`),
      )
      const { result = [] } = await sql(
        kind,
        `UPDATE ${name} SET ${project} = ${project} RETURNING ${project} AS project`,
      )
      expect(result.filter((row) => row.project === beta.projectId)).toEqual([])
      expect(await digestOfProject(world.database, catalogue, beta.projectId)).toEqual(before)
    })

    it('cannot be added, nor be told from one in a project that does not exist', async () => {
      if (name === 'projects') return
      const into = (projectId: number) => sql('manager', copyOf(table, world.alpha.projectId, projectId))
      const refused = await into(world.beta.projectId)
      expect(refused.error?.code).toMatch(/^(permission_denied|not_found)$/)
      expect(await into(nowhere.projectId)).toEqual(refused)
    })

    it('does not take over a row of our own', async () => {
      if (name === 'projects') return
      const moved = await sql(
        'manager',
        `UPDATE ${name} SET project_id = ${world.beta.projectId} WHERE project_id = ${world.alpha.projectId}`,
      )
      if (writtenBySystem.includes(name)) expectNoEffect(moved)
      else expect(moved.error?.code).toMatch(/^(permission_denied|not_found)$/)
    })

    it('is not overwritten under its own id', async () => {
      // What has no id has a key with the project in it, and is written by nobody: see derived.test.ts.
      if (name !== 'coverage_marks' && derived.includes(name)) return
      const { alpha, beta, database } = world
      const before = await digestOfProject(database, catalogue, beta.projectId)
      const [theirs] = await database.query<{ id: number }>(
        `SELECT id FROM atmosfera.${name} WHERE ${project} = ${beta.projectId} LIMIT 1`,
      )
      const columns = table.columns.join(', ')
      const own = `SELECT ${theirs?.id}, ${columns} FROM ${name} WHERE ${project} = ${alpha.projectId} LIMIT 1`
      const [changed] = table.columns
      const upsert = `INSERT INTO ${name} (id, ${columns}) ${own}
        ON CONFLICT (id) DO UPDATE SET ${changed} = excluded.${changed} RETURNING 1`
      const outcome = await outcomeOf(async () => {
        const rows = await sql('manager', upsert)
        if (rows.error === undefined) expect(rows.result).toEqual([])
      })
      expect(outcome.error).toBeUndefined()
      expect(await digestOfProject(database, catalogue, beta.projectId)).toEqual(before)
    })

    it('is not emptied with the table', async () => {
      const { error } = await sql('manager', `TRUNCATE ${name} CASCADE`)
      expect(error?.code).toBe('permission_denied')
    })
  })

  describe.each(tables)('a row of $name in a project that we may only read', (table) => {
    const { name, project } = table

    it('is read, unless it says who has access or what happened, or is a secret', async () => {
      const { result } = await sql(
        'reader',
        `SELECT DISTINCT ${project} AS project FROM ${name} WHERE ${project} IS NOT NULL`,
      )
      expect(result).toEqual(hiddenFromReaders.includes(name) ? [] : [{ project: world.alpha.projectId }])
    })

    it('is neither changed, deleted nor added', async () => {
      const own = `WHERE ${project} = ${world.alpha.projectId}`
      expectNoEffect(await sql('reader', `UPDATE ${name} SET ${project} = ${project} ${own} RETURNING 1`))
      expectNoEffect(await sql('reader', `DELETE FROM ${name} ${own} RETURNING 1`))
      expectNoEffect(await sql('reader', copyOf(table, world.alpha.projectId, world.alpha.projectId)))
    })
  })

  describe.each(views)('the view $name', ({ name }) => {
    it.each(['manager', 'admin'] as const)('shows a %s nothing of another project', async (kind) => {
      const { result } = await sql(kind, `SELECT DISTINCT project_id FROM ${name}`)
      expect(result).toEqual([{ project_id: world.alpha.projectId }])
    })

    it('shows nothing of it by failing either', async () => {
      const failing = `1 / (CASE WHEN project_id = ${world.beta.projectId} THEN 0 ELSE 1 END) = 1`
      expect((await sql('manager', `SELECT 1 FROM ${name} WHERE ${failing}`)).error).toBeUndefined()
    })
  })

  describe('nobody', () => {
    const strangers = [
      ['a user that does not exist', `SELECT 1`],
      ['a transaction without a user', `SELECT set_config('atmosfera.user_id', '', true)`],
    ] as const

    it.each(strangers)('sees anything as %s', async (_, become) => {
      for (const { name } of [...tables, ...views, { name: 'users' }, { name: 'global_settings' }]) {
        const column = name === 'users' ? 'id' : '*'
        const seen = await sqlTrial(world.atmosfera, userOf(999_999), become, `SELECT ${column} FROM ${name}`)
        expect(seen, name).toEqual(nothing)
      }
    })
  })
})

const nothing: Outcome = { result: [] }

/** Neither a row that was touched, nor any error but a refusal. */
function expectNoEffect(outcome: Outcome): void {
  if (outcome.error === undefined) expect(outcome).toEqual(nothing)
  else expect(outcome.error.code).toMatch(/^(permission_denied|not_found)$/)
}

function select({ name }: ProjectTable): string {
  return `SELECT 1 AS one FROM atmosfera.${name}`
}

/** Adds a copy of a row of one project to another, under an id of its own. */
function copyOf({ name, columns, project }: ProjectTable, from: number, to: number): string {
  const values = columns.map((column) => (column === 'project_id' ? String(to) : column))
  return `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${name}
    WHERE ${project} = ${from} LIMIT 1 RETURNING 1`
}
