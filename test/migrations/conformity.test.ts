/** Everything that the specification's own SQL defines is in a migrated database, unchanged. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { type Catalog, readSchema } from '../support/catalog.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { barest, buildSpecification } from '../support/specification.js'

/** What the specification uses without defining, and therefore does not say how to build. */
const inventedTables = /\b(user_project_access|document_folders)\b/

describe.each(engines)('the specification on $name', (engine) => {
  let database: TestDatabase
  let specified: Catalog
  let migrated: Catalog

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
    // In a schema of its own that no search path leads to, so that the migration finds nothing to adopt.
    await database.query('CREATE SCHEMA specification')
    await buildSpecification(
      (sql) => database.query(`SET search_path TO specification; ${sql}; RESET search_path`),
      barest,
    )
    const atmosfera = await createAtmosfera({ database: database.database })
    await atmosfera.close()
    specified = await readSchema(database, 'specification')
    migrated = await readSchema(database, 'atmosfera')
  })

  afterAll(async () => {
    await database?.drop()
  })

  it.each([
    ['column', 183],
    ['constraint', 49],
    ['index', 87],
    ['view', 3],
    ['policy', 1],
  ])('keeps every %s as it is', (kind, count) => {
    const wanted = [...specified].filter(
      ([name, definition]) => name.startsWith(kind) && !inventedTables.test(`${name} ${definition}`),
    )
    // A specification that was not read would be conformed to by anything.
    expect(wanted).toHaveLength(count)
    expect(wanted.map(([name]) => [name, migrated.get(name)])).toEqual(wanted)
  })

  it('keeps the keys that refer to the tables it forgets', () => {
    expect(migrated.get('constraint documents_folder_id_fkey')).toBe(
      'documents FOREIGN KEY (folder_id) REFERENCES document_folders(id) ON DELETE SET NULL',
    )
    expect(migrated.get('column document_folders.id')).toContain('integer NOT NULL')
    expect(migrated.get('column user_project_access.user_id')).toBe('integer NOT NULL')
    expect(migrated.get('column user_project_access.project_id')).toBe('integer NOT NULL')
  })

  it.each([
    ['maturity_dimensions', 'id, name, description, weight', 6],
    ['global_settings', 'id, key, value, description, category', 7],
  ])('holds the sample data of %s', async (table, columns, count) => {
    const rows = (schema: string) => database.query(`SELECT ${columns} FROM ${schema}.${table} ORDER BY id`)
    const wanted = await rows('specification')
    expect(wanted).toHaveLength(count)
    expect(await rows('atmosfera')).toEqual(wanted)
  })
})
