import { sql } from 'drizzle-orm'
import { userIdOf } from '../actor.js'
import type { Transaction } from '../database/transaction.js'
import { inBatches, manyRows } from './batches.js'
import type { ResultFormat } from './formats/detect.js'
import { shortenIdentity } from './formats/identity.js'
import type { ResultCounts, TestResult } from './formats/result.js'
import { shorten } from './formats/text.js'
import { detectResultFormat, parseResults } from './index.js'
import { beginImport, findImport, finishImport } from './repository.js'
import {
  ensureCycleItems,
  insertRuns,
  matchTestCases,
  type ResultRowValues,
  refreshImportedItems,
} from './result-rows.js'
import type { Source } from './source.js'
import { ensureSuites, upsertTestCases } from './test-case-rows.js'
import type { ImportedReport, ResultImportReport } from './types.js'

const batchSize = 2_000
const shownUnmatched = 1_000
const titleLimit = 200
const suiteNameLimit = 100
/** What is kept of a failure's story. */
const notesLimit = 10_000

/** What the results of a file become. */
export interface ResultTarget {
  readonly projectId: number
  readonly cycle: { readonly id: number; readonly name: string }
  readonly environment: string | undefined
  readonly version: string | undefined
  readonly format?: ResultFormat | undefined
  readonly createTestCases: boolean
  /** When a result took place that does not say so itself. */
  readonly now: Date
}

type Unmatched = ResultImportReport['unmatched'][number]

/** Imports reports one after the other in an open transaction, and tells what became of them. */
export class ResultImport {
  readonly #transaction: Transaction
  readonly #target: ResultTarget
  readonly #files: ImportedReport[] = []
  readonly #unmatched: Unmatched[] = []
  readonly #touched = new Set<number>()
  #unmatchedTotal = 0
  #runs = 0
  #testCasesCreated = 0

  constructor(transaction: Transaction, target: ResultTarget) {
    this.#transaction = transaction
    this.#target = target
  }

  /**
   * Imports one report. One that was imported before, for the same cycle, environment and version, changes
   * nothing.
   *
   * @param knownDigest the digest of the file, where it could be computed beforehand
   */
  async add(source: Source, knownDigest: string | undefined): Promise<void> {
    const format = this.#target.format ?? (await detectResultFormat(source))
    const earlier = knownDigest === undefined ? undefined : await this.#find(knownDigest)
    if (earlier !== undefined) {
      await source.close()
      this.#files.push({ file: source.name, format, ...noResults, duplicateOf: earlier })
      return
    }
    await this.#inSavepoint(async () => {
      const { projectId } = this.#target
      const by = userIdOf(this.#transaction.actor)
      const before = this.#state()
      const importId = await beginImport(this.#transaction, {
        projectId,
        kind: 'results',
        file: source.name,
        by,
      })
      const counts = { ...noResults }
      for await (const batch of inBatches(parseResults(source, { format }), batchSize)) {
        await this.#write(batch, source.name, importId, counts)
      }
      const sha256 = source.sha256 ?? ''
      const duplicateOf = await this.#find(sha256)
      if (duplicateOf !== undefined) {
        this.#restore(before)
        this.#files.push({ file: source.name, format, ...noResults, duplicateOf })
        return 'undo'
      }
      await finishImport(this.#transaction, importId, {
        sha256,
        target: targetOf(this.#target),
        summary: counts,
      })
      this.#files.push({ file: source.name, format, ...counts })
      return 'keep'
    })
  }

  /** Brings the items up to date and says what was done. */
  async finish(): Promise<ResultImportReport> {
    if (this.#touched.size > 0) await refreshImportedItems(this.#transaction, [...this.#touched])
    if (this.#runs >= manyRows)
      await this.#transaction.analyze(['test_runs', 'test_cycle_items', 'test_cases'])
    return {
      files: this.#files,
      runs: this.#runs,
      testCasesCreated: this.#testCasesCreated,
      unmatchedTotal: this.#unmatchedTotal,
      unmatched: this.#unmatched,
      cycle: this.#target.cycle,
    }
  }

  async #write(
    results: readonly TestResult[],
    file: string,
    importId: number,
    counts: ResultCounts,
  ): Promise<void> {
    for (const result of results) {
      counts.total += 1
      counts[result.status] += 1
    }
    const ids = await this.#testCasesOf(results)
    const matched = results.flatMap((result) => {
      const testCaseId = ids.get(result.identity)
      if (testCaseId !== undefined) return [{ result, testCaseId }]
      this.#unmatchedTotal += 1
      const { row, identity } = result
      if (this.#unmatched.length < shownUnmatched) this.#unmatched.push({ file, row, identity })
      return []
    })
    if (matched.length === 0) return
    const { projectId, cycle } = this.#target
    const testCaseIds = [...new Set(matched.map(({ testCaseId }) => testCaseId))]
    const items = await ensureCycleItems(this.#transaction, projectId, cycle.id, testCaseIds)
    for (const itemId of items.values()) this.#touched.add(itemId)
    const rows = matched.map(({ result, testCaseId }) =>
      this.#toRow(result, testCaseId, items.get(testCaseId)),
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
    await ensureSuites(this.#transaction, projectId, [...new Set(values.flatMap(({ suite }) => suite ?? []))])
    const by = userIdOf(this.#transaction.actor)
    const created = await upsertTestCases(this.#transaction, projectId, values, by)
    this.#testCasesCreated += created.filter((testCase) => testCase.outcome === 'created').length
    return new Map([...known, ...created.map(({ externalId, id }) => [externalId, id] as const)])
  }

  #toRow(result: TestResult, testCaseId: number, cycleItemId: number | undefined): ResultRowValues {
    if (cycleItemId === undefined) throw new Error(`test case ${testCaseId} has no item in the cycle`)
    const { durationSeconds } = result
    return {
      cycleItemId,
      testCaseId,
      // A test that broke has not passed; that it broke rather than failed is kept as a tag.
      status: result.status === 'errored' ? 'failed' : result.status,
      executedAt: result.startedAt ?? this.#target.now,
      durationMs:
        durationSeconds === undefined ? null : Math.min(Math.round(durationSeconds * 1000), maxInteger),
      notes: notesOf(result),
      environment: this.#target.environment ?? propertyOf(result, 'environment'),
      version: this.#target.version ?? propertyOf(result, 'version'),
      evidence: result.attachments,
      stepResults: result.steps,
      tags: result.status === 'errored' ? ['error'] : [],
      attempt: result.attempt,
    }
  }

  async #find(sha256: string): Promise<ImportedReport['duplicateOf']> {
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
      touched: [...this.#touched],
    }
  }

  #restore(state: ImportState): void {
    this.#runs = state.runs
    this.#testCasesCreated = state.created
    this.#unmatchedTotal = state.unmatched
    this.#unmatched.length = state.shown
    this.#touched.clear()
    for (const itemId of state.touched) this.#touched.add(itemId)
  }
}

const noResults: Readonly<ResultCounts> = { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0 }
const maxInteger = 2_147_483_647

/** What the same bytes may be imported for again, as one string. */
function targetOf({ cycle, environment, version }: ResultTarget): string {
  return JSON.stringify({ cycle: cycle.id, environment: environment ?? null, version: version ?? null })
}

function toTestCase(result: TestResult): Parameters<typeof upsertTestCases>[2][number] {
  const suite = result.className ?? result.suite.at(-1)
  return {
    externalId: result.identity,
    title: shorten(result.name, titleLimit),
    description: null,
    preconditions: null,
    steps: null,
    expectedResults: null,
    priority: null,
    severity: null,
    status: 'ready',
    suite: suite === undefined ? null : shortenIdentity(suite, suiteNameLimit),
    automationStatus: 'automated',
    automatable: true,
    tags: null,
    sourceFile: result.file ?? null,
    createdAt: null,
  }
}

/** The innermost value of a property that the test or its suites have. */
function propertyOf(result: TestResult, name: string): string | null {
  const all = [...result.suiteProperties, ...result.properties]
  const value = all.findLast((property) => property.name.toLowerCase() === name)?.value.trim()
  return value === undefined || value === '' ? null : shorten(value, 50)
}

function notesOf({ type, message, details }: TestResult): string | null {
  const headline = [type, message].filter((part) => part !== undefined && part !== '').join(': ')
  const story = details === undefined || details === message ? '' : details
  const notes = [headline, story].filter((part) => part !== '').join('\n\n')
  return notes === '' ? null : shorten(notes, notesLimit)
}

interface ImportState {
  readonly runs: number
  readonly created: number
  readonly unmatched: number
  readonly shown: number
  readonly touched: readonly number[]
}
