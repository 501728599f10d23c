import { AtmosferaError, ConflictError, NotFoundError, PermissionError, ValidationError } from '../errors.js'

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
  idx_maturity_models_project: 'The project has a model of its own already.',
}

/**
 * An error of the driver as one of ours, by its SQLSTATE; anything else comes back as it is. Drizzle wraps the
 * driver's error in one whose message holds the parameters, secrets included, so that wrapper is dropped.
 */
export function translateError(error: unknown): unknown {
  if (error instanceof AtmosferaError) return error
  const cause = driverError(error)
  if (cause === undefined) return error
  // PGlite adds the parameters to its errors as well.
  Reflect.deleteProperty(cause, 'params')
  return translate(cause) ?? cause
}

/** True where running the whole transaction again may succeed. */
export function isTransient(error: unknown): boolean {
  const code = driverError(error)?.code
  return code === '40001' || code === '40P01'
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

function translateForeignKey(error: Error & DatabaseError): AtmosferaError {
  const options = { cause: error }
  const referrer = /is still referenced from table "(\w+)"/.exec(error.detail ?? '')?.[1]
  if (referrer !== undefined) {
    return new ConflictError(
      `It is still referred to by ${referrer.replaceAll('_', ' ')}; delete or change those first.`,
      options,
    )
  }
  return new NotFoundError(referencedResource(error.constraint ?? ''), undefined, options)
}

/** What a foreign key points at, from its name: `test_cases_suite_id_fkey` → `suite`. */
function referencedResource(constraint: string): string {
  const resources = [
    'suite',
    'cycle',
    'folder',
    'dimension',
    'ticket',
    'test_case',
    'item',
    'project',
    'user',
  ]
  const found = resources.find((resource) => constraint.includes(`_${resource}_`))
  return found?.replace('_', ' ') ?? 'such row'
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
    /^E(CONN|HOST|NOTFOUND|PIPE|TIMEDOUT|AI_AGAIN)/.test(code)
  )
}

function connectionWasLost(error: Error): boolean {
  return /connection terminated|client has encountered a connection error|connection ended|Client was closed/i.test(
    error.message,
  )
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? ''
}
