import { hash } from 'node:crypto'

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

/** Fields that came later: hashed where there is a value, so that hashes from before still hold. */
const laterFields = ['team', 'risk'] as const

/** A ticket's content, as it goes to the table. */
export type TicketContent = Readonly<Record<(typeof hashedFields)[number], unknown>> &
  Readonly<Partial<Record<(typeof laterFields)[number], unknown>>>

/** SHA-256 over every stored field that comes from Jira, in hexadecimal: the same where nothing changed. */
export function contentHash(ticket: TicketContent): string {
  const content = hashedFields.map((field) => ticket[field] ?? null)
  const later = laterFields.flatMap((field) => (ticket[field] == null ? [] : [[field, ticket[field]]]))
  return hash('sha256', JSON.stringify([...content, ...later]), 'hex')
}
