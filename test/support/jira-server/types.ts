/** What a test gives to the Jira server and what it gets to see of it. */

import type { ServerClock } from './clock.js'
import type { FaultKind, Faults, FaultsOptions } from './faults.js'
import type { IssueStore } from './issue-store.js'
import type { LimitOptions } from './rate-limit.js'
import type { SearchIndex } from './search-index.js'
import type { Webhooks } from './webhooks.js'

export type Fields = Readonly<Record<string, unknown>>

/** An issue in the shape of Jira's REST API. Long texts are plain texts here; Cloud answers them as ADF. */
export interface RawIssue {
  readonly id: string
  readonly key: string
  readonly fields: Fields
}

/** Somebody who may ask. */
export interface JiraUser {
  /** Cloud: the account id; Data Center: the name and the key. */
  readonly accountId: string
  readonly displayName: string
  readonly email: string
  /** An IANA zone: dates in JQL are read in it. */
  readonly timeZone: string
  /** What goes with the e-mail address on Cloud, with the name on Data Center. */
  readonly password: string
  /** A personal access token (Data Center) or an OAuth access token (Cloud). */
  readonly bearer: string
  /** Keys of the projects that they may see; all by default. */
  readonly browse?: readonly string[]
  /** Whether they may change issues; true by default. */
  readonly edit?: boolean
  /** Keys of the projects that they administer, or `all` of Jira; none by default. */
  readonly administer?: readonly string[] | 'all'
  /** Whether others get to see their e-mail address; by default not. */
  readonly showsEmail?: boolean
}

export interface CustomField {
  /** Such as `customfield_10014`. */
  readonly id: string
  readonly name: string
  /** Such as `{ type: 'string', custom: 'com.atlassian...:textfield', customId: 10014 }`. */
  readonly schema?: Fields
}

/** How Cloud cuts its pages. Can be changed while the server runs. */
export interface PageOptions {
  /** The most issues with fields on a page; 100 by default, as Cloud does. Ids and keys alone go up to 5,000. */
  limit: number
  /** 3 lets every third page hold only half of what it could; 0 none. */
  shortEvery: number
  /** 3 makes every third page empty though it is not the last one; 0 and 1 none. */
  emptyEvery: number
  /** How long a page token is good for; seven days by default. */
  tokenLifetimeMs: number
}

export interface JiraServerOptions {
  readonly kind: 'cloud' | 'data-center'
  /** The first one is {@link JiraServer.user}. One with the zone UTC by default. */
  readonly users?: readonly Partial<JiraUser>[]
  /** When it is on the server; from then on the clock stands still until it is told. Otherwise it is the machine's. */
  readonly now?: Date | string
  /** Data Center: the most issues on a page; 1,000 by default. */
  readonly maxResultsLimit?: number
  readonly pages?: Partial<PageOptions>
  /** How many further requests do not find a change yet; `'manual'` waits for `index.catchUp()`. 0 by default. */
  readonly indexLag?: number | 'manual'
  readonly faults?: FaultsOptions
  readonly limit?: LimitOptions
  readonly customFields?: readonly CustomField[]
  /**
   * What a wrong password or token gets. `'refused'`, the default, is 401, as the published description has
   * it and as Data Center does. `'as-cloud-site'` is what `*.atlassian.net` was seen to do: a wrong or
   * expired API token makes the request an anonymous one (an empty search, 404 for every issue) with
   * `X-Seraph-LoginReason: AUTHENTICATED_FAILED`, and only `myself` says 401; a wrong bearer token gets 403.
   */
  readonly wrongCredentials?: 'refused' | 'as-cloud-site'
  /** Gives `created`, `updated` and `resolutiondate` with the offset of the asking user's zone instead of +0000. */
  readonly datesInUserZone?: boolean
  /** Data Center: what `serverInfo` says; 9.12.5 by default. */
  readonly version?: string
}

/** A request as it came in. What authenticated it is named, never shown. */
export interface RecordedRequest {
  /** From 1. */
  readonly number: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Parsed where it is JSON, text otherwise, undefined where there was none. */
  readonly body: unknown
  readonly auth: 'basic' | 'bearer' | 'other' | 'none'
  /** Whose credentials were right. */
  readonly accountId?: string
  /** What was answered, also where the answer did not arrive; undefined while there is none. */
  status?: number
  /** What was done to it, by the injector or by a hook. */
  fault?: FaultKind
}

/** What a hook wants done with a request: an answer of its own, or a fault. Nothing lets it through. */
export type RequestAction =
  | {
      readonly respond: {
        readonly status: number
        readonly headers?: Readonly<Record<string, string>>
        /** Text as it is, anything else as JSON. */
        readonly body?: unknown
      }
    }
  | { readonly fault: FaultKind }

type HookResult = RequestAction | undefined

/** Called before a request is worked on, with its number from 1. */
export type RequestHook = (request: RecordedRequest, number: number) => HookResult | Promise<HookResult>

export interface JiraServer {
  /** Without a slash at its end. */
  readonly url: string
  readonly kind: 'cloud' | 'data-center'
  /** The first user. */
  readonly user: JiraUser
  /** What the first user has for an `Authorization` header. */
  readonly authorization: { readonly basic: string; readonly bearer: string }
  readonly clock: ServerClock
  readonly issues: IssueStore
  readonly index: SearchIndex
  readonly pages: PageOptions
  readonly faults: Faults
  readonly webhooks: Webhooks
  readonly requests: readonly RecordedRequest[]
  /** Adds issues as they are, thousands of them; gives how many. They can be found at once. */
  load(issues: Iterable<RawIssue>): number
  /** Changes the first user from now on: takes permissions away, lets a password expire, moves them elsewhere. */
  changeUser(changes: Partial<JiraUser>): void
  /** An account, as it is: what is changed in it holds from now on. */
  users(accountId: string): JiraUser
  /** Makes every page token that was handed out so far invalid. */
  expireTokens(): void
  /** Hooks are asked in the order in which they were added; the first action counts. Gives what removes it. */
  onRequest(hook: RequestHook): () => void
  /** Ends the server and every connection to it. Throws what went wrong inside of it, or in a hook. */
  close(): Promise<void>
}
