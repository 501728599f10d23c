import { sql } from 'drizzle-orm'
import { userIdOf } from '../actor.js'
import { replan } from '../database/planning.js'
import type { Transaction } from '../database/transaction.js'
import { ValidationError } from '../errors.js'
import type { Links } from '../traceability/service.js'
import { inBatches, manyRows } from './batches.js'
import type { ResultCounts, TestResult } from './formats/results/result.js'
import { parseResults } from './index.js'
import { KeyLinks } from './key-links.js'
import type { PreparedReport } from './prepared-report.js'
import { beginImport, type EarlierImport, findImport, finishImport } from './repository.js'
import {
  ensureCycleItems,
  insertRuns,
  type ResultRowValues,
  readImportedTestCases,
  readLastRunId,
  refreshImportedItems,
} from './result-rows.js'
import { type ResultTarget, toRunValues, weightOf } from './result-values.js'
import type { Source } from './source.js'
import { TestMatching } from './test-matching.js'
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
  readonly #files: ImportedReport[] = []
  readonly #unmatched: Unmatched[] = []
  #unmatchedTotal = 0
  #runs = 0
  #batches = 0
  /** Those that this one made or completed. */
  readonly #imports = new Set<number>()

  readonly #matching: TestMatching
  readonly #links: KeyLinks | undefined

  constructor(transaction: Transaction, target: ResultTarget, links: Links) {
    const { projectId } = target
    this.#transaction = transaction
    this.#target = target
    this.#matching = new TestMatching(transaction, projectId, target.createTestCases)
    this.#links = target.linkKeys ? new KeyLinks(transaction, projectId, links) : undefined
  }

  /**
   * Imports one report. Of one that was imported before, for the same cycle, environment and version, only what
   * had no test case then is recorded.
   */
  async add(report: PreparedReport): Promise<void> {
    const { digest, format } = report
    const source = report.open()
    const earlier = digest === undefined ? undefined : await this.#find(digest)
    if (earlier === undefined) {
      await this.#inSavepoint(() => this.#import(source, report))
    } else if (
      this.#imports.has(earlier.importId) ||
      (earlier.unmatched === 0 && this.#links === undefined)
    ) {
      await source.close()
      this.#files.push({ file: source.name, format, ...noResults, duplicateOf: duplicateOf(earlier) })
    } else {
      await this.#complete(source, report, earlier)
    }
  }

  /** Brings the items up to date and says what was done. */
  async finish(): Promise<Omit<ResultImportReport, 'skipped' | 'missingAttachments'>> {
    if (this.#runs > 0) {
      await refreshImportedItems(this.#transaction, this.#target.projectId, [...this.#imports])
    }
    if (this.#runs >= manyRows) await this.#transaction.analyze(filledTables)
    return {
      files: this.#files,
      runs: this.#runs,
      testCasesCreated: this.#matching.created,
      matchedBy: this.#matching.counts,
      links: this.#links?.counts ?? { linked: 0, pending: 0 },
      unmatchedTotal: this.#unmatchedTotal,
      unmatched: this.#unmatched,
      cycle: this.#target.cycle,
    }
  }

  /** Imports a report of which none is known; where its end shows that one is, everything is taken back. */
  async #import(source: Source, report: PreparedReport): Promise<'keep' | 'undo'> {
    const { format } = report
    const restore = this.#save()
    const before = this.#unmatchedTotal
    const importId = await beginImport(this.#transaction, {
      projectId: this.#target.projectId,
      kind: 'results',
      file: source.name,
      by: userIdOf(this.#transaction.actor),
    })
    const counts = await this.#record(source, report, importId)
    const sha256 = source.sha256 ?? ''
    const earlier = await this.#find(sha256)
    if (earlier !== undefined) {
      restore()
      this.#files.push({ file: source.name, format, ...noResults, duplicateOf: duplicateOf(earlier) })
      return 'undo'
    }
    await finishImport(this.#transaction, importId, {
      sha256,
      target: targetOf(this.#target),
      summary: { ...counts, unmatched: this.#unmatchedTotal - before },
    })
    this.#imports.add(importId)
    this.#files.push({ file: source.name, format, ...counts })
    return 'keep'
  }

  /** Records what had no test case when the same report was imported. */
  async #complete(source: Source, report: PreparedReport, earlier: EarlierImport): Promise<void> {
    const { format } = report
    const before = { runs: this.#runs, unmatched: this.#unmatchedTotal }
    const lastRunId = await readLastRunId(this.#transaction, this.#target.projectId, earlier.importId)
    const counts = await this.#record(source, report, earlier.importId, lastRunId)
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
    report: PreparedReport,
    importId: number,
    lastRunId?: number,
  ): Promise<Readonly<ResultCounts>> {
    const counts = { ...noResults }
    const results = parseResults(source, { format: report.format })
    for await (const batch of inBatches(results, batchSize, batchWeight, weightOf)) {
      for (const result of batch) {
        counts.total += 1
        counts[result.status] += 1
      }
      await this.#write(batch, report, importId, lastRunId)
    }
    return counts
  }

  /** @param lastRunId where the import is continued: its last run so far */
  async #write(
    results: readonly TestResult[],
    report: PreparedReport,
    importId: number,
    lastRunId: number | undefined,
  ): Promise<void> {
    await replan(this.#transaction, this.#batches++, filledTables)
    const ids = await this.#matching.match(results)
    const known = results.flatMap((result, position) => {
      const testCaseId = ids[position]
      if (testCaseId !== undefined) return [{ result, testCaseId }]
      this.#unmatchedTotal += 1
      const { row, identity } = result
      if (this.#unmatched.length < shownUnmatched) this.#unmatched.push({ file: report.name, row, identity })
      return []
    })
    if (known.length === 0) return
    await this.#links?.add(known)
    const { projectId, cycle } = this.#target
    const knownIds = [...new Set(known.map(({ testCaseId }) => testCaseId))]
    const recorded =
      lastRunId === undefined
        ? nothing
        : await readImportedTestCases(this.#transaction, projectId, importId, lastRunId, knownIds)
    const fresh = known.filter(({ testCaseId }) => !recorded.has(testCaseId))
    if (fresh.length === 0) return
    const runs = fresh.map(({ result, testCaseId }) =>
      toRunValues(result, testCaseId, this.#target, report.evidence),
    )
    const items = await ensureCycleItems(this.#transaction, projectId, cycle.id, newestOf(runs))
    const rows = runs.map((run) => ({ ...run, cycleItemId: itemOf(run.testCaseId, items) }))
    await insertRuns(this.#transaction, projectId, importId, userIdOf(this.#transaction.actor), rows)
    this.#runs += rows.length
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

  /** What was counted so far, to go back to where a report is taken back. */
  #save(): () => void {
    const [runs, unmatched, shown] = [this.#runs, this.#unmatchedTotal, this.#unmatched.length]
    const restores = [this.#matching.save(), this.#links?.save()]
    return () => {
      for (const restore of restores) restore?.()
      this.#runs = runs
      this.#unmatchedTotal = unmatched
      this.#unmatched.length = shown
    }
  }
}

const noResults: Readonly<ResultCounts> = { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0 }
const nothing: ReadonlySet<number> = new Set()

/** The newest run of each test case: the last of those that took place last. */
function newestOf<Run extends Pick<ResultRowValues, 'testCaseId' | 'executedAt'>>(
  runs: readonly Run[],
): readonly Run[] {
  const newest = new Map<number, Run>()
  for (const run of runs) {
    const other = newest.get(run.testCaseId)
    if (other === undefined || run.executedAt >= other.executedAt) newest.set(run.testCaseId, run)
  }
  return [...newest.values()]
}

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
