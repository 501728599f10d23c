import { z } from 'zod'
import { type PageOptions, pageOptions } from '../pagination.js'
import type { JiraSyncStatus, JiraSyncType } from '../schema/allowed-values.js'
import { id, name } from '../validation.js'

/**
 * How to prove to Jira who is asking: e-mail address and API token (Cloud) or user name and password (Data
 * Center), or a bearer: a personal access token, an OAuth access token, or a function that returns a fresh one.
 */
export type JiraAuth =
  | { readonly email: string; readonly token: string }
  | { readonly bearer: string | (() => string | Promise<string>) }

/** The `jira` option of `createAtmosfera`. Nothing here is stored. */
export interface JiraOptions {
  /**
   * The Jira that {@link auth} is for. Connections to another one never get these credentials.
   */
  readonly baseUrl?: string | undefined
  /** Credentials for projects whose connection has none of its own. */
  readonly auth?: JiraAuth | undefined
  /**
   * Whether a project may be connected to an address.
   *
   * @default https anywhere, http on this machine only
   */
  readonly allowUrl?: ((url: URL) => boolean) | undefined
  /** @default the platform's own */
  readonly fetch?: typeof fetch | undefined
  readonly retry?: JiraRetryOptions | undefined
}

/** What happens when Jira is busy or broken. What Jira says in `Retry-After` comes first. */
export interface JiraRetryOptions {
  /** How often one request is tried in all. @default 12 */
  readonly attempts?: number | undefined
  /** The first pause in milliseconds; it doubles from try to try, with jitter. @default 500 */
  readonly firstPauseMs?: number | undefined
  /** The longest pause in milliseconds, unless Jira asks for a longer one. @default 30,000 */
  readonly longestPauseMs?: number | undefined
  /** How long one synchronisation waits in all, in milliseconds. @default 900,000 (15 minutes) */
  readonly budgetMs?: number | undefined
}

/** Which custom fields hold what: ids such as `customfield_10014`. */
export interface JiraFieldMapping {
  /** Default: the field that Jira itself declares as the epic link. */
  readonly epicLink?: string | undefined
  readonly team?: string | undefined
  readonly risk?: string | undefined
}

/** What is written to issues; nothing unless it is asked for here. */
export interface JiraWriteBackOptions {
  /** The issue property `atmosfera.coverage`. */
  readonly property?: boolean | undefined
  /** A label such as `coverage-ok`; the others of its kind are taken off. */
  readonly label?: boolean | undefined
  /** One comment, which is changed when the coverage changes. */
  readonly comment?: boolean | undefined
}

export interface ConnectJira {
  readonly projectId: number
  /** Such as `https://example.atlassian.net`; for OAuth `https://api.atlassian.com/ex/jira/CLOUD-ID`. */
  readonly baseUrl: string
  /** The keys of the Jira projects whose issues are this project's tickets. */
  readonly projectKeys: readonly string[]
  /**
   * Stored encrypted, which takes `encryptionKey`; undefined leaves what is stored, null removes it. Without any
   * the credentials of `createAtmosfera({ jira })` apply.
   */
  readonly auth?:
    | { readonly email: string; readonly token: string }
    | { readonly bearer: string }
    | null
    | undefined
  /** What is left out stays as it is; null forgets a field. */
  readonly fields?: { readonly [Field in keyof JiraFieldMapping]: JiraFieldMapping[Field] | null } | undefined
  /** Undefined leaves what is stored. */
  readonly writeBack?: JiraWriteBackOptions | undefined
}

/** What a project is connected to. Secrets are never shown. */
export interface JiraConnection {
  readonly projectId: number
  readonly baseUrl: string
  readonly projectKeys: readonly string[]
  /** Where the credentials come from; `app` is an installation of the Jira app. */
  readonly auth: 'stored' | 'app' | 'options' | 'none'
  /** The e-mail address or user name, where the stored credentials have one. */
  readonly account: string | null
  readonly fields: JiraFieldMapping
  readonly writeBack: JiraWriteBackOptions
  /** The end of the address that webhooks are to be sent to; null until there is a secret to sign them with. */
  readonly webhookPath: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface SyncJira {
  readonly projectId: number
  /**
   * `incremental` reads what changed since the last synchronisation; `full` reads everything and finds what was
   * deleted; `manual` reads the issues in `keys`.
   *
   * @default `manual` where there are keys, else `incremental`, which is `full` the first time
   */
  readonly mode?: JiraSyncType | undefined
  /** For `manual`: at most 1,000 keys. */
  readonly keys?: readonly string[] | undefined
  /**
   * Tombstone deleted issues even where most of the project would be: by default that is taken for lost
   * permissions and nothing is.
   *
   * @default false
   */
  readonly allowMassDeletion?: boolean | undefined
  readonly onProgress?: ((progress: JiraSync) => void) | undefined
  /** Ends the synchronisation after the page at hand; the next one goes on from there. */
  readonly signal?: AbortSignal | undefined
}

/** A synchronisation, while it runs and after. */
export interface JiraSync {
  readonly id: number
  readonly projectId: number
  readonly type: JiraSyncType
  readonly status: JiraSyncStatus
  /** Issues read so far. */
  readonly processed: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** Tickets tombstoned. */
  readonly deleted: number
  readonly pages: number
  /** How often it was taken up again. */
  readonly resumed: number
  /** Issues that could not be stored. */
  readonly rejected: readonly { readonly key: string; readonly reason: string }[]
  readonly error: string | null
  /** Up to when, by Jira's clock, everything that changed has been read. */
  readonly watermark: Date | null
  /** Who runs it: host and process, and when it was last heard of. */
  readonly holder: { readonly host: string; readonly pid: number } | null
  readonly heartbeatAt: Date | null
  /** Whether it is `in_progress` by its record, and whoever ran it is gone: the next one goes on from there. */
  readonly interrupted: boolean
  readonly startedAt: Date
  readonly completedAt: Date | null
}

/** How a project and its Jira stand. */
export interface JiraStatus {
  readonly connection: JiraConnection
  readonly running: JiraSync | null
  readonly last: JiraSync | null
  /** Up to when everything that changed in Jira is here. */
  readonly watermark: Date | null
  readonly webhooks: {
    readonly pending: number
    readonly failed: number
    readonly lastReceivedAt: Date | null
  }
}

export interface ListJiraSyncs extends PageOptions {
  readonly projectId: number
}

/** Where Jira is to send its webhooks, and what it has to sign them with. */
export interface JiraWebhook {
  /** The end of the address: mount `jira.handleWebhook` at a route that ends in this. */
  readonly path: string
  /** Shown this once. */
  readonly secret: string
}

/** What became of stored webhooks. */
export interface WebhookWork {
  readonly processed: number
  readonly failed: number
  /** Events left for later. */
  readonly pending: number
}

export interface WriteBackReport {
  readonly projectId: number
  /** Issues looked at, written to, and left as they were. */
  readonly total: number
  readonly written: number
  readonly unchanged: number
  readonly failed: readonly { readonly key: string; readonly reason: string }[]
}

const customField = z
  .string()
  .regex(/^customfield_\d{1,10}$/, 'must be the id of a custom field, such as customfield_10014')

const projectKey = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9_]{0,49}$/, 'must be the key of a Jira project, such as SHOP')

const secret = z.string().trim().min(1, 'must not be empty').max(10_000)

export const connectJira = z.strictObject({
  projectId: id,
  baseUrl: z.string().trim().max(1_000),
  projectKeys: z.array(projectKey).min(1, 'must name a Jira project').max(100),
  auth: z
    .union([z.strictObject({ email: name(255), token: secret }), z.strictObject({ bearer: secret })], {
      error: 'expected { email, token } or { bearer }',
    })
    .nullable()
    .optional(),
  fields: z
    .strictObject({
      epicLink: customField.nullish(),
      team: customField.nullish(),
      risk: customField.nullish(),
    })
    .optional(),
  writeBack: z
    .strictObject({
      property: z.boolean().optional(),
      label: z.boolean().optional(),
      comment: z.boolean().optional(),
    })
    .optional(),
})

export const ofProject = z.strictObject({ projectId: id })

export const listSyncsQuery = z.strictObject({ projectId: id, ...pageOptions })

export const syncJira = z.strictObject({
  projectId: id,
  mode: z.enum(['full', 'incremental', 'manual']).optional(),
  keys: z.array(name(50)).min(1).max(1_000).optional(),
  allowMassDeletion: z.boolean().default(false),
  onProgress: z.custom<(progress: JiraSync) => void>((value) => typeof value === 'function').optional(),
  signal: z.instanceof(AbortSignal).optional(),
})
