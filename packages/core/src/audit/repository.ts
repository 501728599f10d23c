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
  // Clients know milliseconds only, and the entry whose time they give is meant as well.
  to: (moment: Date): SQL =>
    sql`date_trunc('milliseconds', ${auditLog.occurredAt}) <= ${moment.toISOString()}::timestamp`,
}
