import type { ForgeProject } from '../../forge/types.js'
import type { JiraStatus } from '../../jira/types.js'
import type { SyncState } from './answers.js'

/** How the synchronisation of a project stands, as the pages for administrators show it. */
export function syncStateOf({ expectedIssues }: ForgeProject, jira: JiraStatus | null): SyncState {
  const sync = jira?.running ?? jira?.last ?? null
  const upToDateAsOf = jira?.watermark?.toISOString() ?? null
  if (sync === null) return { ...never, upToDateAsOf }
  return {
    state: stateOf(sync.status, sync.interrupted),
    type: sync.type,
    processed: sync.processed,
    expected: sync.type === 'full' ? expectedIssues : null,
    startedAt: sync.startedAt.toISOString(),
    completedAt: sync.completedAt?.toISOString() ?? null,
    error: sync.error,
    upToDateAsOf,
  }
}

function stateOf(status: string, isInterrupted: boolean): SyncState['state'] {
  if (isInterrupted) return 'interrupted'
  if (status === 'completed') return 'done'
  return status === 'failed' ? 'failed' : 'running'
}

const never: SyncState = {
  state: 'never',
  type: null,
  processed: 0,
  expected: null,
  startedAt: null,
  completedAt: null,
  error: null,
  upToDateAsOf: null,
}
