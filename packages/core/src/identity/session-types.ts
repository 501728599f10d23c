import { z } from 'zod'
import type { ListOptions, OneOrMany } from '../resource-service.js'
import { id, text } from '../validation.js'
import type { User } from './types.js'

/** Somebody who is signed in, in one browser or program. */
export interface Session {
  readonly id: number
  readonly userId: number
  /** What it was begun with, as that called itself. */
  readonly userAgent: string | null
  readonly createdAt: Date
  /** To the minute. */
  readonly lastSeenAt: Date
  /** It ends then, however busy it is; sooner when it is not used for as long as `session_timeout_hours` says. */
  readonly expiresAt: Date
}

export interface SignIn {
  readonly username: string
  readonly password: string
  /** Shown in the list of sessions; the first 300 characters are kept. */
  readonly userAgent?: string | null | undefined
}

/** A session that has just begun. */
export interface SignedIn {
  readonly session: Session
  readonly user: User
  /** What the session is known by from now on. It is shown once and stored nowhere. */
  readonly token: string
}

/** A session that was found by its token. */
export interface FoundSession {
  readonly session: Session
  /** The token to use from now on, where it is time for another one; the old one is good for a moment longer. */
  readonly nextToken: string | undefined
}

export interface ListSessions extends ListOptions {
  readonly userId?: OneOrMany<number> | undefined
  readonly sort?: 'id' | '-id' | undefined
}

export const signIn = z.strictObject({
  username: text.max(255),
  password: text.max(1024),
  userAgent: text.nullish().transform((value) => value?.slice(0, 300) ?? null),
})

export const sessionFilters = { userId: id }
