import { userIdOf } from '../actor.js'
import type { Transaction } from '../database/transaction.js'
import type { Issue } from '../errors.js'
import { testCaseStatuses } from '../schema/allowed-values.js'
import type { Links } from '../traceability/service.js'
import { inBatches, manyRows, Rejections } from './batches.js'
import { shortenIdentity } from './formats/identity.js'
import type { TestCaseRecord, TestCaseRow } from './formats/test-case.js'
import { parseTestCases } from './index.js'
import { readUnresolvedLinks } from './repository.js'
import type { Source } from './source.js'
import { ensureSuites, type TestCaseRowValues, upsertTestCases } from './test-case-rows.js'
import { type ImportTestCases, type RowImportReport, toRejectedRow } from './types.js'

const batchSize = 1_000
const suiteNameLimit = 100

/** A test case of the file together with the keys that it names. */
interface MergedTestCase {
  readonly values: TestCaseRowValues
  readonly keys: ReadonlySet<string>
}

/**
 * Imports test cases in an open transaction. A test case is known by its external id, or by suite and title
 * where it has none; of several rows with the same one the last wins and all their keys count.
 */
export async function importTestCaseFiles(
  transaction: Transaction,
  sources: readonly Source[],
  { projectId, format, onInvalid }: Pick<ImportTestCases, 'projectId' | 'format' | 'onInvalid'>,
  links: Links,
): Promise<RowImportReport> {
  const rejections = new Rejections()
  const warnings: string[] = []
  const onWarning = (issue: Issue) => warnings.push(`${issue.file ?? 'input'}: ${issue.message}`)
  const files: { file: string; total: number }[] = []
  const counts = { created: 0, updated: 0 }
  const written = new Set<number>()
  for (const source of sources) {
    let total = 0
    const rows = parseTestCases(source, { format, onRejected: rejections.add, onWarning })
    for await (const batch of inBatches(rows, batchSize)) {
      const valid = batch.filter((row) => isAllowed(row, source.name, rejections))
      total += valid.length
      if (onInvalid !== 'skip' && rejections.issues.length > 0) continue
      await write(transaction, projectId, mergeRows(valid), links, counts, written)
    }
    files.push({ file: source.name, total })
  }
  if (onInvalid !== 'skip') rejections.refuse()
  if (counts.created + counts.updated >= manyRows) {
    await transaction.analyze(['test_cases', 'test_case_jira_links', 'pending_links'])
  }
  const total = files.reduce((sum, file) => sum + file.total, 0)
  return {
    files,
    total: total + rejections.issues.length,
    ...counts,
    unchanged: total - counts.created - counts.updated,
    rejected: rejections.issues.map(toRejectedRow),
    unresolvedLinks: await readUnresolvedLinks(transaction, projectId, [...written]),
    warnings,
  }
}

/** The database allows only the statuses of the specification. */
function isAllowed({ row, testCase }: TestCaseRow, file: string, rejections: Rejections): boolean {
  const { status } = testCase
  if (status === undefined || testCaseStatuses.some((allowed) => allowed === status)) return true
  const message = `${JSON.stringify(status)} is not one of ${testCaseStatuses.join(', ')}`
  rejections.add({ path: 'status', message, file, row })
  return false
}

function mergeRows(rows: readonly TestCaseRow[]): readonly MergedTestCase[] {
  const merged = new Map<string, MergedTestCase>()
  for (const { testCase } of rows) {
    const values = toValues(testCase)
    const keys = new Set([...(merged.get(values.externalId)?.keys ?? []), ...testCase.jiraKeys])
    merged.set(values.externalId, { values, keys })
  }
  return [...merged.values()]
}

async function write(
  transaction: Transaction,
  projectId: number,
  testCases: readonly MergedTestCase[],
  links: Links,
  counts: { created: number; updated: number },
  written: Set<number>,
): Promise<void> {
  const suites = new Set(testCases.flatMap(({ values }) => values.suite ?? []))
  await ensureSuites(transaction, projectId, [...suites])
  const rows = await upsertTestCases(
    transaction,
    projectId,
    testCases.map(({ values }) => values),
    userIdOf(transaction.actor),
  )
  const ids = new Map(rows.map((row) => [row.externalId, row.id]))
  for (const { id, outcome } of rows) {
    if (outcome !== 'unchanged' && !written.has(id)) counts[outcome] += 1
    written.add(id)
  }
  await links.linkMany(
    testCases.flatMap(({ values, keys }) => {
      const testCaseId = ids.get(values.externalId)
      if (testCaseId === undefined) return []
      return [...keys].map((key) => ({
        projectId,
        testCaseId,
        key,
        origin: 'import' as const,
        createdAt: values.createdAt ?? undefined,
      }))
    }),
  )
}

function toValues(record: TestCaseRecord): TestCaseRowValues {
  const suite = record.suite === undefined ? null : shortenIdentity(record.suite, suiteNameLimit)
  return {
    externalId:
      record.externalId ?? shortenIdentity([record.suite, record.title].filter(Boolean).join(' > ')),
    title: record.title,
    description: record.description ?? null,
    preconditions: record.preconditions ?? null,
    steps: record.steps.length === 0 ? null : record.steps,
    expectedResults: record.expectedResults ?? null,
    priority: record.priority ?? null,
    severity: record.severity ?? null,
    status: record.status ?? null,
    suite,
    automationStatus: record.automationStatus ?? null,
    automatable: record.automatable ?? null,
    tags: record.tags.length === 0 ? null : record.tags,
    sourceFile: record.file ?? null,
    createdAt: record.createdAt ?? null,
  }
}
