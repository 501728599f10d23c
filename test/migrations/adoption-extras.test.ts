/** What a host added to its database made from the specification: it survives, unless it would open data. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Atmosfera, createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { readSchema } from '../support/catalog.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { recordingLogger } from '../support/logger.js'
import { asOwner } from '../support/owner.js'
import { buildSpecification, sampleRows, sampleRowsOfInventions } from '../support/specification.js'

const extras = `
  ALTER TABLE test_cases ADD COLUMN cost_center varchar(20) DEFAULT 'none';
  UPDATE test_cases SET cost_center = 'cc-' || id;
  CREATE INDEX host_test_cases ON test_cases (cost_center);
  ALTER TABLE projects ADD CONSTRAINT host_name CHECK (length(name) > 2);
  CREATE TABLE invoices (id serial PRIMARY KEY, project_id integer REFERENCES projects(id));
  INSERT INTO invoices (project_id) VALUES (1), (2);
  CREATE VIEW host_tickets AS SELECT jira_key, cost_center FROM jira_tickets
    JOIN test_case_jira_links AS link ON link.jira_ticket_id = jira_tickets.id
    JOIN test_cases ON test_cases.id = link.test_case_id;
  CREATE VIEW host_coverage AS SELECT project_name, coverage_percentage FROM test_coverage_summary;
  CREATE FUNCTION host_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE TRIGGER host_note BEFORE INSERT ON test_cases FOR EACH ROW EXECUTE FUNCTION host_note();
  -- What makes the specification's row security of use to others than the owner, and would now be too much.
  CREATE POLICY cases_of_mine ON test_cases USING (project_id IN (SELECT project_id FROM user_project_access));
  CREATE POLICY not_archived ON projects AS RESTRICTIVE USING (status <> 'secret');
  ALTER TABLE test_cases FORCE ROW LEVEL SECURITY;
  GRANT ALL ON test_cases, users TO authenticated_users;
  GRANT SELECT ON users TO PUBLIC;`

const cases = engines.flatMap((engine) => ['atmosfera', 'public'].map((schema) => ({ engine, schema })))

describe.each(cases)('a host’s database on $engine.name, adopted into $schema', ({ engine, schema }) => {
  const logger = recordingLogger()
  let database: TestDatabase
  let atmosfera: Atmosfera

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
    await asOwner(database, async (run) => {
      await buildSpecification(run)
      await run(sampleRows)
      await run(sampleRowsOfInventions)
      await run(extras)
    })
    atmosfera = await createAtmosfera({ database: database.database, schema, logger })
  })

  afterAll(async () => {
    await atmosfera?.close()
    await database?.drop()
  })

  const asSystem = async (sql: string) =>
    await atmosfera.transaction({ system: true }, async ({ asHost }) =>
      asHost(async (db) => {
        await db.execute(`SELECT set_config('atmosfera.actor', 'system', true)`)
        return ((await db.execute(sql)) as unknown as { rows: Record<string, unknown>[] }).rows
      }),
    )

  const check = async () => {
    const again = await createAtmosfera({ database: database.database, schema, migrate: 'check' })
    await again.close()
  }

  it('keeps its columns, with what is in them', async () => {
    const rows = await database.query(`SELECT cost_center FROM ${schema}.test_cases ORDER BY id LIMIT 2`)
    expect(rows).toEqual([{ cost_center: 'cc-1' }, { cost_center: 'cc-2' }])
  })

  it('keeps its indexes, constraints, triggers and tables', async () => {
    const catalog = await readSchema(database, schema)
    expect(catalog.get('index host_test_cases')).toContain('(cost_center)')
    expect(catalog.get('constraint host_name')).toContain('length')
    expect(await database.query(`SELECT FROM pg_trigger WHERE tgname = 'host_note'`)).toHaveLength(1)
    expect(await database.query('SELECT project_id FROM public.invoices ORDER BY id')).toEqual([
      { project_id: 1 },
      { project_id: 2 },
    ])
  })

  it('keeps its views, which go on showing what their owner may see', async () => {
    expect(await asSystem('SELECT * FROM public.host_tickets ORDER BY 1, 2')).toEqual([
      { jira_key: 'BOOK-1', cost_center: 'cc-5' },
      { jira_key: 'SHOP-1', cost_center: 'cc-1' },
      { jira_key: 'SHOP-1', cost_center: 'cc-2' },
      { jira_key: 'SHOP-2', cost_center: 'cc-2' },
    ])
    const coverage = await asSystem(
      'SELECT project_name, coverage_percentage::text FROM public.host_coverage ORDER BY 1',
    )
    expect(coverage[1]).toEqual({ project_name: 'Checkout', coverage_percentage: '66.67' })
  })

  it('drops policies that would open more than ours do, and says so', async () => {
    expect(logger.warnings).toEqual([
      'The policy cases_of_mine on test_cases of the adopted database is replaced by those of ATMosFera.',
    ])
    const policies = await database.query<{ name: string }>(
      `SELECT policyname AS name FROM pg_policies WHERE tablename IN ('test_cases', 'projects') ORDER BY 1`,
    )
    expect(policies.map(({ name }) => name)).toEqual([
      'not_archived',
      'project_access_policy',
      'projects_delete',
      'projects_insert',
      'projects_update',
      'test_cases_delete',
      'test_cases_insert',
      'test_cases_read',
      'test_cases_update',
    ])
  })

  it('keeps a policy that only hides', async () => {
    const secret = await atmosfera.system.projects.create({ name: 'Hidden' })
    await database.query(`UPDATE ${schema}.projects SET status = 'secret' WHERE id = ${secret.id}`)
    const { items } = await atmosfera.system.projects.list({})
    expect(items.map(({ name }) => name)).toEqual(['Checkout', 'Ledger', 'Attic'])
  })

  it('takes back rights that pass row security by', async () => {
    const rights = await database.query(
      `SELECT relname AS table, string_agg(DISTINCT privilege_type, ', ' ORDER BY privilege_type) AS rights
      FROM pg_class, aclexplode(relacl)
      WHERE relnamespace = '${schema}'::regnamespace AND relname IN ('test_cases', 'users') AND grantee <> relowner
      GROUP BY 1 ORDER BY 1`,
    )
    expect(rights).toEqual([
      { table: 'test_cases', rights: 'DELETE, INSERT, SELECT, UPDATE' },
      // Reading is granted column by column, without the password's.
      { table: 'users', rights: 'DELETE, INSERT, UPDATE' },
    ])
  })

  it('is unaltered for `check`, also when the host changes what is its own', async () => {
    await check()
    await database.query(`
      ALTER TABLE ${schema}.test_cases ALTER COLUMN cost_center SET DEFAULT 'some';
      DROP INDEX ${schema}.host_test_cases;
      DROP TRIGGER host_note ON ${schema}.test_cases;
      ALTER TABLE public.invoices ADD COLUMN total integer;
      CREATE INDEX host_invoices ON public.invoices (total)`)
    await check()
    await database.query(
      `ALTER TABLE ${schema}.test_cases DROP COLUMN cost_center CASCADE; DROP TABLE public.invoices`,
    )
    await check()
  })

  it('is altered when the specification’s own is gone', async () => {
    await database.query(`DROP INDEX ${schema}.idx_test_cases_status`)
    await expect(check()).rejects.toMatchObject({ problems: ['index idx_test_cases_status is missing'] })
  })
})

describe.each(engines)('rows on $name that were loaded with their ids', (engine) => {
  it('do not meet new ones: the sequences are moved behind them', async () => {
    const database = await engine.createEmptyDatabase()
    await asOwner(database, async (run) => {
      await buildSpecification(run)
      await run(`
        DELETE FROM maturity_dimensions;
        SELECT setval('maturity_dimensions_id_seq', 1, false);
        INSERT INTO maturity_dimensions (id, name) VALUES (1, 'Automation Intelligence'), (2, 'Our own');
        INSERT INTO projects (id, name) VALUES (1, 'Checkout'), (40, 'Ledger')`)
    })
    const atmosfera = await createAtmosfera({ database: database.database })
    expect((await atmosfera.system.projects.create({ name: 'Next' })).id).toBe(41)
    const dimensions = await database.query<{ name: string }>(
      'SELECT name FROM atmosfera.maturity_dimensions ORDER BY position',
    )
    expect(dimensions.map(({ name }) => name)).toEqual([
      'Automation Intelligence',
      'Quality Engineering',
      'Risk Management',
      'Process Optimization',
      'Team Collaboration',
      'Continuous Improvement',
      'Our own',
    ])
    await atmosfera.close()
    await database.drop()
  })
})

describe.each(engines)('folders on $name that do not say whose they are', (engine) => {
  it('are where their documents are, and of no project where they are empty', async () => {
    const database = await engine.createEmptyDatabase()
    await asOwner(database, async (run) => {
      await buildSpecification(run, {
        userProjectAccess:
          'CREATE TABLE user_project_access (id serial PRIMARY KEY, user_id integer, project_id integer)',
        documentFolders: 'CREATE TABLE document_folders (id serial PRIMARY KEY, name text)',
      })
      await run(sampleRows)
      await run(`
        INSERT INTO document_folders (name) VALUES ('Strategy'), ('Reports'), ('Empty');
        INSERT INTO documents (title, type, content, project_id, folder_id) VALUES
          ('Test strategy', 'strategy', '', 1, 1), ('Annual report', 'report', '', 2, 2), ('Another', 'report', '', 2, 2)`)
    })
    const atmosfera = await createAtmosfera({ database: database.database })
    expect(
      await database.query('SELECT name, project_id FROM atmosfera.document_folders ORDER BY id'),
    ).toEqual([
      { name: 'Strategy', project_id: 1 },
      { name: 'Reports', project_id: 2 },
      { name: 'Empty', project_id: null },
    ])
    const nulls = await readSchema(database, 'atmosfera')
    expect(nulls.get('column user_project_access.user_id')).toBe('integer NOT NULL')
    expect(nulls.get('constraint user_project_access_pkey')).toBe('user_project_access PRIMARY KEY (id)')
    await atmosfera.close()
    await database.drop()
  })
})
