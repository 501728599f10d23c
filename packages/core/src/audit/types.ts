import { z } from 'zod'
import type { ListOptions, OneOrMany } from '../resource-service.js'
import { date, id, name } from '../validation.js'

/** One change on record. */
export interface AuditEntry {
  readonly id: number
  readonly occurredAt: Date
  /** Null where it concerns no project, such as a user or a setting. */
  readonly projectId: number | null
  /** A user, an operator's job, or someone at the database itself. */
  readonly actorKind: 'user' | 'system' | 'database'
  readonly actorId: number | null
  /** The login of someone at the database itself. */
  readonly databaseUser: string | null
  readonly action: 'insert' | 'update' | 'delete'
  readonly tableName: string
  /** The rows concerned: one, or all that one statement inserted. */
  readonly rowIds: readonly number[]
  /** The changed fields as they were; of a deleted row, all. Secrets are redacted. */
  readonly before: Readonly<Record<string, unknown>> | null
  /** The changed fields as they became; of a single inserted row, all. Secrets are redacted. */
  readonly after: Readonly<Record<string, unknown>> | null
  /** The same for all changes of one transaction. */
  readonly transactionId: number
}

export interface ListAuditEntries extends ListOptions {
  readonly projectId?: OneOrMany<number> | undefined
  readonly tableName?: OneOrMany<string> | undefined
  readonly action?: OneOrMany<AuditEntry['action']> | undefined
  readonly actorId?: OneOrMany<number> | undefined
  readonly actorKind?: OneOrMany<AuditEntry['actorKind']> | undefined
  /** Entries that concern this row; name its table as well. */
  readonly rowId?: number | undefined
  readonly from?: Date | string | undefined
  readonly to?: Date | string | undefined
  /** @default 'id' */
  readonly sort?: 'id' | '-id' | undefined
}

export const auditFilters = {
  projectId: id,
  tableName: name(63),
  action: z.enum(['insert', 'update', 'delete']),
  actorId: id,
  actorKind: z.enum(['user', 'system', 'database']),
  rowId: id,
  from: date,
  to: date,
}
