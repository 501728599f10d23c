/** What an invocation token says of where a call comes from. */

/** Which app calls, from which installation, for which module. */
export interface InstallationClaims {
  /** The app's ARI: `ari:cloud:ecosystem::app/<uuid>`. */
  readonly id: string
  /** Which version of the app's code runs. */
  readonly version: string
  readonly appVersion: string
  /** `ari:cloud:ecosystem::installation/<uuid>`; another one after each new installation. */
  readonly installationId: string
  /** Where Jira's REST API is to be called, with the tokens that come along. */
  readonly apiBaseUrl: string
  readonly environment: { readonly type: EnvironmentType; readonly id: string }
  readonly module: ModuleClaims
}

export type EnvironmentType = 'DEVELOPMENT' | 'STAGING' | 'PRODUCTION'

export interface ModuleClaims {
  /** Such as `jira:issuePanel`, or `core:endpoint` for events. */
  readonly type: string
  /** As the manifest names it. */
  readonly key: string
}

/** Where in Jira somebody looks at the app. */
export interface ContextClaims {
  readonly cloudId: string
  readonly siteUrl: string
  readonly moduleKey: string
  readonly environmentId: string
  readonly environmentType: EnvironmentType
  readonly localId: string
  readonly extension: Extension
}

interface JiraProjectRef {
  readonly id: string
  readonly key: string
  readonly type: string
}

interface JiraIssueRef {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly typeId: string
}

/** What a module is shown on. */
export type Extension =
  | {
      readonly type: 'jira:issuePanel' | 'jira:issueContext'
      readonly issue: JiraIssueRef
      readonly project: JiraProjectRef
    }
  | {
      readonly type: 'jira:projectPage' | 'jira:projectSettingsPage'
      readonly project: JiraProjectRef
    }
  | { readonly type: 'jira:adminPage' }
  | {
      readonly type: 'jira:dashboardGadget'
      readonly dashboard: { readonly id: string }
      readonly gadget: { readonly id: string }
      readonly gadgetConfiguration?: Readonly<Record<string, unknown>>
      /** Set while the gadget is being configured. */
      readonly entryPoint?: 'edit'
    }
