import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core'

/**
 * Who changed what, and when: principle 1.2 of the specification, "Audit Trail: comprehensive change tracking".
 * The database writes it in the same transaction as the change; the application can only read it.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    occurredAt: timestamp('occurred_at').notNull().default(sql`CURRENT_TIMESTAMP`),
    /** Without a foreign key: what happened in a project stays on record when the project is gone. */
    projectId: integer('project_id'),
    /** `user`, `system` (an operator's job) or `database` (someone at the database itself). */
    actorKind: varchar('actor_kind', { length: 20 }).notNull(),
    actorId: integer('actor_id'),
    /** The database role of someone at the database itself. */
    databaseUser: text('database_user'),
    action: varchar({ length: 10 }).notNull(),
    tableName: varchar('table_name', { length: 63 }).notNull(),
    /** The rows concerned: one for an update or a delete, all of a statement's for an insert. */
    rowIds: bigint('row_ids', { mode: 'number' }).array().notNull(),
    /** Changed fields only, secrets redacted, long texts as length, digest and beginning. */
    before: jsonb().$type<Readonly<Record<string, unknown>>>(),
    after: jsonb().$type<Readonly<Record<string, unknown>>>(),
    transactionId: bigint('transaction_id', { mode: 'number' }).notNull(),
  },
  (table) => [
    index('idx_audit_log_project').on(table.projectId, table.id),
    index('idx_audit_log_table').on(table.projectId, table.tableName, table.id),
    index('idx_audit_log_actor').on(table.actorId, table.id),
  ],
)
