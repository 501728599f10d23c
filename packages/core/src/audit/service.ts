import type { Runner } from '../database/transaction.js'
import type { Page } from '../pagination.js'
import { listPage } from '../resource-service.js'
import { auditConditions, auditRepository } from './repository.js'
import { type AuditEntry, auditFilters, type ListAuditEntries } from './types.js'

/**
 * Who changed what, and when. Those who manage a project read what happened in it; administrators read what
 * concerns no project. Nobody changes it.
 */
export class Audit {
  readonly #runner: Runner

  constructor(runner: Runner) {
    this.#runner = runner
  }

  async list(options: ListAuditEntries = {}): Promise<Page<AuditEntry>> {
    return await listPage(
      this.#runner,
      {
        repository: auditRepository,
        projectOwned: false,
        filters: auditFilters,
        conditions: auditConditions,
      },
      options,
    )
  }
}
