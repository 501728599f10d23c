import { sql } from 'drizzle-orm'
import {
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
import { now } from './columns.js'
import { users } from './core.js'

/** Who is signed in. */
export const sessions = pgTable(
  'sessions',
  {
    id: serial().primaryKey(),
    userId: integer('user_id').notNull(),
    /** SHA-256 of the token, in hexadecimal: what is stolen from here opens nothing. */
    tokenHash: varchar('token_hash', { length: 64 }).notNull(),
    /** That of the token before, good until the one after it has arrived. */
    previousHash: varchar('previous_hash', { length: 64 }),
    rotatedAt: timestamp('rotated_at').notNull(),
    lastSeenAt: timestamp('last_seen_at').notNull(),
    /** However busy it is, it ends then. */
    expiresAt: timestamp('expires_at').notNull(),
    userAgent: varchar('user_agent', { length: 300 }),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'sessions_user_id_fkey',
      columns: [table.userId],
      foreignColumns: [users.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_sessions_token').on(table.tokenHash),
    index('idx_sessions_previous').on(table.previousHash).where(sql`${table.previousHash} IS NOT NULL`),
    index('idx_sessions_user').on(table.userId),
    index('idx_sessions_expires').on(table.expiresAt),
  ],
)

/** What programs sign in with, on behalf of a user and within limits. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: serial().primaryKey(),
    userId: integer('user_id').notNull(),
    name: varchar({ length: 100 }).notNull(),
    /** SHA-256 of the token, in hexadecimal. */
    tokenHash: varchar('token_hash', { length: 64 }).notNull(),
    /** The end of the token, to tell one from another. */
    hint: varchar({ length: 8 }).notNull(),
    /** The projects that it reaches; null for all that its user does. */
    projectIds: jsonb('project_ids').$type<readonly number[]>(),
    verbs: jsonb().$type<readonly string[]>().notNull(),
    expiresAt: timestamp('expires_at').notNull(),
    lastUsedAt: timestamp('last_used_at'),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'api_tokens_user_id_fkey',
      columns: [table.userId],
      foreignColumns: [users.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_api_tokens_token').on(table.tokenHash),
    index('idx_api_tokens_user').on(table.userId),
  ],
)

/** How often somebody has tried to sign in under a name, whether or not anybody has that name. */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    id: serial().primaryKey(),
    /** SHA-256 of the name: people type their passwords there. */
    nameHash: varchar('name_hash', { length: 64 }).notNull(),
    failures: integer().notNull(),
    lastAt: timestamp('last_at').notNull(),
    lockedUntil: timestamp('locked_until'),
  },
  (table) => [
    uniqueIndex('idx_sign_in_attempts_name').on(table.nameHash),
    index('idx_sign_in_attempts_last').on(table.lastAt),
  ],
)

/** Requests that were answered, so that a repeated one gets the same answer and does nothing. */
export const idempotentRequests = pgTable(
  'idempotent_requests',
  {
    id: serial().primaryKey(),
    /** Who asked; null for the system. */
    userId: integer('user_id'),
    /** Within which limits they asked: an answer that was given within wider ones is not for everyone. */
    limits: text().notNull().default(''),
    key: varchar({ length: 255 }).notNull(),
    /** SHA-256 of what was asked, in hexadecimal. */
    fingerprint: varchar({ length: 64 }).notNull(),
    status: integer(),
    headers: jsonb().$type<Readonly<Record<string, string>>>(),
    body: text(),
    createdAt: timestamp('created_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'idempotent_requests_user_id_fkey',
      columns: [table.userId],
      foreignColumns: [users.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_idempotent_requests_unique').on(sql`COALESCE(user_id, 0)`, table.limits, table.key),
    index('idx_idempotent_requests_created').on(table.createdAt),
  ],
)
