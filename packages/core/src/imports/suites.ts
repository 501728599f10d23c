import { sql } from 'drizzle-orm'
import { rowsOf } from '../database/engine.js'
import type { Transaction } from '../database/transaction.js'
import type { TestCaseRowValues } from './test-case-rows.js'

/** The suites of a project by name, made where they are missing. Each name is looked up once in an import. */
export class Suites {
  readonly #transaction: Transaction
  readonly #projectId: number
  readonly #ids = new Map<string, number>()

  constructor(transaction: Transaction, projectId: number) {
    this.#transaction = transaction
    this.#projectId = projectId
  }

  /** Ids by name: those of the test cases are among them. Of several suites of one name it is the oldest. */
  async of(testCases: readonly Pick<TestCaseRowValues, 'suite'>[]): Promise<ReadonlyMap<string, number>> {
    const names = new Set(testCases.flatMap(({ suite }) => suite ?? []))
    const unknown = [...names].filter((name) => !this.#ids.has(name))
    if (unknown.length > 0) {
      await this.#find(unknown)
      const missing = unknown.filter((name) => !this.#ids.has(name))
      if (missing.length > 0) await this.#make(missing)
    }
    return this.#ids
  }

  async #find(names: readonly string[]): Promise<void> {
    this.#remember(
      await rowsOf(
        this.#transaction.db,
        sql`SELECT name, min(id) AS id FROM test_suites
          WHERE project_id = ${this.#projectId} AND name IN (SELECT unnest(${sql.param(names)}::text[])) GROUP BY name`,
      ),
    )
  }

  async #make(names: readonly string[]): Promise<void> {
    this.#remember(
      await rowsOf(
        this.#transaction.db,
        sql`INSERT INTO test_suites (project_id, name)
          SELECT ${this.#projectId}::integer, name FROM unnest(${sql.param(names)}::text[]) WITH ORDINALITY AS given (name, position)
          ORDER BY position RETURNING name, id`,
      ),
    )
  }

  #remember(suites: readonly { readonly name: string; readonly id: number }[]): void {
    for (const { name, id } of suites) this.#ids.set(name, id)
  }
}
