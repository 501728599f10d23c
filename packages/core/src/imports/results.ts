import { sql } from 'drizzle-orm'
import { userIdOf } from '../actor.js'
import type { Transaction } from '../database/transaction.js'
import { ValidationError } from '../errors.js'
import { inBatches, manyRows } from './batches.js'
import type { ResultCounts, TestResult } from './formats/result.js'
import type { ResultFormat } from './formats/result-formats.js'
import { detectResultFormat, parseResults } from './index.js'
import { beginImport, type EarlierImport, findImport, finishImport, replan } from './repository.js'
import {
  ensureCycleItems,
  insertRuns,
  matchTestCases,
  readImportedTestCases,
  readLastRunId,
  refreshImportedItems,
} from './result-rows.js'
import { type ResultTarget, toRunValues, toTestCase, weightOf } from './result-values.js'
import type { Source } from './source.js'
import { Suites } from './suites.js'
import { addTestCases } from './test-case-rows.js'
import type { ImportedReport, ResultImportReport } from './types.js'

const batchSize = 250
/** Results carry logs with them: about this many characters at once. */
const batchWeight = 500_000
const shownUnmatched = 1_000
const filledTables = ['test_runs', 'test_cycle_items', 'test_cases'] as const

type Unmatched = ResultImportReport['unmatched'][number]

/** Imports reports one after the other in an open transaction, and tells what became of them. */
export class ResultImport {
  readonly #transaction: Transaction
  readonly #target: ResultTarget
  #suites: Suites
  readonly #files: ImportedReport[] = []
  readonly #unmatched: Unmatched[] = []
  #unmatchedTotal = 0
  #runs = 0
  #testCasesCreated = 0
  #batches = 0
  /** Those that this one made or completed. */
  readonly #imports = new Set<number>()

  constructor(transaction: Transaction, target: ResultTarget) {
    this.#transaction = transaction
    this.#target = target
    this.#suites = new Suites(transaction, target.projectId)
  }

  /**
   * Imports one report. Of one that was imported before, for the same cycle, environment and version, only what
   * had no test case then is recorded.
   *
   * @param knownDigest the digest of the file, where it could be computed beforehand
   */
  async add(source: Source, knownDigest: string | undefined): Promise<void> {
    const format = await this.#formatOf(source)
    const earlier = knownDigest === undefined ? undefined : await this.#find(knownDigest)
    if (earlier === undefined) {
      await this.#inSavepoint(() => this.#import(source, format))
    } else if (earlier.unmatched === 0 || this.#imports.has(earlier.importId)) {
      await source.close()
      this.#files.push({ file: source.name, format, ...noResults, duplicateOf: duplicateOf(earlier) })
    } else {
      await this.#complete(source, format, earlier)
    }
  }

  /** Brings the items up to date and says what was done. */
  async finish(): Promise<ResultImportReport> {
    if (this.#runs > 0) {
      await refreshImportedItems(this.#transaction, this.#target.projectId, [...this.#imports])
    }
    if (this.#runs >= manyRows) await this.#transaction.analyze(filledTables)
    return {
      files: this.#files,
      runs: this.#runs,
      testCasesCreated: this.#testCasesCreated,
      unmatchedTotal: this.#unmatchedTotal,
      unmatched: this.#unmatched,
      cycle: this.#target.cycle,
    }
  }

  async #formatOf(source: Source): Promise<ResultFormat> {
    if (this.#target.format !== undefined) return this.#target.format
    try {
      return await detectResultFormat(source)
    } catch (error) {
      // Nobody goes on to read it.
      await source.close()
      throw error
    }
  }

  /** Imports a report of which none is known; where its end shows that one is, everything is taken back. */
  async #import(source: Source, format: ResultFormat): Promise<'keep' | 'undo'> {
    const before = this.#state()
    const importId = await beginImport(this.#transaction, {
      projectId: this.#target.projectId,
      kind: 'results',
      file: source.name,
      by: userIdOf(this.#transaction.actor),
    })
    const counts = await this.#record(source, format, importId)
    const sha256 = source.sha256 ?? ''
    const earlier = await this.#find(sha256)
    if (earlier !== undefined) {
      this.#restore(before)
      this.#files.push({ file: source.name, format, ...noResults, duplicateOf: duplicateOf(earlier) })
      return 'undo'
    }
    await finishImport(this.#transaction, importId, {
      sha256,
      target: targetOf(this.#target),
      summary: { ...counts, unmatched: this.#unmatchedTotal - before.unmatched },
    })
    this.#imports.add(importId)
    this.#files.push({ file: source.name, format, ...counts })
    return 'keep'
  }

  /** Records what had no test case when the same report was imported. */
  async #complete(source: Source, format: ResultFormat, earlier: EarlierImport): Promise<void> {
    const before = this.#state()
    const lastRunId = await readLastRunId(this.#transaction, this.#target.projectId, earlier.importId)
    const counts = await this.#record(source, format, earlier.importId, lastRunId)
    if (source.sha256 !== earlier.sha256) {
      throw new ValidationError([{ path: '', message: 'changed while it was read', file: source.name }])
    }
    if (this.#runs === before.runs) {
      this.#files.push({ file: source.name, format, ...noResults, duplicateOf: duplicateOf(earlier) })
      return
    }
    this.#imports.add(earlier.importId)
    await finishImport(this.#transaction, earlier.importId, {
      sha256: earlier.sha256,
      target: targetOf(this.#target),
      summary: { ...counts, unmatched: this.#unmatchedTotal - before.unmatched },
    })
    this.#files.push({ file: source.name, format, ...counts })
  }

  async #record(
    source: Source,
    format: ResultFormat,
    importId: number,
    lastRunId?: number,
  ): Promise<Readonly<ResultCounts>> {
    const counts = { ...noResults }
    const results = parseResults(source, { format })
    for await (const batch of inBatches(results, batchSize, batchWeight, weightOf)) {
      for (const result of batch) {
        counts.total += 1
        counts[result.status] += 1
      }
      await this.#write(batch, source.name, importId, lastRunId)
    }
    return counts
  }

  /** @param lastRunId where the import is continued: its last run so far */
  async #write(
    results: readonly TestResult[],
    file: string,
    importId: number,
    lastRunId: number | undefined,
  ): Promise<void> {
    await replan(this.#transaction, this.#batches++, filledTables)
    const ids = await this.#testCasesOf(results)
    const recorded =
      lastRunId === undefined
        ? nothing
        : await readImportedTestCases(this.#transaction, this.#target.projectId, importId, lastRunId, [
            ...new Set(ids.values()),
          ])
    const matched = results.flatMap((result) => {
      const testCaseId = ids.get(result.identity)
      if (testCaseId !== undefined) return recorded.has(testCaseId) ? [] : [{ result, testCaseId }]
      this.#unmatchedTotal += 1
      const { row, identity } = result
      if (this.#unmatched.length < shownUnmatched) this.#unmatched.push({ file, row, identity })
      return []
    })
    if (matched.length === 0) return
    const { projectId, cycle } = this.#target
    const testCaseIds = [...new Set(matched.map(({ testCaseId }) => testCaseId))]
    const items = await ensureCycleItems(this.#transaction, projectId, cycle.id, testCaseIds)
    const rows = matched.map(({ result, testCaseId }) =>
      toRunValues(result, testCaseId, itemOf(testCaseId, items), this.#target),
    )
    await insertRuns(this.#transaction, projectId, importId, userIdOf(this.#transaction.actor), rows)
    this.#runs += rows.length
  }

  /** The test case of each result by its identity, made where that is asked for. */
  async #testCasesOf(results: readonly TestResult[]): Promise<ReadonlyMap<string, number>> {
    const { projectId, createTestCases } = this.#target
    const tests = [...new Map(results.map((result) => [result.identity, result])).values()]
    const known = await matchTestCases(this.#transaction, projectId, tests)
    const missing = tests.filter((test) => !known.has(test.identity))
    if (!createTestCases || missing.length === 0) return known
    const values = missing.map(toTestCase)
    const suites = await this.#suites.of(values)
    const by = userIdOf(this.#transaction.actor)
    const created = await addTestCases(this.#transaction, projectId, values, suites, by)
    this.#testCasesCreated += created.filter((testCase) => testCase.outcome === 'created').length
    return new Map([...known, ...created.map(({ externalId, id }) => [externalId, id] as const)])
  }

  async #find(sha256: string): Promise<EarlierImport | undefined> {
    const { projectId } = this.#target
    return await findImport(this.#transaction, {
      projectId,
      kind: 'results',
      sha256,
      target: targetOf(this.#target),
    })
  }

  /** Of a file whose digest shows only at its end, everything can be taken back. */
  async #inSavepoint(work: () => Promise<'keep' | 'undo'>): Promise<void> {
    const { db } = this.#transaction
    await db.execute(sql`SAVEPOINT import_file`)
    const outcome = await work()
    if (outcome === 'undo') await db.execute(sql`ROLLBACK TO SAVEPOINT import_file`)
    await db.execute(sql`RELEASE SAVEPOINT import_file`)
  }

  #state(): ImportState {
    return {
      runs: this.#runs,
      created: this.#testCasesCreated,
      unmatched: this.#unmatchedTotal,
      shown: this.#unmatched.length,
    }
  }

  #restore(state: ImportState): void {
    // Those that were made are gone again.
    this.#suites = new Suites(this.#transaction, this.#target.projectId)
    this.#runs = state.runs
    this.#testCasesCreated = state.created
    this.#unmatchedTotal = state.unmatched
    this.#unmatched.length = state.shown
  }
}

const noResults: Readonly<ResultCounts> = { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0 }
const nothing: ReadonlySet<number> = new Set()

function itemOf(testCaseId: number, items: ReadonlyMap<number, number>): number {
  const item = items.get(testCaseId)
  if (item === undefined) throw new Error(`test case ${testCaseId} has no item in the cycle`)
  return item
}

function duplicateOf({ importId, file, importedAt }: EarlierImport): ImportedReport['duplicateOf'] {
  return { importId, file, importedAt }
}

/** What the same bytes may be imported for again, as one string. */
function targetOf({ cycle, environment, version }: ResultTarget): string {
  return JSON.stringify({ cycle: cycle.id, environment: environment ?? null, version: version ?? null })
}

interface ImportState {
  readonly runs: number
  readonly created: number
  readonly unmatched: number
  readonly shown: number
}
