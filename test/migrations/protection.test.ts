/** Nothing that holds data is without forced row security, policies, and an index to find a tenant's rows by. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../support/engines.js'

describe.each(engines)('every table and view on $name', (engine) => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await engine.createDatabase()
  })

  afterAll(async () => {
    await database?.drop()
  })

  const names = async (sql: string): Promise<readonly string[]> =>
    (await database.query<{ name: string }>(`${sql} ORDER BY 1`)).map((row) => row.name)

  it('is found by this test', async () => {
    expect(await names(`SELECT relname AS name FROM ${ours} WHERE relkind = 'r'`)).toHaveLength(46)
    expect(await names(`SELECT relname AS name FROM ${ours} WHERE relkind = 'v'`)).toHaveLength(3)
    expect(
      await names(`SELECT relname AS name FROM ${ours} WHERE relkind NOT IN ('r', 'v', 'i', 'S')`),
    ).toEqual([])
  })

  it('has row security, enabled and forced upon its owner', async () => {
    const open = `SELECT relname AS name FROM ${ours} WHERE relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)`
    expect(await names(open)).toEqual([])
  })

  it('has a policy for reading, and for changing what may be changed', async () => {
    const without = (command: string) =>
      names(`SELECT relname AS name FROM ${ours} WHERE relkind = 'r' AND NOT EXISTS (
        SELECT FROM pg_policy WHERE polrelid = ours.oid AND polcmd IN ('${command}', '*'))`)
    expect(await without('r')).toEqual([])
    expect(await without('a')).toEqual([])
    // What is on record is never rewritten.
    expect(await without('w')).toEqual(['audit_log'])
    expect(await without('d')).toEqual(['audit_log'])
  })

  it('has an index that leads with the project, where a row belongs to one', async () => {
    expect(
      await names(`SELECT relname AS name FROM ${ours}
        JOIN pg_attribute ON attrelid = ours.oid AND attname = 'project_id'
        WHERE relkind = 'r' AND NOT EXISTS (
          SELECT FROM pg_index WHERE indrelid = ours.oid AND indkey[0] = attnum AND indisvalid AND indpred IS NULL)`),
    ).toEqual([])
  })

  it('shows through a view what the reader may see, not what the owner may', async () => {
    const bound =
      engine.version >= 15
        ? `coalesce('security_invoker=true' = ANY (reloptions), false)`
        : `pg_get_userbyid(relowner) = 'authenticated_users'`
    expect(await names(`SELECT relname AS name FROM ${ours} WHERE relkind = 'v' AND NOT ${bound}`)).toEqual(
      [],
    )
  })

  it('gives the role of the actors no more than reading and changing rows', async () => {
    const granted = `SELECT DISTINCT privilege_type AS name FROM ${ours}, aclexplode(relacl) AS given
      WHERE relkind IN ('r', 'v') AND grantee = 'authenticated_users'::regrole AND relowner <> grantee`
    // TRUNCATE and REFERENCES would pass row security by.
    expect(await names(granted)).toEqual(['DELETE', 'INSERT', 'SELECT', 'UPDATE'])
  })

  it('lets it read, and not write, what the database derives or has on record', async () => {
    const written = `SELECT FROM aclexplode(relacl)
      WHERE grantee = 'authenticated_users'::regrole AND privilege_type <> 'SELECT'`
    expect(
      await names(`SELECT relname AS name FROM ${ours} WHERE relkind = 'r' AND NOT EXISTS (${written})`),
    ).toEqual([
      'audit_log',
      'coverage_counts',
      'coverage_days',
      'coverage_marks',
      'test_case_coverage',
      'test_case_results',
      'ticket_coverage',
    ])
  })

  it('lets it call only these functions that run as their owner', async () => {
    const callable = `SELECT proname AS name FROM pg_proc
      WHERE pronamespace = 'atmosfera'::regnamespace AND prosecdef
        AND has_function_privilege('authenticated_users', pg_proc.oid, 'EXECUTE')`
    expect(await names(callable)).toEqual([
      'close_days',
      'colleague_ids',
      'current_user_role',
      'fold_coverage',
      'has_access',
      'manageable_project_ids',
      'project_access',
      'project_in_view',
      'readable_project_ids',
      'rebuild_coverage',
      'user_credentials',
      'writable_project_ids',
    ])
    // Each looks names up in our schema first, whatever the caller's path is.
    const open = `SELECT proname AS name FROM pg_proc
      WHERE pronamespace = 'atmosfera'::regnamespace AND prosecdef
        AND NOT 'search_path=atmosfera, pg_temp, atmosfera_internal' = ANY (coalesce(proconfig, '{}'))`
    expect(await names(open)).toEqual([])
  })

  it('gives everyone else nothing', async () => {
    const granted = `SELECT relname AS name FROM ${ours}, aclexplode(relacl) AS given
      WHERE grantee NOT IN (relowner, 'authenticated_users'::regrole)`
    expect(await names(granted)).toEqual([])
    const callable = `SELECT proname AS name FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) AS given
      WHERE pronamespace = 'atmosfera'::regnamespace AND given.grantee = 0
        AND proname IN ('close_days', 'fold_coverage', 'rebuild_coverage', 'user_credentials')`
    expect(await names(callable)).toEqual([])
  })
})

const ours = `(SELECT * FROM pg_class WHERE relnamespace = 'atmosfera'::regnamespace) AS ours`
