import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { date, id, labels, name, shortText, text } from '../validation.js'

/** A Jira issue as it was last seen. */
export interface Ticket {
  readonly id: number
  readonly projectId: number
  readonly jiraKey: string
  /** Jira's own id, which stays when the key changes. */
  readonly jiraId: string | null
  readonly issueType: string | null
  readonly summary: string
  readonly description: string | null
  readonly priority: string | null
  readonly status: string
  readonly resolution: string | null
  readonly assignee: string | null
  readonly reporter: string | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly fixVersions: readonly string[]
  /** The key of the parent issue or epic, which need not be here. */
  readonly parentKey: string | null
  /** When it was created and last changed in Jira. */
  readonly createdDate: Date | null
  readonly updatedDate: Date | null
  /** SHA-256 over every field that comes from Jira; null after a change by hand. */
  readonly contentHash: string | null
  readonly lastSynced: Date
  /** When it was found to be gone from Jira. It then counts nowhere, and comes back when it is restored. */
  readonly deletedAt: Date | null
  /** Out of the custom fields that the project's connection to Jira names. */
  readonly team: string | null
  readonly risk: string | null
  /** Since when Jira has it in a project that this one is not connected to; it is followed by its Jira id. */
  readonly movedOutAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateTicket {
  readonly projectId: number
  /** At most 50 characters, such as `SHOP-12`; unique in its project. */
  readonly jiraKey: string
  readonly jiraId?: string | null | undefined
  readonly issueType?: string | null | undefined
  readonly summary: string
  /** At most 1,000,000 characters. */
  readonly description?: string | null | undefined
  readonly priority?: string | null | undefined
  readonly status: string
  readonly resolution?: string | null | undefined
  readonly assignee?: string | null | undefined
  readonly reporter?: string | null | undefined
  readonly labels?: readonly string[] | undefined
  readonly components?: readonly string[] | undefined
  readonly fixVersions?: readonly string[] | undefined
  readonly parentKey?: string | null | undefined
  readonly createdDate?: Date | string | null | undefined
  readonly updatedDate?: Date | string | null | undefined
  readonly team?: string | null | undefined
  readonly risk?: string | null | undefined
}

export interface UpdateTicket extends Partial<Omit<CreateTicket, 'projectId'>> {
  /** A moment tombstones the ticket, null brings it back. */
  readonly deletedAt?: Date | string | null | undefined
}

export interface ListTickets extends ProjectListOptions {
  readonly jiraKey?: OneOrMany<string> | undefined
  readonly jiraId?: OneOrMany<string> | undefined
  readonly issueType?: OneOrMany<string> | undefined
  readonly priority?: OneOrMany<string> | undefined
  readonly status?: OneOrMany<string> | undefined
  readonly parentKey?: OneOrMany<string> | undefined
  readonly component?: string | undefined
  readonly label?: string | undefined
  readonly fixVersion?: string | undefined
  /** Part of the summary, in any case. */
  readonly search?: string | undefined
  /** True for tombstoned tickets only, false for the others only. */
  readonly deleted?: boolean | undefined
  readonly sort?: 'id' | '-id' | 'jiraKey' | '-jiraKey' | 'updatedDate' | '-updatedDate' | undefined
}

/** Text that may be missing; the empty one is, as in what imports read. */
const textOrNone = (max: number) =>
  shortText(max)
    .nullable()
    .transform((value) => (value === '' ? null : value))

const fields = {
  jiraKey: name(50),
  jiraId: textOrNone(50),
  issueType: textOrNone(50),
  summary: text.min(1),
  description: text.max(1_000_000).nullable(),
  priority: textOrNone(50),
  status: name(50),
  resolution: textOrNone(100),
  assignee: textOrNone(100),
  reporter: textOrNone(100),
  labels: labels(255),
  components: labels(255),
  fixVersions: labels(255),
  parentKey: textOrNone(50),
  createdDate: date.nullable(),
  updatedDate: date.nullable(),
  team: textOrNone(100),
  risk: textOrNone(50),
}

export const createTicket = z.strictObject({
  projectId: id,
  jiraKey: fields.jiraKey,
  jiraId: fields.jiraId.default(null),
  issueType: fields.issueType.default(null),
  summary: fields.summary,
  description: fields.description.default(null),
  priority: fields.priority.default(null),
  status: fields.status,
  resolution: fields.resolution.default(null),
  assignee: fields.assignee.default(null),
  reporter: fields.reporter.default(null),
  labels: fields.labels.default([]),
  components: fields.components.default([]),
  fixVersions: fields.fixVersions.default([]),
  parentKey: fields.parentKey.default(null),
  createdDate: fields.createdDate.default(null),
  updatedDate: fields.updatedDate.default(null),
  team: fields.team.default(null),
  risk: fields.risk.default(null),
})

export const ticketKey = z.strictObject({ projectId: id, key: name(50) })

export const updateTicket = z
  .strictObject({ ...fields, deletedAt: date.nullable(), updatedAt: date })
  .partial()

export const ticketFilters = {
  jiraKey: fields.jiraKey,
  jiraId: name(50),
  issueType: name(50),
  priority: name(50),
  status: fields.status,
  parentKey: name(50),
  component: text,
  label: text,
  fixVersion: text,
  search: name(200),
  deleted: z.boolean(),
}
