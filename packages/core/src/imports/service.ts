import type { z } from 'zod'
import type { Runner, Transaction } from '../database/transaction.js'
import { NotFoundError } from '../errors.js'
import type { Exports } from '../exports/service.js'
import { textsOf } from '../exports/texts.js'
import type { AccessLevel } from '../schema/allowed-values.js'
import type { TestCycles } from '../test-cycles/service.js'
import type { EvidenceStore } from '../test-runs/evidence.js'
import type { Links } from '../traceability/service.js'
import { parse } from '../validation.js'
import { openSources } from './batches.js'
import { openTestCaseFiles } from './folders.js'
import type { PreparedReport } from './prepared-report.js'
import type { Report } from './reports.js'
import { lockImports } from './repository.js'
import { openSource } from './source.js'
import { importTicketFiles } from './tickets.js'
import {
  type ImportProject,
  type ImportResults,
  type ImportTestCases,
  type ImportTickets,
  importProject,
  importResults,
  importTestCases,
  importTickets,
  type ProjectImportReport,
  type ResultImportReport,
  type RowImportReport,
} from './types.js'

const readers = () => import('./readers.js')

/** Other services, taking part in a transaction. */
export type JoinServices = (transaction: Transaction) => {
  readonly links: Links
  readonly testCycles: TestCycles
  readonly exports: Exports
}

/**
 * Tickets, test cases and results out of files. Each call is one transaction: everything is imported or
 * nothing. Importing the same again changes nothing.
 */
export class Imports {
  readonly #runner: Runner
  readonly #clock: () => Date
  readonly #join: JoinServices
  readonly #evidence: EvidenceStore

  constructor(runner: Runner, clock: () => Date, join: JoinServices, evidence: EvidenceStore) {
    this.#runner = runner
    this.#clock = clock
    this.#join = join
    this.#evidence = evidence
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
   * Test cases out of CSV (also that of TestRail, Zephyr and Xray), JSON, NDJSON, Gherkin or the source code of
   * tests, with links to the tickets that they name. What a file leaves out stays as it is. A path may be that of
   * a folder: the files in it that are known to hold tests.
   *
   * @throws ValidationError as `tickets`.
   */
  async testCases(input: ImportTestCases): Promise<RowImportReport> {
    const { files, onProgress, root = process.cwd(), ...options } = parse(importTestCases, input)
    const sources = await openTestCaseFiles(files, { root, onProgress })
    const { importTestCaseFiles } = await readers()
    return await this.#import(options.projectId, (transaction) =>
      importTestCaseFiles(transaction, sources, options, this.#join(transaction).links),
    )
  }

  /**
   * Results out of test reports, streamed: a report may be larger than memory. Files, folders and zip archives of
   * them, in any mixture of formats. A test belongs to the test case with the id that a property, tag or annotation
   * names, else to the one with its external id, or else to the only one with its name.
   *
   * @throws ValidationError naming file and line, for a report that cannot be read.
   */
  async results(input: ImportResults): Promise<ResultImportReport> {
    const { files, cycle, ...options } = parse(importResults, input)
    const { projectId } = options
    // Before anything of theirs is stored, whoever asks has to be somebody who may.
    await this.#runner.run(async () => {}, { need: { projectId, level: 'write' } })
    const { findReports, ResultImport } = await readers()
    const found = await findReports(files)
    const endings: (() => Promise<void>)[] = [found.close]
    try {
      const { prepared, skipped } = await this.#prepare(found.reports, options, (end) => endings.push(end))
      const report = await this.#import(projectId, async (transaction) => {
        const target = {
          ...options,
          environment: options.environment === '' ? undefined : options.environment,
          version: options.version === '' ? undefined : options.version,
          cycle: await this.#findCycle(transaction, projectId, cycle),
          now: this.#clock(),
        }
        const results = new ResultImport(transaction, target, this.#join(transaction).links)
        for (const one of prepared) await results.add(one)
        return await results.finish()
      })
      const missingAttachments = prepared.flatMap(({ name, evidence }) =>
        (evidence?.missing ?? []).map((path) => ({ file: name, path })),
      )
      return { ...report, skipped, missingAttachments }
    } finally {
      for (const end of endings) await end()
    }
  }

  async #prepare(
    reports: readonly Report[],
    { projectId, format, attachments, onProgress }: Omit<z.output<typeof importResults>, 'files' | 'cycle'>,
    onTemporary: (remove: () => Promise<void>) => void,
  ): Promise<{ readonly prepared: readonly PreparedReport[]; readonly skipped: readonly string[] }> {
    const { prepareReport } = await readers()
    const prepared: PreparedReport[] = []
    const skipped: string[] = []
    const store = this.#evidence
    const preparation = { format, attachments, store, space: String(projectId), onProgress, onTemporary }
    for (const report of reports) {
      const ready = await prepareReport(report, preparation)
      if (ready === undefined) skipped.push(report.name)
      else prepared.push(ready)
    }
    return { prepared, skipped }
  }

  /**
   * A whole project out of what `exports.project` wrote, into an empty one: everything in it is the same again, under
   * ids of its own. People are those with the same usernames whom the actor may know of. Importing it again into
   * the same project changes nothing.
   *
   * @throws ValidationError naming file and row, for what is no whole export.
   * @throws ConflictError for a project that holds something else.
   */
  async project(input: ImportProject): Promise<ProjectImportReport> {
    const { projectId, file, onProgress } = parse(importProject, input)
    const { importProjectRecords, readNdjsonRecords, readProject } = await readers()
    return await this.#import(
      projectId,
      (transaction) => {
        const stored = () =>
          readNdjsonRecords(openSource(textsOf(this.#join(transaction).exports.project({ projectId }))))
        return importProjectRecords(transaction, projectId, readProject({ file, onProgress }), stored)
      },
      'manage',
    )
  }

  async #import<Report>(
    projectId: number,
    work: (transaction: Transaction) => Promise<Report>,
    level: AccessLevel = 'write',
  ): Promise<Report> {
    return await this.#runner.run(
      async (transaction) => {
        await lockImports(transaction, projectId)
        return await work(transaction)
      },
      // What was read from a stream cannot be read again.
      { need: { projectId, level }, repeatable: false },
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
