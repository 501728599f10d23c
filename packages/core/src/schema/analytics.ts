import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  serial,
  text,
  timestamp,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { maturityDimensions } from './atmf.js'
import { now } from './columns.js'
import { projects, users } from './core.js'

/** Chapter 6.1: what to do next, and what it would bring. */
export const recommendations = pgTable(
  'recommendations',
  {
    id: serial().primaryKey(),
    title: varchar({ length: 200 }).notNull(),
    description: text(),
    category: varchar({ length: 50 }),
    priority: varchar({ length: 20 }).default('medium'),
    projectId: integer('project_id'),
    dimensionId: integer('dimension_id'),
    status: varchar({ length: 30 }).default('active'),
    aiConfidence: numeric('ai_confidence', { precision: 3, scale: 2, mode: 'number' }),
    implementationEffort: varchar('implementation_effort', { length: 20 }),
    expectedImpact: varchar('expected_impact', { length: 20 }),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    foreignKey({
      name: 'recommendations_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'recommendations_dimension_id_fkey',
      columns: [table.dimensionId],
      foreignColumns: [maturityDimensions.id],
    }),
    index('idx_recommendations_project').on(table.projectId),
    index('idx_recommendations_dimension').on(table.dimensionId),
    index('idx_recommendations_status').on(table.status),
    index('idx_recommendations_priority').on(table.priority),
    index('idx_recommendations_active').on(table.id).where(sql`${table.status} = 'active'`),
  ],
)

/** Chapter 6.2: measured values over time. */
export const metrics = pgTable(
  'metrics',
  {
    id: serial().primaryKey(),
    name: varchar({ length: 100 }).notNull(),
    value: numeric({ precision: 10, scale: 4, mode: 'number' }).notNull(),
    unit: varchar({ length: 20 }),
    category: varchar({ length: 50 }),
    projectId: integer('project_id'),
    dimensionId: integer('dimension_id'),
    recordedAt: timestamp('recorded_at').default(sql`CURRENT_TIMESTAMP`),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'metrics_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'metrics_dimension_id_fkey',
      columns: [table.dimensionId],
      foreignColumns: [maturityDimensions.id],
    }),
    index('idx_metrics_project').on(table.projectId),
    index('idx_metrics_name').on(table.name),
    index('idx_metrics_category').on(table.category),
    index('idx_metrics_recorded').on(table.recordedAt),
  ],
)

/** Where documents are filed. Chapter 6.3 refers to this table without defining it. */
export const documentFolders = pgTable(
  'document_folders',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id'),
    parentId: integer('parent_id'),
    name: varchar({ length: 200 }),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    foreignKey({
      name: 'document_folders_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    unique('document_folders_project_id_id_key').on(table.projectId, table.id),
    foreignKey({
      name: 'document_folders_parent_same_project_fkey',
      columns: [table.projectId, table.parentId],
      foreignColumns: [table.projectId, table.id],
    }).onDelete('cascade'),
    index('idx_document_folders_parent').on(table.projectId, table.parentId),
  ],
)

/** Chapter 6.3: strategies, plans and reports. */
export const documents = pgTable(
  'documents',
  {
    id: serial().primaryKey(),
    title: varchar({ length: 200 }).notNull(),
    type: varchar({ length: 50 }).notNull(),
    content: text().notNull(),
    tags: jsonb().$type<readonly string[]>().default([]),
    projectId: integer('project_id'),
    folderId: integer('folder_id'),
    aiGenerated: boolean('ai_generated').default(false),
    version: integer().default(1),
    status: varchar({ length: 30 }).default('draft'),
    createdBy: integer('created_by'),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    foreignKey({
      name: 'documents_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'documents_folder_id_fkey',
      columns: [table.folderId],
      foreignColumns: [documentFolders.id],
    }).onDelete('set null'),
    foreignKey({ name: 'documents_created_by_fkey', columns: [table.createdBy], foreignColumns: [users.id] }),
    index('idx_documents_project').on(table.projectId),
    index('idx_documents_type').on(table.type),
    index('idx_documents_folder').on(table.folderId),
    index('idx_documents_ai_generated').on(table.aiGenerated),
    index('idx_documents_tags_gin').using('gin', table.tags),
    unique('documents_project_id_id_key').on(table.projectId, table.id),
    foreignKey({
      name: 'documents_folder_same_project_fkey',
      columns: [table.projectId, table.folderId],
      foreignColumns: [documentFolders.projectId, documentFolders.id],
    }),
  ],
)

/** What a document said before: one row for each version that an update replaced. */
export const documentVersions = pgTable(
  'document_versions',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    documentId: integer('document_id').notNull(),
    version: integer().notNull(),
    title: varchar({ length: 200 }).notNull(),
    content: text().notNull(),
    status: varchar({ length: 30 }),
    /** Who wrote this version. */
    createdBy: integer('created_by'),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'document_versions_document_same_project_fkey',
      columns: [table.projectId, table.documentId],
      foreignColumns: [documents.projectId, documents.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'document_versions_created_by_fkey',
      columns: [table.createdBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    uniqueIndex('idx_document_versions_unique').on(table.projectId, table.documentId, table.version),
  ],
)
