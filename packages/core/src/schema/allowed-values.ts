import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** The values that the specification lists. zod checks them at the edge, the database by CHECK. */
export const userRoles = ['admin', 'manager', 'user'] as const
export const projectTypes = ['Greenfield', 'Legacy', 'Migration', 'Integration'] as const
export const testCaseStatuses = [
  'draft',
  'ready',
  'in-progress',
  'passed',
  'failed',
  'blocked',
  'deprecated',
] as const
export const testCycleStatuses = ['created', 'in-progress', 'completed', 'archived'] as const
export const testingModes = ['manual', 'ai-assisted-manual', 'automated'] as const
export const jiraSyncTypes = ['full', 'incremental', 'manual'] as const
export const jiraSyncStatuses = ['pending', 'in_progress', 'completed', 'failed'] as const

/** Read it; read and write what is in it; also change the project itself and who has access. */
export const accessLevels = ['read', 'write', 'manage'] as const
/** Made by a person, brought by an import or a synchronisation, or proposed by a model and approved. */
export const linkOrigins = ['manual', 'import', 'jira', 'ai'] as const
export const forgeAccountOrigins = ['created', 'matched'] as const
export const criterionAnswerValues = ['yes', 'partly', 'no', 'not-applicable'] as const
export const importKinds = ['tickets', 'test-cases', 'results'] as const

export type UserRole = (typeof userRoles)[number]
export type ProjectType = (typeof projectTypes)[number]
export type TestCaseStatus = (typeof testCaseStatuses)[number]
export type TestCycleStatus = (typeof testCycleStatuses)[number]
export type JiraSyncType = (typeof jiraSyncTypes)[number]
export type JiraSyncStatus = (typeof jiraSyncStatuses)[number]
export type TestingMode = (typeof testingModes)[number]
export type AccessLevel = (typeof accessLevels)[number]
export type LinkOrigin = (typeof linkOrigins)[number]
export type ForgeAccountOrigin = (typeof forgeAccountOrigins)[number]
export type CriterionAnswer = (typeof criterionAnswerValues)[number]
export type ImportKind = (typeof importKinds)[number]

/** `column IN (...)` for a CHECK, where parameters are not allowed. */
export function oneOf(column: PgColumn, values: readonly string[]): SQL {
  return sql`${column} IN (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`
}
