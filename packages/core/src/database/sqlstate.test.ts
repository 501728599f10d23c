import { DrizzleQueryError, getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { AtmosferaError, ConflictError, NotFoundError, PermissionError, ValidationError } from '../errors.js'
import * as schema from '../schema/index.js'
import { isTransient, isUndefined, translateError } from './sqlstate.js'

/** An error as the drivers throw it. */
const driverError = (code: string | undefined, message = 'it failed', details: object = {}): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code }, details)

const translated = (...parameters: Parameters<typeof driverError>): AtmosferaError => {
  const error = translateError(driverError(...parameters))
  if (error instanceof AtmosferaError) return error
  throw new Error(`expected an AtmosferaError, got ${String(error)}`)
}

describe('translateError', () => {
  it('says what exists already', () => {
    const error = translated('23505', 'duplicate key', { constraint: 'idx_jira_tickets_unique' })
    expect(error).toBeInstanceOf(ConflictError)
    expect(error.message).toBe('A ticket with this key exists already in the project.')
    expect(translated('23505', 'duplicate key', { constraint: 'another' }).message).toBe('It exists already.')
  })

  it('knows every unique key that a caller can run into by a name of its own', () => {
    const spoken = new Set<string>()
    const general: string[] = []
    for (const { indexes, uniqueConstraints } of configs) {
      const keys = [
        ...indexes.filter(({ config }) => config.unique).map(({ config }) => config.name ?? ''),
        ...uniqueConstraints.map(({ name }) => name ?? ''),
      ]
      for (const constraint of keys) {
        const { message } = translated('23505', 'duplicate key', { constraint })
        if (message === 'It exists already.') general.push(constraint)
        else spoken.add(message)
      }
    }
    expect(spoken.size).toBeGreaterThan(10)
    // Keys with an id or a secret of ours, which cannot collide, and those that the services look at before they write.
    expect(general.filter((name) => !name.includes('_id_id_'))).toEqual([
      'idx_sessions_token',
      'idx_api_tokens_token',
      'idx_sign_in_attempts_name',
      'idx_idempotent_requests_unique',
      'idx_document_versions_unique',
      'idx_maturity_model_versions_unique',
      'idx_forge_installations_unique',
      'idx_forge_projects_unique',
      'idx_forge_accounts_unique',
      'idx_forge_events_unique',
      'idx_imports_unique',
      'idx_pending_links_unique',
      'idx_jira_sync_seen_unique',
      'idx_jira_webhook_events_unique',
      'idx_jira_write_backs_unique',
    ])
  })

  it('says what a row refers to that does not exist, for every foreign key', () => {
    const resources: Readonly<Record<string, string>> = {
      users: 'user',
      projects: 'project',
      test_suites: 'test suite',
      test_cases: 'test case',
      test_cycles: 'test cycle',
      test_cycle_items: 'cycle item',
      jira_tickets: 'ticket',
      maturity_models: 'model',
      maturity_dimensions: 'dimension',
      documents: 'document',
      document_folders: 'folder',
      imports: 'import',
      jira_sync_logs: 'synchronisation',
      forge_installations: 'installation',
    }
    const wrong = configs.flatMap(({ name: table, foreignKeys }) =>
      foreignKeys.flatMap((key) => {
        const error = translated('23503', 'violates', { constraint: key.getName(), table })
        const wanted = resources[getTableName(key.reference().foreignTable)]
        const found = error instanceof NotFoundError ? error.resource : error.code
        return found === wanted ? [] : [`${key.getName()}: ${found} instead of ${wanted}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  it('says by what a row is still referred to', () => {
    const error = translated('23503', 'violates', {
      constraint: 'test_cases_user_id_fkey',
      detail: 'Key (id)=(1) is still referenced from table "test_cases".',
    })
    expect(error).toBeInstanceOf(ConflictError)
    expect(error.message).toBe('It is still referred to by test cases; delete or change those first.')
  })

  it('names the field that is missing, and the check that fails', () => {
    const missing = translated('23502', 'null value', { column: 'title' })
    expect(missing).toBeInstanceOf(ValidationError)
    expect(missing.message).toBe('title: is required')
    expect(
      translated('23514', 'violates', { constraint: 'test_runs_attempt_check', table: 'test_runs' }).message,
    ).toBe('The value is not allowed (test_runs_attempt_check of test_runs)')
  })

  it.each([
    ['22001', 'value too long for type character varying(20)'],
    ['22003', 'integer out of range'],
    ['22P05', 'unsupported Unicode escape sequence'],
  ])('takes %s for bad input', (code, message) => {
    expect(translated(code, `${message}\nCONTEXT: more`)).toBeInstanceOf(ValidationError)
    expect(translated(code, `${message}\nCONTEXT: more`).message).toBe(message)
  })

  it('tells row security from rights that the login lacks', () => {
    const policy = translated('42501', 'new row violates row-level security policy for table "projects"')
    expect(policy).toBeInstanceOf(PermissionError)
    expect(policy.message).toBe('You may not change this.')
    expect(translated('42501', 'permission denied for schema atmosfera').message).toBe(
      'The database does not allow this: permission denied for schema atmosfera.',
    )
  })

  it.each(['40001', '40P01', '55P03', '57014'])('calls %s busy: trying again may succeed', (code) => {
    expect(translated(code).code).toBe('database_busy')
  })

  it.each([
    ['53100', 'could not extend file'],
    ['58030', 'could not write: No space left on device'],
  ])('calls %s a full disk', (code, message) => {
    expect(translated(code, message).code).toBe('database_full')
  })

  it.each([
    ['08006', 'connection failure'],
    ['57P01', 'terminating connection due to administrator command'],
    ['53300', 'too many clients already'],
    ['28P01', 'password authentication failed'],
    ['3D000', 'database "x" does not exist'],
    ['ECONNREFUSED', ''],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND db'],
    ['ENETUNREACH', 'connect ENETUNREACH'],
    ['ETIMEDOUT', 'connect ETIMEDOUT'],
    [undefined, 'Connection terminated unexpectedly'],
    [undefined, 'timeout exceeded when trying to connect'],
    [undefined, 'Cannot use a pool after calling end on the pool'],
    [undefined, 'PGlite is closed'],
  ])('calls %s unreachable: %s', (code, message) => {
    const error = translated(code, message)
    expect(error.code).toBe('database_unreachable')
    expect(error.message).toContain(`(${message || code})`)
  })

  it('looks through what the drivers wrap around an error, and drops the parameters on the way', () => {
    const cause = driverError('23505', 'duplicate key', {
      constraint: 'users_username_key',
      params: ['hunter2'],
    })
    const error = translateError(new DrizzleQueryError('INSERT INTO users VALUES ($1)', ['hunter2'], cause))
    expect(error).toBeInstanceOf(ConflictError)
    const told = JSON.stringify([error, (error as Error).message, (error as Error).cause])
    expect(told).not.toContain('hunter2')
  })

  it('lets an error of ours, and one that nobody foresaw, through as they are', () => {
    const ours = new ConflictError('It changed.')
    expect(translateError(ours)).toBe(ours)
    const bug = new TypeError('undefined is not a function')
    expect(translateError(bug)).toBe(bug)
    const odd = driverError('42601', 'syntax error')
    expect(translateError(odd)).toBe(odd)
    expect(translateError('a string')).toBe('a string')
  })
})

describe('isTransient', () => {
  it('holds for deadlocks and serialization failures alone', () => {
    expect(isTransient(driverError('40P01'))).toBe(true)
    expect(isTransient(new Error('wrapped', { cause: driverError('40001') }))).toBe(true)
    expect(isTransient(driverError('55P03'))).toBe(false)
    expect(isTransient(new Error('deadlock detected'))).toBe(false)
  })
})

describe('isUndefined', () => {
  it('holds for tables and functions that do not exist', () => {
    expect(isUndefined(driverError('42P01'))).toBe(true)
    expect(isUndefined(driverError('42883'))).toBe(true)
    expect(isUndefined(driverError('42703'))).toBe(false)
  })
})

const exported: readonly unknown[] = Object.values(schema)
const configs = exported
  .filter((value): value is PgTable => is(value, PgTable))
  .map((table) => getTableConfig(table))
