import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  timestamp,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { jiraSyncStatuses, jiraSyncTypes, linkOrigins, oneOf } from './allowed-values.js'
import { now } from './columns.js'
import { projects, users } from './core.js'
import { testCases } from './test-management.js'

/** Chapter 5.1: what Jira knows, as of `lastSynced`. */
export const jiraTickets = pgTable(
  'jira_tickets',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id'),
    jiraKey: varchar('jira_key', { length: 50 }).notNull(),
    issueType: varchar('issue_type', { length: 50 }),
    summary: text().notNull(),
    description: text(),
    priority: varchar({ length: 50 }),
    status: varchar({ length: 50 }).notNull(),
    assignee: varchar({ length: 100 }),
    reporter: varchar({ length: 100 }),
    labels: jsonb().$type<readonly string[]>().default([]),
    components: jsonb().$type<readonly string[]>().default([]),
    createdDate: timestamp('created_date'),
    updatedDate: timestamp('updated_date'),
    contentHash: varchar('content_hash', { length: 64 }),
    lastSynced: now('last_synced'),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
    /** Jira's own id, which stays when an issue is moved and its key changes. */
    jiraId: varchar('jira_id', { length: 50 }),
    /** The key of the parent issue or epic, which need not be here. */
    parentKey: varchar('parent_key', { length: 50 }),
    fixVersions: jsonb('fix_versions').$type<readonly string[]>().notNull().default([]),
    resolution: varchar({ length: 100 }),
    /** When Jira was found to have it no more. Such a ticket is kept and counts nowhere. */
    deletedAt: timestamp('deleted_at'),
    /** Out of the custom fields that the project's connection names. */
    team: varchar({ length: 100 }),
    risk: varchar({ length: 50 }),
    /** Since when Jira has it in a project that ours is not connected to. It is followed by its id. */
    movedOutAt: timestamp('moved_out_at'),
  },
  (table) => [
    foreignKey({
      name: 'jira_tickets_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    index('idx_jira_tickets_project').on(table.projectId),
    index('idx_jira_tickets_key').on(table.jiraKey),
    index('idx_jira_tickets_status').on(table.status),
    index('idx_jira_tickets_sync').on(table.lastSynced),
    uniqueIndex('idx_jira_tickets_unique').on(table.projectId, table.jiraKey),
    index('idx_jira_tickets_project_status').on(table.projectId, table.status),
    index('idx_jira_tickets_labels_gin').using('gin', table.labels),
    unique('jira_tickets_project_id_id_key').on(table.projectId, table.id),
    uniqueIndex('idx_jira_tickets_jira_id').on(table.projectId, table.jiraId),
    index('idx_jira_tickets_parent').on(table.projectId, table.parentKey),
    index('idx_jira_tickets_deleted')
      .on(table.projectId, table.deletedAt)
      .where(sql`${table.deletedAt} IS NOT NULL`),
  ],
)

/** Chapter 5.2: which test case covers which ticket. */
export const testCaseJiraLinks = pgTable(
  'test_case_jira_links',
  {
    id: serial().primaryKey(),
    testCaseId: integer('test_case_id'),
    jiraTicketId: integer('jira_ticket_id'),
    linkType: varchar('link_type', { length: 30 }).default('covers'),
    createdAt: now('created_at'),
    projectId: integer('project_id').notNull(),
    /** How it came to be. */
    origin: varchar({ length: 20 }).notNull().default('manual'),
    createdBy: integer('created_by'),
  },
  (table) => [
    foreignKey({
      name: 'test_case_jira_links_test_case_id_fkey',
      columns: [table.testCaseId],
      foreignColumns: [testCases.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_case_jira_links_jira_ticket_id_fkey',
      columns: [table.jiraTicketId],
      foreignColumns: [jiraTickets.id],
    }).onDelete('cascade'),
    index('idx_jira_links_test_case').on(table.testCaseId),
    index('idx_jira_links_jira_ticket').on(table.jiraTicketId),
    uniqueIndex('idx_jira_links_unique').on(table.testCaseId, table.jiraTicketId),
    foreignKey({
      name: 'test_case_jira_links_test_case_same_project_fkey',
      columns: [table.projectId, table.testCaseId],
      foreignColumns: [testCases.projectId, testCases.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_case_jira_links_ticket_same_project_fkey',
      columns: [table.projectId, table.jiraTicketId],
      foreignColumns: [jiraTickets.projectId, jiraTickets.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'test_case_jira_links_created_by_fkey',
      columns: [table.createdBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    index('idx_jira_links_project').on(table.projectId, table.jiraTicketId, table.testCaseId),
    check('test_case_jira_links_origin_check', oneOf(table.origin, linkOrigins)),
    check(
      'test_case_jira_links_complete_check',
      sql`${table.testCaseId} IS NOT NULL AND ${table.jiraTicketId} IS NOT NULL`,
    ),
  ],
)

/** A link to a key that no ticket has yet. It becomes a real link when the ticket arrives. */
export const pendingLinks = pgTable(
  'pending_links',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    testCaseId: integer('test_case_id').notNull(),
    jiraKey: varchar('jira_key', { length: 50 }).notNull(),
    linkType: varchar('link_type', { length: 30 }).notNull().default('covers'),
    origin: varchar({ length: 20 }).notNull().default('manual'),
    createdBy: integer('created_by'),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'pending_links_test_case_same_project_fkey',
      columns: [table.projectId, table.testCaseId],
      foreignColumns: [testCases.projectId, testCases.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'pending_links_created_by_fkey',
      columns: [table.createdBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    uniqueIndex('idx_pending_links_unique').on(table.projectId, table.jiraKey, table.testCaseId),
    index('idx_pending_links_test_case').on(table.testCaseId),
    check('pending_links_origin_check', oneOf(table.origin, linkOrigins)),
  ],
)

/** Chapter 5.3: the story of each synchronisation. */
export const jiraSyncLogs = pgTable(
  'jira_sync_logs',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id'),
    syncType: varchar('sync_type', { length: 20 }).notNull(),
    status: varchar({ length: 20 }).notNull(),
    ticketsProcessed: integer('tickets_processed').default(0),
    ticketsCreated: integer('tickets_created').default(0),
    ticketsUpdated: integer('tickets_updated').default(0),
    errorMessage: text('error_message'),
    startedAt: now('started_at'),
    completedAt: timestamp('completed_at'),
    createdAt: now('created_at'),
    ticketsUnchanged: integer('tickets_unchanged').notNull().default(0),
    /** How many were found to be gone from Jira. */
    ticketsDeleted: integer('tickets_deleted').notNull().default(0),
    pages: integer().notNull().default(0),
    /** How often it was taken up again after it was interrupted. */
    resumed: integer().notNull().default(0),
    /** Issues that could not be stored, and why. */
    rejected: jsonb()
      .$type<readonly { readonly key: string; readonly reason: string }[]>()
      .notNull()
      .default([]),
    /** What was asked for, as a digest: a checkpoint or a watermark of another scope is of no use. */
    scope: text(),
    checkpoint: jsonb().$type<Readonly<Record<string, unknown>>>(),
    /** Up to when, by Jira's clock, everything that changed has been read. */
    watermark: timestamp(),
    /** Which process runs it. */
    holder: jsonb().$type<Readonly<Record<string, unknown>>>(),
    heartbeatAt: timestamp('heartbeat_at'),
  },
  (table) => [
    foreignKey({
      name: 'jira_sync_logs_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    index('idx_jira_sync_logs_project').on(table.projectId),
    index('idx_jira_sync_logs_status').on(table.status),
    index('idx_jira_sync_logs_started').on(table.startedAt),
    unique('jira_sync_logs_project_id_id_key').on(table.projectId, table.id),
    uniqueIndex('idx_jira_sync_logs_running').on(table.projectId).where(sql`status = 'in_progress'`),
    index('idx_jira_sync_logs_project_id').on(table.projectId, table.id),
    check('jira_sync_logs_sync_type_check', oneOf(table.syncType, jiraSyncTypes)),
    check('jira_sync_logs_status_check', oneOf(table.status, jiraSyncStatuses)),
  ],
)
