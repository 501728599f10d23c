import { z } from 'zod'
import type { OneOrMany, ProjectListOptions } from '../resource-service.js'
import { date, id, labels, name, text } from '../validation.js'

/** A strategy, a plan, a report: text with versions. */
export interface Document {
  readonly id: number
  readonly projectId: number
  readonly title: string
  readonly type: string
  readonly content: string
  readonly tags: readonly string[]
  readonly folderId: number | null
  readonly aiGenerated: boolean
  /** From 1; grows with every change of title, content or status. */
  readonly version: number
  readonly status: string
  readonly createdBy: number | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateDocument {
  readonly projectId: number
  /** At most 200 characters. */
  readonly title: string
  /** At most 50 characters, such as `test-strategy`. */
  readonly type: string
  readonly content: string
  readonly tags?: readonly string[] | undefined
  readonly folderId?: number | null | undefined
  readonly aiGenerated?: boolean | undefined
  /** @default 'draft' */
  readonly status?: string | undefined
}

export type UpdateDocument = Partial<Omit<CreateDocument, 'projectId'>>

export interface ListDocuments extends ProjectListOptions {
  readonly type?: OneOrMany<string> | undefined
  readonly status?: OneOrMany<string> | undefined
  readonly folderId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'title' | '-title' | 'updatedAt' | '-updatedAt' | undefined
}

/** What a document said before a change. */
export interface DocumentVersion {
  readonly id: number
  readonly projectId: number
  readonly documentId: number
  readonly version: number
  readonly title: string
  readonly content: string
  readonly status: string | null
  /** Who replaced it. */
  readonly createdBy: number | null
  /** When it was replaced. */
  readonly createdAt: Date
}

export interface ListDocumentVersions extends ProjectListOptions {
  readonly documentId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'version' | '-version' | undefined
}

/** Where documents are filed; folders nest. */
export interface DocumentFolder {
  readonly id: number
  readonly projectId: number
  readonly parentId: number | null
  readonly name: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateDocumentFolder {
  readonly projectId: number
  /** At most 200 characters. */
  readonly name: string
  readonly parentId?: number | null | undefined
}

export type UpdateDocumentFolder = Partial<Omit<CreateDocumentFolder, 'projectId'>>

export interface ListDocumentFolders extends ProjectListOptions {
  readonly parentId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | 'name' | '-name' | undefined
}

const fields = {
  title: name(200),
  type: name(50),
  content: text,
  tags: labels(100),
  folderId: id.nullable(),
  aiGenerated: z.boolean(),
  status: name(30),
}

export const createDocument = z.strictObject({
  projectId: id,
  title: fields.title,
  type: fields.type,
  content: fields.content,
  tags: fields.tags.default([]),
  folderId: fields.folderId.default(null),
  aiGenerated: fields.aiGenerated.default(false),
  status: fields.status.default('draft'),
})

export const updateDocument = z.strictObject({ ...fields, updatedAt: date }).partial()

export const documentFilters = { type: fields.type, status: fields.status, folderId: id }

const folderFields = { name: name(200), parentId: id.nullable() }

export const createDocumentFolder = z.strictObject({
  projectId: id,
  name: folderFields.name,
  parentId: folderFields.parentId.default(null),
})

export const updateDocumentFolder = z.strictObject({ ...folderFields, updatedAt: date }).partial()

export const documentFolderFilters = { parentId: id }

/** The fields whose change makes a new version. */
export const versionedFields = ['title', 'content', 'status'] as const

export const documentVersionFilters = { documentId: id }
