import { userIdOf } from '../actor.js'
import { requireRows } from '../database/missing-rows.js'
import type { Runner, Transaction } from '../database/transaction.js'
import { ValidationError } from '../errors.js'
import type { Page } from '../pagination.js'
import { listPage, type NewRow, ResourceService } from '../resource-service.js'
import { documentFolders } from '../schema/analytics.js'
import {
  documentRepository,
  folderRepository,
  isInsideFolder,
  keepVersion,
  lockDocument,
  lockFolders,
  versionRepository,
} from './repository.js'
import {
  type CreateDocument,
  type CreateDocumentFolder,
  createDocument,
  createDocumentFolder,
  type Document,
  type DocumentFolder,
  type DocumentVersion,
  documentFilters,
  documentFolderFilters,
  documentVersionFilters,
  type ListDocumentFolders,
  type ListDocuments,
  type ListDocumentVersions,
  type UpdateDocument,
  type UpdateDocumentFolder,
  updateDocument,
  updateDocumentFolder,
  versionedFields,
} from './types.js'

/** Texts with versions, filed in folders. What an update replaces is kept. */
export class Documents extends ResourceService<Document, CreateDocument, UpdateDocument, ListDocuments> {
  /** The folders that documents are filed in. Deleting one keeps its documents, unfiled. */
  readonly folders: DocumentFolders

  constructor(runner: Runner) {
    super(runner, {
      label: 'document',
      repository: documentRepository,
      projectOwned: true,
      create: createDocument,
      update: updateDocument,
      filters: documentFilters,
    })
    this.folders = new DocumentFolders(runner)
  }

  /** What documents said before they were changed. */
  async versions(options: ListDocumentVersions): Promise<Page<DocumentVersion>> {
    return await listPage(
      this.runner,
      { repository: versionRepository, projectOwned: true, filters: documentVersionFilters },
      options,
    )
  }

  protected override async insert(
    transaction: Transaction,
    rows: readonly NewRow[],
  ): Promise<readonly Document[]> {
    const createdBy = userIdOf(this.runner.actor)
    await requireFolders(transaction, Number(rows[0]?.projectId), rows)
    return await super.insert(
      transaction,
      rows.map((row) => ({ ...row, createdBy })),
    )
  }

  protected override async change(
    transaction: Transaction,
    rowId: number,
    fields: NewRow,
    expected?: Date,
  ): Promise<Document> {
    if (!(await lockDocument(transaction, rowId)))
      return await super.change(transaction, rowId, fields, expected)
    const current = await this.find(transaction, rowId)
    await requireFolders(transaction, current.projectId, [fields])
    const isNew = versionedFields.some((field) => field in fields && fields[field] !== current[field])
    if (!isNew || isStale(current, expected)) {
      return await super.change(transaction, rowId, fields, expected)
    }
    await keepVersion(transaction, rowId, userIdOf(this.runner.actor))
    return await super.change(transaction, rowId, { ...fields, version: current.version + 1 }, expected)
  }
}

class DocumentFolders extends ResourceService<
  DocumentFolder,
  CreateDocumentFolder,
  UpdateDocumentFolder,
  ListDocumentFolders
> {
  constructor(runner: Runner) {
    super(runner, {
      label: 'folder',
      repository: folderRepository,
      projectOwned: true,
      create: createDocumentFolder,
      update: updateDocumentFolder,
      filters: documentFolderFilters,
    })
  }

  protected override async change(
    transaction: Transaction,
    rowId: number,
    fields: NewRow,
    expected?: Date,
  ): Promise<DocumentFolder> {
    if (typeof fields.parentId === 'number') {
      await lockFolders(transaction, rowId)
      if (await isInsideFolder(transaction, fields.parentId, rowId)) {
        throw new ValidationError([
          { path: 'parentId', message: 'is the folder itself, or one inside of it' },
        ])
      }
    }
    return await super.change(transaction, rowId, fields, expected)
  }
}

async function requireFolders(
  transaction: Transaction,
  projectId: number,
  rows: readonly NewRow[],
): Promise<void> {
  const ids = rows.map((row) => row.folderId)
  await requireRows(transaction, 'folder', documentFolders, projectId, ids)
}

function isStale(current: Document, expected: Date | undefined): boolean {
  return expected !== undefined && current.updatedAt.getTime() !== expected.getTime()
}
