import type { ForgeProblem } from '../../answers'

/** What a screen can do about a problem. */
export type ProblemKind = 'unreachable' | 'notConnected' | 'noPermission' | 'failed'

interface ProblemFacts {
  readonly kind: ProblemKind
  readonly code: string
  readonly detail: string
  readonly requestId?: string
}

/** Whatever keeps the server from doing what it was asked, in one shape. */
export class Problem extends Error {
  readonly kind: ProblemKind
  /** As {@link ForgeProblem} has it; `unreachable` or `unreadable` where the server did not get to speak. */
  readonly code: string
  /** One line of English. */
  readonly detail: string
  readonly requestId: string | undefined

  constructor({ kind, code, detail, requestId }: ProblemFacts) {
    super(`${code}: ${detail}`)
    this.name = 'Problem'
    this.kind = kind
    this.code = code
    this.detail = detail
    this.requestId = requestId
  }
}

const kinds: Readonly<Record<string, ProblemKind>> = {
  jira_not_connected: 'notConnected',
  jira_permission_missing: 'noPermission',
  jira_account_unknown: 'noPermission',
  permission_denied: 'noPermission',
}

/** What proxies answer in the server's place. */
const gatewayStatuses: readonly number[] = [502, 503, 504]

/** The problem in an answer that is not a success. */
export function problemIn(status: number, body: unknown): Problem {
  if (isForgeProblem(body)) {
    const { code, title, detail, requestId } = body
    return new Problem({ kind: kinds[code] ?? 'failed', code, detail: detail || title, requestId })
  }
  const detail = `The server answered with the status ${status}.`
  return gatewayStatuses.includes(status)
    ? new Problem({ kind: 'unreachable', code: 'unreachable', detail })
    : unreadable(detail)
}

/** An answer came that nothing can be made of. */
export function unreadable(detail: string): Problem {
  return new Problem({ kind: 'failed', code: 'unreadable', detail })
}

/** Jira did not do what the app asked of it, not the server. */
export function refusedByJira(thrown: unknown): Problem {
  return new Problem({ kind: 'failed', code: 'refused_by_jira', detail: messageOf(thrown) })
}

// Jira's own words when the server answers 401, which it does only for an invocation token that it does not
// accept.
const tokenRefused = 'could not verify the Forge Invocation Token'

/** The problem in what was thrown: by the bridge, when no answer came, or by ourselves. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  const detail = messageOf(thrown)
  return detail.includes(tokenRefused)
    ? new Problem({ kind: 'failed', code: 'unauthenticated', detail })
    : new Problem({ kind: 'unreachable', code: 'unreachable', detail })
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

function isForgeProblem(body: unknown): body is ForgeProblem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
}
