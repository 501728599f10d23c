/** Rows that cannot be adopted are named, each kind with its ids, and nothing is changed until they are not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtmosfera } from '../../packages/core/src/atmosfera.js'
import { MigrationError } from '../../packages/core/src/errors.js'
import { readSchema } from '../support/catalog.js'
import { engines, type TestDatabase } from '../support/engines.js'
import { failureOf } from '../support/failure.js'
import { recordingLogger } from '../support/logger.js'
import { asOwner } from '../support/owner.js'
import { buildSpecification, sampleRows, sampleRowsOfInventions } from '../support/specification.js'

interface Obstacle {
  /** What is wrong. */
  readonly name: string
  readonly make: string
  readonly undo: string
  /** What the error says of it. */
  readonly problem: string
}

const obstacles: readonly Obstacle[] = [
  {
    name: 'a role that the specification does not list',
    make: `UPDATE users SET role = 'guest' WHERE id IN (2, 3)`,
    undo: `UPDATE users SET role = 'user' WHERE role = 'guest'`,
    problem: 'users.role holds a value other than admin, manager, user (id 2, 3)',
  },
  {
    name: 'a status of a test case that it does not list',
    make: `INSERT INTO test_cases (id, title, status) SELECT id, 'Odd', 'odd' FROM generate_series(1001, 1009) AS id`,
    undo: 'DELETE FROM test_cases WHERE id > 1000',
    problem:
      'test_cases.status holds a value other than draft, ready, in-progress, passed, failed, blocked, deprecated (id 1001, 1002, 1003, 1004, 1005, …)',
  },
  {
    name: 'a type of project that it does not list',
    make: `UPDATE projects SET project_type = 'greenfield' WHERE id = 1`,
    undo: `UPDATE projects SET project_type = 'Greenfield' WHERE id = 1`,
    problem:
      'projects.project_type holds a value other than Greenfield, Legacy, Migration, Integration (id 1)',
  },
  {
    name: 'a mode of a cycle that it does not list',
    make: `UPDATE test_cycles SET testing_mode = 'ai' WHERE id = 3`,
    undo: `UPDATE test_cycles SET testing_mode = 'manual' WHERE id = 3`,
    problem: 'test_cycles.testing_mode holds a value other than manual, ai-assisted-manual, automated (id 3)',
  },
  {
    name: 'a synchronisation of a kind that it does not list',
    make: `UPDATE jira_sync_logs SET sync_type = 'webhook' WHERE id = 2`,
    undo: `UPDATE jira_sync_logs SET sync_type = 'manual' WHERE id = 2`,
    problem: 'jira_sync_logs.sync_type holds a value other than full, incremental, manual (id 2)',
  },
  {
    name: 'a test case in a suite of another project',
    make: 'UPDATE test_cases SET suite_id = 3 WHERE id = 1',
    undo: 'UPDATE test_cases SET suite_id = 1 WHERE id = 1',
    problem: 'a test case is in a suite of another project, or of none (id 1)',
  },
  {
    name: 'a test case without a project in a suite',
    make: 'UPDATE test_cases SET suite_id = 1 WHERE id = 6',
    undo: 'UPDATE test_cases SET suite_id = NULL WHERE id = 6',
    problem: 'a test case is in a suite of another project, or of none (id 6)',
  },
  {
    name: 'an item in a cycle without a project',
    make: 'UPDATE test_cycles SET project_id = NULL WHERE id = 3',
    undo: 'UPDATE test_cycles SET project_id = 2 WHERE id = 3',
    problem: 'a cycle item belongs to no project (id 6)',
  },
  {
    name: 'an item that joins two projects',
    make: 'INSERT INTO test_cycle_items (id, cycle_id, test_case_id) VALUES (1001, 1, 5), (1002, 1, 6)',
    undo: 'DELETE FROM test_cycle_items WHERE id > 1000',
    problem: 'a cycle item joins a cycle with a test case of another project (id 1001, 1002)',
  },
  {
    name: 'an item with the suite of another project',
    make: 'UPDATE test_cycle_items SET suite_id = 3 WHERE id = 4',
    undo: 'UPDATE test_cycle_items SET suite_id = 1 WHERE id = 4',
    problem: 'a cycle item names a suite of another project (id 4)',
  },
  {
    name: 'a link across projects',
    make: 'INSERT INTO test_case_jira_links (id, test_case_id, jira_ticket_id) VALUES (1001, 1, 4), (1002, 6, 1)',
    undo: 'DELETE FROM test_case_jira_links WHERE id > 1000',
    problem: 'a link joins a test case with a ticket of another project, or of none (id 1001, 1002)',
  },
  {
    name: 'a link without an end',
    make: 'INSERT INTO test_case_jira_links (id, test_case_id, jira_ticket_id) VALUES (1001, NULL, 1), (1002, 1, NULL)',
    undo: 'DELETE FROM test_case_jira_links WHERE id > 1000',
    problem: 'a link lacks its test case or its ticket (id 1001, 1002)',
  },
  {
    name: 'the same level twice',
    make: `INSERT INTO maturity_levels (id, dimension_id, level, name) VALUES (1001, 1, 1, 'Foundation again')`,
    undo: 'DELETE FROM maturity_levels WHERE id > 1000',
    problem: 'a dimension has the same level twice (id 1001)',
  },
  {
    name: 'the sample data twice, of a script that ran twice',
    make: 'INSERT INTO maturity_dimensions (id, name) SELECT id + 1000, name FROM maturity_dimensions',
    undo: 'DELETE FROM maturity_dimensions WHERE id > 1000',
    problem: 'a dimension has the name of another (id 1001, 1002, 1003, 1004, 1005, …)',
  },
  {
    name: 'a document in a folder of another project',
    make: 'UPDATE documents SET folder_id = 2 WHERE id = 1',
    undo: 'UPDATE documents SET folder_id = 1 WHERE id = 1',
    problem: 'a document is in a folder of another project (id 1)',
  },
  {
    name: 'a folder of no project with documents of two',
    make: 'UPDATE document_folders SET project_id = NULL WHERE id = 1; UPDATE documents SET folder_id = 1',
    undo: `UPDATE document_folders SET project_id = 1 WHERE id = 1;
      UPDATE documents SET folder_id = CASE id WHEN 1 THEN 1 WHEN 3 THEN 2 END`,
    problem: 'a folder of no project holds documents of several (id 1)',
  },
  {
    name: 'access of nobody, to nothing, twice, and of an unknown level',
    make: `ALTER TABLE user_project_access DROP CONSTRAINT user_project_access_pkey,
        DROP CONSTRAINT user_project_access_user_id_fkey, ADD COLUMN access_level varchar(20);
      ALTER TABLE user_project_access ALTER COLUMN project_id DROP NOT NULL;
      UPDATE user_project_access SET access_level = CASE WHEN user_id = 1 THEN 'owner' ELSE 'read' END;
      INSERT INTO user_project_access VALUES (99, 1, 'read'), (1, NULL, 'read'), (2, 2, 'write')`,
    undo: `DELETE FROM user_project_access;
      ALTER TABLE user_project_access DROP COLUMN access_level, ADD PRIMARY KEY (user_id, project_id),
        ADD FOREIGN KEY (user_id) REFERENCES users(id);
      INSERT INTO user_project_access VALUES (1, 1), (2, 1), (2, 2)`,
    problem: [
      'an access lacks its user or its project (id user 1 in project none)',
      'an access names a user or a project that does not exist (id user 99 in project 1)',
      'an access is there twice (id user 2 in project 2)',
      'an access level is none of read, write, manage (id user 1 in project 1)',
    ].join('; '),
  },
]

describe.each(engines)('the specification on $name', (engine) => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await engine.createEmptyDatabase()
    await asOwner(database, async (run) => {
      await buildSpecification(run)
      await run(sampleRows)
      await run(sampleRowsOfInventions)
    })
  })

  afterAll(async () => {
    await database?.drop()
  })

  const refusal = (schema?: string) =>
    failureOf(createAtmosfera({ database: database.database, schema }), MigrationError)

  it.each(obstacles)('is refused with $name', async ({ make, undo, problem }) => {
    await database.query(make)
    const before = await readSchema(database, 'public')
    const error = await refusal()
    expect(error.code).toBe('adoption_refused')
    expect(error.problems.join('; ')).toBe(problem)
    expect(error.message).toBe(
      `The existing database in schema "public" cannot be adopted yet: ${problem}. Correct these rows and run again; nothing was changed.`,
    )
    expect(await readSchema(database, 'public')).toEqual(before)
    expect(await database.query(`SELECT FROM pg_namespace WHERE nspname = 'atmosfera'`)).toEqual([])
    await database.query(undo)
  })

  it('is refused where it is, too, and with all of its problems at once', async () => {
    await database.query(`
      UPDATE users SET role = 'guest' WHERE id = 3;
      UPDATE test_cycle_items SET suite_id = 3 WHERE id = 4`)
    expect((await refusal('public')).problems).toEqual([
      'users.role holds a value other than admin, manager, user (id 3)',
      'a cycle item names a suite of another project (id 4)',
    ])
    await database.query(`
      UPDATE users SET role = 'user' WHERE id = 3;
      UPDATE test_cycle_items SET suite_id = 1 WHERE id = 4`)
  })

  it('is refused where a column has another type, rather than left beside an empty database', async () => {
    await database.query('ALTER TABLE metrics ALTER COLUMN unit TYPE text')
    const error = await refusal()
    expect(error.code).toBe('adoption_refused')
    expect(error.message).toBe(
      'The existing database in schema "public" cannot be adopted yet: column metrics.unit is text, not varchar(20). Correct that, or move these tables to another schema to start empty; nothing was changed.',
    )
    await database.query('ALTER TABLE metrics ALTER COLUMN unit TYPE varchar(20)')
  })

  it('is left alone where tables are missing, with a warning', async () => {
    await database.query('ALTER TABLE metrics RENAME TO measurements')
    const logger = recordingLogger()
    const atmosfera = await createAtmosfera({ database: database.database, schema: 'beside', logger })
    await atmosfera.close()
    expect(atmosfera.migration?.adopted).toBeUndefined()
    expect(logger.warnings).toEqual([
      'Schema "public" looks like a database made from the specification, but is not adopted: table metrics is missing.',
    ])
    await database.query('ALTER TABLE measurements RENAME TO metrics')
  })

  it('is refused where an invented table is of another make', async () => {
    await database.query(`ALTER TABLE user_project_access RENAME COLUMN user_id TO member_id;
      ALTER TABLE user_project_access ADD COLUMN id uuid`)
    expect((await refusal()).problems).toEqual([
      'column user_project_access.id is uuid, not integer',
      'column user_project_access.user_id is missing',
    ])
    await database.query(`ALTER TABLE user_project_access RENAME COLUMN member_id TO user_id;
      ALTER TABLE user_project_access DROP COLUMN id`)
  })

  it('is refused where rows stand against a constraint that somebody dropped', async () => {
    await database.query(`ALTER TABLE assessments DROP CONSTRAINT assessments_current_level_check;
      UPDATE assessments SET current_level = 9 WHERE id = 1`)
    expect((await refusal()).problems).toEqual([
      expect.stringMatching(
        /^assessments_current_level_check cannot be made: check constraint .* is violated by some row$/,
      ),
    ])
    await database.query('UPDATE assessments SET current_level = 2 WHERE id = 1')
  })

  it.skipIf(engine.kind === 'pglite')('is refused to a login that does not own it', async () => {
    await database.query('ALTER TABLE metrics OWNER TO postgres')
    expect((await refusal()).message).toBe(
      'The existing database in schema "public" cannot be adopted yet: table metrics belongs to postgres. Migrate with a login that owns them; nothing was changed.',
    )
    await database.query('ALTER TABLE metrics OWNER TO owner')
  })

  it('is adopted as soon as nothing stands in the way, with the constraint that was gone', async () => {
    const atmosfera = await createAtmosfera({ database: database.database })
    expect(atmosfera.migration?.adopted).toEqual({ from: 'public', rows: 72 })
    await atmosfera.close()
    expect(
      (await readSchema(database, 'atmosfera')).get('constraint assessments_current_level_check'),
    ).toContain('CHECK')
  })
})
