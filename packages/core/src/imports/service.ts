import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
import type { TestCycles } from '../test-cycles/service.js'
import type { Links } from '../traceability/service.js'
import { parse } from '../validation.js'
import { digestOf, openSources } from './batches.js'
import { lockImports } from './repository.js'
import { ResultImport } from './results.js'
import { importTestCaseFiles } from './test-cases.js'
import { importTicketFiles } from './tickets.js'
import {
  type ImportResults,
  type ImportTestCases,
  type ImportTickets,
  importResults,
  importTestCases,
  importTickets,
  type ResultImportReport,
  type RowImportReport,
} from './types.js'

/** Other services, taking part in a transaction. */
export type JoinServices = (transaction: Transaction) => {
  readonly links: Links
  readonly testCycles: TestCycles
}

/**
 * Tickets, test cases and results out of files. Each call is one transaction: everything is imported or
 * nothing. Importing the same again changes nothing.
 */
export class Imports {
  readonly #runner: Runner
  readonly #clock: () => Date
  readonly #join: JoinServices

  constructor(runner: Runner, clock: () => Date, join: JoinServices) {
    this.#runner = runner
    this.#clock = clock
    this.#join = join
  }

  /**
   * Tickets out of JSON, NDJSON or CSV, plain or gzipped. Known by their keys; a moved issue by its Jira id.
   *
   * @throws ValidationError naming file and row, for a file that cannot be read and, unless they are to be
   *   skipped, for rows that are not acceptable.
   */
  async tickets(input: ImportTickets): Promise<RowImportReport> {
    const { files, onProgress, ...options } = parse(importTickets, input)
    const sources = openSources(files, onProgress)
    return await this.#import(options.projectId, (transaction) =>
      importTicketFiles(transaction, sources, options),
    )
  }

  /**
   * Test cases out of CSV, JSON, NDJSON or Gherkin, with links to the tickets that they name. What a file
   * leaves out stays as it is.
   *
   * @throws ValidationError as `tickets`.
   */
  async testCases(input: ImportTestCases): Promise<RowImportReport> {
    const { files, onProgress, ...options } = parse(importTestCases, input)
    const sources = openSources(files, onProgress)
    return await this.#import(options.projectId, (transaction) =>
      importTestCaseFiles(transaction, sources, options, this.#join(transaction).links),
    )
  }

  /**
   * Results out of test reports, streamed: a report may be larger than memory. A test belongs to the test
   * case with its external id, or else to the only one with its name.
   *
   * @throws ValidationError naming file and line, for a report that cannot be read.
   */
  async results(input: ImportResults): Promise<ResultImportReport> {
    const { files, onProgress, cycle, ...options } = parse(importResults, input)
    const digests: (string | undefined)[] = []
    for (const file of files) digests.push(await digestOf(file))
    const sources = openSources(files, onProgress)
    return await this.#import(options.projectId, async (transaction) => {
      const target = {
        ...options,
        environment: options.environment === '' ? undefined : options.environment,
        version: options.version === '' ? undefined : options.version,
        cycle: await this.#findCycle(transaction, options.projectId, cycle),
        now: this.#clock(),
      }
      const results = new ResultImport(transaction, target)
      for (const [index, source] of sources.entries()) await results.add(source, digests[index])
      return await results.finish()
    })
  }

  async #import<Report>(
    projectId: number,
    work: (transaction: Transaction) => Promise<Report>,
  ): Promise<Report> {
    return await this.#runner.run(
      async (transaction) => {
        await lockImports(transaction, projectId)
        return await work(transaction)
      },
      // What was read from a stream cannot be read again.
      { need: { projectId, level: 'write' }, repeatable: false },
    )
  }

  /** The cycle asked for; one that is asked for by a new name is made. */
  async #findCycle(
    transaction: Transaction,
    projectId: number,
    wanted: string | number,
  ): Promise<{ readonly id: number; readonly name: string }> {
    const { testCycles } = this.#join(transaction)
    if (typeof wanted === 'number') {
      const cycle = await testCycles.get(wanted)
      if (cycle.projectId === projectId) return { id: cycle.id, name: cycle.name }
      throw new NotFoundError('test cycle', wanted)
    }
    const { items } = await testCycles.list({ projectId, name: wanted, limit: 1, sort: '-id' })
    const cycle =
      items[0] ??
      (await testCycles.create({ projectId, name: wanted, testingMode: 'automated', status: 'in-progress' }))
    return { id: cycle.id, name: cycle.name }
  }
}
