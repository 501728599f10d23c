import { userIdOf } from '../actor.js'
import { replan } from '../database/planning.js'
import type { Transaction } from '../database/transaction.js'
import type { Links } from '../traceability/service.js'
import { batchSize, batchWeight, inBatches, waitingWeight } from './batches.js'
import { Suites } from './suites.js'
import { addTestCases, type TestCaseRowValues, updateTestCases } from './test-case-rows.js'

/** The tables that test cases and their links go to. */
export const filledTables = ['test_cases', 'test_case_jira_links', 'pending_links'] as const

/** A test case of a file together with the keys that it names. */
export interface NamedTestCase {
  readonly values: TestCaseRowValues
  readonly keys: readonly string[]
}

/**
 * Writes test cases such that of several rows with one id a later one wins in what it gives, however far apart
 * they are. New ones are written at once. One that differs from what is there waits for the end: a later row may
 * say just what is there, and importing the same files again would otherwise change it there and back.
 */
export class TestCaseWriter {
  readonly #transaction: Transaction
  readonly #projectId: number
  readonly #links: Links
  readonly #suites: Suites
  readonly #waiting = new Map<string, TestCaseRowValues>()
  readonly #seen = new Set<number>()
  readonly #created = new Set<number>()
  readonly #updated = new Set<number>()
  #weight = 0
  #batches = 0

  constructor(transaction: Transaction, projectId: number, links: Links) {
    this.#transaction = transaction
    this.#projectId = projectId
    this.#links = links
    this.#suites = new Suites(transaction, projectId)
  }

  /** Takes in test cases in the order of their rows, and links them. */
  async write(rows: readonly NamedTestCase[]): Promise<void> {
    await replan(this.#transaction, this.#batches++, filledTables)
    const merged = mergeRows(rows)
    const suites = await this.#suites.of(merged)
    const by = userIdOf(this.#transaction.actor)
    const compared = await addTestCases(this.#transaction, this.#projectId, merged, suites, by)
    const ids = new Map(compared.map(({ externalId, id }) => [externalId, id]))
    const changed = new Set(compared.flatMap((one) => (one.outcome === 'changed' ? one.externalId : [])))
    for (const { id, outcome } of compared) {
      this.#seen.add(id)
      if (outcome === 'created') this.#created.add(id)
    }
    for (const values of merged) {
      const earlier = this.#waiting.get(values.externalId)
      if (earlier === undefined && !changed.has(values.externalId)) continue
      this.#waiting.set(values.externalId, earlier === undefined ? values : merge(earlier, values))
      this.#weight += weightOf(values)
    }
    await this.#link(rows, ids)
    if (this.#weight > waitingWeight) await this.#writeWaiting()
  }

  /** Writes what waits, and says how many test cases were created and updated, and which were seen at all. */
  async finish(): Promise<{
    readonly created: number
    readonly updated: number
    readonly seen: readonly number[]
  }> {
    await this.#writeWaiting()
    return { created: this.#created.size, updated: this.#updated.size, seen: [...this.#seen] }
  }

  async #writeWaiting(): Promise<void> {
    const batches = inBatches(this.#waiting.values(), batchSize, batchWeight, weightOf)
    for await (const batch of batches) {
      const suites = await this.#suites.of(batch)
      for (const id of await updateTestCases(this.#transaction, this.#projectId, batch, suites)) {
        if (!this.#created.has(id)) this.#updated.add(id)
      }
    }
    this.#waiting.clear()
    this.#weight = 0
  }

  async #link(rows: readonly NamedTestCase[], ids: ReadonlyMap<string, number>): Promise<void> {
    await this.#links.linkMany(
      rows.flatMap(({ values, keys }) => {
        const testCaseId = ids.get(values.externalId)
        if (testCaseId === undefined) return []
        return keys.map((key) => ({
          projectId: this.#projectId,
          testCaseId,
          key,
          origin: 'import' as const,
          createdAt: values.createdAt ?? undefined,
        }))
      }),
    )
  }
}

/** How heavy a row is, in characters. */
export function weightOf(values: TestCaseRowValues): number {
  return JSON.stringify(values).length
}

function mergeRows(rows: readonly NamedTestCase[]): readonly TestCaseRowValues[] {
  const merged = new Map<string, TestCaseRowValues>()
  for (const { values } of rows) {
    const earlier = merged.get(values.externalId)
    merged.set(values.externalId, earlier === undefined ? values : merge(earlier, values))
  }
  return [...merged.values()]
}

function merge(earlier: TestCaseRowValues, later: TestCaseRowValues): TestCaseRowValues {
  const given = Object.entries(later).filter(([, value]) => value !== null)
  return { ...earlier, ...Object.fromEntries(given) }
}
