/**
 * The one error tree. Every failure that the product foresees is an {@link AtmosferaError} with a stable
 * `code`; whatever else is thrown is a bug of ours or of the caller.
 */

/** Marks our errors, so that two copies of the package in one program recognise each other's. */
const marker: unique symbol = Symbol.for('atmosfera.error') as never

/** What can go wrong, as data: `code` is stable and safe to branch on, the sentence says when it occurs. */
export const errorCodes = {
  validation_failed: 'An argument or a row of a file is not acceptable; nothing was changed.',
  not_found: 'There is no such thing, or none that this actor may know of.',
  permission_denied: 'The actor can see it but may not do this to it.',
  conflict: 'It exists already, changed meanwhile, or is still referred to.',
  rate_limited: 'Too many requests; `retryAt` says when to try again.',
  upstream_failed: 'Another service (Jira, a model) answered wrongly or not at all.',
  database_unreachable: 'The database refused or dropped the connection.',
  database_full: 'The database server has no space left.',
  database_busy: 'A deadlock or a lock timeout; trying again may succeed.',
  transaction_aborted: 'A statement failed in a transaction that went on; nothing of it was kept.',
  database_locked: 'Another process has this embedded database open.',
  tenancy_not_enforced: 'The connection would bypass row security, so nothing was read or written.',
  migration_needed: 'The database is older than the package.',
  migration_failed: 'A migration failed and was rolled back.',
  database_newer: 'The database was migrated by a newer package than this one.',
  schema_drift: 'The database differs from what the migrations made.',
  adoption_refused: 'An existing database cannot be adopted as it stands.',
  encryption_key_missing: 'A secret can be neither stored nor read without `encryptionKey`.',
  address_unavailable: 'The server cannot listen on that port.',
  jira_not_connected: 'The Jira project is connected to no project here.',
  jira_permission_missing: 'Jira does not allow that account to do that in that project.',
  jira_account_unknown: 'The Jira account belongs to nobody here, and the rules make nobody for it.',
  closed: 'This instance was closed.',
} as const

/** A stable identifier of a kind of failure; see {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes

/** Options of every error here. */
export interface AtmosferaErrorOptions {
  readonly cause?: unknown
}

interface Marked {
  readonly [marker]?: readonly string[]
}

function isMarked(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && ((value as Marked)[marker]?.includes(kind) ?? false)
}

/** The base of every error that the product foresees. `message` is one line: what, where, what to do. */
export class AtmosferaError extends Error {
  static readonly kind: string = 'AtmosferaError'
  readonly code: ErrorCode
  readonly [marker]: readonly string[]

  constructor(code: ErrorCode, message: string, options: AtmosferaErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.name = new.target.kind
    this[marker] = kindsOf(new.target)
  }

  /** Works across copies of the package, where the prototype chain does not. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A class that somebody else derives from ours has no kind of its own to be recognised by.
    return Object.hasOwn(this, 'kind') ? isMarked(value, this.kind) : super[Symbol.hasInstance](value)
  }
}

/** One thing that is wrong with an input: which field (or file and row), what it got, what it wants. */
export interface Issue {
  /** The field, as a path: `steps[2].action`. Empty when the input as a whole is wrong. */
  readonly path: string
  /** What is wrong and what would be right. */
  readonly message: string
  /** The file as the caller named it, when the input came from one. */
  readonly file?: string
  /** Line, row or element number within the file, from 1. */
  readonly row?: number
}

/** An argument, or a row of a file, is not acceptable. Nothing was changed. */
export class ValidationError extends AtmosferaError {
  static override readonly kind: string = 'ValidationError'
  readonly issues: readonly Issue[]

  constructor(issues: readonly [Issue, ...Issue[]] | string, options: AtmosferaErrorOptions = {}) {
    const list: readonly [Issue, ...Issue[]] =
      typeof issues === 'string' ? [{ path: '', message: issues }] : issues
    const more = list.length > 1 ? ` (and ${list.length - 1} more)` : ''
    super('validation_failed', describeIssue(list[0]) + more, options)
    this.issues = list
  }
}

/** An {@link Issue} as one line: `tickets.csv, row 7: summary: is missing`. */
export function describeIssue(issue: Issue): string {
  const place = [issue.file, issue.row === undefined ? undefined : `row ${issue.row}`].filter(Boolean)
  return [place.join(', '), issue.path, issue.message].filter((part) => part !== '').join(': ')
}

/** There is no such thing, or none that this actor may know of: the two are not told apart. */
export class NotFoundError extends AtmosferaError {
  static override readonly kind: string = 'NotFoundError'
  /** What was looked for, such as `project` or `test case`. */
  readonly resource: string

  /** @param options.instead a sentence on what there is, for names that people type. */
  constructor(
    resource: string,
    id?: string | number,
    { instead, ...options }: AtmosferaErrorOptions & { readonly instead?: string } = {},
  ) {
    const which = id === undefined ? '' : typeof id === 'string' ? ` ${JSON.stringify(id)}` : ` ${id}`
    const rest = instead === undefined ? ', or none that you have access to.' : `. ${instead}`
    super('not_found', `There is no ${resource}${which}${rest}`, options)
    this.resource = resource
  }
}

/** The actor can see it but may not do this to it. */
export class PermissionError extends AtmosferaError {
  static override readonly kind: string = 'PermissionError'

  constructor(message: string, options: AtmosferaErrorOptions = {}) {
    super('permission_denied', message, options)
  }
}

/** It exists already, changed since it was read, or is still referred to. */
export class ConflictError extends AtmosferaError {
  static override readonly kind: string = 'ConflictError'
  /** The row as it is now, where an update was based on an older one. */
  readonly current: unknown

  constructor(message: string, options: AtmosferaErrorOptions & { readonly current?: unknown } = {}) {
    super('conflict', message, options)
    this.current = options.current
  }
}

/** Too many requests. */
export class RateLimitError extends AtmosferaError {
  static override readonly kind: string = 'RateLimitError'
  /** The earliest moment at which trying again can succeed. */
  readonly retryAt: Date

  constructor(message: string, retryAt: Date, options: AtmosferaErrorOptions = {}) {
    super('rate_limited', message, options)
    this.retryAt = retryAt
  }
}

/** Another service (Jira, a model) answered wrongly or not at all. */
export class UpstreamError extends AtmosferaError {
  static override readonly kind: string = 'UpstreamError'
  /** The service, such as `jira`. */
  readonly service: string
  /** Its HTTP status, where it answered. */
  readonly status: number | undefined

  constructor(
    service: string,
    message: string,
    options: AtmosferaErrorOptions & { readonly status?: number } = {},
  ) {
    super('upstream_failed', message, options)
    this.service = service
    this.status = options.status
  }
}

/** The schema is older, newer, altered or could not be migrated; `code` says which. */
export class MigrationError extends AtmosferaError {
  static override readonly kind: string = 'MigrationError'
  /** Each thing that stands in the way, one line each. */
  readonly problems: readonly string[]

  constructor(
    code: Extract<
      ErrorCode,
      'migration_needed' | 'migration_failed' | 'database_newer' | 'schema_drift' | 'adoption_refused'
    >,
    message: string,
    options: AtmosferaErrorOptions & { readonly problems?: readonly string[] } = {},
  ) {
    super(code, message, options)
    this.problems = options.problems ?? []
  }
}

/** The class's own kind and those of its ancestors, outermost last. */
function kindsOf(target: typeof AtmosferaError): readonly string[] {
  const kinds: string[] = []
  for (
    let type: { kind?: string } | null = target;
    typeof type?.kind === 'string';
    type = Object.getPrototypeOf(type) as { kind?: string } | null
  ) {
    kinds.push(type.kind)
  }
  return kinds
}
