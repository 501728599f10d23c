import { getTableColumns, getTableName, is, SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import {
  documentFolders,
  documents,
  documentVersions,
  metrics,
  recommendations,
} from '../schema/analytics.js'
import {
  assessments,
  criterionAnswers,
  maturityDimensions,
  maturityLevels,
  maturityModels,
  maturityModelVersions,
} from '../schema/atmf.js'
import { projects } from '../schema/core.js'
import { imports } from '../schema/imports.js'
import { jiraTickets, pendingLinks, testCaseJiraLinks } from '../schema/integration.js'
import { testCases, testCycleItems, testCycles, testRuns, testSuites } from '../schema/test-management.js'

/** One field of a record, and the column that holds it. */
export interface RecordField {
  /** What the record calls it. */
  readonly name: string
  readonly column: string
  /** PostgreSQL's type, such as `varchar(200)`. */
  readonly type: string
  readonly required: boolean
  /** What stands for a required value that is missing, where the column has a default that is a value. */
  readonly byDefault: unknown
  /**
   * The value itself; the number of a record of another kind; the username of a person; the name of a dimension of
   * the built-in model, whose id differs from database to database; what an import was for, which names a cycle.
   */
  readonly holds: 'value' | 'record' | 'person' | 'builtInDimension' | 'target'
  /** For the number of a record: of which kind. */
  readonly kind?: string
}

/** One kind of record that a project consists of: the rows of one table, numbered from 1. */
export interface RecordKind {
  /** What a record says it is: `testCase`. */
  readonly name: string
  /** The file of such records, where each kind has its own: `test-cases`. */
  readonly file: string
  readonly table: string
  readonly fields: readonly RecordField[]
}

interface KindOptions {
  /** Columns with the id of a row, the name that its number goes by, and the kind of it. */
  readonly records?: Readonly<Record<string, readonly [name: string, kind: string]>>
  /** Columns with the id of a user, and the name that the username goes by. */
  readonly people?: Readonly<Record<string, string>>
  /** Whether a dimension may be one of the built-in model. */
  readonly builtIn?: boolean
}

function kind(name: string, file: string, table: PgTable, options: KindOptions = {}): RecordKind {
  const columns = Object.entries(getTableColumns(table) as Record<string, PgColumn>)
  const fields = columns.filter(([key]) => key !== 'id' && key !== 'projectId')
  return {
    name,
    file,
    table: getTableName(table),
    fields: fields.flatMap(([key, column]) => fieldsOf(key, column, options)),
  }
}

function fieldsOf(
  key: string,
  column: PgColumn,
  { records, people, builtIn }: KindOptions,
): readonly RecordField[] {
  const common = {
    column: column.name,
    type: column.getSQLType(),
    required: column.notNull,
    byDefault: is(column.default, SQL) ? undefined : column.default,
  }
  const record = records?.[key]
  const person = people?.[key]
  if (person !== undefined) return [{ ...common, name: person, holds: 'person' }]
  if (record === undefined) {
    const isTarget = getTableName(column.table) === 'imports' && key === 'target'
    // Every record has a kind of its own.
    return [{ ...common, name: key === 'kind' ? 'importKind' : key, holds: isTarget ? 'target' : 'value' }]
  }
  const [name, ofKind] = record
  const field: RecordField = { ...common, name, holds: 'record', kind: ofKind }
  return builtIn === true && ofKind === 'dimension'
    ? [field, { ...common, name: 'builtInDimension', holds: 'builtInDimension' }]
    : [field]
}

/** The project itself, which comes first. Its name is its own wherever it goes. */
export const projectKind: RecordKind = withoutColumns(kind('project', 'project', projects), [
  'name',
  'created_at',
  'updated_at',
])

/**
 * Everything that a project consists of, each kind after those that it refers to. Not of the project but of where
 * it is kept: who has access, the audit log, and its connection to Jira with what synchronisations left behind.
 */
export const projectKinds: readonly RecordKind[] = [
  kind('suite', 'suites', testSuites),
  kind('testCase', 'test-cases', testCases, {
    records: { suiteId: ['suite', 'suite'] },
    people: { userId: 'author', approvedBy: 'approvedBy' },
  }),
  kind('ticket', 'tickets', jiraTickets),
  kind('link', 'links', testCaseJiraLinks, {
    records: { testCaseId: ['testCase', 'testCase'], jiraTicketId: ['ticket', 'ticket'] },
    people: { createdBy: 'createdBy' },
  }),
  kind('pendingLink', 'pending-links', pendingLinks, {
    records: { testCaseId: ['testCase', 'testCase'] },
    people: { createdBy: 'createdBy' },
  }),
  kind('cycle', 'cycles', testCycles, { people: { userId: 'author' } }),
  kind('item', 'items', testCycleItems, {
    records: {
      cycleId: ['cycle', 'cycle'],
      testCaseId: ['testCase', 'testCase'],
      suiteId: ['suite', 'suite'],
    },
    people: { assignedUserId: 'assignee' },
  }),
  kind('import', 'imports', imports, { people: { importedBy: 'importedBy' } }),
  kind('run', 'runs', testRuns, {
    records: {
      cycleItemId: ['item', 'item'],
      testCaseId: ['testCase', 'testCase'],
      importId: ['import', 'import'],
    },
    people: { executedBy: 'executedBy' },
  }),
  kind('model', 'models', maturityModels),
  kind('modelVersion', 'model-versions', maturityModelVersions, {
    records: { modelId: ['model', 'model'] },
    people: { createdBy: 'createdBy' },
  }),
  kind('dimension', 'dimensions', maturityDimensions, { records: { modelId: ['model', 'model'] } }),
  kind('level', 'levels', maturityLevels, { records: { dimensionId: ['dimension', 'dimension'] } }),
  kind('assessment', 'assessments', assessments, {
    records: { dimensionId: ['dimension', 'dimension'] },
    people: { userId: 'author' },
    builtIn: true,
  }),
  kind('criterionAnswer', 'criterion-answers', criterionAnswers, { people: { userId: 'author' } }),
  kind('recommendation', 'recommendations', recommendations, {
    records: { dimensionId: ['dimension', 'dimension'] },
    builtIn: true,
  }),
  kind('metric', 'metrics', metrics, {
    records: { dimensionId: ['dimension', 'dimension'] },
    builtIn: true,
  }),
  kind('folder', 'folders', documentFolders, { records: { parentId: ['parent', 'folder'] } }),
  kind('document', 'documents', documents, {
    records: { folderId: ['folder', 'folder'] },
    people: { createdBy: 'createdBy' },
  }),
  kind('documentVersion', 'document-versions', documentVersions, {
    records: { documentId: ['document', 'document'] },
    people: { createdBy: 'createdBy' },
  }),
]

/** The version of what an export holds. It grows when something written before could not be read any more. */
export const exportVersion = 1

function withoutColumns(one: RecordKind, columns: readonly string[]): RecordKind {
  return { ...one, fields: one.fields.filter((field) => !columns.includes(field.column)) }
}
