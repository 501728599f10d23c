import { createHash } from 'node:crypto'

/** The fields of a ticket that come from Jira, in the order in which they are hashed. */
const hashedFields = [
  'jiraKey',
  'jiraId',
  'issueType',
  'summary',
  'description',
  'priority',
  'status',
  'resolution',
  'assignee',
  'reporter',
  'labels',
  'components',
  'fixVersions',
  'parentKey',
  'createdDate',
  'updatedDate',
] as const

/** A ticket's content, as it goes to the table. */
export type TicketContent = Readonly<Record<(typeof hashedFields)[number], unknown>>

/** SHA-256 over every stored field that comes from Jira, in hexadecimal: the same where nothing changed. */
export function contentHash(ticket: TicketContent): string {
  return createHash('sha256')
    .update(JSON.stringify(hashedFields.map((field) => ticket[field] ?? null)))
    .digest('hex')
}
