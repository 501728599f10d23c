import { z } from 'zod'
import type { UserActor } from '../actor.js'
import type { JiraStatus } from '../jira/types.js'
import type { AccessLevel } from '../schema/allowed-values.js'
import { id, json, name, text } from '../validation.js'

/** Who calls, as a verified invocation token of Atlassian's says. */
export interface ForgeCall {
  /** What Atlassian calls the installation; a new one with every installation. */
  readonly installationId: string
  readonly appId: string
  readonly appVersion: string
  /** `DEVELOPMENT`, `STAGING` or `PRODUCTION`. */
  readonly environment: string
  /** Where Jira's API is asked with the app's tokens. */
  readonly apiBaseUrl: string
  /** The site; not every call says. */
  readonly cloudId?: string | undefined
  readonly siteUrl?: string | undefined
  /** What Jira is asked with as the app, for a while. */
  readonly systemToken?: string | undefined
  /**
   * Whether a page called, which people have in their hands. Nobody signs the token that comes along, so one from there
   * is taken only where there is none.
   *
   * @default false
   */
  readonly isPage?: boolean | undefined
}

/** Where the app is installed. */
export interface ForgeInstallation {
  readonly id: number
  readonly installationId: string
  readonly appId: string
  readonly cloudId: string | null
  readonly siteUrl: string | null
  readonly apiBaseUrl: string
  readonly environment: string
  readonly appVersion: string
  readonly createUsers: boolean
  readonly matchByEmail: boolean
  readonly installedAt: Date
  /** To within a minute. */
  readonly lastCalledAt: Date
  readonly uninstalledAt: Date | null
}

/** A project of Jira, as a token's context names it. */
export interface JiraProjectRef {
  /** Digits. Keys change, ids do not. */
  readonly id: string
  readonly key: string
}

/** Which project of ours a project of Jira is. */
export interface ForgeProject {
  readonly projectId: number
  readonly projectName: string
  readonly jiraProject: JiraProjectRef
  /** The types whose tickets count in the app; empty for all. */
  readonly issueTypes: readonly string[]
  /** About how many issues there were when all of them were last asked for. */
  readonly expectedIssues: number | null
}

/** An account of Jira, and what it asks about. */
export interface ForgeAsker {
  readonly installation: ForgeInstallation
  readonly accountId: string
  /** The account's own token, where the app sends it; Jira is asked with it then. */
  readonly userToken?: string | undefined
}

/** What an account may do, by Jira's permissions and ours. */
export interface ForgeAccess {
  readonly project: ForgeProject
  /** The user that the account is, held to this project and to what Jira allows. */
  readonly actor: UserActor
  readonly level: AccessLevel
}

/** How Jira accounts become our users. */
export interface ForgeUserRules {
  readonly createUsers: boolean
  readonly matchByEmail: boolean
}

/** A code that connects a project of Jira to one that is here. */
export interface ForgeCode {
  /** Good once. */
  readonly code: string
  readonly expiresAt: Date
}

/** How an installation stands, for those who administer Jira. */
export interface ForgeStatus {
  readonly token: 'stored' | 'memory' | 'missing'
  readonly users: ForgeUserRules & { readonly known: number }
  readonly projects: readonly (ForgeProject & { readonly jira: JiraStatus | null })[]
  readonly events: {
    readonly pending: number
    readonly failed: number
    readonly lastReceivedAt: Date | null
  }
  readonly claimable: readonly ClaimableInstallation[]
}

/** An earlier installation on the same site, whose data waits to be claimed. */
export interface ClaimableInstallation {
  readonly id: number
  readonly installedAt: Date
  readonly uninstalledAt: Date | null
  /** When its data goes; null while it is not known to be uninstalled. */
  readonly purgeAt: Date | null
  readonly projects: number
}

/** What became of stored events. */
export interface ForgeWork {
  /** Events of the app that were handed to projects, or were none of their business. */
  readonly routed: number
  /** News of issues that were looked up in Jira. */
  readonly processed: number
  readonly failed: number
}

const ari = name(200)

export const forgeCall = z.strictObject({
  installationId: ari,
  appId: ari,
  appVersion: name(50),
  environment: name(50),
  apiBaseUrl: name(1_000),
  cloudId: name(100).optional(),
  siteUrl: name(1_000).optional(),
  systemToken: name(20_000).optional(),
  isPage: z.boolean().default(false),
})

export const jiraProjectRef = z.strictObject({
  id: z.string().regex(/^\d{1,20}$/, 'must be the id of a Jira project, which is digits'),
  key: z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/, 'must be the key of a Jira project, such as SHOP'),
})

export const accountId = name(128)

export const connectForge = z.union(
  [z.strictObject({ name: name(100) }), z.strictObject({ code: z.string().trim().min(1).max(100) })],
  { error: 'expected { name } for a new project, or { code } for one that is there' },
)

export const forgeIssueTypes = z.array(text.min(1).max(50)).max(100).readonly()

export const forgeUserRules = z.strictObject({ createUsers: z.boolean(), matchByEmail: z.boolean() })

export const ofProject = z.strictObject({ projectId: id })

/** An event as it came; what is in it is looked at when it is worked on. */
export const forgePayload = z.record(z.string(), json)
