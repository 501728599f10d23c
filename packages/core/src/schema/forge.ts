import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  timestamp,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { forgeAccountOrigins, oneOf } from './allowed-values.js'
import { now } from './columns.js'
import { projects, users } from './core.js'

/** Where the Jira app is installed: one site, one environment of the app, until it is uninstalled. */
export const forgeInstallations = pgTable(
  'forge_installations',
  {
    id: serial().primaryKey(),
    /** What Atlassian calls it; a new one with every installation. */
    installationId: varchar('installation_id', { length: 200 }).notNull(),
    appId: varchar('app_id', { length: 200 }).notNull(),
    cloudId: varchar('cloud_id', { length: 100 }),
    siteUrl: text('site_url'),
    /** Where Jira's API is asked with the app's tokens. */
    apiBaseUrl: text('api_base_url').notNull(),
    environment: varchar({ length: 50 }).notNull(),
    appVersion: varchar('app_version', { length: 50 }).notNull(),
    createUsers: boolean('create_users').notNull().default(true),
    matchByEmail: boolean('match_by_email').notNull().default(false),
    /** The newest token to ask Jira with as the app, encrypted. */
    systemToken: text('system_token'),
    tokenExpiresAt: timestamp('token_expires_at'),
    installedAt: timestamp('installed_at').notNull(),
    lastCalledAt: timestamp('last_called_at').notNull(),
    uninstalledAt: timestamp('uninstalled_at'),
  },
  (table) => [
    uniqueIndex('idx_forge_installations_unique').on(table.installationId),
    index('idx_forge_installations_site').on(table.cloudId, table.appId),
  ],
)

/** Which project of Jira is which of ours. Two of Jira may be one of ours. */
export const forgeProjects = pgTable(
  'forge_projects',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    forgeInstallationId: integer('forge_installation_id').notNull(),
    jiraProjectId: varchar('jira_project_id', { length: 50 }).notNull(),
    jiraProjectKey: varchar('jira_project_key', { length: 50 }).notNull(),
    /** The types whose tickets count in the app; empty for all. */
    issueTypes: jsonb('issue_types').$type<readonly string[]>().notNull().default([]),
    /** About how many issues there were when all of them were last asked for. */
    expectedIssues: integer('expected_issues'),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'forge_projects_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'forge_projects_installation_fkey',
      columns: [table.forgeInstallationId],
      foreignColumns: [forgeInstallations.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_forge_projects_unique').on(table.forgeInstallationId, table.jiraProjectId),
    index('idx_forge_projects_project').on(table.projectId),
  ],
)

/** What somebody who manages a project gives to who administers Jira, to connect the two; each is good once. */
export const forgeCodes = pgTable(
  'forge_codes',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    /** SHA-256 of the code, in hexadecimal. */
    codeHash: varchar('code_hash', { length: 64 }).notNull(),
    createdBy: integer('created_by'),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'forge_codes_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'forge_codes_created_by_fkey',
      columns: [table.createdBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    index('idx_forge_codes_hash').on(table.codeHash),
    index('idx_forge_codes_project').on(table.projectId),
  ],
)

/** Which of our users an account of Jira is. */
export const forgeAccounts = pgTable(
  'forge_accounts',
  {
    id: serial().primaryKey(),
    forgeInstallationId: integer('forge_installation_id').notNull(),
    accountId: varchar('account_id', { length: 128 }).notNull(),
    userId: integer('user_id').notNull(),
    /** Whether the user was made for the account, or was there before. */
    origin: varchar({ length: 10 }).notNull(),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'forge_accounts_installation_fkey',
      columns: [table.forgeInstallationId],
      foreignColumns: [forgeInstallations.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'forge_accounts_user_id_fkey',
      columns: [table.userId],
      foreignColumns: [users.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_forge_accounts_unique').on(table.forgeInstallationId, table.accountId),
    index('idx_forge_accounts_user').on(table.userId),
    check('forge_accounts_origin_check', oneOf(table.origin, forgeAccountOrigins)),
  ],
)

/** What Jira told the app, as it came: stored first, worked on later. */
export const forgeEvents = pgTable(
  'forge_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    forgeInstallationId: integer('forge_installation_id').notNull(),
    /** A digest of what came, for it comes more than once. */
    identifier: varchar({ length: 100 }).notNull(),
    event: varchar({ length: 100 }).notNull(),
    payload: jsonb().notNull(),
    receivedAt: now('received_at').notNull(),
    attempts: integer().notNull().default(0),
    /** When somebody may take it up: claimed ones come due again if nothing is heard of them. */
    dueAt: now('due_at').notNull(),
    processedAt: timestamp('processed_at'),
    outcome: varchar({ length: 20 }),
  },
  (table) => [
    foreignKey({
      name: 'forge_events_installation_fkey',
      columns: [table.forgeInstallationId],
      foreignColumns: [forgeInstallations.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_forge_events_unique').on(table.forgeInstallationId, table.identifier),
    index('idx_forge_events_due').on(table.forgeInstallationId, table.dueAt).where(sql`processed_at IS NULL`),
  ],
)
