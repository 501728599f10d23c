import { DrizzleQueryError } from 'drizzle-orm'
import { AtmosferaError, ConflictError, NotFoundError, PermissionError, ValidationError } from '../errors.js'
import { aborted } from './statements.js'

/** What the drivers tell of an error of the database. */
interface DatabaseError {
  readonly message: string
  readonly code?: string | undefined
  readonly constraint?: string | undefined
  readonly detail?: string | undefined
  readonly column?: string | undefined
  readonly table?: string | undefined
}

/** What exists already, by the unique key that says so. */
const duplicates: Readonly<Record<string, string>> = {
  users_username_key: 'A user with this username exists already.',
  users_email_key: 'A user with this e-mail address exists already.',
  global_settings_key_key: 'A setting with this key exists already.',
  idx_jira_tickets_unique: 'A ticket with this key exists already in the project.',
  idx_jira_tickets_jira_id: 'A ticket with this Jira id exists already in the project.',
  idx_test_cases_external_id: 'A test case with this external id exists already in the project.',
  idx_test_cycle_items_unique: 'The test case is in this cycle already.',
  idx_jira_links_unique: 'The test case is linked to this ticket already.',
  idx_user_project_access_unique: 'The user has access to this project already.',
  idx_maturity_levels_unique: 'The dimension has this level already.',
  idx_jira_connections_project: 'The project is connected to a Jira already.',
  idx_jira_sync_logs_running: 'A synchronisation of this project is running already.',
  idx_maturity_models_project: 'The project has a model of its own already.',
}

/**
 * An error of the driver as one of ours, by its SQLSTATE; anything else comes back as it is. Drizzle wraps the
 * driver's error in one whose message holds the parameters, secrets included, so that wrapper is dropped.
 */
export function translateError(error: unknown): unknown {
  if (error instanceof AtmosferaError) return error
  const cause = driverError(error)
  if (cause === undefined) return error instanceof DrizzleQueryError ? (error.cause ?? error) : error
  // PGlite adds the parameters to its errors as well.
  Reflect.deleteProperty(cause, 'params')
  return translate(cause) ?? cause
}

/** True where running the whole transaction again may succeed. */
export function isTransient(error: unknown): boolean {
  const code = driverError(error)?.code
  return code === '40001' || code === '40P01'
}

/** True for a table or a function that does not exist. */
export function isUndefined(error: unknown): boolean {
  const code = driverError(error)?.code
  return code === '42P01' || code === '42883'
}

function driverError(error: unknown): (Error & DatabaseError) | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = (current as Partial<DatabaseError>).code
    if (typeof code === 'string') return current as Error & DatabaseError
    if (connectionWasLost(current)) return current as Error & DatabaseError
  }
  return undefined
}

function translate(error: Error & DatabaseError): AtmosferaError | undefined {
  const options = { cause: error }
  const code = error.code ?? ''
  const state = code.slice(0, 2)
  if (code === '23505') {
    const message = duplicates[error.constraint ?? ''] ?? 'It exists already.'
    return new ConflictError(message, options)
  }
  if (code === '23503') return translateForeignKey(error)
  if (code === '23502') {
    return new ValidationError([{ path: error.column ?? '', message: 'is required' }], options)
  }
  if (code === '23514') {
    const message = `is not allowed (${error.constraint ?? 'a check'} of ${error.table ?? 'the table'})`
    return new ValidationError([{ path: '', message: `The value ${message}` }], options)
  }
  if (state === '22') return new ValidationError([{ path: '', message: firstLine(error.message) }], options)
  if (code === '42501') return new PermissionError(permissionMessage(error), options)
  if (isTransient(error) || code === '55P03') {
    return new AtmosferaError(
      'database_busy',
      'The database is busy with a conflicting change. Try again.',
      options,
    )
  }
  if (code === '57014') {
    return new AtmosferaError(
      'database_busy',
      'The database stopped a statement that took too long; nothing was changed. Try again, or raise its statement_timeout.',
      options,
    )
  }
  if (code === aborted) return translateAborted(error)
  if (code === '53100' || /no space left on device/i.test(error.message)) {
    return new AtmosferaError(
      'database_full',
      'The database server has no space left; nothing was changed. Free some and try again.',
      options,
    )
  }
  if (isConnectionCode(code) || connectionWasLost(error)) {
    return new AtmosferaError(
      'database_unreachable',
      `The database cannot be reached (${firstLine(error.message) || code}); what was under way is rolled back. Check that it runs and try again.`,
      options,
    )
  }
  return undefined
}

function translateAborted(error: Error): AtmosferaError {
  const cause = error.cause === undefined ? error : translateError(error.cause)
  const why = error.cause !== undefined && cause instanceof Error ? ` (${firstLine(cause.message)})` : ''
  return new AtmosferaError(
    'transaction_aborted',
    `Nothing was kept of this transaction, for a statement in it failed${why}. Let the error through, or make a nested transaction of what may fail.`,
    { cause },
  )
}

function translateForeignKey(error: Error & DatabaseError): AtmosferaError {
  const options = { cause: error }
  const referrer = /is still referenced from table "(\w+)"/.exec(error.detail ?? '')?.[1]
  if (referrer !== undefined) {
    return new ConflictError(
      `It is still referred to by ${referrer.replaceAll('_', ' ')}; delete or change those first.`,
      options,
    )
  }
  return new NotFoundError(referencedResource(error), undefined, options)
}

/** What foreign keys point at, by what is left of their names behind the name of their table. */
const referencedResources: readonly (readonly [RegExp, string])[] = [
  [/user|_by_/, 'user'],
  [/sync/, 'synchronisation'],
  [/installation/, 'installation'],
  [/item/, 'cycle item'],
  [/suite/, 'test suite'],
  [/cycle/, 'test cycle'],
  [/folder|parent/, 'folder'],
  [/document/, 'document'],
  [/dimension/, 'dimension'],
  [/model/, 'model'],
  [/ticket/, 'ticket'],
  [/test_case/, 'test case'],
  [/import/, 'import'],
  [/project/, 'project'],
]

/**
 * What a foreign key points at: `test_cases_suite_id_fkey` → `test suite`. The name of the key is nothing to go
 * by any further: of two keys on one column, which of them fails tells whether another project has such a row.
 */
function referencedResource({ constraint = '', table = '' }: DatabaseError): string {
  const name = constraint.startsWith(table) ? constraint.slice(table.length) : constraint
  return referencedResources.find(([pattern]) => pattern.test(name))?.[1] ?? 'such row'
}

function permissionMessage(error: DatabaseError): string {
  return /row-level security/.test(error.message)
    ? 'You may not change this.'
    : `The database does not allow this: ${firstLine(error.message)}.`
}

function isConnectionCode(code: string): boolean {
  return (
    code.startsWith('08') ||
    code.startsWith('57P') ||
    code === '53300' ||
    code === '28P01' ||
    code === '28000' ||
    code === '3D000' ||
    /^E(CONN|HOST|NET|NOTFOUND|PIPE|TIMEDOUT|AI_AGAIN)/.test(code)
  )
}

/** What the drivers say without a code. */
const lost = new RegExp(
  [
    'connection terminated',
    'client has encountered a connection error',
    'connection ended',
    'client was closed',
    'timeout exceeded when trying to connect',
    'timeout expired',
    'cannot use a pool after calling end',
    'pglite is closed',
  ].join('|'),
  'i',
)

function connectionWasLost(error: Error): boolean {
  return lost.test(error.message)
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? ''
}
