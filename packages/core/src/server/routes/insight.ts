import { z } from '@hono/zod-openapi'
import {
  createDocument,
  createDocumentFolder,
  updateDocument,
  updateDocumentFolder,
} from '../../documents/types.js'
import { createMetric, updateMetric } from '../../metrics/types.js'
import { createRecommendation, updateRecommendation } from '../../recommendations/types.js'
import { idParameter, listParameters } from '../parameters.js'
import { addResource, byIds, byText } from '../resource.js'
import { type Api, route } from '../route.js'
import { pageOf } from '../schemas/common.js'
import { document, documentFolder, documentVersion, metric, recommendation } from '../schemas/insight.js'

/** Recommendations, metrics and documents. */
export function addInsight(api: Api): void {
  addResource(api, {
    tag: 'Recommendations',
    one: 'Recommendation',
    many: 'Recommendations',
    words: ['a recommendation', 'recommendations'],
    path: 'recommendations',
    service: (services) => services.recommendations,
    row: recommendation,
    create: createRecommendation.omit({ projectId: true }),
    update: updateRecommendation.omit({ updatedAt: true }),
    filters: { ...byText('status', 'priority', 'category'), ...byIds('dimensionId') },
    sorts: ['id', 'updatedAt'],
  })
  addResource(api, {
    tag: 'Metrics',
    one: 'Metric',
    many: 'Metrics',
    words: ['a metric', 'metrics'],
    path: 'metrics',
    service: (services) => services.metrics,
    row: metric,
    create: createMetric.omit({ projectId: true }),
    update: updateMetric,
    filters: { ...byText('name', 'category'), ...byIds('dimensionId') },
    sorts: ['id', 'recordedAt'],
    versioned: false,
  })
  addResource(api, {
    tag: 'Documents',
    one: 'Document',
    many: 'Documents',
    words: ['a document', 'documents'],
    path: 'documents',
    service: (services) => services.documents,
    row: document,
    create: createDocument.omit({ projectId: true }),
    update: updateDocument.omit({ updatedAt: true }),
    filters: { ...byText('type', 'status'), ...byIds('folderId') },
    sorts: ['id', 'title', 'updatedAt'],
  })
  route(
    api,
    {
      id: 'listDocumentVersions',
      method: 'get',
      path: '/projects/{projectId}/document-versions',
      tag: 'Documents',
      summary: 'Lists what documents were before they were changed.',
      verb: 'read',
      params: { projectId: idParameter },
      query: {
        ...listParameters,
        ...byIds('documentId'),
        sort: z.enum(['id', '-id', 'version', '-version']).optional(),
      },
      response: pageOf(documentVersion, 'DocumentVersionPage'),
    },
    async ({ services, params, query }) => await services.documents.versions({ ...query, ...params }),
  )
  addResource(api, {
    tag: 'Documents',
    one: 'DocumentFolder',
    many: 'DocumentFolders',
    words: ['a folder of documents', 'folders of documents'],
    path: 'document-folders',
    service: (services) => services.documents.folders,
    row: documentFolder,
    create: createDocumentFolder.omit({ projectId: true }),
    update: updateDocumentFolder.omit({ updatedAt: true }),
    filters: byIds('parentId'),
    sorts: ['id', 'name'],
  })
}
