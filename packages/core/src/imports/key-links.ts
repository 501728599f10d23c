import type { Transaction } from '../database/transaction.js'
import type { Links } from '../traceability/service.js'
import type { TestResult } from './formats/results/result.js'
import { keysIn } from './link-keys.js'
import { readTicketProjects } from './result-rows.js'
import type { LinkCounts } from './types.js'

/** Links test cases to the tickets that their results name. */
export class KeyLinks {
  readonly #transaction: Transaction
  readonly #projectId: number
  readonly #links: Links
  #projects: ReadonlySet<string> | undefined
  /** Those that this import has dealt with: tests name the same ticket run after run. */
  #done = new Set<string>()
  #counts: LinkCounts = { linked: 0, pending: 0 }

  constructor(transaction: Transaction, projectId: number, links: Links) {
    this.#transaction = transaction
    this.#projectId = projectId
    this.#links = links
  }

  get counts(): LinkCounts {
    return this.#counts
  }

  async add(results: readonly { readonly result: TestResult; readonly testCaseId: number }[]): Promise<void> {
    this.#projects ??= await readTicketProjects(this.#transaction, this.#projectId)
    const projects = this.#projects
    const wanted = results.flatMap(({ result, testCaseId }) =>
      keysIn(result, (project) => projects.size === 0 || projects.has(project)).map((key) => ({
        testCaseId,
        key,
      })),
    )
    const fresh = wanted.filter(({ testCaseId, key }) => {
      const pair = `${testCaseId} ${key}`
      if (this.#done.has(pair)) return false
      this.#done.add(pair)
      return true
    })
    if (fresh.length === 0) return
    const { linked, pending } = await this.#links.linkMany(
      fresh.map((link) => ({ projectId: this.#projectId, ...link, origin: 'import' as const })),
    )
    this.#counts = { linked: this.#counts.linked + linked, pending: this.#counts.pending + pending }
  }

  /** What was done so far, to go back to where a report is taken back. */
  save(): () => void {
    const [done, counts] = [new Set(this.#done), this.#counts]
    return () => {
      this.#done = done
      this.#counts = counts
    }
  }
}
