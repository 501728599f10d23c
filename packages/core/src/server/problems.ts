import type { ContentfulStatusCode } from 'hono/utils/http-status'
import {
  AtmosferaError,
  ConflictError,
  type ErrorCode,
  errorCodes,
  type Issue,
  RateLimitError,
  UpstreamError,
  ValidationError,
} from '../errors.js'

/** What can go wrong between a program and the server, besides {@link errorCodes}. */
export const httpCodes = {
  unauthenticated: 'There are no credentials, or none that are good; sign in or send a token.',
  route_not_found: 'There is nothing at this address.',
  method_not_allowed: 'This address does not take that method; `Allow` says which it takes.',
  precondition_failed: 'It has changed since it was read; `If-Match` does not fit any more.',
  payload_too_large: 'The body is larger than the server takes.',
  unsupported_media_type: 'The body is of a type that this address does not take.',
  verb_missing: 'The token is not good for that.',
  cross_origin: 'A page of another site asked for something that only our own may.',
  internal: 'A fault of ours. It is in the log under the request id.',
} as const

export type ProblemCode = ErrorCode | keyof typeof httpCodes

/** What is answered where something goes wrong: RFC 9457, with our codes. */
export interface Problem {
  /** Names the kind of problem: an address of the reference, the same for the same code. */
  readonly type: string
  readonly title: string
  readonly status: number
  /** What, where, and what to do, in one line. */
  readonly detail: string
  readonly code: ProblemCode
  readonly requestId: string
  /** Each thing that is wrong with the input. */
  readonly errors?: readonly Issue[]
  /** When to try again. */
  readonly retryAt?: string
}

/** A refusal of the server's own, before any service is asked. */
export class HttpError extends Error {
  readonly code: keyof typeof httpCodes
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: keyof typeof httpCodes,
    message: string = httpCodes[code],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'HttpError'
    this.code = code
    this.headers = headers
  }
}

/** Services that are not there now, rather than broken. */
const unavailable: ContentfulStatusCode = 503

/** The status that goes with each code. */
export const statusOf: Readonly<Record<ProblemCode, ContentfulStatusCode>> = {
  validation_failed: 400,
  not_found: 404,
  permission_denied: 403,
  conflict: 409,
  rate_limited: 429,
  upstream_failed: 502,
  database_unreachable: unavailable,
  database_full: unavailable,
  database_busy: unavailable,
  database_locked: unavailable,
  transaction_aborted: 500,
  tenancy_not_enforced: 500,
  migration_needed: unavailable,
  migration_failed: 500,
  database_newer: unavailable,
  schema_drift: 500,
  adoption_refused: 500,
  encryption_key_missing: 501,
  address_unavailable: 500,
  jira_not_connected: 404,
  jira_permission_missing: 403,
  jira_account_unknown: 403,
  closed: unavailable,
  unauthenticated: 401,
  route_not_found: 404,
  method_not_allowed: 405,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  verb_missing: 403,
  cross_origin: 403,
  internal: 500,
}

/** What operators have to see to: the answer says no more than that, for the rest is in the log. */
const operatorsOnly: readonly ProblemCode[] = [
  'database_unreachable',
  'database_full',
  'database_locked',
  'transaction_aborted',
  'tenancy_not_enforced',
  'migration_needed',
  'migration_failed',
  'database_newer',
  'schema_drift',
  'adoption_refused',
]

/** An error as it is answered. */
export function problemOf(
  error: unknown,
  { requestId, reference }: { readonly requestId: string; readonly reference: string },
): { readonly problem: Problem; readonly headers: Readonly<Record<string, string>> } {
  const code = codeOf(error)
  const title = { ...errorCodes, ...httpCodes }[code]
  const isTold = error instanceof Error && code !== 'internal' && !operatorsOnly.includes(code)
  const status = statusOf[code]
  const problem: Problem = {
    type: `${reference}#${code}`,
    title,
    status,
    detail: isTold ? error.message : title,
    code,
    requestId,
    ...(error instanceof ValidationError ? { errors: error.issues } : {}),
    ...(error instanceof RateLimitError ? { retryAt: error.retryAt.toISOString() } : {}),
  }
  return { problem, headers: { ...headersOf(error, code), 'content-type': 'application/problem+json' } }
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof HttpError) return error.code
  return error instanceof AtmosferaError ? error.code : 'internal'
}

function headersOf(error: unknown, code: ProblemCode): Readonly<Record<string, string>> {
  if (error instanceof HttpError) return error.headers
  if (error instanceof RateLimitError) {
    const seconds = Math.max(1, Math.ceil((error.retryAt.getTime() - Date.now()) / 1000))
    return { 'retry-after': String(seconds) }
  }
  return code === 'database_busy' ? { 'retry-after': '1' } : {}
}

/** Whether it is worth an operator's attention, and not only the caller's. */
export function isFault(error: unknown): boolean {
  return statusOf[codeOf(error)] >= 500 && !(error instanceof UpstreamError)
}

/** A conflict with what the caller said they had read, as HTTP names it. */
export function asPreconditionFailed(error: unknown): unknown {
  if (!(error instanceof ConflictError) || error.current === undefined) return error
  return new HttpError('precondition_failed', error.message)
}
