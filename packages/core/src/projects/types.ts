import { z } from 'zod'
import { coveragePolicy } from '../coverage/types.js'
import type { CoveragePolicy } from '../coverage/verdict.js'
import type { ListOptions, OneOrMany } from '../resource-service.js'
import { type AccessLevel, accessLevels, type ProjectType, projectTypes } from '../schema/allowed-values.js'
import { date, id, name, shortText, text } from '../validation.js'

/** A tenant: what is in it does not exist for anyone without access to it. */
export interface Project {
  readonly id: number
  readonly name: string
  readonly description: string | null
  readonly status: string
  readonly projectType: ProjectType | null
  readonly industryArea: string | null
  readonly regulations: string | null
  readonly additionalContext: string | null
  readonly qualityFocus: string | null
  readonly testStrategy: string | null
  /** How runs become verdicts here, where it differs from the default. */
  readonly coveragePolicy: CoveragePolicy
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface CreateProject {
  /** At most 100 characters. */
  readonly name: string
  readonly description?: string | null | undefined
  /** @default 'active' */
  readonly status?: string | undefined
  readonly projectType?: ProjectType | null | undefined
  readonly industryArea?: string | null | undefined
  readonly regulations?: string | null | undefined
  readonly additionalContext?: string | null | undefined
  readonly qualityFocus?: string | null | undefined
  readonly testStrategy?: string | null | undefined
  readonly coveragePolicy?: CoveragePolicy | undefined
}

export type UpdateProject = Partial<CreateProject>

export interface ListProjects extends ListOptions {
  readonly name?: OneOrMany<string> | undefined
  readonly status?: OneOrMany<string> | undefined
  readonly projectType?: OneOrMany<ProjectType> | undefined
  readonly sort?: 'id' | '-id' | 'name' | '-name' | 'updatedAt' | '-updatedAt' | undefined
}

/** What somebody may do in a project. */
export interface ProjectAccess {
  readonly id: number
  readonly userId: number
  readonly projectId: number
  /** `read`; `write` what is in it; `manage` the project itself and who has access. */
  readonly accessLevel: AccessLevel
  readonly grantedBy: number | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface GrantAccess {
  readonly projectId: number
  readonly userId: number
  /** @default 'write' */
  readonly accessLevel?: AccessLevel | undefined
}

export interface ListAccess extends ListOptions {
  readonly projectId: number
  readonly userId?: OneOrMany<number> | undefined
  readonly accessLevel?: OneOrMany<AccessLevel> | undefined
}

const fields = {
  name: name(100),
  description: text.nullable(),
  status: name(20),
  projectType: z.enum(projectTypes).nullable(),
  industryArea: shortText(50).nullable(),
  regulations: shortText(100).nullable(),
  additionalContext: text.nullable(),
  qualityFocus: text.nullable(),
  testStrategy: text.nullable(),
  coveragePolicy,
}

export const createProject = z.strictObject({
  name: fields.name,
  description: fields.description.default(null),
  status: fields.status.default('active'),
  projectType: fields.projectType.default(null),
  industryArea: fields.industryArea.default(null),
  regulations: fields.regulations.default(null),
  additionalContext: fields.additionalContext.default(null),
  qualityFocus: fields.qualityFocus.default(null),
  testStrategy: fields.testStrategy.default(null),
  coveragePolicy: fields.coveragePolicy.default({}),
})

export const updateProject = z.strictObject({ ...fields, updatedAt: date }).partial()

export const projectFilters = { name: fields.name, status: fields.status, projectType: z.enum(projectTypes) }

export const grantAccess = z.strictObject({
  projectId: id,
  userId: id,
  accessLevel: z.enum(accessLevels).default('write'),
})

export const revokeAccess = z.strictObject({ projectId: id, userId: id })

export const accessFilters = { userId: id, accessLevel: z.enum(accessLevels) }
