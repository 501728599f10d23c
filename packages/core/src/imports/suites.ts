import type { Transaction } from '../database/transaction.js'
import { findSuites, makeSuites } from './suite-rows.js'
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

  /** Ids by name: those of the test cases are among them. */
  async of(testCases: readonly Pick<TestCaseRowValues, 'suite'>[]): Promise<ReadonlyMap<string, number>> {
    for (const search of [findSuites, makeSuites]) {
      const names = new Set(testCases.flatMap(({ suite }) => suite ?? []))
      const missing = [...names].filter((name) => !this.#ids.has(name))
      if (missing.length === 0) break
      for (const { name, id } of await search(this.#transaction, this.#projectId, missing)) {
        this.#ids.set(name, id)
      }
    }
    return this.#ids
  }
}
