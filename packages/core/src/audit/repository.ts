import { type SQL, sql } from 'drizzle-orm'
import { tableRepository } from '../database/table-repository.js'
import { auditLog } from '../schema/audit.js'
import type { AuditEntry } from './types.js'

export const auditRepository = tableRepository<AuditEntry>(auditLog, {
  filters: {
    tableName: auditLog.tableName,
    action: auditLog.action,
    actorId: auditLog.actorId,
    actorKind: auditLog.actorKind,
  },
})

export const auditConditions = {
  rowId: (id: number): SQL => sql`${auditLog.rowIds} @> ARRAY[${id}]::bigint[]`,
  from: (moment: Date): SQL => sql`${auditLog.occurredAt} >= ${moment.toISOString()}::timestamp`,
  to: (moment: Date): SQL => sql`${auditLog.occurredAt} <= ${moment.toISOString()}::timestamp`,
}
