import type { TextKey } from './language'
import type { Problem } from './problem'

/** What went wrong and what to do about it, in the user's language. The server's own line is English. */
const explanations: Readonly<Record<string, TextKey>> = {
  jira_not_connected: 'problem.notConnected.explanation',
  jira_permission_missing: 'problem.permission.jira',
  jira_account_unknown: 'problem.permission.account',
  permission_denied: 'problem.permission.here',
  unreachable: 'problem.unreachable.explanation',
  refused_by_jira: 'problem.refusedByJira',
  unauthenticated: 'problem.unauthenticated',
  unreadable: 'problem.unreadable',
  validation_failed: 'problem.validation',
  not_found: 'problem.notFound',
  conflict: 'problem.conflict',
  rate_limited: 'problem.rateLimited',
  upstream_failed: 'problem.upstream',
}

export function explanationOf({ code }: Problem): TextKey {
  return explanations[code] ?? 'problem.unexpected'
}
