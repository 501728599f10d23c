import type { Transaction } from '../database/transaction.js'
import { describeIssue, type Issue } from '../errors.js'
import { testCaseStatuses } from '../schema/allowed-values.js'
import type { Links } from '../traceability/service.js'
import { countRows, manyRows, Rejections, writeFiles } from './batches.js'
import type { TestCaseFormat } from './formats/detect.js'
import { shortenIdentity } from './formats/identity.js'
import type { TestCaseRecord, TestCaseRow } from './formats/test-cases/test-case.js'
import { parseTestCases } from './index.js'
import { readUnresolvedLinks } from './repository.js'
import type { Source } from './source.js'
import type { TestCaseRowValues } from './test-case-rows.js'
import { filledTables, type NamedTestCase, TestCaseWriter, weightOf } from './test-case-writer.js'
import type { ImportTestCases, RowImportReport } from './types.js'

const suiteNameLimit = 100

/**
 * Imports test cases in an open transaction. A test case is known by its external id, or by suite and title
 * where it has none; of several rows with the same one the last wins in what it gives, and all their keys count.
 */
export async function importTestCaseFiles(
  transaction: Transaction,
  sources: readonly Source[],
  { projectId, onInvalid, ...options }: Omit<ImportTestCases, 'files' | 'onProgress' | 'root'>,
  links: Links,
): Promise<RowImportReport> {
  const rejections = new Rejections()
  const warnings: string[] = []
  const onWarning = (issue: Issue) => warnings.push(describeIssue(issue))
  const formats = new Map<string, TestCaseFormat>()
  const writer = new TestCaseWriter(transaction, projectId, links)
  const files = await writeFiles(sources, rejections, onInvalid, {
    read: (source) => {
      const onFormat = (format: TestCaseFormat) => formats.set(source.name, format)
      const rows = parseTestCases(source, { ...options, onRejected: rejections.add, onWarning, onFormat })
      return allowedRows(rows, source.name, rejections)
    },
    weigh: ({ values }) => weightOf(values),
    write: (rows) => writer.write(rows),
  })
  const { created, updated, seen } = await writer.finish()
  if (created + updated >= manyRows) await transaction.analyze(filledTables)
  return {
    ...countRows(
      files.map((file) => ({ ...file, format: formats.get(file.file) })),
      { created, updated },
      rejections,
    ),
    unresolvedLinks: await readUnresolvedLinks(transaction, projectId, seen),
    warnings,
  }
}

async function* allowedRows(
  rows: AsyncIterable<TestCaseRow>,
  file: string,
  rejections: Rejections,
): AsyncGenerator<NamedTestCase, void, undefined> {
  for await (const row of rows) {
    if (isAllowed(row, file, rejections)) {
      yield { values: toValues(row.testCase), keys: row.testCase.jiraKeys }
    }
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
