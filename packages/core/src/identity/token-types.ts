import { z } from 'zod'
import type { ActorLimits } from '../actor.js'
import type { ListOptions, OneOrMany } from '../resource-service.js'
import { date, id, name } from '../validation.js'

/**
 * What a token may be used for: `read` anything, `import` files and record runs, `write` whatever is in a project,
 * `manage` projects, access and, for administrators, users and settings. `manage` includes `write`, and `write`
 * includes `read` and `import`; `import` by itself reads nothing.
 */
export const tokenVerbs = ['read', 'import', 'write', 'manage'] as const

export type TokenVerb = (typeof tokenVerbs)[number]

/** What a program signs in with, on behalf of a user and within limits. */
export interface ApiToken {
  readonly id: number
  readonly userId: number
  readonly name: string
  /** The last four characters of the token. */
  readonly hint: string
  /** The projects that it reaches; null for all that its user has access to. */
  readonly projectIds: readonly number[] | null
  readonly verbs: readonly TokenVerb[]
  readonly expiresAt: Date
  /** To the minute; null while it has not been used. */
  readonly lastUsedAt: Date | null
  readonly createdAt: Date
}

export interface CreateApiToken {
  /** What it is for, at most 100 characters. */
  readonly name: string
  /** @default ['read'] */
  readonly verbs?: readonly TokenVerb[] | undefined
  /** Projects that the user has access to. @default null, which is all, those to come included */
  readonly projectIds?: readonly number[] | null | undefined
  /** At most a year from now. @default 90 days from now */
  readonly expiresAt?: Date | string | undefined
}

/** A token that has just been made. */
export interface CreatedApiToken extends ApiToken {
  /** It begins with `atm_`, is shown this once and stored nowhere. */
  readonly token: string
}

/** A token that was found: what it is, and what may be done with it. */
export interface FoundApiToken {
  readonly apiToken: ApiToken
  readonly limits: ActorLimits
}

export interface ListApiTokens extends ListOptions {
  readonly userId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | undefined
}

export const createApiToken = z.strictObject({
  name: name(100),
  verbs: z
    .array(z.enum(tokenVerbs))
    .min(1)
    .readonly()
    .default(['read'])
    .transform((verbs) => [...new Set(verbs)]),
  projectIds: z.array(id).min(1).max(1000).readonly().nullable().default(null),
  expiresAt: date.optional(),
})

export const apiTokenFilters = { userId: id }
