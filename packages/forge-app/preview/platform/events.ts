/** What Forge sends to an app's endpoint for events. */

import type { JiraIssue } from './site.js'

type IssueEventType = 'avi:jira:created:issue' | 'avi:jira:updated:issue' | 'avi:jira:deleted:issue'

export type ForgeEvent = Readonly<Record<string, unknown>> & { readonly eventType: string }

/** That something happened to an issue. */
export function issueEvent(eventType: IssueEventType, issue: JiraIssue, accountId: string): ForgeEvent {
  const { summary, updated, project } = issue.fields
  return {
    eventType,
    issue: { id: issue.id, key: issue.key, fields: { summary, updated, project } },
    atlassianId: accountId,
    associatedUsers: [{ accountId }],
  }
}

/** That the app was installed or upgraded. */
export function lifecycleEvent(
  eventType: 'avi:forge:installed:app' | 'avi:forge:upgraded:app',
  installation: {
    readonly installationId: string
    readonly appId: string
    readonly appVersion: string
    readonly environmentId: string
    readonly accountId: string
  },
): ForgeEvent {
  const { installationId, appId, appVersion, environmentId, accountId } = installation
  const account =
    eventType === 'avi:forge:installed:app'
      ? { installerAccountId: accountId }
      : { upgraderAccountId: accountId }
  return {
    eventType,
    id: installationId,
    ...account,
    app: { id: appId, version: appVersion },
    environment: { id: environmentId },
  }
}
