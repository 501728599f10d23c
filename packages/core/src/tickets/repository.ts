import { type SQL, sql } from 'drizzle-orm'
import { tableRepository } from '../database/table-repository.js'
import { jiraTickets } from '../schema/integration.js'
import type { Ticket } from './types.js'

export const ticketRepository = tableRepository<Ticket>(jiraTickets, {
  sorts: { jiraKey: jiraTickets.jiraKey, updatedDate: jiraTickets.updatedDate },
  filters: {
    jiraKey: jiraTickets.jiraKey,
    jiraId: jiraTickets.jiraId,
    issueType: jiraTickets.issueType,
    priority: jiraTickets.priority,
    status: jiraTickets.status,
    parentKey: jiraTickets.parentKey,
  },
})

export const ticketConditions = {
  component: (value: string): SQL => sql`${jiraTickets.components} ? ${value}`,
  label: (value: string): SQL => sql`${jiraTickets.labels} ? ${value}`,
  fixVersion: (value: string): SQL => sql`${jiraTickets.fixVersions} ? ${value}`,
  search: (value: string): SQL => sql`strpos(lower(${jiraTickets.summary}), lower(${value})) > 0`,
  deleted: (value: boolean): SQL =>
    value ? sql`${jiraTickets.deletedAt} IS NOT NULL` : sql`${jiraTickets.deletedAt} IS NULL`,
}
