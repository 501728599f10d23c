/** A database that begins as a copy of the package's snapshot is the one that the migrations make. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from '../../packages/core/src/database/connect.js'
import { readCatalog } from '../../packages/core/src/database/drift.js'
import type { Engine, Rows } from '../../packages/core/src/database/engine.js'
import { checkMigrations } from '../../packages/core/src/database/migrate.js'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import { prepare } from '../../packages/core/src/database/prepare.js'
import { readSnapshot, type Snapshot } from '../../packages/core/src/database/snapshot.js'
import { buildSnapshot } from '../../packages/core/src/database/snapshot-build.js'
import { layOut } from '../../packages/core/src/database/snapshot-folder.js'
import { recordingLogger } from '../support/logger.js'

const schema = 'atmosfera'
const begun = new Date()
let home: string
let archive: Snapshot

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'atmosfera-copies-'))
  await buildSnapshot(home, schema, migrations)
  const files = {
    archive: pathToFileURL(join(home, 'snapshot.tar.br')),
    manifest: pathToFileURL(join(home, 'snapshot.json')),
  }
  const found = await readSnapshot(schema, { files })
  if (found === undefined) throw new Error('the snapshot that was made is none for this package')
  archive = found
})

afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

const open = (database: Parameters<typeof connect>[0], snapshot: Snapshot | undefined = archive) =>
  connect(database, undefined, async () => snapshot)

const query = async (engine: Engine, sql: string): Promise<Rows> =>
  (await engine.single(`SET LOCAL search_path TO ${schema}, pg_temp;`, sql)).at(-1) ?? []

describe('a copy of the snapshot', () => {
  let copy: Engine
  let migrated: Engine
  const logger = recordingLogger()

  beforeAll(async () => {
    copy = await open('memory:')
    migrated = await connect('memory:')
    await prepare('auto', { engine: migrated, schema, migrations })
  })

  afterAll(async () => {
    await copy?.close()
    await migrated?.close()
  })

  const both = async (sql: string): Promise<readonly [Rows, Rows]> =>
    await Promise.all([query(copy, sql), query(migrated, sql)])

  it('is said to be migrated, as a database is that was', async () => {
    expect(copy.isSnapshot).toBe(true)
    const { migration, role } = await prepare('auto', { engine: copy, schema, migrations, logger })
    expect(migration).toEqual({ schema, applied: migrations.map(({ name }) => name), before: 0 })
    expect(logger.infos).toEqual(migrations.map(({ name }) => `Applied migration ${name}.`))
    expect(role).toBe('authenticated_users')
  })

  it('has the same tables, policies, functions, triggers and grants, and no drift', async () => {
    const read = (engine: Engine) =>
      engine.transaction(`SET LOCAL search_path TO ${schema}, pg_temp;`, (session) =>
        readCatalog(session, schema),
      )
    const [found, wanted] = await Promise.all([read(copy), read(migrated)])
    expect(wanted.length).toBeGreaterThan(500)
    expect(found).toEqual(wanted)
    await checkMigrations({ engine: copy, schema, migrations })
  })

  it.each([
    [
      'roles',
      `SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconfig FROM pg_roles ORDER BY 1`,
    ],
    [
      'memberships',
      'SELECT roleid::regrole, member::regrole, admin_option, inherit_option, set_option FROM pg_auth_members ORDER BY 1, 2',
    ],
    [
      'databases',
      'SELECT datname, datacl::text, datcollate, encoding, datistemplate FROM pg_database ORDER BY 1',
    ],
    ['schemas', 'SELECT nspname, nspowner::regrole, nspacl::text FROM pg_namespace ORDER BY 1'],
    [
      'default privileges',
      'SELECT defaclrole::regrole, defaclobjtype, defaclacl::text FROM pg_default_acl ORDER BY 1, 2',
    ],
    ['settings of roles and databases', 'SELECT setdatabase, setrole, setconfig FROM pg_db_role_setting'],
    [
      'settings of the server',
      // Those of PL/pgSQL are there once it was used.
      `SELECT name, setting FROM pg_settings WHERE name NOT LIKE 'plpgsql.%' ORDER BY 1`,
    ],
    [
      'owners',
      `SELECT relname, relowner::regrole FROM pg_class WHERE relnamespace = '${schema}'::regnamespace ORDER BY 1`,
    ],
    [
      'positions of sequences',
      `SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = '${schema}' ORDER BY 1`,
    ],
  ])('has the same %s', async (_, sql) => {
    const [found, wanted] = await both(sql)
    expect(found).toEqual(wanted)
  })

  it('holds the same rows, all of them written now', async () => {
    const tables = await query(
      copy,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r' ORDER BY 1`,
    )
    const moments: string[] = []
    let count = 0
    for (const { name } of tables) {
      const rows = (
        await both(
          `SELECT to_jsonb(row) - 'fingerprint' - 'transaction_id' AS row FROM ${name} AS row ORDER BY 1`,
        )
      ).map((all) => all.map((one) => JSON.stringify(one)))
      const [found = [], wanted = []] = rows.map((texts) =>
        texts.map((text) => text.replace(moment, 'a moment')).sort(),
      )
      expect(found).toEqual(wanted)
      moments.push(...(rows[0] ?? []).flatMap((text) => [...text.matchAll(moment)].map(([found]) => found)))
      count += found.length
    }
    expect(count).toBeGreaterThan(60)
    expect(moments.length).toBeGreaterThan(60)
    for (const one of moments) expect(new Date(`${one}Z`).getTime()).toBeGreaterThanOrEqual(begun.getTime())
    expect([...new Set(moments)]).toHaveLength(1)
  })
})

/** As PostgreSQL writes a moment in JSON. */
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?/g

describe('the snapshot', () => {
  it('knows nothing of the machine that made it', () => {
    const traces = [process.cwd(), join(tmpdir(), 'atmosfera-'), hostname(), process.env.USER ?? '']
    // Shorter ones occur anywhere.
    for (const trace of traces.filter((text) => text.length > 6)) {
      expect(`${trace}: ${archive.includes(trace)}`).toBe(`${trace}: false`)
    }
  })

  it('was closed, so that nothing has to be recovered, and carries no log', async () => {
    const folder = join(home, 'files')
    layOut(folder, archive)
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false)
    const lines: string[] = []
    const database = await PGlite.create({ dataDir: folder, debug: 1, onStderr: (line) => !lines.push(line) })
    await database.close()
    expect(lines.join('\n')).toContain('database system was shut down at')
    expect(lines.join('\n')).not.toContain('recovery')
  })

  it('is small', () => {
    expect(readFileSync(join(home, 'snapshot.tar.br')).length).toBeLessThan(2_000_000)
  })
})

describe('a folder', () => {
  const projects = async (engine: Engine) =>
    (await query(engine, 'SELECT name FROM projects ORDER BY 1')).map(({ name }) => name)

  it('becomes a copy where there is nothing in it, and stays what it became', async () => {
    const folder = join(home, 'empty')
    mkdirSync(folder)
    const first = await open(`pglite:${folder}`)
    expect(first.isSnapshot).toBe(true)
    await first.single('', `INSERT INTO ${schema}.projects (name) VALUES ('Checkout')`)
    await first.close()
    const second = await open(`pglite:${folder}`)
    expect(second.isSnapshot).toBe(false)
    expect(await projects(second)).toEqual(['Checkout'])
    await second.close()
  })

  it('of a database without our tables stays that database, which is migrated', async () => {
    const folder = join(home, 'theirs')
    const theirs = await PGlite.create(folder)
    await theirs.exec('CREATE TABLE notes (id integer)')
    await theirs.close()
    const engine = await open(`pglite:${folder}`)
    expect(engine.isSnapshot).toBe(false)
    await prepare('auto', { engine, schema, migrations })
    expect(await query(engine, 'SELECT FROM public.notes')).toEqual([])
    await engine.close()
  })

  it('with other files in it is PGlite’s to make a database of', async () => {
    const folder = join(home, 'used')
    mkdirSync(folder)
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    const engine = await open(`pglite:${folder}`)
    expect(engine.isSnapshot).toBe(false)
    await engine.close()
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine')
  })

  it.each([
    ['cut off', () => archive.subarray(0, archive.length / 2)],
    ['of a PostgreSQL that this PGlite cannot read', () => foreign(archive)],
  ])('and memory go without a snapshot that is %s', async (name, damaged) => {
    for (const database of ['memory:', `pglite:${join(home, name)}`]) {
      const engine = await open(database, damaged())
      expect(engine.isSnapshot).toBe(false)
      expect((await prepare('auto', { engine, schema, migrations })).migration?.before).toBe(0)
      await engine.close()
    }
  })
})

/** The same of a PostgreSQL that has not been released. */
function foreign(archive: Snapshot): Snapshot {
  const copy = Buffer.from(archive)
  const header = copy.indexOf('/PG_VERSION\0')
  copy.write('99\n', header + 512, 'latin1')
  return copy
}

describe('a PGlite of the caller’s', () => {
  it('is migrated where it is, and never replaced', async () => {
    const database = await PGlite.create({
      loadDataDir: new Blob([readFileSync(inject('emptyPgliteSnapshot'))]),
    })
    const engine = await open(database)
    expect(engine.isSnapshot).toBeUndefined()
    const { migration } = await prepare('auto', { engine, schema, migrations })
    expect(migration?.applied).toHaveLength(migrations.length)
    await database.close()
  })
})
