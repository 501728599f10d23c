import { randomBytes } from 'node:crypto'
import type { Transaction } from '../database/transaction.js'
import { ConflictError, ValidationError } from '../errors.js'
import { digest } from '../identity/secrets.js'
import { deleteConnection, findConnection, upsertConnection } from '../jira/connection-rows.js'
import {
  deleteForgeProject,
  deleteGoneProjects,
  insertForgeProject,
  installationsOf,
  keysOf,
  redeemCode,
} from './project-rows.js'
import type { ForgeInstallation, JiraProjectRef } from './types.js'

/** Letters and digits that nobody mistakes for others, in upper case. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A code such as `K7QM-2XNA-9RTB`: 60 random bits that can be read out. */
export function newCode(): string {
  const letters = [...randomBytes(12)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

/** What of a code is stored, and looked up however it was typed. */
export function hashOfCode(code: string): string {
  return digest(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}

/** The project of ours that a code is for. @throws ValidationError for one that is not good. */
export async function projectOfCode(transaction: Transaction, code: string, now: Date): Promise<number> {
  const projectId = await redeemCode(transaction, hashOfCode(code), now)
  if (projectId !== undefined) return projectId
  throw new ValidationError([
    { path: 'code', message: 'is wrong, was used already, or is older than 15 minutes; make a new one' },
  ])
}

/**
 * Lets a project of Jira be one of ours, and makes the connection that its issues are read by.
 *
 * @throws ConflictError where it is connected already, or ours is to another site.
 */
export async function connectProject(
  transaction: Transaction,
  { id, apiBaseUrl }: ForgeInstallation,
  projectId: number,
  jiraProject: JiraProjectRef,
): Promise<void> {
  await deleteGoneProjects(transaction, projectId)
  const others = (await installationsOf(transaction, projectId)).filter((other) => other.id !== id)
  if (others.length > 0) {
    throw new ConflictError(
      'That project is connected to another installation of the app. Disconnect it there first.',
    )
  }
  if (!(await insertForgeProject(transaction, id, projectId, jiraProject))) {
    throw new ConflictError(
      `The Jira project ${jiraProject.key} is connected already. Disconnect it first, in its settings.`,
    )
  }
  const before = await findConnection(transaction, projectId)
  await upsertConnection(transaction, {
    projectId,
    baseUrl: apiBaseUrl,
    projectKeys: await keysOf(transaction, projectId),
    // The app reads from now on: credentials of before were for another address.
    account: null,
    secret: null,
    fields: before?.fields ?? {},
    writeBack: {},
  })
}

/** Ends that; false where there was nothing to end. Tickets stay. */
export async function disconnectProject(
  transaction: Transaction,
  { id, apiBaseUrl }: ForgeInstallation,
  jiraProjectId: string,
): Promise<boolean> {
  const projectId = await deleteForgeProject(transaction, id, jiraProjectId)
  if (projectId === undefined) return false
  const connection = await findConnection(transaction, projectId)
  if (connection?.secret !== null || connection.baseUrl !== apiBaseUrl) return true
  const projectKeys = await keysOf(transaction, projectId)
  if (projectKeys.length === 0) await deleteConnection(transaction, projectId)
  else await upsertConnection(transaction, { ...connection, projectKeys })
  return true
}
