import type { Runner } from '../database/transaction.js'
import { UpstreamError } from '../errors.js'
import { currentKey, findEpicLink, type JiraApi, type JiraClock, openJira } from './api.js'
import { findConnection, type StoredConnection } from './connection-rows.js'
import { grantFor, type JiraSetup, notConnected, transportTo } from './connections.js'
import type { JiraFieldMapping } from './types.js'

/** A project's Jira, asked what it is. */
export interface JiraSession {
  readonly connection: StoredConnection
  readonly api: JiraApi
  readonly clock: JiraClock
  /** With the epic link that Jira declares, where none was named. */
  readonly mapping: JiraFieldMapping
  /** The connected projects, by the keys that they had and, where they were renamed, by those that they have. */
  readonly projectKeys: readonly string[]
  /** Whether the credentials see more than is meant for this project: issues of others are then not stored. */
  readonly isRestricted: boolean
}

/** The connection of a project. @throws NotFoundError */
export async function readConnection(
  runner: Runner,
  projectId: number,
  level: 'read' | 'write' | 'manage',
): Promise<StoredConnection> {
  const found = await runner.run((transaction) => findConnection(transaction, projectId), {
    need: { projectId, level },
  })
  if (found === undefined) throw notConnected(projectId)
  return found
}

/**
 * Opens a project's Jira.
 *
 * @throws UpstreamError where it is not there, refuses the credentials, or does not show what we are connected to.
 */
export async function openSession(
  connection: StoredConnection,
  setup: JiraSetup,
  signal?: AbortSignal,
): Promise<JiraSession> {
  const grant = await grantFor(connection, setup)
  const { api, clock } = await openJira(transportTo(connection, setup, grant, signal))
  const epicLink = connection.fields.epicLink ?? (await findEpicLink(api))
  const projectKeys = await currentKeys(api, grant?.projectKeys ?? connection.projectKeys)
  const mapping = { ...connection.fields, epicLink }
  return { connection, api, clock, mapping, projectKeys, isRestricted: grant !== undefined }
}

/**
 * Jira answers "not found" for what the account may not see. Before that is believed of an issue, the account has to
 * see its project.
 */
export async function currentKeys(api: JiraApi, projectKeys: readonly string[]): Promise<readonly string[]> {
  const keys = new Set<string>()
  for (const key of projectKeys) {
    const current = await currentKey(api, key)
    if (current === undefined) {
      throw new UpstreamError(
        'jira',
        `Jira at ${api.transport.baseUrl} shows no project ${key} to this account; check the key and the account's permission to browse it.`,
      )
    }
    keys.add(key).add(current)
  }
  return [...keys]
}
