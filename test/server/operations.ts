/** Every operation of the API, out of its own description, with what it takes to ask it of somebody's project. */
import type { Tenant } from '../isolation/world.js'
import type { Ask } from '../support/http.js'

export interface Operation {
  readonly operationId: string
  readonly method: string
  /** With parameters in braces. */
  readonly path: string
  /** Undefined where anybody may ask. */
  readonly verb: string | undefined
  readonly parameters: readonly Parameter[]
  readonly body: Schema | undefined
  readonly takesFiles: boolean
  /** By status; `default` for problems. */
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

export type Schema = Readonly<Record<string, unknown>>
type Content = Readonly<Record<string, { readonly schema: Schema }>>

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface DocumentedOperation {
  readonly operationId: string
  readonly 'x-token-verb'?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Operation['responses']
}

export async function readDocument(ask: Ask): Promise<OpenApiDocument> {
  return (await ask<OpenApiDocument>('GET', '/openapi.json')).body
}

export function operationsOf({ paths }: OpenApiDocument): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      verb: operation['x-token-verb'],
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content['application/json']?.schema,
      takesFiles: operation.requestBody?.content['multipart/form-data'] !== undefined,
      responses: operation.responses,
    })),
  )
}

/** Which of a tenant's ids stands behind `{id}`, by the beginning of the path. */
const ids: Readonly<Record<string, keyof Tenant>> = {
  'test-suites': 'suiteId',
  'test-cases': 'testCaseId',
  'test-cycles': 'cycleId',
  'test-cycle-items': 'itemId',
  'test-runs': 'runId',
  tickets: 'ticketId',
  recommendations: 'recommendationId',
  metrics: 'metricId',
  documents: 'documentId',
  'document-folders': 'folderId',
  'maturity-assessments': 'assessmentId',
  sessions: 'sessionId',
  'api-tokens': 'apiTokenId',
}

/** The path of an operation, as it is asked of a tenant. */
export function pathFor({ path, parameters }: Operation, tenant: Tenant): string {
  const collection = path.split('/')[1] ?? ''
  const values: Readonly<Record<string, unknown>> = {
    projectId: tenant.projectId,
    userId: tenant.keeperId,
    sessionId: tenant.sessionId,
    tokenId: tenant.apiTokenId,
    id: tenant[ids[collection] ?? 'projectId'],
    key: collection === 'settings' ? `secret of ${tenant.name}` : tenant.ticketKey,
    sha256: '0'.repeat(64),
    testCaseId: tenant.testCaseId,
    by: 'component',
    format: 'csv',
    from: '2026-01-01',
    to: '2026-01-31',
  }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const query = parameters
    .filter(({ in: place, required }) => place === 'query' && required === true)
    .map(({ name }) => `${name}=${encodeURIComponent(String(values[name]))}`)
  return filled.slice(1) + (query.length === 0 ? '' : `?${query.join('&')}`)
}

/** A body that would be acceptable, of operations that take one. What it refers to is the tenant's. */
export const bodies: Readonly<Record<string, (tenant: Tenant) => unknown>> = {
  createProject: () => ({ name: 'new' }),
  updateProject: () => ({ description: 'changed' }),
  grantProjectAccess: () => ({ accessLevel: 'read' }),
  createTicket: () => ({ jiraKey: 'NEW-1', summary: 'new', status: 'Open' }),
  updateTicket: () => ({ summary: 'changed' }),
  createTickets: () => ({ items: [{ jiraKey: 'NEW-2', summary: 'new', status: 'Open' }] }),
  linkTestCase: ({ testCaseId, ticketKey }) => ({ testCaseId, key: ticketKey }),
  linkTestCases: ({ testCaseId, ticketKey }) => ({ items: [{ testCaseId, key: ticketKey }] }),
  createTestSuite: () => ({ name: 'new' }),
  createTestSuites: () => ({ items: [{ name: 'new' }] }),
  updateTestSuite: () => ({ name: 'changed' }),
  createTestCase: () => ({ title: 'new' }),
  createTestCases: () => ({ items: [{ title: 'new' }] }),
  updateTestCase: () => ({ title: 'changed' }),
  approveTestCases: ({ testCaseId }) => ({ ids: [testCaseId] }),
  createTestCycle: () => ({ name: 'new' }),
  createTestCycles: () => ({ items: [{ name: 'new' }] }),
  updateTestCycle: () => ({ name: 'changed' }),
  addTestCycleItems: ({ testCaseId }) => ({ testCaseIds: [testCaseId] }),
  assignTestCycleItem: () => ({ assignedUserId: null }),
  recordTestRun: ({ itemId }) => ({ cycleItemId: itemId, status: 'passed' }),
  recordTestRuns: ({ itemId }) => ({ items: [{ cycleItemId: itemId, status: 'passed' }] }),
  assessDimension: ({ dimensionName }) => ({ dimension: dimensionName, currentLevel: 3 }),
  answerCriterion: ({ criterionId }) => ({ criterionId, answer: 'no' }),
  createRecommendation: () => ({ title: 'new' }),
  createRecommendations: () => ({ items: [{ title: 'new' }] }),
  updateRecommendation: () => ({ status: 'dismissed' }),
  createMetric: () => ({ name: 'new', value: 1 }),
  createMetrics: () => ({ items: [{ name: 'new', value: 1 }] }),
  updateMetric: () => ({ value: 2 }),
  createDocument: () => ({ title: 'new', type: 'plan', content: 'new' }),
  createDocuments: () => ({ items: [{ title: 'new', type: 'plan', content: 'new' }] }),
  updateDocument: () => ({ content: 'changed' }),
  createDocumentFolder: () => ({ name: 'new' }),
  createDocumentFolders: () => ({ items: [{ name: 'new' }] }),
  updateDocumentFolder: () => ({ name: 'changed' }),
  connectJira: () => ({ baseUrl: 'http://127.0.0.1:9', projectKeys: ['NEW'] }),
  syncJira: () => ({}),
  createUser: () => ({
    username: 'new',
    password: 'a long password',
    fullName: 'New',
    email: 'n@example.org',
  }),
  updateUser: () => ({ fullName: 'changed' }),
  setPassword: () => ({ password: 'a long password' }),
  setSetting: () => ({ value: 'changed' }),
  createApiToken: ({ projectId }) => ({ name: 'new', projectIds: [projectId] }),
  signIn: ({ keeperLogin }) => ({ username: keeperLogin, password: 'wrong' }),
}

/** A file that would be acceptable, of operations that take one. */
export const files: Readonly<Record<string, string>> = {
  importTickets: '{"key":"NEW-3","fields":{"summary":"new","status":{"name":"Open"}}}',
  importTestCases: 'title\nnew\n',
  importResults: '<testsuite name="a"><testcase classname="a" name="b"/></testsuite>',
  storeEvidence: 'a screenshot',
  importProject: '{"kind":"project","version":1,"name":"new"}\n{"kind":"end","records":0}\n',
}
