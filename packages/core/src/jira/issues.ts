import { FieldError } from '../imports/formats/reading/rows.js'
import { toTicketRecord } from '../imports/formats/tickets/jira-issue.js'
import type { TicketRecord } from '../imports/formats/tickets/ticket.js'
import type { RawIssue } from './api.js'
import type { JiraFieldMapping } from './types.js'

/** The epic link of most sites, and the field that Jira Software gives the epic in. */
const usualEpics = ['customfield_10014', 'epic']

/** The fields that are asked for: every one that is stored. Jira leaves out those that it does not know. */
export function wantedFields(mapping: JiraFieldMapping): readonly string[] {
  const custom = [mapping.epicLink, mapping.team, mapping.risk].filter((id) => id !== undefined)
  return [
    'summary',
    'description',
    'issuetype',
    'priority',
    'status',
    'resolution',
    'assignee',
    'reporter',
    'labels',
    'components',
    'fixVersions',
    'parent',
    'created',
    'updated',
    ...usualEpics,
    ...custom,
  ]
}

/** Issues as tickets, and those that cannot be stored, with the reason. */
export interface ReadIssues {
  readonly tickets: readonly (TicketRecord & { readonly jiraId: string })[]
  readonly rejected: readonly { readonly key: string; readonly reason: string }[]
}

export function toTickets(issues: readonly RawIssue[], mapping: JiraFieldMapping): ReadIssues {
  const tickets: (TicketRecord & { readonly jiraId: string })[] = []
  const rejected: { key: string; reason: string }[] = []
  for (const issue of issues) {
    try {
      tickets.push({ ...toTicketRecord(issue, mapping), jiraId: issue.id })
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      rejected.push({ key: issue.key, reason: `${error.path} ${error.message}`.trim() })
    }
  }
  return { tickets, rejected }
}
