import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  timestamp,
  uniqueIndex,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { now } from './columns.js'
import { projects } from './core.js'
import { jiraSyncLogs, jiraTickets } from './integration.js'

/** The Jira that a project's tickets come from. */
export const jiraConnections = pgTable(
  'jira_connections',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    baseUrl: text('base_url').notNull(),
    projectKeys: jsonb('project_keys').$type<readonly string[]>().notNull(),
    /** The e-mail address or user name of basic authentication; without one the secret is a bearer token. */
    account: varchar({ length: 255 }),
    /** Encrypted. Without one the credentials are those that the program was started with. */
    secret: text(),
    fieldMapping: jsonb('field_mapping').$type<Readonly<Record<string, string>>>().notNull().default({}),
    writeBack: jsonb('write_back').$type<Readonly<Record<string, boolean>>>().notNull().default({}),
    /** Names the connection in the address of its webhook. */
    webhookId: uuid('webhook_id').notNull().defaultRandom(),
    /** Encrypted. */
    webhookSecret: text('webhook_secret'),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    foreignKey({
      name: 'jira_connections_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_jira_connections_project').on(table.projectId),
    index('idx_jira_connections_webhook').on(table.webhookId),
  ],
)

/** The issues that a full synchronisation has met so far, and those of the others that a direct look missed. */
export const jiraSyncSeen = pgTable(
  'jira_sync_seen',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    projectId: integer('project_id').notNull(),
    syncId: integer('sync_id').notNull(),
    jiraId: varchar('jira_id', { length: 50 }).notNull(),
    isGone: boolean('is_gone').notNull().default(false),
  },
  (table) => [
    foreignKey({
      name: 'jira_sync_seen_sync_same_project_fkey',
      columns: [table.projectId, table.syncId],
      foreignColumns: [jiraSyncLogs.projectId, jiraSyncLogs.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_jira_sync_seen_unique').on(table.projectId, table.syncId, table.jiraId),
  ],
)

/** What webhooks told: stored first, looked up in Jira later. */
export const jiraWebhookEvents = pgTable(
  'jira_webhook_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    projectId: integer('project_id').notNull(),
    /** Jira's own of the delivery, or a digest of its body: the same delivery comes more than once. */
    identifier: varchar({ length: 100 }).notNull(),
    event: varchar({ length: 100 }).notNull(),
    jiraId: varchar('jira_id', { length: 50 }).notNull(),
    occurredAt: timestamp('occurred_at'),
    receivedAt: now('received_at').notNull(),
    attempts: integer().notNull().default(0),
    /** When somebody may take it up: claimed events come due again if nothing is heard of them. */
    dueAt: now('due_at').notNull(),
    processedAt: timestamp('processed_at'),
    outcome: varchar({ length: 20 }),
    errorMessage: text('error_message'),
  },
  (table) => [
    foreignKey({
      name: 'jira_webhook_events_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_jira_webhook_events_unique').on(table.projectId, table.identifier),
    index('idx_jira_webhook_events_due').on(table.projectId, table.dueAt).where(sql`processed_at IS NULL`),
  ],
)

/** What was last written to an issue, so that it is written again only when it changes. */
export const jiraWriteBacks = pgTable(
  'jira_write_backs',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    jiraTicketId: integer('jira_ticket_id').notNull(),
    contentHash: varchar('content_hash', { length: 64 }).notNull(),
    writtenAt: now('written_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'jira_write_backs_ticket_same_project_fkey',
      columns: [table.projectId, table.jiraTicketId],
      foreignColumns: [jiraTickets.projectId, jiraTickets.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_jira_write_backs_unique').on(table.projectId, table.jiraTicketId),
  ],
)
