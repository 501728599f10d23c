import { z } from '@hono/zod-openapi'
import type { AuditEntry } from '../../audit/types.js'
import type { Document, DocumentFolder, DocumentVersion } from '../../documents/types.js'
import type { Metric } from '../../metrics/types.js'
import type { Recommendation } from '../../recommendations/types.js'
import type { Setting } from '../../settings/types.js'
import { idValue, moment, responseOf } from './common.js'

export const recommendation = responseOf<Recommendation>()('Recommendation', {
  id: idValue,
  projectId: idValue,
  title: z.string(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  priority: z.string(),
  dimensionId: idValue.nullable(),
  status: z.string(),
  aiConfidence: z.number().nullable(),
  implementationEffort: z.string().nullable(),
  expectedImpact: z.string().nullable(),
  createdAt: moment,
  updatedAt: moment,
})

export const metric = responseOf<Metric>()('Metric', {
  id: idValue,
  projectId: idValue,
  name: z.string(),
  value: z.number(),
  unit: z.string().nullable(),
  category: z.string().nullable(),
  dimensionId: idValue.nullable(),
  recordedAt: moment,
  createdAt: moment,
})

export const document = responseOf<Document>()('Document', {
  id: idValue,
  projectId: idValue,
  title: z.string(),
  type: z.string(),
  content: z.string(),
  tags: z.array(z.string()),
  folderId: idValue.nullable(),
  aiGenerated: z.boolean(),
  version: z.int(),
  status: z.string(),
  createdBy: idValue.nullable(),
  createdAt: moment,
  updatedAt: moment,
})

export const documentVersion = responseOf<DocumentVersion>()('DocumentVersion', {
  id: idValue,
  projectId: idValue,
  documentId: idValue,
  version: z.int(),
  title: z.string(),
  content: z.string(),
  status: z.string().nullable(),
  createdBy: idValue.nullable(),
  createdAt: moment,
})

export const documentFolder = responseOf<DocumentFolder>()('DocumentFolder', {
  id: idValue,
  projectId: idValue,
  parentId: idValue.nullable(),
  name: z.string(),
  createdAt: moment,
  updatedAt: moment,
})

export const setting = responseOf<Setting>()('Setting', {
  id: idValue,
  key: z.string(),
  value: z.string().openapi({ description: 'Of a secret one, dots and its end.' }),
  secret: z.boolean(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  createdAt: moment,
  updatedAt: moment,
})

export const auditEntry = responseOf<AuditEntry>()('AuditEntry', {
  id: z.int(),
  occurredAt: moment,
  projectId: idValue.nullable(),
  actorKind: z.enum(['user', 'system', 'database']),
  actorId: idValue.nullable(),
  databaseUser: z.string().nullable(),
  action: z.enum(['insert', 'update', 'delete']),
  tableName: z.string(),
  rowIds: z.array(z.int()),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  transactionId: z.int(),
})
