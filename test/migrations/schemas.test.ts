/** Several schemas in one database, ours and other people's, keep out of each other's way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { ConflictError, MigrationError, ValidationError } from '../../packages/core/src/errors.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { failureOf } from '../support/failure.js'
import { addUser } from '../support/people.js'

describe.each(engines)('one database on $name', (engine) => {
  let database: TestDatabase
  const opened: Atmosfera[] = []

  const open = async (schema?: string): Promise<Atmosfera> => {
    const atmosfera = await createAtmosfera({ database: database.database, schema })
    opened.push(atmosfera)
    return atmosfera
  }

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
    // What a host application already has.
    await database.query(`
      CREATE TABLE public.users (id uuid PRIMARY KEY, name text);
      CREATE TABLE public.projects (id serial PRIMARY KEY, title text);
      INSERT INTO public.users VALUES ('00000000-0000-0000-0000-000000000001', 'Ada');
      INSERT INTO public.projects (title) VALUES ('Engine')`)
  })

  afterAll(async () => {
    for (const atmosfera of opened) await atmosfera.close()
    await database?.drop()
  })

  it('keeps the host application’s own users and projects as they are', async () => {
    const atmosfera = await open()
    await atmosfera.system.projects.create({ name: 'Checkout' })
    expect(await database.query('SELECT * FROM public.users')).toEqual([
      { id: '00000000-0000-0000-0000-000000000001', name: 'Ada' },
    ])
    expect(await database.query('SELECT * FROM public.projects')).toEqual([{ id: 1, title: 'Engine' }])
    expect(await database.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toHaveLength(
      2,
    )
  })

  it('holds two that know nothing of one another', async () => {
    const [blue, red] = [await open('blue'), await open('red')]
    // The same name twice, and the same ids: neither is anything to the other.
    const [blueUser, redUser] = [await addUser(blue, 'ada'), await addUser(red, 'ada')]
    expect(redUser).toBe(blueUser)
    const project = await blue.system.projects.create({ name: 'Blue' })
    await blue.system.projects.grantAccess({ projectId: project.id, userId: blueUser })
    expect((await blue.as({ userId: blueUser }).projects.list({})).items).toHaveLength(1)
    expect((await red.as({ userId: redUser }).projects.list({})).items).toHaveLength(0)
    expect((await red.system.projects.list({})).items).toHaveLength(0)
    await failureOf(addUser(blue, 'ada'), ConflictError)
  })

  it('checks each schema by itself', async () => {
    await database.query('DROP INDEX red.idx_metrics_name')
    const check = (schema: string) =>
      createAtmosfera({ database: database.database, schema, migrate: 'check' })
    expect((await failureOf(check('red'), MigrationError)).problems).toEqual([
      'index idx_metrics_name is missing',
    ])
    await (await check('blue')).close()
  })

  it('refuses to put its tables among others of the same names', async () => {
    const error = await failureOf(open('public'), MigrationError)
    expect(error.code).toBe('adoption_refused')
    expect(error.message).toContain('Schema "public" holds tables that are not ours: table')
    expect(error.problems).toContain('column users.id is uuid, not serial')
    expect(await database.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toHaveLength(
      2,
    )
  })

  it('shares a schema with a host whose tables have other names', async () => {
    await database.query('CREATE SCHEMA host; CREATE TABLE host.orders (id serial PRIMARY KEY)')
    if (engine.kind === 'postgres') await database.query('GRANT ALL ON SCHEMA host TO owner')
    const atmosfera = await open('host')
    expect((await atmosfera.system.projects.create({ name: 'Checkout' })).id).toBe(1)
    // What is the host's may change, go, and become more.
    await database.query(`
      ALTER TABLE host.orders ADD COLUMN total integer;
      CREATE TABLE host.invoices (id serial PRIMARY KEY);
      CREATE POLICY mine ON host.invoices USING (true)`)
    const check = () => createAtmosfera({ database: database.database, schema: 'host', migrate: 'check' })
    await (await check()).close()
    await database.query('DROP TABLE host.orders')
    await (await check()).close()
    await database.query('CREATE POLICY mine ON host.test_runs USING (true)')
    expect((await failureOf(check(), MigrationError)).problems).toEqual(['policy test_runs.mine was added'])
  })

  it.each(['Upper', 'with space', 'quo"te', '1st', 'x'.repeat(64), ''])(
    'refuses the name %j',
    async (schema) => {
      const error = await failureOf(open(schema), ValidationError)
      expect(error.issues[0]?.path).toBe('schema')
    },
  )
})

describe.each(engines)('a database on $name whose schema public is ours already', (engine) => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
  })

  afterAll(async () => {
    await database?.drop()
  })

  it('keeps it when another one starts in a schema of its own', async () => {
    const inPublic = await createAtmosfera({ database: database.database, schema: 'public' })
    await inPublic.system.projects.create({ name: 'Checkout' })
    const beside = await createAtmosfera({ database: database.database })
    expect(beside.migration?.adopted).toBeUndefined()
    expect((await beside.system.projects.list({})).items).toEqual([])
    expect((await inPublic.system.projects.list({})).items).toMatchObject([{ name: 'Checkout' }])
    await inPublic.close()
    await beside.close()
  })

  it('lets others keep tables in it, because public is everybody’s', async () => {
    await database.query('CREATE TABLE public.orders (id serial PRIMARY KEY)')
    const check = { database: database.database, schema: 'public', migrate: 'check' } as const
    await (await createAtmosfera(check)).close()
  })
})
