import { sql } from 'drizzle-orm'
import { rowOf, rowsOf } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { documentFolders, documents, documentVersions } from '../schema/analytics.js'
import type { Document, DocumentFolder, DocumentVersion } from './types.js'

export const documentRepository = tableRepository<Document>(documents, {
  sorts: { title: documents.title, updatedAt: documents.updatedAt },
  filters: { type: documents.type, status: documents.status, folderId: documents.folderId },
})

export const folderRepository = tableRepository<DocumentFolder>(documentFolders, {
  sorts: { name: documentFolders.name },
  filters: { parentId: documentFolders.parentId },
})

export const versionRepository = tableRepository<DocumentVersion>(documentVersions, {
  sorts: { version: documentVersions.version },
  filters: { documentId: documentVersions.documentId },
})

/** Locks a document that the actor may change, so that its versions are numbered one after the other. */
export async function lockDocument({ db }: Transaction, id: number): Promise<boolean> {
  const rows = await rowsOf(db, sql`SELECT FROM documents WHERE id = ${id} FOR UPDATE`)
  return rows.length > 0
}

/** Keeps what the document says now as the version that it is. */
export async function keepVersion({ db }: Transaction, id: number, by: number | null): Promise<void> {
  await db.execute(sql`
    INSERT INTO document_versions (project_id, document_id, version, title, content, status, created_by)
    SELECT project_id, id, version, title, content, status, ${by}::integer FROM documents WHERE id = ${id}`)
}

/** Lets one folder of a project move at a time: two that moved into each other at once would not notice. */
export async function lockFolders({ db }: Transaction, id: number): Promise<void> {
  await db.execute(sql`
    SELECT pg_advisory_xact_lock(hashtext('atmosfera.folders'), project_id) FROM document_folders WHERE id = ${id}`)
}

/** Whether `folder` is `inside` or lies below it. */
export async function isInsideFolder({ db }: Transaction, folder: number, inside: number): Promise<boolean> {
  const { found } = await rowOf<{ found: boolean }>(
    db,
    sql`WITH RECURSIVE path AS (
        SELECT id, parent_id FROM document_folders WHERE id = ${folder}
        UNION
        SELECT parent.id, parent.parent_id FROM document_folders AS parent JOIN path ON parent.id = path.parent_id
      )
      SELECT EXISTS (SELECT FROM path WHERE id = ${inside}) AS found`,
  )
  return found
}
