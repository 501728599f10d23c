/**
 * Foreign and unique keys look past row security. What they say of another project's rows must be what they
 * say of rows that do not exist. The keys come out of the catalogue.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../packages/core/src/actor.js'
import { readCatalogue } from '../support/catalogue.js'
import { engines } from '../support/engines.js'
import { sqlTrial } from './outcomes.js'
import { addUser, openWorld, userOf, type World } from './world.js'

const catalogue = await readCatalogue()
const references = catalogue.references.filter(({ to }) => to !== 'projects')

/** Those keys that hold no project by themselves; what else they hold belongs to one. */
const keysWithoutProject = [
  'idx_forge_projects_unique',
  'idx_jira_links_unique',
  'idx_maturity_levels_unique',
  'idx_maturity_model_versions_unique',
  'idx_test_cycle_items_unique',
]

it('knows which unique keys hold no project', () => {
  const found = catalogue.uniqueKeys.filter(({ columns }) => !columns.includes('project_id'))
  expect(found.map(({ index }) => index)).toEqual(keysWithoutProject)
})

describe.each(engines)('on $name', (engine) => {
  let world: World
  const actors: Record<string, Actor> = {}
  const roles = ['manager', 'admin'] as const

  beforeAll(async () => {
    world = await openWorld(engine)
    const access = { [world.alpha.projectId]: 'manage' as const }
    for (const role of roles) actors[role] = userOf(await addUser(world.database, role, access))
  })

  afterAll(async () => {
    await world?.close()
  })

  const sql = (role: string, statement: string) =>
    sqlTrial(world.atmosfera, actors[role] ?? userOf(0), statement)

  describe.each(references)('a row of $from', ({ from, to, columns, constraint }) => {
    it.each(roles)(
      `made by a %s cannot refer to a row of ${to} in another project (${constraint})`,
      async (role) => {
        const { alpha, beta } = world
        const [theirs] = await world.database.query<Record<string, number>>(
          `SELECT ${columns.map((column) => column.to).join(', ')} FROM atmosfera.${to} WHERE project_id = ${beta.projectId}`,
        )
        const pointAt = (value: (column: string) => unknown) => {
          const values = Object.fromEntries(columns.map((column) => [column.from, String(value(column.to))]))
          // A change of a column that is part of a unique key would run into what refers to the row itself.
          const isKey = catalogue.uniqueKeys.some(
            (key) => key.table === from && key.columns.some((column) => column in values),
          )
          return sql(
            role,
            isKey ? copyOf(from, values, alpha.projectId) : changeOf(from, values, alpha.projectId),
          )
        }
        const refused = await pointAt((column) => theirs?.[column])
        expect(refused.error?.code).toMatch(/^(not_found|permission_denied)$/)
        expect(await pointAt(() => 2_000_000_000)).toEqual(refused)
      },
    )
  })

  describe.each(catalogue.uniqueKeys)('the unique key $index', (key) => {
    const copying = (values: Readonly<Record<string, string>>) =>
      sql('manager', copyOf(key.table, values, world.alpha.projectId))

    it('says no more of a key that another project has than of one that nobody has', async () => {
      const keys = key.columns.filter((column) => column !== 'project_id')
      const [theirs] = await world.database.query<Record<string, unknown>>(
        `SELECT ${keys.map((column) => `quote_literal(${column}) AS ${column}`).join(', ')} FROM atmosfera.${key.table}
          WHERE project_id = ${world.beta.projectId} LIMIT 1`,
      )
      const taken = Object.fromEntries(keys.map((column) => [column, String(theirs?.[column])]))
      // A kind of import is one of a few; everything else may be made up.
      const madeUp = (column: string) => (column === 'kind' ? String(taken.kind) : `'2000000000'`)
      const free = Object.fromEntries(keys.map((column) => [column, madeUp(column)]))
      const outcome = await copying(taken)
      expect(await copying(free)).toEqual(outcome)
      if (keysWithoutProject.includes(key.index)) expect(outcome.error?.code).toBe('permission_denied')
    })

    it('cannot be claimed for the other project', async () => {
      const outcome = await copying({ project_id: String(world.beta.projectId) })
      expect(outcome.error?.code).toMatch(/^(not_found|permission_denied)$/)
    })
  })

  it('gives nobody away by the people that access could be given to', async () => {
    const give = (userId: number) =>
      sql(
        'manager',
        `INSERT INTO user_project_access (user_id, project_id) VALUES (${userId}, ${world.alpha.projectId}) RETURNING 1`,
      )
    const refused = await give(world.beta.keeperId)
    expect(refused.error?.code).toBe('permission_denied')
    expect(await give(2_000_000_000)).toEqual(refused)
  })

  it('lets an administrator put nothing into a model of a project without access to it', async () => {
    const [model] = await world.database.query<{ id: number }>(
      `SELECT id FROM atmosfera.maturity_models WHERE project_id = ${world.beta.projectId}`,
    )
    const plant = (id: number | undefined) =>
      sql('admin', `INSERT INTO maturity_dimensions (name, model_id) VALUES ('planted', ${id}) RETURNING 1`)
    const refused = await plant(model?.id)
    expect(refused.error?.code).toBe('permission_denied')
    expect(await plant(2_000_000_000)).toEqual(refused)
  })
})

/** A copy of one of our own rows with other values in some columns, and with names of its own. */
function copyOf(name: string, values: Readonly<Record<string, string>>, own: number): string {
  const table = catalogue.tables.find((candidate) => candidate.name === name)
  if (table === undefined) throw new Error(`there is no table ${name}`)
  const names = catalogue.uniqueKeys
    .filter(
      ({ table: keyed, columns }) => keyed === name && name !== 'user_project_access' && columns.length === 2,
    )
    .flatMap(({ columns }) => (columns.includes('project_id') ? columns : []))
    // Ids of ours refer to something, and stay.
    .filter((column) => column !== 'project_id' && !column.endsWith('_ticket_id'))
  const value = (column: string) =>
    values[column] ?? (names.includes(column) ? `${column} || '-copy'` : column)
  return `INSERT INTO ${name} (${table.columns.join(', ')})
    SELECT ${table.columns.map(value).join(', ')} FROM ${name} WHERE project_id = ${own} LIMIT 1 RETURNING 1 AS done`
}

/** A change of one of our own rows. */
function changeOf(name: string, values: Readonly<Record<string, string>>, own: number): string {
  const changes = Object.entries(values).map(([column, value]) => `${column} = ${value}`)
  return `UPDATE ${name} SET ${changes.join(', ')}
    WHERE id = (SELECT min(id) FROM ${name} WHERE project_id = ${own}) RETURNING 1 AS done`
}
