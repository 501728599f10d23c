import type { Answer } from './answer.js'
import type { Authentication } from './auth.js'
import type { ServerClock } from './clock.js'
import type { Comments } from './comments.js'
import type { Faults } from './faults.js'
import type { IssueStore } from './issue-store.js'
import type { PageTokens } from './page-tokens.js'
import type { SearchIndex } from './search-index.js'
import type { CustomField, JiraServerOptions, JiraUser, PageOptions } from './types.js'

/** All that the resources of one Jira work with. */
export interface Site {
  readonly kind: JiraServerOptions['kind']
  readonly options: JiraServerOptions
  readonly clock: ServerClock
  readonly authentication: Authentication
  readonly issues: IssueStore
  readonly index: SearchIndex
  readonly tokens: PageTokens
  readonly pages: PageOptions
  readonly comments: Comments
  /** Values by property key, by id of the issue. */
  readonly properties: Map<string, Map<string, unknown>>
  readonly faults: Faults
  readonly customFields: readonly CustomField[]
  /** Known as soon as the server listens. */
  url: string
}

/** A request on its way through a resource. */
export interface Call {
  readonly site: Site
  /** Nobody where it is anonymous. */
  readonly user: JiraUser | undefined
  readonly query: URLSearchParams
  /** Its parts that the route names, decoded. */
  readonly path: Readonly<Record<string, string>>
  /** The JSON that came with it. */
  readonly body: unknown
  /** What came with it, as text. */
  readonly text: string
  /** What authentication wants on a 401. */
  readonly headers: Readonly<Record<string, string>>
}

export interface Route {
  readonly method: string
  /** With `{name}` for a part that varies. */
  readonly path: string
  readonly answer: (call: Call) => Answer
}

export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The list under a name of a body; undefined where it is no list of texts (or numbers, which become texts). */
export function textsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.map(String)
}

/** A list in a query string: commas and repetition both count. */
export function listOf(query: URLSearchParams, name: string): readonly string[] | undefined {
  if (!query.has(name)) return undefined
  return query
    .getAll(name)
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
