/** What somebody altered by hand is named, in one line, before anybody works with it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { readExpected } from '../../packages/core/src/database/bookkeeping.js'
import { connect } from '../../packages/core/src/database/connect.js'
import { describeDrift, readCatalog } from '../../packages/core/src/database/drift.js'
import type { Engine, Session } from '../../packages/core/src/database/engine.js'
import { checkMigrations, migrate } from '../../packages/core/src/database/migrate.js'
import { migrations } from '../../packages/core/src/database/migrations.generated.js'
import { MigrationError } from '../../packages/core/src/errors.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { failureOf } from '../support/failure.js'

describe.each(engines)('a database on $name', (engine) => {
  let database: TestDatabase
  let connection: Engine

  beforeAll(async () => {
    database = await engine.createDatabase()
    connection = await connect(database.database)
  })

  afterAll(async () => {
    await connection?.close()
    await database?.drop()
  })

  /** What is found after an alteration, which is then undone. */
  const drift = async (alteration: string): Promise<readonly string[]> => {
    const undo = new Error('undone')
    let lines: readonly string[] = []
    const work = async (session: Session) => {
      await session.script(alteration)
      lines = describeDrift(await readExpected(session, 'atmosfera'), await readCatalog(session, 'atmosfera'))
      throw undo
    }
    await connection
      .transaction(`SET LOCAL search_path TO atmosfera; SET LOCAL "atmosfera.actor" TO 'system';`, work)
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
    return lines
  }

  it('that nobody touched has no drift', async () => {
    expect(await drift('SELECT 1')).toEqual([])
  })

  it.each([
    [
      'a column that was dropped',
      'ALTER TABLE projects DROP COLUMN industry_area',
      ['column projects.industry_area is missing', 'index idx_projects_industry is missing'],
    ],
    [
      'a column of another type',
      'ALTER TABLE documents ALTER COLUMN type TYPE text',
      ['column documents.type is "text not null" instead of "character varying(50) not null"'],
    ],
    [
      'a column that may be empty now',
      'ALTER TABLE test_runs ALTER COLUMN project_id DROP NOT NULL',
      ['column test_runs.project_id is "integer" instead of "integer not null"'],
    ],
    [
      'another default',
      `ALTER TABLE user_project_access ALTER COLUMN access_level SET DEFAULT 'manage'`,
      [
        `column user_project_access.access_level is "character varying(20) not null default 'manage'::character varying" instead of "character varying(20) not null default 'write'::character varying"`,
      ],
    ],
    [
      'an index that was dropped',
      'DROP INDEX idx_test_runs_latest',
      ['index idx_test_runs_latest is missing'],
    ],
    [
      'an index over other columns',
      'DROP INDEX idx_test_runs_latest; CREATE INDEX idx_test_runs_latest ON test_runs (project_id)',
      [
        'index idx_test_runs_latest is "CREATE INDEX idx_test_runs_latest USING btree (project_id)" instead of "CREATE INDEX idx_test_runs_latest USING btree (project_id, test_case_id, environment, executed_at)"',
      ],
    ],
    [
      'a constraint that was dropped',
      'ALTER TABLE test_cases DROP CONSTRAINT test_cases_suite_same_project_fkey',
      ['constraint test_cases.test_cases_suite_same_project_fkey is missing'],
    ],
    [
      'a policy that was dropped',
      'DROP POLICY test_cases_read ON test_cases',
      ['policy test_cases.test_cases_read is missing'],
    ],
    [
      'a policy that was added',
      'CREATE POLICY everyone ON test_cases USING (true)',
      ['policy test_cases.everyone was added'],
    ],
    [
      'a policy that allows more',
      'ALTER POLICY test_cases_delete ON test_cases USING (true)',
      [
        /^policy test_cases.test_cases_delete is "d to authenticated_users, the owner using true" instead of "/,
      ],
    ],
    [
      'a policy for others',
      'ALTER POLICY test_cases_delete ON test_cases TO PUBLIC',
      [
        /^policy test_cases.test_cases_delete is "d to everyone using .*" instead of "d to authenticated_users, the owner/,
      ],
    ],
    [
      'row security that is off',
      'ALTER TABLE metrics DISABLE ROW LEVEL SECURITY',
      ['table metrics is "no row security forced" instead of "row security forced"'],
    ],
    [
      'row security that is not forced',
      'ALTER TABLE metrics NO FORCE ROW LEVEL SECURITY',
      ['table metrics is "row security" instead of "row security forced"'],
    ],
    [
      'a trigger that is disabled',
      'ALTER TABLE users DISABLE TRIGGER guard_identity',
      [/^trigger users.guard_identity is "disabled CREATE TRIGGER .*" instead of "enabled CREATE TRIGGER /],
    ],
    [
      'a trigger that fires in replicas only',
      'ALTER TABLE users ENABLE REPLICA TRIGGER guard_identity',
      [/^trigger users.guard_identity is "enabled in replicas only CREATE/],
    ],
    [
      'a trigger that was dropped',
      'DROP TRIGGER zz_audit_delete ON projects',
      ['trigger projects.zz_audit_delete is missing'],
    ],
    [
      'a trigger that was added',
      'CREATE TRIGGER mine BEFORE UPDATE ON projects FOR EACH ROW EXECUTE FUNCTION touch_updated_at()',
      ['trigger projects.mine was added'],
    ],
    [
      'a function with another body',
      'CREATE OR REPLACE FUNCTION is_trusted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT true $$',
      [/^function is_trusted\(\) is "for everyone [0-9a-f]{64}" instead of "for everyone [0-9a-f]{64}"$/],
    ],
    [
      'a function that runs with other rights',
      'ALTER FUNCTION current_user_id() SECURITY DEFINER',
      [/^function current_user_id\(\) is "security definer for everyone/],
    ],
    [
      'a function with another search path',
      'ALTER FUNCTION readable_project_ids() RESET ALL',
      [
        /^function readable_project_ids\(\) is "security definer for everyone [0-9a-f]{64}" instead of ".* search_path=/,
      ],
    ],
    [
      'a function that everyone may call',
      'GRANT EXECUTE ON FUNCTION user_credentials(text) TO PUBLIC',
      [/^function user_credentials\(login text\) is "security definer for everyone /],
    ],
    ['a table that was added', 'CREATE TABLE notes (id integer)', ['table notes was added']],
    [
      'a right that passes row security by',
      'GRANT TRUNCATE ON test_runs TO authenticated_users',
      [
        'grant test_runs to authenticated_users is "DELETE, INSERT, SELECT, TRUNCATE, UPDATE" instead of "DELETE, INSERT, SELECT, UPDATE"',
      ],
    ],
    [
      'a right that opens password hashes',
      'GRANT SELECT (password_hash) ON users TO PUBLIC',
      ['grant users to everyone was added'],
    ],
    [
      'a right that is gone',
      'REVOKE INSERT ON test_runs FROM authenticated_users',
      [/^grant test_runs to authenticated_users is "DELETE, SELECT, UPDATE" instead of/],
    ],
  ])('names %s', async (_, alteration, lines) => {
    const found = await drift(alteration)
    expect(found).toEqual(lines.map((line) => (line instanceof RegExp ? expect.stringMatching(line) : line)))
  })

  it('names a view that shows what its owner sees', async () => {
    if (engine.version >= 15) {
      expect(await drift('ALTER VIEW test_coverage_summary RESET (security_invoker)')).toEqual([
        'view test_coverage_summary is "reads as its owner" instead of "reads as its reader"',
      ])
    } else {
      expect(await drift('ALTER VIEW test_coverage_summary OWNER TO CURRENT_USER')).toEqual([
        'grant test_coverage_summary to authenticated_users is missing',
        'view test_coverage_summary is "reads as its owner" instead of "reads as authenticated_users"',
      ])
    }
  })

  it.each([
    ['columns', 'ALTER TABLE test_cases ADD COLUMN mine text'],
    ['indexes', 'CREATE INDEX mine ON test_runs (version)'],
    ['constraints', 'ALTER TABLE projects ADD CONSTRAINT mine CHECK (length(name) > 0)'],
    ['views', 'CREATE VIEW mine AS SELECT id FROM projects'],
    ['functions', 'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$'],
    ['rights of others', 'GRANT SELECT ON projects TO CURRENT_USER'],
    ['statistics and storage', 'ALTER TABLE test_runs SET (autovacuum_vacuum_scale_factor = 0.01)'],
  ])('may have further %s', async (_, alteration) => {
    expect(await drift(alteration)).toEqual([])
  })

  it('is refused by `check`, with every difference as a problem', async () => {
    await database.query(`
      DROP INDEX atmosfera.idx_metrics_name;
      ALTER TABLE atmosfera.metrics ALTER COLUMN unit TYPE varchar(30)`)
    const error = await failureOf(
      createAtmosfera({ database: database.database, migrate: 'check' }),
      MigrationError,
    )
    expect(error.code).toBe('schema_drift')
    expect(error.problems).toEqual([
      'column metrics.unit is "character varying(30)" instead of "character varying(20)"',
      'index idx_metrics_name is missing',
    ])
    expect(error.message).toBe(
      `Schema "atmosfera" differs from what the migrations made in 2 places, first: ${error.problems[0]}. Undo that, or restore a backup.`,
    )
    // That harms nobody's isolation, and a program that is up to date goes on.
    await (await createAtmosfera({ database: database.database })).close()
    await database.query(`
      CREATE INDEX idx_metrics_name ON atmosfera.metrics (name);
      ALTER TABLE atmosfera.metrics ALTER COLUMN unit TYPE varchar(20)`)
    await (await createAtmosfera({ database: database.database, migrate: 'check' })).close()
  })

  it('stays altered after an upgrade, which does not make it look intended', async () => {
    await database.query('DROP INDEX atmosfera.idx_metrics_name')
    const next = {
      id: migrations.length,
      name: '9999_later',
      breaking: false,
      hash: '0'.repeat(64),
      sql: 'ALTER TABLE metrics ADD COLUMN note text',
    }
    const options = { engine: connection, schema: 'atmosfera', migrations: [...migrations, next] }
    expect((await migrate(options)).applied).toEqual(['9999_later'])
    expect((await failureOf(checkMigrations(options), MigrationError)).problems).toEqual([
      'index idx_metrics_name is missing',
    ])
    await database.query('CREATE INDEX idx_metrics_name ON atmosfera.metrics (name)')
    await checkMigrations(options)
    await database.query('ALTER TABLE atmosfera.metrics DROP COLUMN note')
    expect((await failureOf(checkMigrations(options), MigrationError)).problems).toEqual([
      'column metrics.note is missing',
    ])
  })

  it.each([
    [
      'row security that is off',
      'ALTER TABLE atmosfera.test_runs DISABLE ROW LEVEL SECURITY',
      'ALTER TABLE atmosfera.test_runs ENABLE ROW LEVEL SECURITY',
      'table test_runs is "no row security forced" instead of "row security forced"',
    ],
    [
      'row security that is not forced',
      'ALTER TABLE atmosfera.users NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE atmosfera.users FORCE ROW LEVEL SECURITY',
      'table users is "row security" instead of "row security forced"',
    ],
    [
      'a policy that was added',
      'CREATE POLICY open ON atmosfera.documents USING (true)',
      'DROP POLICY open ON atmosfera.documents',
      'policy documents.open was added',
    ],
    [
      'a function that policies rest on',
      'ALTER FUNCTION atmosfera.readable_project_ids() SECURITY INVOKER',
      'ALTER FUNCTION atmosfera.readable_project_ids() SECURITY DEFINER',
      /^function readable_project_ids\(\) is "for everyone/,
    ],
  ])('is refused by `auto` too, for %s', async (_, alteration, undo, problem) => {
    await database.query(alteration)
    const error = await failureOf(createAtmosfera({ database: database.database }), MigrationError)
    expect(error.code).toBe('schema_drift')
    expect(error.problems).toEqual([expect.stringMatching(problem)])
    await database.query(undo)
    await (await createAtmosfera({ database: database.database })).close()
  })
})

describe('a catalogue', () => {
  it('reads the same on every server, so that moving to a newer PostgreSQL is no drift', async () => {
    const catalogs = await Promise.all(
      engines.map(async (engine) => {
        const database = await engine.createDatabase()
        const connection = await connect(database.database)
        const opening = `SET LOCAL search_path TO atmosfera, pg_temp; SET LOCAL "atmosfera.actor" TO 'system';`
        const catalog = await connection.transaction(opening, (session) => readExpected(session, 'atmosfera'))
        await connection.close()
        await database.drop()
        return catalog
      }),
    )
    const [first = [], ...others] = catalogs
    for (const other of others) {
      // Views belong to the role of the actors before PostgreSQL 15, and stay so.
      expect(
        describeDrift(first, other).filter((line) => !/^(view|grant) \w+_(summary|progress)/.test(line)),
      ).toEqual([])
    }
  })
})
