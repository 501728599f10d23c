import { userIdOf } from '../actor.js'
import type { Transaction } from '../database/transaction.js'
import type { TestResult } from './formats/results/result.js'
import { matchTestCases } from './result-rows.js'
import { toTestCase } from './result-values.js'
import { Suites } from './suites.js'
import { idsIn } from './test-case-ids.js'
import { addTestCases } from './test-case-rows.js'
import type { MatchCounts } from './types.js'

/** Finds the test cases of results, and makes those that are missing where that is wanted. */
export class TestMatching {
  readonly #transaction: Transaction
  readonly #projectId: number
  readonly #createTestCases: boolean
  #suites: Suites
  #counts: MatchCounts = { id: 0, externalId: 0, name: 0, created: 0 }
  #created = 0

  constructor(transaction: Transaction, projectId: number, createTestCases: boolean) {
    this.#transaction = transaction
    this.#projectId = projectId
    this.#createTestCases = createTestCases
    this.#suites = new Suites(transaction, projectId)
  }

  /** How results were matched so far. */
  get counts(): MatchCounts {
    return this.#counts
  }

  /** Test cases made so far. */
  get created(): number {
    return this.#created
  }

  /** The test case of each result, in their order; undefined where there is none. */
  async match(results: readonly TestResult[]): Promise<readonly (number | undefined)[]> {
    const tests = results.map((result) => ({
      identity: result.identity,
      name: result.name,
      ids: idsIn(result),
    }))
    const known = await matchTestCases(this.#transaction, this.#projectId, tests)
    const counts = { ...this.#counts }
    for (const { by } of known.values()) counts[by] += 1
    const missing = results.filter((_, position) => !known.has(position))
    const made = this.#createTestCases ? await this.#create(missing) : nothing
    const ids = results.map((result, position) => known.get(position)?.id ?? made.get(result.identity))
    counts.created += missing.filter((result) => made.has(result.identity)).length
    this.#counts = counts
    return ids
  }

  async #create(missing: readonly TestResult[]): Promise<ReadonlyMap<string, number>> {
    const tests = [...new Map(missing.map((result) => [result.identity, result])).values()]
    if (tests.length === 0) return nothing
    const values = tests.map(toTestCase)
    const suites = await this.#suites.of(values)
    const by = userIdOf(this.#transaction.actor)
    const created = await addTestCases(this.#transaction, this.#projectId, values, suites, by)
    this.#created += created.filter((testCase) => testCase.outcome === 'created').length
    return new Map(created.map(({ externalId, id }) => [externalId, id] as const))
  }

  /** What was counted and made so far, to go back to where a report is taken back. */
  save(): () => void {
    const [counts, created] = [this.#counts, this.#created]
    return () => {
      // Those that were made are gone again.
      this.#suites = new Suites(this.#transaction, this.#projectId)
      this.#counts = counts
      this.#created = created
    }
  }
}

const nothing: ReadonlyMap<string, number> = new Map()
