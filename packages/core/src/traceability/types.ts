import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { type LinkOrigin, linkOrigins } from '../schema/allowed-values.js'
import { date, id, name } from '../validation.js'

/** A test case that covers a ticket. */
export interface Link {
  readonly id: number
  readonly projectId: number
  readonly testCaseId: number
  readonly jiraTicketId: number
  readonly linkType: string
  /** How it came to be: by hand, by an import, from Jira, or proposed by a model. */
  readonly origin: LinkOrigin
  readonly createdBy: number | null
  readonly createdAt: Date
}

/** A link to a key that no ticket has yet. */
export interface PendingLink {
  readonly id: number
  readonly projectId: number
  readonly testCaseId: number
  readonly jiraKey: string
  readonly linkType: string
  readonly origin: LinkOrigin
  readonly createdBy: number | null
  readonly createdAt: Date
}

export interface CreateLink {
  readonly projectId: number
  readonly testCaseId: number
  /** The ticket's key. Where no ticket has it, the link waits for the one that will. */
  readonly key: string
  /** @default 'covers' */
  readonly linkType?: string | undefined
  /** @default 'manual' */
  readonly origin?: LinkOrigin | undefined
  /** When it came to be, where that is known from elsewhere. Coverage as of earlier does not see it. Default now. */
  readonly createdAt?: Date | string | undefined
}

/** What linking did, counted. */
export interface LinkResult {
  /** New links. */
  readonly linked: number
  /** New links that wait for their ticket. */
  readonly pending: number
  /** Links that were there already. */
  readonly unchanged: number
}

export interface ListLinks extends ProjectListOptions {
  readonly testCaseId?: OneOrMany<number> | undefined
  readonly jiraTicketId?: OneOrMany<number> | undefined
  readonly origin?: OneOrMany<LinkOrigin> | undefined
  readonly sort?: 'id' | '-id' | undefined
}

export interface ListPendingLinks extends ProjectListOptions {
  readonly testCaseId?: OneOrMany<number> | undefined
  readonly jiraKey?: OneOrMany<string> | undefined
  readonly sort?: 'id' | '-id' | undefined
}

export const createLink = z.strictObject({
  projectId: id,
  testCaseId: id,
  key: name(50),
  linkType: name(30).default('covers'),
  origin: z.enum(linkOrigins).default('manual'),
  createdAt: date.optional(),
})

/** A link as it is about to be written. */
export type NewLink = z.output<typeof createLink>

export const removeLink = z.strictObject({ projectId: id, testCaseId: id, key: name(50) })

export const linkFilters = { testCaseId: id, jiraTicketId: id, origin: z.enum(linkOrigins) }

export const pendingLinkFilters = { testCaseId: id, jiraKey: name(50) }
